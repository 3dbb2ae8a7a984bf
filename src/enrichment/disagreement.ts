/**
 * Which facts of a page say something else than the row, without I/O.
 * Invariant: another wording of the same thing (Octavia, Octavia Combi; 6-speed manual, manual) is no disagreement.
 */
import type { Fact } from '../extraction/reading.ts';
import type { Field } from '../vehicles/fields.ts';
import { canonicalMake } from '../vehicles/values/name.ts';
import type { VehicleRow } from '../vehicles/vehicle.ts';

/** Rounding and a change of units, not another figure. */
const TOLERANCE = 0.02;

/** `value`: as it would be stored (miles). Texts of a description are not compared. */
export function disagrees(row: VehicleRow, field: Field, value: string | number): boolean {
  const known = row[field];
  if (known === null || field === 'description') {
    return false;
  }
  switch (field) {
    case 'year':
      return Number(known) !== Number(value);
    case 'mileage':
    case 'sale_price':
    case 'asking_price':
      return Math.abs(Number(known) - Number(value)) > TOLERANCE * Math.max(Math.abs(Number(known)), 1);
    case 'vin':
      return compact(String(known)) !== compact(String(value));
    case 'make':
      return !sameMake(String(known), String(value));
    default:
      return !oneHoldsTheOther(words(String(known)), words(String(value)));
  }
}

/** What keeps a page from being this vehicle's, in words, or nothing: another year, make or VIN than the row has. */
export function contradiction(row: VehicleRow, facts: readonly Fact[]): string | undefined {
  const other = facts.find(({ field, value }) => IDENTIFYING.has(field) && disagrees(row, field, value));
  return other && `the row says ${other.field} ${row[other.field]}, the page says ${other.value} ("${other.snippet}")`;
}

const IDENTIFYING: ReadonlySet<Field> = new Set(['year', 'make', 'vin']);

function sameMake(a: string, b: string): boolean {
  return (canonicalMake(a) ?? compact(a)) === (canonicalMake(b) ?? compact(b));
}

function compact(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function words(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return ` ${plain.trim()} `;
}

function oneHoldsTheOther(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}
