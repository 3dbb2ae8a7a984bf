/** The figures people read are true. */
import type { Queryable } from '../db/pool.ts';
import { askOnce, type Found, literals, type Violation } from './violation.ts';

/**
 * Only runs whose actions are all kept: an adopted table of runs may have rows from before us, and people delete old
 * actions. One pass over the log, which has no index on runs (0.4 s at 390,000 actions; one look for each of 13,000 runs
 * takes more than a minute). Counters and actions are written by one transaction, so work under way does not differ.
 */
const SUMS = `
  with kept as (
    select case first.id when 1 then (select applied_at from micro_scrape.applied_sql where name = 'migrations/0002_state.sql')
      else first.ended_at end as since
    from (select id, ended_at from micro_scrape.action_log order by id limit 1) first
  ), sums as (
    select l.run_id, count(*) as executed, count(*) filter (where l.succeeded) as succeeded
    from micro_scrape.action_log l where l.run_id is not null group by l.run_id
  )
  select format('run %s counts %s executed, %s succeeded, %s failed; its actions are %s, %s, %s', r.id, r.actions_executed,
      r.actions_succeeded, r.actions_failed, c.executed, c.succeeded, c.executed - c.succeeded) as detail, r.id
  from public.micro_scrape_runs r cross join kept
  left join sums a on a.run_id = r.id
  cross join lateral (select coalesce(a.executed, 0) as executed, coalesce(a.succeeded, 0) as succeeded) c
  where r.status = 'completed' and r.started_at >= kept.since
    and (r.actions_executed, r.actions_succeeded, r.actions_failed) is distinct from (c.executed, c.succeeded, c.executed - c.succeeded)
  limit $1`;
/**
 * $2 grace in seconds. A reconcile at work takes away the state of deleted vehicles slice by slice, and closes their runs
 * at its end.
 */
const OPEN = `
  select format('run %s has been open since %s and no vehicle belongs to it', r.id, r.started_at) as detail
  from public.micro_scrape_runs r
  where r.status = 'running' and r.started_at < clock_timestamp() - $2 * interval '1 second'
    and not exists (select from micro_scrape.vehicle_state s where s.run_id = r.id)
    and not exists (select from graphile_worker.jobs j where j.task_identifier = 'reconcile' and j.locked_by is not null)
  limit $1`;

/** The reconcile closes a run that two askers began for the same vehicles, once it is a minute old. */
const RECONCILED_AFTER_SECONDS = 70;
const CLOSE = 'SELECT micro_scrape.close_runs();';

export async function findWrongSums(db: Queryable): Promise<Violation[]> {
  return askOnce(db, { invariant: 'runs-add-up', sql: SUMS, mend: addUp });
}

export async function findOpenRuns(db: Queryable, graceSeconds: number): Promise<Violation[]> {
  const values = [Math.max(graceSeconds, RECONCILED_AFTER_SECONDS)];
  return askOnce(db, { invariant: 'runs-end', sql: OPEN, values, mend: () => [CLOSE] });
}

function addUp(found: readonly Found[]): string[] {
  const ids = literals(found.map(({ id }) => id));
  return [
    `UPDATE micro_scrape_runs r SET actions_executed = a.n, actions_succeeded = a.ok, actions_failed = a.n - a.ok FROM (SELECT k.id, count(l.id) AS n, count(l.id) FILTER (WHERE l.succeeded) AS ok FROM micro_scrape_runs k LEFT JOIN micro_scrape.action_log l ON l.run_id = k.id WHERE k.id IN (${ids}) GROUP BY k.id) a WHERE r.id = a.id;`,
  ];
}
