import pg from 'pg';
import type { Field } from '../../vehicle/fields.ts';
import type { Queryable } from '../pool.ts';
import { isRuleOfTheTable } from '../table-rules.ts';

/** integrity_constraint_violation. */
const REFUSED = '23000';

/**
 * Column names come from the closed list of fields, never from data.
 *
 * @throws pg.DatabaseError of class 22 or 23 when the table does not take these values. A trigger of the table's own may
 *   raise any code, or drop the update without a word, and so may a policy: told as the broken constraint that it is
 */
export async function fillVehicle(
  db: Queryable,
  vehicleId: string,
  values: ReadonlyMap<Field, string | number>,
): Promise<void> {
  const columns = [...values.keys()];
  const assignments = columns.map((column, i) => `${column} = $${i + 2}`);
  const statement = `update public.vehicles set ${assignments.join(', ')}, updated_at = clock_timestamp() where id = $1`;
  let changed: number | null;
  try {
    changed = (await db.query(statement, [vehicleId, ...values.values()])).rowCount;
  } catch (error) {
    throw isRuleOfTheTable(error) && !/^2[23]/.test(error.code ?? '') ? refusal(error.message) : error;
  }
  if (changed === 0) {
    throw refusal('a trigger or a policy of the table dropped the change');
  }
}

function refusal(message: string): pg.DatabaseError {
  const error = new pg.DatabaseError(message, message.length, 'error');
  error.code = REFUSED;
  return error;
}
