/**
 * A row of `vehicles` as the daemon reads it.
 * Invariant: whatever an adopted table holds (text years, blank strings, odd JSON) is one of these shapes after parsing.
 */
import { z } from 'zod';
import type { Field } from './fields.ts';

const text = z
  .string()
  .nullable()
  .transform((value) => (value === null || value.trim() === '' ? null : value));
const number = z.union([z.number(), z.string().transform(Number)]).nullable();

export const vehicleRow = z.object({
  id: z.guid(),
  year: number,
  make: text,
  model: text,
  vin: text,
  sale_price: number,
  asking_price: number,
  currency: text,
  mileage: number,
  color: text,
  engine: text,
  transmission: text,
  description: text,
  discovery_url: text,
  /** URLs of known photographs, from `origin_metadata.image_urls`. */
  image_urls: z.array(z.string()),
  image_count: z.coerce.number().int(),
});

export type VehicleRow = z.infer<typeof vehicleRow>;

/** The catalogue's own stand-in for a VIN counts as none. */
export function isMissing(field: Field, value: string | number | null): boolean {
  if (value === null) {
    return true;
  }
  switch (field) {
    case 'vin':
      return String(value).trim().length < 5 || String(value).startsWith('VIVA-');
    case 'sale_price':
    case 'asking_price':
      return Number(value) <= 0;
    default:
      return false;
  }
}
