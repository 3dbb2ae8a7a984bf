/** Nothing requested is forgotten: rows without state, work without a job, rest without a reason. */

import { QUEUE_SCHEMA } from '../../database/queue-schema.ts';
import { LEASE_S } from '../../runtime/limits.ts';
import { type Found, type Question, RECONCILE } from './question.ts';
import { withoutEvent } from './slices.ts';

/**
 * $4 grace in seconds: what no trigger saw is found by the reconcile. An event, however old, is what will give the row its
 * state: a bulk load of a million takes the dispatcher longer than any grace.
 */
const UNSEEN = withoutEvent(`
  select 'vehicle ' || v.id || ' was never looked at' as detail, v.id
  from public.vehicles v cross join micro_scrape.adoption a
  where v.id >= $2 and ($3::uuid is null or v.id < $3)
    and not exists (select from micro_scrape.vehicle_state s where s.vehicle_id = v.id)
    and (v.created_at < clock_timestamp() - $4 * interval '1 second') is not false
    and (a.finished_at is not null or v.id <= a.last_id)`);
/**
 * $4 grace in seconds. A job that is being worked on has used up its attempts when that is its last one. One that was
 * locked just now may be so by a runner that is new: the daemon's next beat tells its name.
 */
const LOST = `
  select 'vehicle ' || s.vehicle_id || ' wants work (' || s.handled || ' of ' || s.requested || ' done, ' || s.outcome || ', '
    || coalesce('last error: ' || s.last_error, 'no error') || ') and nobody will do it' as detail,
    case when s.rate_limited then 'rate_limited'
      when exists (select from ${QUEUE_SCHEMA}.jobs j where j.key = 'vehicle:' || s.vehicle_id and j.locked_by is not null) then 'locked'
      else 'jobless' end as how
  from micro_scrape.vehicle_state s
  where s.vehicle_id >= $2 and ($3::uuid is null or s.vehicle_id < $3)
    and s.requested > s.handled and s.requested_at < clock_timestamp() - $4 * interval '1 second'
    and not (s.rate_limited and (s.slot_at is not null or s.waits_at is not null))
    and not exists (select from micro_scrape.daemons d
      where d.id = s.leased_by and d.beat_at > clock_timestamp() - interval '${LEASE_S + 5} seconds')
    and not exists (select from ${QUEUE_SCHEMA}.jobs j
      where j.key = 'vehicle:' || s.vehicle_id and (j.locked_by is null and j.attempts < j.max_attempts
        or j.locked_at > clock_timestamp() - interval '25 seconds'
        or exists (select from micro_scrape.daemons d
          where j.locked_by = any (d.pool_ids) and d.beat_at > clock_timestamp() - interval '${LEASE_S + 5} seconds')))
  limit $1`;
const WITHOUT_REASON = `
  select 'vehicle ' || s.vehicle_id || ' rests as ' || s.outcome || ' (score ' || s.score || ') without a reason' as detail,
    s.vehicle_id as id
  from micro_scrape.vehicle_state s
  where s.vehicle_id >= $2 and ($3::uuid is null or s.vehicle_id < $3)
    and s.requested = s.handled and s.requested > 0 and s.outcome <> 'complete' and s.reason is null
    and exists (select from public.vehicles v where v.id = s.vehicle_id) limit $1`;
/** A leader that is cut off holds its place for 9 s: what was put off until a time may be as late as that. */
const DISPATCHER_CHANGES_HANDS_SECONDS = 10;
/** Overdue by more than the dispatcher needs while it changes hands. $4 grace in seconds. */
const OVERDUE = `
  select 'vehicle ' || s.vehicle_id || ' should have been woken at ' || coalesce(s.next_try_at, s.slot_at) as detail
  from micro_scrape.vehicle_state s
  where s.vehicle_id >= $2 and ($3::uuid is null or s.vehicle_id < $3)
    and (s.next_try_at < clock_timestamp() - $4 * interval '1 second'
      or s.rate_limited and s.slot_at < clock_timestamp() - $4 * interval '1 second') limit $1`;
/** The host does not know of them, or is open and lets nobody in. $4 grace in seconds. */
const NOT_LET_IN = `
  select 'vehicle ' || s.vehicle_id || ' waits in line at ' || s.waits_at || ', where nobody is let in' as detail
  from micro_scrape.vehicle_state s left join micro_scrape.hosts h on h.host = s.waits_at
  where s.vehicle_id >= $2 and ($3::uuid is null or s.vehicle_id < $3)
    and s.waits_at is not null and s.leased_by is null
    and (h.line is null or h.opens_at < clock_timestamp() - $4 * interval '1 second') limit $1`;

/** What daemons hold that have a row and no heartbeat; then what those hold that have not even a row. The living keep theirs. */
export const RESCUE_CRASHED = 'SELECT * FROM micro_scrape.rescue_crashed();';
export const RESCUE_ORPHANED = "SELECT * FROM micro_scrape.rescue_orphaned(NULL, '{}', '{}', true);";
/** The reconcile leaves alone what is rate limited, and only a time or a line would ever wake it. */
const UNLIMIT =
  'UPDATE micro_scrape.vehicle_state SET rate_limited = false WHERE rate_limited AND slot_at IS NULL AND waits_at IS NULL;';
const FIX_LINES = 'SELECT micro_scrape.fix_lines();';
const WAKE = 'SELECT * FROM micro_scrape.wake_due(10000);';

export function aboutWork(graceSeconds: number): Question[] {
  const values = [graceSeconds];
  const late = [Math.max(graceSeconds, DISPATCHER_CHANGES_HANDS_SECONDS)];
  return [
    { check: 'none-unseen', sql: UNSEEN, values, fix: () => [RECONCILE] },
    { check: 'none-lost', sql: LOST, values, fix: fixLost },
    { check: 'none-lost', sql: OVERDUE, values: late, fix: () => [WAKE] },
    { check: 'none-lost', sql: NOT_LET_IN, values: late, fix: () => [FIX_LINES, WAKE] },
    { check: 'none-without-reason', sql: WITHOUT_REASON, fix: runThem },
  ];
}

function fixLost(found: readonly Found[]): string[] {
  const ways = new Set(found.map(({ how }) => how));
  return [
    ...(ways.has('locked') ? [RESCUE_CRASHED, RESCUE_ORPHANED] : []),
    ...(ways.has('rate_limited') ? [UNLIMIT] : []),
    ...(ways.has('rate_limited') || ways.has('jobless') ? [RECONCILE] : []),
  ];
}

function runThem(found: readonly Found[]): string[] {
  return [`npx micro-scrape run --vehicle ${found.map(({ id }) => id).join(' ')}`];
}
