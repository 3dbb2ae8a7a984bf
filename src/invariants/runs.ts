/** The figures people read are true. */
import type { Queryable } from '../db/pool.ts';
import { type Violation, violationsOf } from './violation.ts';

/** Runs whose actions are still kept (the log is the younger of the two in a database from before it). */
const SUMS = `
  select format('run %s counts %s executed, %s succeeded, %s failed; its actions are %s, %s, %s', r.id, r.actions_executed,
    r.actions_succeeded, r.actions_failed, a.executed, a.succeeded, a.executed - a.succeeded) as detail
  from public.micro_scrape_runs r
  cross join lateral (select count(*) as executed, count(*) filter (where l.succeeded) as succeeded
    from micro_scrape.action_log l where l.run_id = r.id) a
  where r.status = 'completed'
    and (r.actions_executed, r.actions_succeeded, r.actions_failed) is distinct from (a.executed, a.succeeded, a.executed - a.succeeded)
  limit $1`;
/** $2 grace in seconds. */
const OPEN = `
  select format('run %s has been open since %s and no vehicle belongs to it', r.id, r.started_at) as detail
  from public.micro_scrape_runs r
  where r.status = 'running' and r.started_at < clock_timestamp() - $2 * interval '1 second'
    and not exists (select from micro_scrape.vehicle_state s where s.run_id = r.id) limit $1`;

/** The reconcile closes a run that two askers began for the same vehicles, once it is a minute old. */
const RECONCILED_AFTER_SECONDS = 70;

export async function checkRuns(db: Queryable, graceSeconds: number): Promise<Violation[]> {
  return [
    ...(await violationsOf(db, 'runs-add-up', SUMS)),
    ...(await violationsOf(db, 'runs-end', OPEN, [Math.max(graceSeconds, RECONCILED_AFTER_SECONDS)])),
  ];
}
