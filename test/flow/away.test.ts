/**
 * A site that is away for three hours, in each way a site can be: its vehicles wait, nobody is given up, the site is
 * hardly asked, and when it is back all of them are worked off by themselves. The hours pass by moving the times that are
 * stored.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type pg from 'pg';
import { describe, expect } from 'vitest';
import { numberedCarPage } from '../site/cars.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon, type TestDaemon } from '../support/daemon.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const HOUR_S = 3_600;
const PACE_MS = 40;
const REPLICAS = 3;

const WAYS = ['name', 'connection', 'TLS', '500', 'robots.txt', 'block'] as const;
type Way = (typeof WAYS)[number];

/** One address, behind which a site is away in one way, and then back. */
interface MovingSite {
  readonly origin: string;
  readonly host: string;
  /** Whatever reached it, or its name, since it was started. */
  readonly asked: { readonly at: number; readonly path: string }[];
  away: boolean;
  close(): Promise<void>;
}

async function startMovingSite(way: Way): Promise<MovingSite> {
  const asked: MovingSite['asked'] = [];
  const serve: RequestListener = (request, response) => {
    const path = request.url ?? '';
    asked.push({ at: performance.now(), path });
    const robots = path === '/robots.txt';
    const refusal = { '500': 500, 'robots.txt': 503, block: 403 }[way as string];
    if (site.away && refusal !== undefined && robots === (way === 'robots.txt')) response.writeHead(refusal).end('no');
    else if (robots) response.writeHead(404).end();
    else response.setHeader('content-type', 'text/html').end(numberedCarPage(Number(path.slice(5)), []));
  };
  const [cert, key] = await Promise.all(
    ['cert', 'key'].map((name) => readFile(new URL(`../site/tls/${name}.pem`, import.meta.url))),
  );
  if (way === 'TLS') setDefaultCACertificates([...getCACertificates(), String(cert)]);
  const inner = way === 'TLS' ? createTlsServer({ cert, key }, serve) : createServer(serve);
  // In front of it, so that what comes to nothing is counted too.
  const open = new Set<Socket>();
  const server = createTcpServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    if (site.away && (way === 'connection' || way === 'TLS')) {
      asked.push({ at: performance.now(), path: way });
      if (way === 'connection') socket.resetAndDestroy();
      else socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      return;
    }
    inner.emit('connection', socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `cars.test:${((server as Server).address() as AddressInfo).port}`;
  const site: MovingSite = {
    host,
    origin: `${way === 'TLS' ? 'https' : 'http'}://${host}`,
    asked,
    away: true,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return site;
}

async function startReplicas(database: TestDatabase, site: MovingSite, way: Way): Promise<TestDaemon[]> {
  const resolve = async (): Promise<{ address: string; family: number }[]> => {
    if (site.away && way === 'name') {
      site.asked.push({ at: performance.now(), path: 'name' });
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${site.host}`), { code: 'ENOTFOUND' });
    }
    return [{ address: '127.0.0.1', family: 4 }];
  };
  const env = { FETCH_ALLOW_PRIVATE: site.host, FETCH_MIN_INTERVAL_MS: String(PACE_MS) };
  return Promise.all(Array.from({ length: REPLICAS }, () => startTestDaemon(database, env, { resolve })));
}

/** As if so much time had passed. */
async function pass(client: pg.Client, seconds: number): Promise<void> {
  for (const [table, columns] of [
    [
      'hosts',
      ['next_slot_at', 'last_start_at', 'paused_until', 'failing_since', 'last_success_at', 'robots_fetched_at'],
    ],
    ['vehicle_state', ['slot_at', 'next_try_at', 'failed_at', 'requested_at', 'settled_at']],
  ] as const) {
    const moved = columns.map((column) => `${column} = ${column} - $1 * interval '1 second'`);
    await client.query(`update micro_scrape.${table} set ${moved.join(', ')}`, [seconds]);
  }
  await client.query('select micro_scrape.notify_for_hosts()');
}

const QUIET = `
  select (extract(epoch from h.opens_at - clock_timestamp()))::float8 as closed_for
  from micro_scrape.hosts h
  where h.opens_at > clock_timestamp() + interval '3 seconds' and h.line is not null
    and not exists (select from micro_scrape.vehicle_events where kind <> 'canary')
    and not exists (select from micro_scrape.vehicle_state where leased_by is not null or waits_at is null and next_try_at is null)`;

/** Lets hours pass, as a person would see them: whenever nothing happens until a later time, that time comes. */
async function passHours(client: pg.Client, hours: number): Promise<void> {
  for (let left = hours * HOUR_S; left > 0; ) {
    const seconds = await eventually('everybody waits', async () => {
      const closedFor = Number((await client.query(QUIET)).rows[0]?.closed_for ?? 0);
      return closedFor > 0 && Math.min(closedFor + 0.01, left);
    });
    await pass(client, seconds);
    left -= seconds;
  }
}

const STATE = `
  select count(*)::int as vehicles, count(*) filter (where outcome = 'complete')::int as complete,
    count(*) filter (where outcome in ('exhausted', 'gone', 'invalid'))::int as given_up,
    count(*) filter (where waits_at is not null or next_try_at is not null)::int as waiting, max(attempts) as attempts,
    (select count(*)::int from micro_scrape_runs where status = 'running') as open_runs,
    (select coalesce(sum(actions_failed), 0)::int from micro_scrape_runs) as failed_actions
  from micro_scrape.vehicle_state`;

describe('a site that is away for three hours', () => {
  test.for(WAYS)(
    '%s: gives no vehicle up, is hardly asked, and is worked off when it is back',
    {
      timeout: 300_000,
    },
    async (way, { database }) => {
      const vehicles = way === '500' ? 400 : 60;
      const site = await startMovingSite(way);
      const client = await connect(database);
      const replicas = await startReplicas(database, site, way);
      try {
        await client.query(
          `insert into vehicles (discovery_url) select $1 || '/car/' || n from generate_series(1, $2::int) n`,
          [site.origin, vehicles],
        );
        await eventually('all are known', async () => (await one(client, STATE)).vehicles === vehicles);
        await passHours(client, 3);
        await eventually('everybody waits', async () => (await client.query(QUIET)).rowCount === 1);
        const away = await one(client, STATE);
        expect(away).toEqual({
          vehicles,
          complete: 0,
          given_up: 0,
          waiting: vehicles,
          attempts: 0,
          open_runs: 0,
          failed_actions: 0,
        });
        const during = site.asked.length;
        expect(during).toBeGreaterThan(way === 'block' ? 1 : 8);
        expect(during).toBeLessThan(20);
        const { reason } = await one(
          client,
          `select reason from micro_scrape.vehicle_state order by failed_at desc nulls last limit 1`,
        );
        expect(reason).toMatch(/^cars\.test:\d+ (cannot be reached|refuses us) since .* UTC \(.+\)$/);

        site.away = false;
        await eventually('all are complete', async () => {
          // A trial is due at the end of the pause; nothing else is helped along.
          const closedFor = (await client.query(QUIET)).rows[0]?.closed_for;
          if (closedFor !== undefined) await pass(client, closedFor);
          return (await one(client, STATE)).complete === vehicles;
        });
        expect(await one(client, STATE)).toMatchObject({ given_up: 0, waiting: 0, attempts: 0 });
        const pages = site.asked.slice(during).filter(({ path }) => path.startsWith('/car/'));
        expect(new Set(pages.map(({ path }) => path)).size).toBe(vehicles);
        const gaps = pages.slice(1).map(({ at }, n) => at - (pages[n]?.at ?? 0));
        // A request that was let go a moment late comes closer to the next one than it was let go.
        expect((pages.at(-1)?.at ?? 0) - (pages[0]?.at ?? 0)).toBeGreaterThan((vehicles - 1) * PACE_MS * 0.95);
        process.stdout.write(
          `  ${way}: ${during} requests in three hours, then ${vehicles} pages in ${Math.round(gaps.reduce((a, b) => a + b, 0))} ms\n`,
        );
      } finally {
        await client.end();
        await Promise.all(replicas.map((replica) => replica.stop()));
        await site.close();
      }
    },
  );
});
