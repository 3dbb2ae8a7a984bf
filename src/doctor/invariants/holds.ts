/** Nobody dead holds anything. Fifteen seconds: ten until a daemon counts as dead, and the next beat of a living one. */

import { QUEUE_SCHEMA } from '../../database/queue-schema.ts';
import { TASKS } from '../../events.ts';
import { LEASE_S } from '../../runtime/limits.ts';
import type { Found, Question } from './question.ts';
import { RESCUE_CRASHED, RESCUE_ORPHANED } from './work.ts';

/** $2 tasks. Other people's workers may serve other tasks of the same queue, and say nothing of their heartbeat. */
const JOBS = `
  select format('job %s (%s) has been locked by %s, which does not live, since %s', j.id, j.task_identifier, j.locked_by, j.locked_at) as detail,
    case when exists (select from micro_scrape.daemons d where j.locked_by = any (d.pool_ids)) then 'dead' else 'unknown' end as how
  from ${QUEUE_SCHEMA}.jobs j
  where j.locked_by is not null and j.locked_at < clock_timestamp() - interval '${LEASE_S + 15} seconds' and j.task_identifier = any ($2)
    and not exists (select from micro_scrape.daemons d
      where j.locked_by = any (d.pool_ids) and d.beat_at > clock_timestamp() - interval '${LEASE_S + 5} seconds') limit $1`;
const VEHICLES = `
  select format('vehicle %s has been held by daemon %s, which does not live, since %s', s.vehicle_id, s.leased_by, s.leased_at) as detail,
    case when exists (select from micro_scrape.daemons d where d.id = s.leased_by) then 'dead' else 'unknown' end as how
  from micro_scrape.vehicle_state s
  where s.leased_by is not null and s.leased_at < clock_timestamp() - interval '${LEASE_S + 15} seconds'
    and not exists (select from micro_scrape.daemons d
      where d.id = s.leased_by and d.beat_at > clock_timestamp() - interval '${LEASE_S + 5} seconds') limit $1`;

/** A living daemon does the same with every beat. */
function fix(found: readonly Found[]): string[] {
  return [
    ...(found.some(({ how }) => how === 'dead') ? [RESCUE_CRASHED] : []),
    ...(found.some(({ how }) => how === 'unknown') ? [RESCUE_ORPHANED] : []),
  ];
}

const check = 'held-by-the-living';
export const HOLDS: readonly Question[] = [
  { check, sql: JOBS, values: [TASKS], fix },
  { check, sql: VEHICLES, fix },
];
