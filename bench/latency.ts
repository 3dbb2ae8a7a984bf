/**
 * From COMMIT to the start of the job, at 200 rows a second that come at random (Poisson), beside raw LISTEN and peers.
 * Handlers do nothing, so that nobody waits for a seat.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { createPool } from '../src/database/pool.ts';
import type { Kind } from './pipeline.ts';
import { startPipeline } from './pipeline-process.ts';
import { type BenchOptions, quantile, type Row, row } from './row.ts';
import { type BenchServer, type Triggers, withServer } from './server.ts';

const PER_SECOND = 200;
const KINDS = ['ours', 'naive', 'boss', 'raw', 'soon'] as const satisfies readonly Kind[];
const OTHER_TRIGGERS: Partial<Record<Kind, Triggers>> = { ours: 'ours', soon: 'ring' };
const INSERT = `insert into vehicles (id, year, make, model, discovery_url) values ($1, 2004, 'Honda', 'S2000', 'https://cars.example/1')`;
const PATIENCE_MS = 20_000;
const BARS = { p50: 4, p99: 3 };

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const rounds = quick ? 1 : 5;
  const seconds = quick ? 3 : 6;
  return withServer({}, async (server) => {
    const samples = new Map<Kind, { p50: number[]; p99: number[] }>(KINDS.map((kind) => [kind, { p50: [], p99: [] }]));
    for (let round = 0; round < rounds; round++) {
      for (const kind of KINDS) {
        const times = await timesOf(server, kind, seconds, `latency_${round}_${kind}`);
        const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
        say(`${kind}: ${times.length} rows, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
        samples.get(kind)?.p50.push(p50);
        samples.get(kind)?.p99.push(p99);
      }
    }
    const of = (kind: Kind, q: 'p50' | 'p99') => samples.get(kind)?.[q] ?? [];
    return (['p50', 'p99'] as const).flatMap((q) =>
      (['ours', 'naive', 'boss'] as const).map((kind) =>
        row(`COMMIT to job at ${PER_SECOND}/s, ${q}, ${kind}`, 'ms', of(kind, q), {
          against: { what: 'raw LISTEN', samples: of('raw', q) },
          floor: { what: 'ids appended, a NOTIFY, jobs in bulk', samples: of('soon', q) },
          ...(kind === 'ours' && { atMost: BARS[q] }),
        }),
      ),
    );
  });
}

async function timesOf(server: BenchServer, kind: Kind, seconds: number, name: string): Promise<number[]> {
  const url = await server.database(name, OTHER_TRIGGERS[kind] ?? 'notify');
  const pipeline = await startPipeline(kind, url);
  const fail = (error: Error) => {
    throw error;
  };
  const pool = createPool({ connectionString: url, role: 'bench writer', max: 16, onError: fail });
  try {
    // Connected and prepared before it counts.
    await Promise.all(
      Array.from({ length: 16 }, () => pool.query({ name: 'insert', text: INSERT, values: [crypto.randomUUID()] })),
    );
    await pipeline.untilHandled(16, PATIENCE_MS);
    const sent = new Map<string, number>();
    const inserts: Promise<unknown>[] = [];
    let next = performance.now();
    const end = next + seconds * 1000;
    while (next < end) {
      const ahead = next - performance.now();
      if (ahead > 0.5) await delay(ahead);
      const id = crypto.randomUUID();
      sent.set(id, performance.timeOrigin + performance.now());
      inserts.push(pool.query({ name: 'insert', text: INSERT, values: [id] }));
      next += (-Math.log(1 - Math.random()) * 1000) / PER_SECOND;
    }
    await Promise.all(inserts);
    const handled = await pipeline.untilHandled(sent.size + 16, PATIENCE_MS);
    return [...sent].map(([id, at]) => (handled.get(id) ?? at + PATIENCE_MS) - at);
  } finally {
    await pool.end();
    await pipeline.stop();
    await server.drop(url);
  }
}
