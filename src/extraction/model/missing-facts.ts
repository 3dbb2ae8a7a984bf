/**
 * What a model may be asked for.
 * Invariant: knows the outcome of reading a page and none of its rules, which only the reader's threads load.
 */
import type { VehicleRow } from '../../vehicles/vehicle.ts';
import type { PageReading } from '../reading.ts';
import type { Quoted } from './quoted.ts';

/** `price`: what is asked; what was paid only a page's own result tells. */
const QUOTED: Readonly<Record<Quoted['field'], true>> = {
  ...{ year: true, make: true, model: true, vin: true, price: true, mileage: true, color: true },
  ...{ engine: true, transmission: true, description: true },
};
export const QUOTED_FIELDS = Object.keys(QUOTED) as Quoted['field'][];

/** What is missing in the row and on the page; only a page that asks a price can tell one. */
export function missingFacts(reading: PageReading, row: VehicleRow): Quoted['field'][] {
  const read = new Set(reading.facts.map(({ field }) => field));
  const priced = row.asking_price !== null || row.sale_price !== null || reading.sale !== 'classified';
  return QUOTED_FIELDS.filter((field) => {
    if (field === 'price') return !priced && !read.has('asking_price') && !read.has('sale_price');
    return row[field] === null && !read.has(field);
  });
}
