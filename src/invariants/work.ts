/** Nothing wanted is forgotten: rows without state, work without a job, rest without a reason. */
import type { Queryable } from '../db/pool.ts';
import { type Violation, violationsOf } from './violation.ts';

/** $2 ids. */
const ACKNOWLEDGED = `
  select 'vehicle ' || a.id || case when v.id is null then ' is gone' else ' has no state' end as detail
  from unnest($2::uuid[]) a (id)
  left join public.vehicles v on v.id = a.id
  left join micro_scrape.vehicle_state s on s.vehicle_id = a.id
  where v.id is null or s.vehicle_id is null limit $1`;
/** $2 grace in seconds. An event keeps a row from being unseen only as long as the dispatcher needs to take it. */
const UNSEEN = `
  select 'vehicle ' || v.id || ' was never looked at' as detail
  from public.vehicles v cross join micro_scrape.adoption a
  where not exists (select from micro_scrape.vehicle_state s where s.vehicle_id = v.id)
    and v.created_at < clock_timestamp() - $2 * interval '1 second'
    and (a.finished_at is not null or v.id <= a.last_id)
    and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = v.id
      and e.at >= clock_timestamp() - $2 * interval '1 second')
  limit $1`;
/** $2 grace in seconds. */
const LOST = `
  select 'vehicle ' || s.vehicle_id || ' wants work (' || s.done || ' of ' || s.wanted || ' done, ' || s.outcome || ', '
    || coalesce('last error: ' || s.last_error, 'no error') || ') and nobody will do it' as detail
  from micro_scrape.vehicle_state s
  where s.wanted > s.done and s.wanted_at < clock_timestamp() - $2 * interval '1 second'
    and not (s.parked and s.slot_at is not null)
    and not exists (select from micro_scrape.daemons d
      where d.id = s.leased_by and d.beat_at > clock_timestamp() - interval '15 seconds')
    and not exists (select from graphile_worker.jobs j
      where j.key = 'vehicle:' || s.vehicle_id and j.attempts < j.max_attempts
        and (j.locked_by is null or j.locked_by in (select d.pool_id from micro_scrape.daemons d
          where d.beat_at > clock_timestamp() - interval '15 seconds')))
  limit $1`;
const WITHOUT_REASON = `
  select 'vehicle ' || s.vehicle_id || ' rests as ' || s.outcome || ' (score ' || s.score || ') without a reason' as detail
  from micro_scrape.vehicle_state s
  where s.wanted = s.done and s.wanted > 0 and s.outcome <> 'complete' and s.reason is null
    and exists (select from public.vehicles v where v.id = s.vehicle_id) limit $1`;
/** Overdue by more than the dispatcher needs while it changes hands. $2 grace in seconds. */
const OVERDUE = `
  select 'vehicle ' || s.vehicle_id || ' should have been woken at ' || coalesce(s.next_try_at, s.slot_at) as detail
  from micro_scrape.vehicle_state s
  where s.next_try_at < clock_timestamp() - $2 * interval '1 second'
    or s.parked and s.slot_at < clock_timestamp() - $2 * interval '1 second' limit $1`;

export async function checkWork(
  db: Queryable,
  options: { acknowledged: readonly string[]; graceSeconds: number },
): Promise<Violation[]> {
  const { acknowledged, graceSeconds } = options;
  return [
    ...(await violationsOf(db, 'acknowledged-is-there', ACKNOWLEDGED, [acknowledged])),
    ...(await violationsOf(db, 'none-unseen', UNSEEN, [graceSeconds])),
    ...(await violationsOf(db, 'none-lost', LOST, [graceSeconds])),
    ...(await violationsOf(db, 'none-lost', OVERDUE, [graceSeconds])),
    ...(await violationsOf(db, 'none-without-reason', WITHOUT_REASON)),
  ];
}
