/** Nobody dead holds anything. Fifteen seconds: ten until a daemon counts as dead, and the next beat of a living one. */
import type { Queryable } from '../db/pool.ts';
import { type Violation, violationsOf } from './violation.ts';

const JOBS = `
  select format('job %s (%s) has been locked by %s, which does not live, since %s', j.id, j.task_identifier, j.locked_by, j.locked_at) as detail
  from graphile_worker.jobs j
  where j.locked_by is not null and j.locked_at < clock_timestamp() - interval '25 seconds'
    and not exists (select from micro_scrape.daemons d
      where d.pool_id = j.locked_by and d.beat_at > clock_timestamp() - interval '15 seconds') limit $1`;
const VEHICLES = `
  select format('vehicle %s has been held by daemon %s, which does not live, since %s', s.vehicle_id, s.leased_by, s.leased_at) as detail
  from micro_scrape.vehicle_state s
  where s.leased_by is not null and s.leased_at < clock_timestamp() - interval '25 seconds'
    and not exists (select from micro_scrape.daemons d
      where d.id = s.leased_by and d.beat_at > clock_timestamp() - interval '15 seconds') limit $1`;

export async function checkHolds(db: Queryable): Promise<Violation[]> {
  return [
    ...(await violationsOf(db, 'held-by-the-living', JOBS)),
    ...(await violationsOf(db, 'held-by-the-living', VEHICLES)),
  ];
}
