/** The figures people read are true. */

import { OUR_RUN } from '../../database/schema/from-bandaid.ts';
import { type Found, literals, type Question } from './question.ts';

/**
 * Only runs whose actions are all kept: old ones go, and so do those of deleted vehicles. One pass over the log, which has no index on runs (0.4 s at
 * 390,000 actions; one look for each of 13,000 runs takes more than a minute). A run is complete with the transaction that
 * counts the last of its actions, so work under way does not differ.
 */
const SUMS = `
  with kept as (
    select case first.id when 1 then '-infinity' else first.ended_at end as since
    from (select id, ended_at from micro_scrape.action_log order by id limit 1) first
  ), sums as (
    select l.run_id, count(*) as executed, count(*) filter (where l.succeeded) as succeeded
    from micro_scrape.action_log l where l.run_id is not null group by l.run_id
  )
  select format('run %s counts %s executed, %s succeeded, %s failed; its actions are %s, %s, %s', r.id, r.actions_executed,
      r.actions_succeeded, r.actions_failed, c.executed, c.succeeded, c.executed - c.succeeded) as detail, r.id
  from public.micro_scrape_runs r join micro_scrape.runs o on o.id = r.id and not o.forgotten cross join kept
  left join sums a on a.run_id = r.id
  cross join lateral (select coalesce(a.executed, 0) as executed, coalesce(a.succeeded, 0) as succeeded) c
  where r.status = 'completed' and r.started_at >= kept.since and ${OUR_RUN}
    and (r.actions_executed, r.actions_succeeded, r.actions_failed) is distinct from (c.executed, c.succeeded, c.executed - c.succeeded)
  limit $1`;
/** A folded run counts nothing but its own row. */
const UNCOUNTED = `
  select format('run %s has ended, and %s of its vehicles are not counted in it', r.id, count(*)) as detail, r.id
  from (
    select run_id from micro_scrape.run_vehicles
    union all select run_id from micro_scrape.vehicle_state where run_id is not null) each
  join micro_scrape.runs r on r.id = each.run_id
  where r.status <> 'running' group by r.id limit $1`;

/** Added to what the run's own row counts, whether or not it is folded. */
function addUp(found: readonly Found[]): string[] {
  const ids = literals(found.map(({ id }) => id));
  return [
    `UPDATE micro_scrape.runs r SET actions_executed = r.actions_executed + a.n - a.executed, actions_succeeded = r.actions_succeeded + a.ok - a.succeeded, actions_failed = r.actions_failed + a.n - a.ok - a.failed FROM (SELECT k.id, k.actions_executed AS executed, k.actions_succeeded AS succeeded, k.actions_failed AS failed, count(l.id) AS n, count(l.id) FILTER (WHERE l.succeeded) AS ok FROM micro_scrape_runs k LEFT JOIN micro_scrape.action_log l ON l.run_id = k.id WHERE k.id IN (${ids}) GROUP BY 1, 2, 3, 4) a WHERE r.id = a.id;`,
  ];
}

/** It ends by itself with its last vehicle. */
function reopen(found: readonly Found[]): string[] {
  const ids = literals(found.map(({ id }) => id));
  return [
    `UPDATE micro_scrape.runs SET status = 'running', completed_at = NULL, runtime_ms = NULL WHERE id IN (${ids});`,
  ];
}

export const RUN_SUMS: Question = { check: 'runs-add-up', sql: SUMS, fix: addUp };
export const RUN_ENDS: Question = { check: 'runs-end', sql: UNCOUNTED, fix: reopen };
