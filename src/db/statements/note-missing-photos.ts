import type { Queryable } from '../pool.ts';

const NOTE = `
  update micro_scrape.vehicle_state set photos_missing = $3
  where vehicle_id = $1 and fence = $2 and photos_missing <> $3`;

/** How many photographs are worth another visit; does nothing under an old fence. */
export async function noteMissingPhotos(
  db: Queryable,
  input: { vehicleId: string; fence: string; missing: number },
): Promise<void> {
  await db.query(NOTE, [input.vehicleId, input.fence, input.missing]);
}
