import type { Queryable } from '../pool.ts';
import type { Lane } from './claim-vehicle.ts';

// An event that came meanwhile asks for a run from the beginning, which is for the lane `work`.
const MOVE = `
  with moved as (
    update micro_scrape.vehicle_state s set
      lane = case when s.wanted > $3 then 'work' else $4 end, progress = $5, reason = $6,
      leased_by = null, leased_at = null, slot_at = null
    where s.vehicle_id = $1 and s.fence = $2
    returning s.vehicle_id, s.lane, s.score
  )
  select graphile_worker.add_jobs(array_agg(micro_scrape.job_of(m.vehicle_id, m.lane, m.score)))
  from moved m having count(*) > 0`;

/** Gives the vehicle to another lane, its job there included; does nothing under an old fence. */
export async function moveVehicle(
  db: Queryable,
  input: { vehicleId: string; fence: string; wanted: string; lane: Lane; progress: string; reason: string | null },
): Promise<void> {
  const { vehicleId, fence, wanted, lane, progress, reason } = input;
  await db.query(MOVE, [vehicleId, fence, wanted, lane, progress, reason]);
}
