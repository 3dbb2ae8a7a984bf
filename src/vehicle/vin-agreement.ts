/**
 * Does a VIN belong to the vehicle we know?
 * Invariant: only a VIN whose check digit is right and whose maker and model year fit what is known is believed.
 */
import { canonicalMake } from './name.ts';
import { judgeVin, vinCandidates, vinYears } from './vin.ts';
import { makesOfVin } from './wmi.ts';

/** Why the VIN cannot be this vehicle's, in words; nothing when it can. Unknown makers and years do not contradict. */
export function vinContradiction(vin: string, known: { year: number | null; make: string | null }): string | undefined {
  const years = vinYears(vin);
  if (known.year !== null && years.length > 0 && !years.includes(known.year)) {
    return `its year is ${years.join(' or ')}, the vehicle's ${known.year}`;
  }
  const makes = makesOfVin(vin);
  const make = known.make === null ? undefined : (canonicalMake(known.make) ?? known.make);
  if (makes !== undefined && make !== undefined && !makes.includes(make)) {
    return `its maker is ${makes.join(' or ')}, the vehicle's ${make}`;
  }
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
