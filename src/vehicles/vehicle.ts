/**
 * A row of `vehicles` as the daemon reads it.
 * Invariant: whatever an adopted table holds (text years, blank strings, odd JSON) is one of these shapes after parsing,
 * and a value that is none (`N/A`, a price of 1) is null: which those are, sql/functions/08_known.sql says.
 */
import { z } from 'zod';
import { FIELD_TABLE, FIELDS, type Field } from './fields.ts';

const text = z
  .string()
  .nullable()
  .transform((value) => (value === null || value.trim() === '' ? null : value));
const number = z.union([z.number(), z.string().transform(Number)]).nullable();

type FieldShapes = {
  readonly [F in Field]: (typeof FIELD_TABLE)[F]['type'] extends 'text' ? typeof text : typeof number;
};
const fields = Object.fromEntries(
  FIELDS.map((field) => [field, FIELD_TABLE[field].type === 'text' ? text : number]),
) as FieldShapes;

export const vehicleRow = z.object({
  id: z.guid(),
  ...fields,
  discovery_url: text,
  /** URLs of known photographs, from `origin_metadata.image_urls`. */
  image_urls: z.array(z.string()),
  image_count: z.coerce.number().int(),
});

export type VehicleRow = z.infer<typeof vehicleRow>;
