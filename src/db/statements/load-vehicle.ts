import { type VehicleRow, vehicleRow } from '../../vehicle/vehicle.ts';
import type { Queryable } from '../pool.ts';
import { KNOWN_COLUMNS } from './known-columns.ts';

const LOAD = `
  select ${KNOWN_COLUMNS},
    (select count(*) from public.vehicle_images i where i.vehicle_id = v.id) as image_count
  from public.vehicles v where v.id = $1`;

/** The row as it stands; `lock` keeps it so until the transaction ends. Absent when the vehicle was deleted. */
export async function loadVehicle(db: Queryable, vehicleId: string, lock = false): Promise<VehicleRow | undefined> {
  const { rows } = await db.query(lock ? `${LOAD} for no key update of v` : LOAD, [vehicleId]);
  return rows.length === 0 ? undefined : vehicleRow.parse(rows[0]);
}
