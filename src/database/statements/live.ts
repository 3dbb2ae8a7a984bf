/**
 * Everything on the console that moves, in one statement.
 * Invariant: it takes some ten milliseconds at any size of the catalogue and the queue; of a queue longer than JOBS_COUNTED_TO
 * the first jobs are counted.
 */
import { z } from 'zod';
import type { Queryable } from '../pool.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';
import { SETTLED, settled } from './catalogue-overview.ts';
import { JOBS_COUNTED_TO } from './jobs.ts';
import { queue, queueOf } from './queue-overview.ts';
import { PROGRESS, progress } from './vehicle-progress.ts';

const JOBS = `(select * from ${QUEUE_SCHEMA}.jobs limit ${JOBS_COUNTED_TO}) counted`;
const LIVE = `
  select clock_timestamp() as at,
    (select to_jsonb(q) from (${queueOf(JOBS)}) q) as queue,
    (select to_jsonb(s) from (${SETTLED.replace('$1', '$2')}) s) as settled,
    (select coalesce(jsonb_object_agg(outcome, n), '{}') from (
      select outcome, sum(vehicles) as n from micro_scrape.vehicle_counts group by outcome) o) as outcomes,
    (select coalesce(jsonb_agg(p), '[]') from (${PROGRESS}) p) as watched`;
/** What was settled within this time tells the pace. */
const LATELY_S = 300;

const snapshot = z.object({
  at: z.date(),
  queue,
  settled,
  /** Vehicles with state. */
  outcomes: z.record(z.string(), z.number()),
  /** The vehicles somebody looks at, as they are. */
  watched: z.array(progress.extend({ next_try_at: z.coerce.date().nullable() })),
});
export type Snapshot = z.infer<typeof snapshot>;

export async function findLive(db: Queryable, watched: readonly string[]): Promise<Snapshot> {
  return snapshot.parse((await db.query(LIVE, [watched, LATELY_S])).rows[0]);
}
