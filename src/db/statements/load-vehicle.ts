import { z } from 'zod';
import { vehicleRow } from '../../vehicle/vehicle.ts';
import type { Queryable } from '../pool.ts';
import { KNOWN_COLUMNS } from './known-columns.ts';

const LOAD = `
  select ${KNOWN_COLUMNS},
    exists (select from micro_scrape.proposals p where p.vehicle_id = v.id) as has_proposals,
    (select min_confidence from micro_scrape.settings) as min_confidence,
    (select count(*) from public.vehicle_images i where i.vehicle_id = v.id) as image_count
  from public.vehicles v where v.id = $1`;

const loadedVehicle = vehicleRow.extend({
  has_proposals: z.boolean(),
  /** A value less sure than this is proposed and not written. */
  min_confidence: z.number(),
});

export type LoadedVehicle = z.infer<typeof loadedVehicle>;

/** The row as it stands; `lock` keeps it so until the transaction ends. Absent when the vehicle was deleted. */
export async function loadVehicle(db: Queryable, vehicleId: string, lock = false): Promise<LoadedVehicle | undefined> {
  const { rows } = await db.query(lock ? `${LOAD} for no key update of v` : LOAD, [vehicleId]);
  return rows.length === 0 ? undefined : loadedVehicle.parse(rows[0]);
}
