import type { Field } from '../../vehicle/fields.ts';
import type { Queryable } from '../pool.ts';

/** Column names come from the closed list of fields, never from data. */
export async function fillVehicle(
  db: Queryable,
  vehicleId: string,
  values: ReadonlyMap<Field, string | number>,
): Promise<void> {
  const columns = [...values.keys()];
  const assignments = columns.map((column, i) => `${column} = $${i + 2}`);
  await db.query(`update public.vehicles set ${assignments.join(', ')}, updated_at = clock_timestamp() where id = $1`, [
    vehicleId,
    ...values.values(),
  ]);
}
