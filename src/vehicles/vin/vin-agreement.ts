/**
 * Does a VIN belong to the vehicle we know?
 * Invariant: an unknown maker's code, a make without one (it builds on the chassis of others) and a number without a
 * model-year letter contradict nothing.
 */
import { canonicalMake } from '../values/name.ts';
import { judgeVin, vinCandidates, vinYears } from './vin.ts';
import { hasMakersCode, makesOfVin } from './wmi.ts';

export interface KnownVehicle {
  readonly year: number | null;
  readonly make: string | null;
}

/**
 * Why the VIN cannot be this vehicle's, in words; nothing when it can. `yearsApart`: how far the model year may be from
 * the known one (a page often gives the year of registration).
 */
export function vinContradiction(vin: string, known: KnownVehicle, yearsApart = 0): string | undefined {
  const { year } = known;
  const years = vinYears(vin);
  if (year !== null && years.length > 0 && !years.some((code) => Math.abs(code - year) <= yearsApart))
    return `its model-year letter says ${years.join(' or ')}, not ${year}`;
  const makes = makesOfVin(vin);
  const make = known.make === null ? undefined : canonicalMake(known.make);
  if (makes !== undefined && make !== undefined && hasMakersCode(make) && !makes.includes(make))
    return `its maker's code says ${makes.join(' or ')}, not ${make}`;
  return undefined;
}

/** VINs with a right check digit that stand in a text, each with the words around it. */
export function vinsInText(text: string): { vin: string; snippet: string }[] {
  return vinCandidates(text)
    .filter((vin) => judgeVin(vin) === 'valid')
    .map((vin) => {
      const at = text.toUpperCase().indexOf(vin);
      return { vin, snippet: text.slice(Math.max(0, at - 60), at + 77).trim() };
    });
}
