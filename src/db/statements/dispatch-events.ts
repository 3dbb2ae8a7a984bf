import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const DISPATCH = `
  select *, coalesce(extract(epoch from clock_timestamp() - oldest), 0)::float8 as oldest_seconds
  from micro_scrape.dispatch($1)`;

const dispatched = z.object({
  taken: z.number(),
  kinds: z.record(z.string(), z.number()).nullable(),
  vehicles: z.number(),
  jobs: z.number(),
  marked: z.number(),
  reopened: z.number(),
  oldest_seconds: z.number(),
});

export type Dispatched = z.infer<typeof dispatched>;

/** Takes up to `maxEvents` events (see sql/functions/50_dispatch.sql). */
export async function dispatchEvents(db: Queryable, maxEvents: number): Promise<Dispatched> {
  const { rows } = await db.query(DISPATCH, [maxEvents]);
  return dispatched.parse(rows[0]);
}
