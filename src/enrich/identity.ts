/**
 * Is the page about the vehicle of the row?
 * Invariant: a page that names another year, make or VIN than the row already holds gives it nothing at all.
 */
import type { Fact } from '../page/reading.ts';
import { canonicalMake } from '../vehicle/name.ts';
import type { VehicleRow } from '../vehicle/vehicle.ts';

/** The contradiction in words, or nothing. */
export function contradiction(row: VehicleRow, facts: readonly Fact[]): string | undefined {
  for (const fact of facts) {
    const known = row[fact.field];
    if (known === null) {
      continue;
    }
    const differs =
      (fact.field === 'year' && Number(known) !== Number(fact.value)) ||
      (fact.field === 'make' && sameMake(String(known), String(fact.value)) === false) ||
      (fact.field === 'vin' && compact(String(known)) !== compact(String(fact.value)));
    if (differs) {
      return `the row says ${fact.field} ${known}, the page says ${fact.value} ("${fact.snippet}")`;
    }
  }
  return undefined;
}

function sameMake(a: string, b: string): boolean {
  return (canonicalMake(a) ?? compact(a)) === (canonicalMake(b) ?? compact(b));
}

function compact(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
