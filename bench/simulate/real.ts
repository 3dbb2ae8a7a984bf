/**
 * The simulation beside what it simulates: a real PostgreSQL, a real daemon, real pages of the sample site at four hosts.
 * Invariant: what a vehicle costs is measured in a run of its own before, never fitted to the run that is predicted.
 */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { siteHosts } from '../../examples/demo/site/listing.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { startDaemonProcess } from '../../test/chaos/daemon-process.ts';
import { insertVehicles, vehicles } from '../backlog-of.ts';
import { processorSeconds } from '../processor-time.ts';
import { type BenchServer, connect, withServer } from '../server.ts';
import { DEFAULTS } from './costs.ts';
import type { Fleet } from './fleet.ts';
import { type Limit, simulate } from './simulate.ts';

/** May differ by so much. */
const BAR = 0.15;

interface Shape {
  readonly what: string;
  readonly sizes: readonly [number, number, number, number];
  readonly intervalMs: number;
  readonly answerMs: number;
  readonly seats: number;
  /** Cleared before the time begins: readers are compiled while they read their first hundred pages. */
  readonly warmUp: number;
}

const MEASURED: Shape = { what: 'costs', sizes: [75, 75, 75, 75], intervalMs: 0, answerMs: 0, seats: 8, warmUp: 240 };
const SHAPES: readonly Shape[] = [
  { what: 'bound by pace', sizes: [60, 30, 20, 10], intervalMs: 400, answerMs: 0, seats: 8, warmUp: 24 },
  {
    what: 'bound by seats, a slow site',
    sizes: [40, 40, 40, 40],
    intervalMs: 0,
    answerMs: 1_000,
    seats: 4,
    warmUp: 24,
  },
  { what: 'bound by the processor', sizes: [120, 120, 120, 120], intervalMs: 0, answerMs: 0, seats: 8, warmUp: 240 },
];

const SETTLED = `
  select count(*)::int as n, (extract(epoch from max(settled_at)) * 1000)::float8 as last_ms
  from micro_scrape.vehicle_state where outcome = 'complete' and requested = handled`;

interface Seen {
  readonly seconds: number;
  readonly daemonMs: number;
  readonly databaseMs: number;
  readonly benchMs: number;
}

export interface Compared {
  readonly what: string;
  readonly vehicles: number;
  readonly real: number;
  readonly simulated: number;
  readonly binds: Limit;
  readonly differs: number;
  readonly met: boolean;
}

export async function check(say: (line: string) => void): Promise<Compared[]> {
  return withServer({}, async (server) => {
    const all: Compared[] = [];
    for (const shape of SHAPES) {
      // Before each, as others may use the machine too.
      const costs = await clear(server, MEASURED);
      say(
        `  a vehicle: daemon ${costs.daemonMs.toFixed(1)}, database ${costs.databaseMs.toFixed(1)}, site and bench ${costs.benchMs.toFixed(1)} ms of a processor; ${got(costs).toFixed(2)} processors to be had`,
      );
      const real = (await clear(server, shape)).seconds;
      const { seconds, marks } = simulate(fleetOf(shape, costs));
      const differs = seconds / real - 1;
      const binds = marks.at(-1)?.binds ?? 'seats';
      const vehiclesOf = shape.sizes.reduce((sum, size) => sum + size, 0);
      all.push({
        what: shape.what,
        vehicles: vehiclesOf,
        real,
        simulated: seconds,
        binds,
        differs,
        met: Math.abs(differs) <= BAR,
      });
      say(`  ${shape.what}: ${real.toFixed(1)} s, simulated ${seconds.toFixed(1)} s`);
    }
    return all;
  });
}

const total = ({ sizes }: Shape) => sizes.reduce((sum, size) => sum + size, 0);

/** Processors that a run without waits was given. */
function got({ seconds, daemonMs, databaseMs, benchMs }: Seen): number {
  return (total(MEASURED) * (daemonMs + databaseMs + benchMs)) / 1000 / seconds;
}

function fleetOf({ sizes, intervalMs, answerMs, seats }: Shape, costs: Seen): Fleet {
  const processors = cpus().length;
  // What others use of the machine makes each of its processors slower.
  const slower = processors / got(costs);
  const database = costs.databaseMs * slower;
  return {
    ...DEFAULTS,
    sizes,
    intervalMs,
    answerMs,
    seats,
    replicas: 1,
    failures: 0,
    away: 0,
    photographs: 0,
    shared: true,
    databaseProcessors: processors,
    costs: {
      ...DEFAULTS.costs,
      claimMs: 0.2 * database,
      commitMs: 0.8 * database,
      dispatchMs: 0,
      letInMs: 0,
      readMs: (costs.daemonMs + costs.benchMs) * slower,
    },
  };
}

let runs = 0;

async function clear(server: BenchServer, shape: Shape): Promise<Seen> {
  runs += 1;
  const sites = [await startSlowSite(shape.answerMs), await startSlowSite(shape.answerMs)];
  const url = await server.database(`simulated_${runs}`);
  const client = await connect(url);
  const daemon = await startDaemonProcess({
    databaseUrl: url,
    blobs: join(server.folder, `blobs-simulated-${runs}`),
    siteHost: sites.flatMap(({ origin }) => siteHosts(origin)).join(','),
    env: { CONCURRENCY: String(shape.seats), FETCH_MIN_INTERVAL_MS: String(shape.intervalMs) },
  });
  try {
    const settle = async (rows: readonly unknown[], all: number): Promise<number> => {
      await insertVehicles(client, rows);
      const deadline = performance.now() + 300_000;
      for (;;) {
        const { n, last_ms: lastMs } = (await client.query(SETTLED)).rows[0];
        if (n === all) return lastMs;
        if (performance.now() > deadline) throw new Error(`${shape.what}: ${n} of ${all} are complete`);
        await delay(200);
      }
    };
    await settle(
      rowsOf(
        sites,
        shape.sizes.map(() => shape.warmUp / 4),
        0,
      ),
      shape.warmUp,
    );
    const rows = rowsOf(sites, shape.sizes, shape.warmUp);
    const before = await spent(server, daemon.pid);
    const insertedAt = Date.now();
    const lastMs = await settle(rows, shape.warmUp + rows.length);
    const after = await spent(server, daemon.pid);
    const each = (at: 0 | 1 | 2) => (1000 * (after[at] - before[at])) / rows.length;
    return { seconds: (lastMs - insertedAt) / 1000, daemonMs: each(0), databaseMs: each(1), benchMs: each(2) };
  } finally {
    daemon.signal('SIGTERM');
    await daemon.ended;
    await client.end();
    await server.drop(url);
    for (const site of sites) await site.close();
  }
}

/** So many vehicles of each of the four hosts, mixed by chance as scores are: not one host after the other. */
function rowsOf(sites: readonly { readonly origin: string }[], sizes: readonly number[], from: number): unknown[] {
  const rows = sizes.flatMap((size, n) =>
    vehicles(sites[n >> 1]?.origin ?? '', from, from + 2 * size, 0).filter((_, at) => at % 2 === n % 2),
  );
  return rows
    .map((row, n) => ({ row, at: (n * 0.618_034) % 1 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ row }) => row);
}

/** Seconds so far of the daemon, the database, and the site with whoever measures. */
async function spent(server: BenchServer, pid: number): Promise<readonly [number, number, number]> {
  const { user, system } = process.cpuUsage();
  return [await processorSeconds(pid), await processorSeconds(server.pid), (user + system) / 1e6];
}

/** The sample site behind one that lets each request wait. */
async function startSlowSite(answerMs: number): Promise<{ origin: string; close(): Promise<void> }> {
  const site = await startSampleSite();
  const server = createServer((incoming, outgoing) => {
    setTimeout(() => {
      const { port } = new URL(site.origin);
      const onward = request({ host: '127.0.0.1', port, path: incoming.url, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      onward.end();
    }, answerMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await site.close();
    },
  };
}
