import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const ENQUEUE = `
  select e.vehicle_id, e.run_id, r.run_type, e.score, e.gaps, e.has_work, e.marked
  from micro_scrape.enqueue($1::uuid[], array_fill($2::boolean, array[cardinality($1::uuid[])]),
    array_fill($3::boolean, array[cardinality($1::uuid[])]),
    array_fill(clock_timestamp(), array[cardinality($1::uuid[])]), $4, $5) e
  left join micro_scrape.runs r on r.id = e.run_id
  -- The run just made comes first: a vehicle that is being worked on stays with the run that began it.
  order by r.created_at desc nulls last`;

const enqueued = z.array(
  z.object({
    vehicle_id: z.string(),
    run_id: z.string().nullable(),
    run_type: z.string().nullable(),
    score: z.number(),
    gaps: z.array(z.string()),
    has_work: z.boolean(),
    marked: z.boolean(),
  }),
);

/**
 * Queues the vehicles that have work as one run (see sql/functions/40_enqueue.sql). `fresh`: a person or new knowledge
 * asks, so failed attempts are forgotten.
 */
export async function enqueueVehicles(
  db: Queryable,
  input: { ids: readonly string[]; runType: 'manual' | 'scheduled'; force: boolean; fresh: boolean; batchSize: number },
): Promise<z.infer<typeof enqueued>> {
  if (input.ids.length === 0) {
    return [];
  }
  const { rows } = await db.query(ENQUEUE, [input.ids, input.force, input.fresh, input.runType, input.batchSize]);
  return enqueued.parse(rows);
}
