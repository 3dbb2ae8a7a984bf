import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const DRAIN = `
  select *, coalesce(extract(epoch from clock_timestamp() - oldest), 0)::float8 as oldest_seconds, next_in_ms::float8 as next_in_ms
  from micro_scrape.drain($1)`;

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

/** Takes up to `limit` events and brings back as many that were put off (see sql/functions/52_drain.sql). */
export async function drain(db: Queryable, limit: number): Promise<Drained> {
  const { rows } = await db.query(DRAIN, [limit]);
  return drained.parse(rows[0]);
}
