/**
 * The queue, job by job, for people.
 * Invariant: jobs are changed by the queue's own functions alone, and none that runs is touched.
 */
import pg from 'pg';
import { z } from 'zod';
import type { Queryable } from '../pool.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';

/** Of a longer queue the first ones: it has no index by state, and a million rows take 0.3 s. */
export const JOBS_COUNTED_TO = 20_000;

export const JOB_STATES = ['running', 'overdue', 'ready', 'later', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

// No attempt is given 15 minutes, as in queue-overview.ts. Overdue: it could have run for five minutes.
const STATE = `case
    when j.locked_at > now() - interval '15 minutes' then 'running'
    when j.attempts >= j.max_attempts then 'failed'
    when j.run_at <= now() - interval '5 minutes' then 'overdue'
    when j.run_at <= now() then 'ready'
    else 'later' end`;
const COUNT = `
  select t.identifier as task, c.state, c.jobs, c.oldest
  from (
    select j.task_id, ${STATE} as state, count(*)::int as jobs, min(j.run_at) as oldest
    from (select task_id, locked_at, attempts, max_attempts, run_at from ${QUEUE_SCHEMA}._private_jobs limit ${JOBS_COUNTED_TO}) j
    group by 1, 2) c
  join ${QUEUE_SCHEMA}._private_tasks t on t.id = c.task_id order by 1, 2`;
const FIND = `
  select j.id::float8 as id, t.identifier as task, ${STATE} as state, j.run_at, j.created_at, j.attempts::int, j.max_attempts::int,
    j.last_error, j.key, j.payload, j.locked_by
  from ${QUEUE_SCHEMA}._private_jobs j join ${QUEUE_SCHEMA}._private_tasks t on t.id = j.task_id
  where j.id > $1 and ($2::text is null or ${STATE} = $2) and ($3::text is null or t.identifier = $3) order by j.id limit $4`;
const RETRY = `select id::float8 as id from ${QUEUE_SCHEMA}.reschedule_jobs($1::bigint[], clock_timestamp(), attempts := 0)`;
const REMOVE = 'select micro_scrape.remove_job($1, $2) as vehicle_id';

const counted = z.object({ task: z.string(), state: z.enum(JOB_STATES), jobs: z.number(), oldest: z.date() });
const job = z.object({
  id: z.number(),
  task: z.string(),
  state: z.enum(JOB_STATES),
  run_at: z.date(),
  created_at: z.date(),
  attempts: z.number(),
  max_attempts: z.number(),
  last_error: z.string().nullable(),
  key: z.string().nullable(),
  payload: z.unknown(),
  locked_by: z.string().nullable(),
});
export type CountedJobs = z.infer<typeof counted>;
export type Job = z.infer<typeof job>;

/** A sentence that says why the job stays as it is. */
export class JobStaysError extends Error {
  override name = 'JobStaysError';
}

/** By task and state; of more than JOBS_COUNTED_TO the first ones. */
export async function countJobs(db: Queryable): Promise<CountedJobs[]> {
  return z.array(counted).parse((await db.query(COUNT)).rows);
}

/** In the order in which they were made, from the one after `after` on. */
export async function findJobs(
  db: Queryable,
  {
    after,
    state,
    task,
    limit,
  }: { after: number; state?: JobState | undefined; task?: string | undefined; limit: number },
): Promise<Job[]> {
  return z.array(job).parse((await db.query(FIND, [after, state ?? null, task ?? null, limit])).rows);
}

/** Now, with all its attempts again. Gives those that were; the others run or are gone. */
export async function retryJobs(db: Queryable, ids: readonly number[]): Promise<number[]> {
  const { rows } = await db.query(RETRY, [ids]);
  return z
    .array(z.object({ id: z.number() }))
    .parse(rows)
    .map(({ id }) => id);
}

/** See sql/functions/59_remove_job.sql. @throws JobStaysError */
export async function removeJob(db: Queryable, id: number, reason: string): Promise<string | null> {
  try {
    const { rows } = await db.query(REMOVE, [id, reason]);
    return z.object({ vehicle_id: z.guid().nullable() }).parse(rows[0]).vehicle_id;
  } catch (error) {
    if (error instanceof pg.DatabaseError && (error.code === 'P0002' || error.code === '55000')) {
      throw new JobStaysError(`${error.message}.`);
    }
    throw error;
  }
}
