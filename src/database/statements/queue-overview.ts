import { z } from 'zod';
import { TASK_LANES, TASKS } from '../../events.ts';
import type { Queryable } from '../pool.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';

const OF_RECOGNISER = TASKS.filter((task) => TASK_LANES[task] === 'recogniser')
  .map((task) => `'${task}'`)
  .join(', ');
// No attempt is given 15 minutes, so after that nobody can be running it: such a job counts as ready, for the reaper.
export const queueOf = (jobs: string) => `
  select count(*) filter (where state = 'ready')::int as ready, count(*) filter (where state = 'running')::int as running,
    count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'later')::int as later,
    count(*) filter (where has_error)::int as with_error,
    coalesce(extract(epoch from clock_timestamp() - min(run_at) filter (where state = 'ready')), 0)::float8 as oldest_ready_seconds,
    (select count(*)::int from micro_scrape.vehicle_events where kind <> 'canary') as events,
    (select coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float8 from micro_scrape.vehicle_events) as oldest_event_seconds,
    count(*) filter (where recogniser and state = 'ready')::int as recogniser_ready,
    count(*) filter (where recogniser and state = 'running')::int as recogniser_running,
    coalesce(extract(epoch from clock_timestamp() - min(run_at) filter (where recogniser and state = 'ready')), 0)::float8
      as recogniser_oldest_ready_seconds,
    coalesce(extract(epoch from clock_timestamp() - min(run_at) filter (where not recogniser and state = 'ready')), 0)::float8
      as work_oldest_ready_seconds
  from (
    select run_at, last_error is not null as has_error, task_identifier in (${OF_RECOGNISER}) as recogniser, case
      when locked_at > clock_timestamp() - interval '15 minutes' then 'running'
      when attempts >= max_attempts then 'failed'
      when run_at <= clock_timestamp() then 'ready'
      else 'later' end as state
    from ${jobs}
  ) job`;
const QUEUE = queueOf(`${QUEUE_SCHEMA}.jobs`);

const count = z.number().int().nonnegative();
export const queue = z.object({
  ready: count,
  running: count,
  /** For good: their tries are used up. */
  failed: count,
  later: count,
  /** Of all these, how many have failed at least once. */
  with_error: count,
  oldest_ready_seconds: z.number(),
  /** Changes of the catalogue not yet turned into jobs. */
  events: count,
  oldest_event_seconds: z.number(),
  /** Vehicles whose photographs wait to be read for a VIN, one after the other in each daemon; among `ready`. */
  recogniser_ready: count,
  recogniser_running: count,
  recogniser_oldest_ready_seconds: z.number(),
  /** Of all the others. */
  work_oldest_ready_seconds: z.number(),
});

export type QueueOverview = z.infer<typeof queue>;

export async function countQueue(db: Queryable): Promise<QueueOverview> {
  return queue.parse((await db.query(QUEUE)).rows[0]);
}
