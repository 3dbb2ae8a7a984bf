import pg from 'pg';
import { z } from 'zod';
import type { Field } from '../../vehicle/fields.ts';
import type { Queryable } from '../pool.ts';
import { isRuleOfTheTable } from '../table-rules.ts';

/** integrity_constraint_violation. */
const REFUSED = '23000';

const changes = z.array(z.object({ before: z.record(z.string(), z.string().nullable()) }));

/**
 * Column names come from the closed list of fields, never from data.
 *
 * @throws pg.DatabaseError of class 22 or 23 when the table does not take these values. A trigger of the table's own may
 *   raise any code, or drop the update without a word, and so may a policy: told as the broken constraint that it is
 * @returns what stood there before (`N/A`, an empty text), where that was not null
 */
export async function fillVehicle(
  db: Queryable,
  vehicleId: string,
  values: ReadonlyMap<Field, string | number>,
): Promise<ReadonlyMap<Field, string>> {
  const columns = [...values.keys()];
  const assignments = columns.map((column, i) => `${column} = $${i + 2}`);
  const statement = `
    with before as (
      select ${columns.map((column) => `${column}::text`).join(', ')} from public.vehicles where id = $1
    ), changed as (
      update public.vehicles set ${assignments.join(', ')}, updated_at = clock_timestamp() where id = $1 returning 1
    )
    select to_jsonb(before) as before from before where exists (select from changed)`;
  let found: z.infer<typeof changes>;
  try {
    found = changes.parse((await db.query(statement, [vehicleId, ...values.values()])).rows);
  } catch (error) {
    throw isRuleOfTheTable(error) && !/^2[23]/.test(error.code ?? '') ? refusal(error.message) : error;
  }
  if (found[0] === undefined) {
    throw refusal('a trigger or a policy of the table dropped the change');
  }
  const { before } = found[0];
  return new Map(columns.flatMap((column) => (before[column] == null ? [] : [[column, before[column]] as const])));
}

function refusal(message: string): pg.DatabaseError {
  const error = new pg.DatabaseError(message, message.length, 'error');
  error.code = REFUSED;
  return error;
}
