import { z } from 'zod';
import { ask, type Queryable } from '../pool.ts';

/**
 * Its commit need not wait for the disk, nor hold up writers that notify meanwhile: what a crash of the server loses are the
 * jobs together with the deletion of their events, and a claim of one of these jobs waits for the disk with all before it.
 */
const DRAIN = `
  select taken, kinds, vehicles, jobs, marked, reopened, woken, promised, next_in_ms::float8 as next_in_ms,
    coalesce(extract(epoch from clock_timestamp() - oldest), 0)::float8 as oldest_seconds
  from micro_scrape.drain($1) d, set_config('synchronous_commit', 'off', true)`;

const drained = z.object({
  taken: z.number(),
  kinds: z.record(z.string(), z.number()).nullable(),
  vehicles: z.number(),
  jobs: z.number(),
  marked: z.number(),
  reopened: z.number(),
  oldest_seconds: z.number(),
  woken: z.number(),
  promised: z.number(),
  next_in_ms: z.number().nullable(),
});

export type Drained = z.infer<typeof drained>;

/**
 * Takes up to `limit` events and brings back as many that were put off (see sql/functions/52_drain.sql). Parsed and planned
 * at each call, one vehicle takes 2.1 ms instead of 1.7.
 */
export async function drain(db: Queryable, limit: number): Promise<Drained> {
  const { rows } = await ask(db, 'drain', DRAIN, [limit]);
  return drained.parse(rows[0]);
}
