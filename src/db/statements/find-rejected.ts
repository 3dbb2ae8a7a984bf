import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const REJECTED = `
  select e.field from jsonb_to_recordset($2::jsonb) as e (field text, value text)
  where micro_scrape.is_rejected($1, e.field, e.value)`;

const fields = z.array(z.object({ field: z.string() }));

/** The fields whose value people have said, or shown, to be wrong for this vehicle. */
export async function findRejected(
  db: Queryable,
  vehicleId: string,
  values: readonly { readonly field: string; readonly value: string }[],
): Promise<ReadonlySet<string>> {
  if (values.length === 0) {
    return new Set();
  }
  const { rows } = await db.query(REJECTED, [vehicleId, JSON.stringify(values)]);
  return new Set(fields.parse(rows).map(({ field }) => field));
}
