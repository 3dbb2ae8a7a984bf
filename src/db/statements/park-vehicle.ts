import type { Queryable } from '../pool.ts';

const PARK = `
  update micro_scrape.vehicle_state set
    leased_by = null, leased_at = null, parked = true, slot_at = $3, outcome = 'waiting', reason = $4,
    progress = $5
  where vehicle_id = $1 and fence = $2`;
const RESERVE = `
  update micro_scrape.vehicle_state set leased_by = null, leased_at = null, slot_at = $3
  where vehicle_id = $1 and fence = $2`;

/** Gives the vehicle back until its turn at the host comes; the dispatcher makes the job then. */
export async function parkVehicle(
  db: Queryable,
  input: { vehicleId: string; fence: string; until: Date; reason: string; progress: string },
): Promise<void> {
  await db.query(PARK, [input.vehicleId, input.fence, input.until, input.reason, input.progress]);
}

/** Gives the vehicle back as it was, its turn at the host reserved for whoever comes then. */
export async function reserveTurn(
  db: Queryable,
  input: { vehicleId: string; fence: string; until: Date },
): Promise<void> {
  await db.query(RESERVE, [input.vehicleId, input.fence, input.until]);
}
