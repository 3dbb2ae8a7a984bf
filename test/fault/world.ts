/**
 * What a directed fault test needs: a database, a site, a proxy between them and the daemons, and daemons as processes.
 * Invariant: whatever a test starts here has ended when the test has, also when it fails.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { LocalServer } from '../../examples/demo/site/local-server.ts';
import { type DaemonOptions, type DaemonProcess, startDaemonProcess } from '../chaos/daemon-process.ts';
import { PostgresProxy } from '../chaos/proxy.ts';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { eventually } from '../support/eventually.ts';
import { runningMs } from '../support/running-time.ts';
import { takeSeats } from './seats.ts';

/** Full counts take ten minutes, the short form two and a half. */
export const FULL = process.env.CHAOS_FULL === '1';

export interface World {
  /** Straight to the database, past the proxy. */
  readonly client: pg.Client;
  /** After the server was away. */
  reconnect(): Promise<void>;
  readonly site: LocalServer;
  readonly proxy: PostgresProxy;
  readonly blobs: string;
  /** A daemon whose every connection goes through the proxy, or none with `direct`. */
  start(how?: 'proxied' | 'direct', more?: Partial<DaemonOptions>): Promise<DaemonProcess>;
  /** Inserts one vehicle per path of the site and gives their ids. */
  insert(...paths: string[]): Promise<string[]>;
  /** The first row of an answer. */
  one(sql: string, values?: unknown[]): Promise<Record<string, unknown>>;
  /** Waits until each vehicle is complete and nothing is left to do for it; returns the time it took in ms. */
  complete(ids: readonly string[], patienceMs?: number): Promise<number>;
}

const COMPLETE = `
  select count(*)::int as n from micro_scrape.vehicle_state
  where vehicle_id = any ($1) and outcome = 'complete' and requested = handled`;

const NOT_YET = `
  select to_jsonb(s) as state, (select jsonb_agg(to_jsonb(j)) from graphile_worker._private_jobs j
    where j.payload ->> 'vehicle_id' = s.vehicle_id::text) as jobs
  from micro_scrape.vehicle_state s where s.vehicle_id = any ($1) and not (outcome = 'complete' and requested = handled) limit 5`;

/** `seats`: one for daemons that are mostly waited for, more for those that work without a pause. */
export async function withWorld(
  options: { databaseUrl: string; seats?: number },
  work: (world: World) => Promise<void>,
): Promise<void> {
  const undo: (() => Promise<unknown> | unknown)[] = [];
  const daemons: DaemonProcess[] = [];
  try {
    undo.push(await takeSeats(options.seats ?? 1));
    const blobs = await mkdtemp(join(tmpdir(), 'micro-scrape-fault-'));
    undo.push(() => rm(blobs, { recursive: true, force: true, maxRetries: 5 }));
    const site = await startBehaviourSite();
    undo.push(() => site.close());
    const proxy = await PostgresProxy.start(Number(new URL(options.databaseUrl).port));
    undo.push(() => proxy.close());
    let client = await connectTo(options.databaseUrl);
    undo.push(() => client.end());
    const world: World = {
      get client() {
        return client;
      },
      async reconnect() {
        await client.end();
        client = await connectTo(options.databaseUrl);
      },
      site,
      proxy,
      blobs,
      async start(how = 'proxied', more = {}) {
        const daemon = await startDaemonProcess({
          databaseUrl: how === 'direct' ? options.databaseUrl : proxy.through(options.databaseUrl),
          blobs,
          siteHost: new URL(site.origin).host,
          ...more,
        });
        daemons.push(daemon);
        undo.push(() => daemon.kill());
        return daemon;
      },
      async insert(...paths) {
        const { rows } = await client.query<{ id: string }>(
          'insert into vehicles (discovery_url) select $1 || p from unnest($2::text[]) p returning id',
          [site.origin, paths],
        );
        return rows.map((row) => row.id);
      },
      one: async (sql, values = []) => {
        const { rows } = await client.query(sql, values);
        if (rows[0] === undefined) throw new Error(`no row: ${sql}`);
        return rows[0];
      },
      async complete(ids, patienceMs = 20_000) {
        const began = runningMs();
        try {
          await eventually(
            `${ids.length} vehicles are complete`,
            async () => (await client.query(COMPLETE, [ids])).rows[0]?.n === ids.length,
            patienceMs,
          );
        } catch (error) {
          const { rows } = await client.query(NOT_YET, [ids]);
          throw new Error(`${String(error)}; not yet:\n${rows.map((row) => JSON.stringify(row)).join('\n')}`);
        }
        return runningMs() - began;
      },
    };
    try {
      await work(world);
    } catch (error) {
      for (const daemon of daemons) process.stderr.write(`${whatWentWrong(daemon)}\n`);
      throw error;
    }
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** The end of a daemon's log without what is well: a failed test says what its daemons saw. */
function whatWentWrong(daemon: DaemonProcess): string {
  const lines = daemon
    .output()
    .split('\n')
    .filter((line) => !line.includes('"level":"info"'));
  return [`daemon ${daemon.pid}:`, ...lines.slice(-15).map((line) => `  ${line.slice(0, 400)}`)].join('\n');
}

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'the test itself' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** A vehicle whose page takes `ms`, different from every other; complete once it is read. */
let slowVehicles = 0;
export function slowPage(ms: number): string {
  slowVehicles += 1;
  return `${BEHAVIOURS.slow(ms)}&nr=${slowVehicles}`;
}

/** A vehicle whose page is there at once and whose photograph takes `ms`. */
export function slowPicture(ms: number): string {
  slowVehicles += 1;
  return `${BEHAVIOURS.slowPicture(ms)}&nr=${slowVehicles}`;
}

/** How many requests for slow pages have come to the site. */
export function slowReads(site: LocalServer): number {
  return site.count('/slow');
}

/** How many requests for slow photographs have come to the site. */
export function slowDownloads(site: LocalServer): number {
  return site.count('/late-picture');
}

/** Nothing is held: no job locked, no vehicle leased. */
export const HELD = `
  select (select count(*)::int from graphile_worker.jobs where locked_by is not null) as locked,
    (select count(*)::int from micro_scrape.vehicle_state where leased_by is not null) as leased`;

/** The figures of a test, for people: printed, because a promise without its number is a wish. */
export function figures(what: string, values: Readonly<Record<string, number | string>>): void {
  const text = Object.entries(values).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? Math.round(value) : value}`,
  );
  process.stdout.write(`  ${what}: ${text.join(', ')}\n`);
}

export const largest = (values: readonly number[]): number => Math.max(0, ...values);
