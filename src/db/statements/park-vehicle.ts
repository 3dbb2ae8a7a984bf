import type { Queryable } from '../pool.ts';

const PARK = `
  update micro_scrape.vehicle_state set
    leased_by = null, leased_at = null, parked = true, slot_at = $3, outcome = 'waiting', reason = $4,
    progress = $5
  where vehicle_id = $1 and fence = $2`;
const STAND_IN_LINE = 'select micro_scrape.stand_in_line($1, $2, $3, $4, $5, $6)';
const RESERVE = `
  update micro_scrape.vehicle_state set leased_by = null, leased_at = null, slot_at = $3
  where vehicle_id = $1 and fence = $2`;

/** Gives the vehicle back until then; the dispatcher makes the job. */
export async function parkVehicle(
  db: Queryable,
  input: { vehicleId: string; fence: string; until: Date; reason: string; progress: string },
): Promise<void> {
  await db.query(PARK, [input.vehicleId, input.fence, input.until, input.reason, input.progress]);
}

/** Gives the vehicle back until the dispatcher lets it in at the host. `failed`: its own request there has failed. */
export async function standInLine(
  db: Queryable,
  input: { vehicleId: string; fence: string; host: string; reason: string; failed: boolean; progress: string },
): Promise<void> {
  const { vehicleId, fence, host, reason, failed, progress } = input;
  await db.query(STAND_IN_LINE, [vehicleId, fence, host, reason, failed, progress]);
}

/** Gives the vehicle back as it was, its turn at the host reserved for whoever comes then. */
export async function reserveTurn(
  db: Queryable,
  input: { vehicleId: string; fence: string; until: Date },
): Promise<void> {
  await db.query(RESERVE, [input.vehicleId, input.fence, input.until]);
}
