/**
 * Sixteen applications that insert row after row: what is left of their speed beside no trigger, with nobody who handles
 * the rows and with a handler on the same two cores. Handlers do nothing, so that only the ways to them differ.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startDaemonProcess } from '../test/chaos/daemon-process.ts';
import { eventually } from '../test/support/eventually.ts';
import type { Kind } from './pipeline.ts';
import { startPipeline } from './pipeline-process.ts';
import { type BenchOptions, type Row, row, type Samples } from './row.ts';
import { type BenchServer, onClient, type Triggers, withServer } from './server.ts';
import { writeSteadily } from './steady-writers.ts';

const WRITERS = 16;
const INSERT = `insert into vehicles (year, make, model, discovery_url)
  values (2004, 'Honda', 'S2000', 'https://cars.example/' || gen_random_uuid())`;
const PATIENCE_MS = 120_000;

interface Setup {
  readonly what: string;
  readonly triggers: Triggers;
  readonly kind?: Kind | 'daemon';
}

const BESIDE = 'no trigger';
const APPENDED = 'ids appended and nothing else';
/** Of whoever handles rows with graphile-worker. */
const BULK = 'ids appended, jobs made and taken in bulk';
const SETUPS: readonly Setup[] = [
  { what: BESIDE, triggers: 'bare' },
  { what: APPENDED, triggers: 'append' },
  { what: 'ours, no daemon', triggers: 'ours' },
  { what: 'ours', triggers: 'ours', kind: 'ours' },
  { what: BULK, triggers: 'append', kind: 'bulk' },
  { what: 'the whole daemon', triggers: 'ours', kind: 'daemon' },
  { what: 'naive: a NOTIFY a row, an addJob each', triggers: 'notify', kind: 'naive' },
  { what: 'pg-boss: a NOTIFY a row, a send each', triggers: 'notify', kind: 'boss' },
];

interface Written {
  readonly perSecond: number;
  readonly lost: number;
  /** Until the last one was handled. */
  readonly lagSeconds: number;
}

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const rounds = quick ? 1 : 5;
  const ms = quick ? 1_000 : 3_000;
  return withServer({}, async (server) => {
    const seen = new Map<string, Written[]>(SETUPS.map(({ what }) => [what, []]));
    for (let round = 0; round < rounds; round++) {
      // Every other round the other way round: what gets slower with time does so for all.
      for (const setup of round % 2 === 0 ? SETUPS : SETUPS.toReversed()) {
        const written = await write(server, setup, ms);
        const { perSecond, lost, lagSeconds } = written;
        say(`${setup.what}: ${perSecond.toFixed(0)} a second, ${lost} lost, the last ${lagSeconds.toFixed(1)} s later`);
        seen.get(setup.what)?.push(written);
      }
    }
    const of = (what: string) => ({ what, samples: (seen.get(what) ?? []).map(({ perSecond }) => perSecond) });
    const lost = (what: string) => (seen.get(what) ?? []).reduce((sum, each) => sum + each.lost, 0);
    if (lost(BULK) > 0) throw new Error(`${lost(BULK)} rows lost by what is to be the floor`);
    const [appended, bulk] = [of(APPENDED), of(BULK)];
    const judged: Readonly<Record<string, { atLeast: number; floor: Samples }>> = {
      'ours, no daemon': { atLeast: 0.75, floor: appended },
      ours: { atLeast: 0.3, floor: bulk },
      'the whole daemon': { atLeast: 0.3, floor: bulk },
    };
    const rows = SETUPS.filter(({ what }) => what !== BESIDE).map(({ what }) =>
      row(`${WRITERS} writers, ${what}`, 'rows/s', of(what).samples, { against: of(BESIDE), ...judged[what] }),
    );
    return [...rows, row('of these rows, not handled by ours', 'rows', [lost('ours')], { atMost: 0 })];
  });
}

let databases = 0;

async function write(server: BenchServer, { triggers, kind }: Setup, ms: number): Promise<Written> {
  databases += 1;
  const url = await server.database(`writers_${databases}`, triggers);
  try {
    if (kind === undefined) {
      const { perSecond } = await writeSteadily(url, INSERT, WRITERS, ms);
      return { perSecond, lost: 0, lagSeconds: 0 };
    }
    if (kind === 'daemon') return await writeBesideDaemon(server, url, ms);
    const pipeline = await startPipeline(kind, url);
    try {
      const { perSecond, rows } = await writeSteadily(url, INSERT, WRITERS, ms);
      const ended = performance.timeOrigin + performance.now();
      const handled = await pipeline.untilHandled(rows, PATIENCE_MS);
      const last = [...handled.values()].reduce((latest, at) => Math.max(latest, at), ended);
      return { perSecond, lost: rows - handled.size, lagSeconds: (last - ended) / 1000 };
    } finally {
      await pipeline.stop();
    }
  } finally {
    await server.drop(url);
  }
}

/** It looks for sites that do not exist; that every row has become known and has a job is all that is waited for. */
async function writeBesideDaemon(server: BenchServer, url: string, ms: number): Promise<Written> {
  const blobs = join(server.folder, `blobs-${databases}`);
  const daemon = await startDaemonProcess({ databaseUrl: url, blobs, siteHost: '', env: { CONCURRENCY: '8' } });
  try {
    const { perSecond, rows } = await writeSteadily(url, INSERT, WRITERS, ms);
    const ended = performance.now();
    const known = await onClient(url, async (client) => {
      const count = async () =>
        (await client.query('select count(*)::int as n from micro_scrape.vehicle_state')).rows[0].n as number;
      await eventually('all are known', async () => (await count()) >= rows, PATIENCE_MS).catch(() => undefined);
      return count();
    });
    return { perSecond, lost: rows - known, lagSeconds: (performance.now() - ended) / 1000 };
  } finally {
    await daemon.kill();
    await rm(blobs, { recursive: true, force: true });
  }
}
