import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect } from 'vitest';
import { type Answer, type LocalServer, serveLocally, textAnswer } from '../../examples/demo/site/local-server.ts';
import { findStatus } from '../../src/cli/status-figures.ts';
import { createPool } from '../../src/database/pool.ts';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { numberedCarPage } from '../site/cars.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { FULL, figures, largest, type World, withWorld } from './world.ts';

const GOOD = 200;
const OF_A_KIND = 4;
const GOOD_HOSTS = 5;
/** Each time is measured so often, and the shortest counts: whatever else the machine does only adds to it. */
const TRIALS = 3;
/** Beside hostile vehicles, over alone. In short form other faults share the machine, and only a standstill is told. */
const MOST = FULL ? 1.5 : 6;

/** A byte every half second, and never the last one. */
function startDripSite(): Promise<LocalServer> {
  const lastModified = new Date();
  return serveLocally(async ({ url }, response): Promise<Answer | undefined> => {
    const urls = Array.from({ length: 8 }, (_, n) => `${url.origin}/photograph/${n}.jpg`);
    if (url.pathname === '/robots.txt') return textAnswer(404, 'text/plain', '', lastModified);
    if (url.pathname === '/photographs')
      return textAnswer(200, 'text/html', numberedCarPage(999_001, urls), lastModified);
    response.writeHead(200, { 'content-type': url.pathname === '/page' ? 'text/html' : 'image/jpeg' });
    const timer = setInterval(() => response.write(' '), 500);
    response.once('close', () => clearInterval(timer));
    return undefined;
  });
}

/** Five seconds between two requests, and sixty photographs. */
function startPatientSite(): Promise<LocalServer> {
  const lastModified = new Date();
  return serveLocally(async ({ url }): Promise<Answer> => {
    if (url.pathname === '/robots.txt') {
      return textAnswer(200, 'text/plain', 'User-agent: *\nCrawl-delay: 5\n', lastModified);
    }
    const urls = Array.from({ length: 60 }, (_, n) => `${url.origin}/photograph/${n}.jpg`);
    return textAnswer(200, 'text/html', numberedCarPage(999_002, urls), lastModified);
  });
}

interface Hostile {
  readonly hosts: readonly string[];
  readonly nameServer: string;
  /** Inserts its vehicles. */
  insert(world: World): Promise<void>;
  close(): Promise<void>;
}

let hostiles = 0;

async function startHostile(): Promise<Hostile> {
  hostiles += 1;
  const nr = hostiles;
  const drips = await Promise.all(Array.from({ length: 2 * OF_A_KIND }, startDripSite));
  const patient = await startPatientSite();
  const silent = createSocket('udp4');
  silent.bind(0, '127.0.0.1');
  await once(silent, 'listening');
  const sites = [...drips, patient];
  return {
    hosts: sites.map(({ origin }) => new URL(origin).host),
    nameServer: `127.0.0.1:${silent.address().port}`,
    async insert(world) {
      const addresses = [
        ...drips.map(({ origin }, n) => `${origin}/${n < OF_A_KIND ? 'photographs' : 'page'}?round=${nr}`),
        ...Array.from({ length: OF_A_KIND }, (_, n) => `${patient.origin}/car/${n}?round=${nr}`),
        ...Array.from({ length: OF_A_KIND }, (_, n) => `http://hangs-${nr}-${n}.example/car`),
      ];
      await world.client.query('insert into vehicles (discovery_url) select unnest($1::text[])', [addresses]);
      await world.client.query(
        `insert into vehicles (year, make, model, origin_metadata)
         select 1995, 'Porsche', '911', jsonb_build_object('image_urls', (
           select jsonb_agg($1 || '/picture/' || $2::text || v || '/' || p || '.jpg') from generate_series(0, 11) p))
         from generate_series(1, $3::int) v`,
        [world.site.origin, String(nr), OF_A_KIND],
      );
    },
    async close() {
      silent.close();
      await Promise.all(sites.map((site) => site.close()));
    },
  };
}

describe('vehicles whose hosts drip, hang or ask for patience, and photographs to be read', () => {
  test(`keep ${GOOD} good ones from nothing, whichever came first`, async ({ database }) => {
    // Hosts of their own each time: what a daemon knows of a host helps it.
    const hostile = await Promise.all(Array.from({ length: 2 * TRIALS }, startHostile));
    const good = await Promise.all(Array.from({ length: GOOD_HOSTS }, () => startBehaviourSite()));
    try {
      await withWorld({ databaseUrl: database.url, seats: 3 }, async (world) => {
        const allowed = [
          ...hostile.flatMap(({ hosts }) => hosts),
          ...[world.site, ...good].map(({ origin }) => new URL(origin).host),
        ];
        const daemon = await world.start('direct', {
          siteHost: allowed.join(','),
          env: { CONCURRENCY: '8', DNS_SERVERS: hostile[0]?.nameServer ?? '' },
        });
        let cars = 0;
        const insertGood = async () => {
          const urls = Array.from({ length: GOOD }, () => {
            cars += 1;
            return `${good[cars % GOOD_HOSTS]?.origin}${BEHAVIOURS.car(cars)}`;
          });
          const { rows } = await world.client.query<{ id: string }>(
            'insert into vehicles (discovery_url) select unnest($1::text[]) returning id',
            [urls],
          );
          return rows.map(({ id }) => id);
        };
        await world.complete(await insertGood(), 300_000);
        const times = { alone: [] as number[], first: [] as number[], last: [] as number[] };
        for (let trial = 0; trial < TRIALS; trial += 1) {
          times.alone.push(await world.complete(await insertGood(), 300_000));
        }
        for (let trial = 0; trial < TRIALS; trial += 1) {
          await hostile[2 * trial]?.insert(world);
          times.first.push(await world.complete(await insertGood(), 300_000));
          const ids = await insertGood();
          await hostile[2 * trial + 1]?.insert(world);
          times.last.push(await world.complete(ids, 300_000));
        }
        const alone = Math.min(...times.alone);
        const first = Math.min(...times.first);
        const last = Math.min(...times.last);
        const metrics = async () => (await fetch(`${daemon.origin}/metrics`)).text();
        const pool = createPool({ connectionString: database.url, role: 'test', max: 2, onError: () => undefined });
        try {
          await eventually('status shows the line of the recogniser', async () => {
            const { queue, daemons } = await findStatus(pool, 0);
            return queue.recogniser_ready > 0 && (daemons[0]?.seats?.recogniser ?? 0) > 0;
          });
        } finally {
          await pool.end();
        }
        await eventually('so do the metrics', async () =>
          /queue_jobs\{task="read-photographs",state="ready"\} [1-9]/.test(await metrics()),
        );
        const failed = (await metrics())
          .split('\n')
          .filter((line) => /job_attempts_total\{.*outcome="(retry|failed)".*\} [1-9]/.test(line));
        figures('hostile vehicles beside good ones', {
          ...Object.fromEntries(
            Object.entries(times).map(([when, ms]) => [`ms ${when}, each`, ms.map(Math.round).join(' ')]),
          ),
          'ms alone': alone,
          'hostile first': first,
          'hostile last': last,
          'largest ratio in percent': (100 * largest([first, last])) / alone,
        });
        expect(failed).toEqual([]);
        expect(largest([first, last]) / alone).toBeLessThan(MOST);
      });
    } finally {
      await Promise.all(hostile.map((each) => each.close()));
      await Promise.all(good.map((site) => site.close()));
    }
  });
});
