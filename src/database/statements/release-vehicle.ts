import { cleanText } from '../../runtime/text.ts';
import type { Queryable } from '../pool.ts';

const RELEASE = `
  update micro_scrape.vehicle_state set leased_by = null, leased_at = null, last_error = $3
  where vehicle_id = $1 and fence = $2`;

/** Gives the vehicle back with its work undone, after a fault of ours or at shutdown; the job's retry takes it up. */
export async function releaseVehicle(
  db: Queryable,
  input: { vehicleId: string; fence: string; lastError: string | null },
): Promise<void> {
  await db.query(RELEASE, [input.vehicleId, input.fence, input.lastError && cleanText(input.lastError)]);
}
