/**
 * A backlog of vehicles of the sample site and real daemons that clear it.
 * Invariant: a figure is given only when every vehicle is complete; one that rests as anything else ends the bench. Who is
 * tried again (a page that could not be read in time, as four daemons share two processors) is waited for.
 */
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { discoveryUrl, isVehicleListing, siteHosts } from '../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../examples/demo/site/listings.ts';
import { type DaemonProcess, startDaemonProcess } from '../test/chaos/daemon-process.ts';
import { processorSeconds } from './processor-time.ts';
import { type BenchServer, connect } from './server.ts';

/** Whose page of 21 to 23 KB says everything, the VIN included: no photograph has to be read. */
const SHAPES = ['classified', 'dealer-table', 'app-json'];
const LISTINGS = SAMPLE_LISTINGS.filter(isVehicleListing).filter(
  ({ page, end }) => SHAPES.includes(page.shape) && end.score === 100,
);
/** In the catalogue of the story, 1,147 of 8,207 vehicles lack their photographs. */
export const PHOTOGRAPHS_SHARE = 0.14;

/** Known by name as most of the story's are; VIN, price, description and the rest are missing. */
const INSERT = `
  with made as (
    insert into vehicles (year, make, model, discovery_url, origin_metadata)
    select t.year, t.make, t.model, t.url, case when t.pictures is not null then jsonb_build_object('image_urls', t.pictures) end
    from jsonb_to_recordset($1) as t (year int, make text, model text, url text, pictures jsonb)
    returning id, origin_metadata
  )
  insert into vehicle_images (vehicle_id, image_url) select id, 'https://stored.example/1.jpg' from made where origin_metadata is null`;
const SETTLED = `
  select count(*) filter (where next_try_at is null)::int as n, count(*) filter (where outcome = 'complete')::int as complete,
    (extract(epoch from max(settled_at)) * 1000)::float8 as last_ms
  from micro_scrape.vehicle_state where requested = handled and not rate_limited`;
const LATE = `
  select outcome, reason, rate_limited, count(*)::int as n from micro_scrape.vehicle_state
  where outcome <> 'complete' or requested > handled group by 1, 2, 3 order by n desc limit 5`;
const WAITS = `
  select count(*)::int as active, count(*) filter (where wait_event_type = 'Lock')::int as locked
  from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`;
const LOOK_EVERY_MS = 100;
/** A folder for the profiles of daemons, one of each thread. */
const { BENCH_PROFILES } = process.env;
const PROFILED = BENCH_PROFILES && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${BENCH_PROFILES}` };

/** Rows `from` to `to` (without): every listing in turn, at both names of the site, since one host gets half of the seats. */
export function vehicles(origin: string, from: number, to: number, photographs: number): unknown[] {
  const rows: unknown[] = [];
  for (let n = from; n < to; n++) {
    const listing = LISTINGS[n % LISTINGS.length];
    if (listing === undefined) throw new Error('there is no sample listing that is complete');
    const at = n % 2 === 0 ? origin : origin.replace('127.0.0.1', 'localhost');
    const { year, make, model, pictures } = listing.truth;
    const lacksPhotographs = Math.floor((n + 1) * photographs) > Math.floor(n * photographs);
    rows.push({
      year,
      make,
      model,
      url: `${discoveryUrl(listing, at)}?n=${n}`,
      pictures: lacksPhotographs ? pictures.map((name) => `${at}/pictures/${name}`) : null,
    });
  }
  return rows;
}

export async function insertVehicles(client: pg.Client, rows: readonly unknown[]): Promise<void> {
  await client.query(INSERT, [JSON.stringify(rows)]);
}

export interface Backlog {
  readonly server: BenchServer;
  readonly site: string;
  readonly vehicles: number;
  /** Share of the vehicles that lack them. */
  readonly photographs: number;
  readonly replicas?: number;
  readonly seats?: number;
  /** Login of the daemons, where their statements are to be told from ours. */
  readonly login?: (url: string) => Promise<string>;
  readonly patienceMs?: number;
  /** So many vehicles are cleared before anything counts. */
  readonly warmUp?: number;
  /** Called when daemons are ready and nothing is inserted, when they are warm, when all is done, and when they have ended. */
  readonly before?: (client: pg.Client) => Promise<void>;
  readonly warm?: (client: pg.Client) => Promise<void>;
  readonly after?: (client: pg.Client) => Promise<void>;
  readonly ended?: (client: pg.Client, url: string) => Promise<void>;
}

export interface Cleared {
  /** From the commit of the insert until the last one was settled. */
  readonly seconds: number;
  readonly perSecond: number;
  /** Of what was seen of active sessions, how many waited for a lock. */
  readonly lockShare: number;
  /** Milliseconds of a processor a vehicle. */
  readonly cost: Cost;
}

export interface Cost {
  readonly daemons: number;
  readonly database: number;
  /** The site and whoever measures. */
  readonly bench: number;
}

let runs = 0;

export async function clearBacklog(backlog: Backlog): Promise<Cleared> {
  const { server, site, replicas = 1, seats = 8, warmUp = 0 } = backlog;
  runs += 1;
  const url = await server.database(`backlog_${runs}`);
  const blobs = join(server.folder, `blobs-${runs}`);
  const client = await connect(url);
  const daemons: DaemonProcess[] = [];
  const stop = async () => {
    for (const daemon of daemons) daemon.signal('SIGTERM');
    await Promise.all(daemons.map((daemon) => daemon.ended));
  };
  const clear = async (from: number, to: number) => {
    await insertVehicles(client, vehicles(site, from, to, backlog.photographs));
    return untilCleared(client, { from, to, patienceMs: backlog.patienceMs ?? 600_000 }, Date.now());
  };
  try {
    const databaseUrl = (await backlog.login?.(url)) ?? url;
    const env = { CONCURRENCY: String(seats), ...PROFILED };
    const siteHost = siteHosts(site).join(',');
    for (let n = 0; n < replicas; n++) daemons.push(await startDaemonProcess({ databaseUrl, blobs, siteHost, env }));
    await backlog.before?.(client);
    if (warmUp > 0) await clear(0, warmUp);
    await backlog.warm?.(client);
    const before = await spent(server, daemons);
    const cleared = await clear(warmUp, warmUp + backlog.vehicles);
    const after = await spent(server, daemons);
    await backlog.after?.(client);
    await stop();
    await backlog.ended?.(client, url);
    return { ...cleared, cost: costOf(before, after, backlog.vehicles) };
  } finally {
    await stop();
    await client.end();
    await server.drop(url);
    await rm(blobs, { recursive: true, force: true });
  }
}

/** Of one vehicle, in milliseconds. */
export function costOf(before: Cost, after: Cost, vehicles: number): Cost {
  const each = (what: keyof Cost) => (1000 * (after[what] - before[what])) / vehicles;
  return { daemons: each('daemons'), database: each('database'), bench: each('bench') };
}

/** Seconds so far. */
export async function spent(server: BenchServer, daemons: readonly { readonly pid: number }[]): Promise<Cost> {
  const all = await Promise.all(daemons.map(({ pid }) => processorSeconds(pid)));
  const { user, system } = process.cpuUsage();
  return {
    daemons: all.reduce((sum, seconds) => sum + seconds, 0),
    database: await processorSeconds(server.pid),
    bench: (user + system) / 1e6,
  };
}

export const inWords = ({ daemons, database, bench }: Cost): string =>
  `processor time of one: daemon ${daemons.toFixed(1)}, database ${database.toFixed(1)}, site and bench ${bench.toFixed(1)} ms`;

/** Vehicles a second that all processors of the machine can do, when each takes so much of them. */
export const mostOf = ({ daemons, database, bench }: Cost): number =>
  (1000 * availableParallelism()) / (daemons + database + bench);

async function untilCleared(
  client: pg.Client,
  { from, to, patienceMs }: { from: number; to: number; patienceMs: number },
  insertedAt: number,
): Promise<Omit<Cleared, 'cost'>> {
  const deadline = performance.now() + patienceMs;
  let active = 0;
  let locked = 0;
  for (;;) {
    await delay(LOOK_EVERY_MS);
    const { rows: waits } = await client.query(WAITS);
    active += waits[0].active;
    locked += waits[0].locked;
    const { n, complete, last_ms: lastMs } = (await client.query(SETTLED)).rows[0];
    if (n === to && complete === n) {
      const seconds = (lastMs - insertedAt) / 1000;
      return { seconds, perSecond: (to - from) / seconds, lockShare: active === 0 ? 0 : locked / active };
    }
    if (n === to || performance.now() > deadline) {
      const { rows: late } = await client.query(LATE);
      throw new Error(`${n} of ${to} settled, ${complete} complete; ${JSON.stringify(late)}`);
    }
  }
}
