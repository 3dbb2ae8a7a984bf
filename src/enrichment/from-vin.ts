/**
 * What a vehicle's VIN says of it: a check of everything that claims to be about the same car, and the last source of
 * year, make, model and engine.
 * Invariant: a decoded value fills only a field that both row and page leave empty, under a VIN that stands in the row
 * and agrees with it; a decoder that fails costs nothing but what it would have added.
 */

import type { Fact } from '../extraction/reading.ts';
import { asError } from '../runtime/thrown.ts';
import type { Field } from '../vehicles/fields.ts';
import type { VehicleRow } from '../vehicles/vehicle.ts';
import { vinContradiction } from '../vehicles/vin/vin-agreement.ts';
import type { DecodedVin } from '../vehicles/vin/vin-decoder.ts';
import { vinDisagreement } from '../vehicles/vin/vin-disagreement.ts';
import { fill, type ProvenValue } from './findings.ts';
import { subjectOf, type Work } from './work.ts';

type Known = Pick<VehicleRow, 'year' | 'make' | 'model'>;

/** The VIN tells what left the factory: where the seller speaks of another engine, it tells nothing of this car's. */
const OTHER_ENGINE =
  /\bswap(?:ped|s)?\b|\bcrate (?:engine|motor)|\bre-?power|\b(?:engine|motor|ev|electric|ls\d?|v8) (?:conversion|transplant)|\bconverted to (?:an? )?(?:ls|v8|electric)|\b(?:replacement|non-?original|non-?matching|transplanted|donor|newer|built|stroker) (?:engine|motor)|\bstroker\b|\bresto-?mod/i;

/**
 * Why a VIN that was read somewhere cannot be this vehicle's, in words; nothing when it can. `stated`: a page gives it
 * among its facts. Then neither a year of sale beside the model year nor another wording of the model (a GTI is a Golf)
 * may cost it, as they do a VIN that was found in prose or on a photograph.
 */
export async function vinDoubt(
  work: Work,
  vin: string,
  vehicle: Known,
  how: 'stated' | 'found',
): Promise<string | undefined> {
  const known = how === 'stated' ? { ...vehicle, model: null } : vehicle;
  const quick = vinContradiction(vin, how === 'stated' ? { ...known, year: null } : known);
  if (quick !== undefined) {
    return quick;
  }
  const decoded = await decode(work, vin);
  return decoded === undefined ? undefined : vinDisagreement(vin, decoded, known);
}

/** Why the facts of a page cannot be those of the row's VIN; nothing when they can. */
export async function contradictsVin(work: Work, facts: readonly Fact[]): Promise<string | undefined> {
  const { vin } = work.row;
  if (vin === null) {
    return undefined;
  }
  const value = (field: Field) => facts.find((fact) => fact.field === field)?.value;
  const [year, make] = [value('year'), value('make')];
  const decoded = await decode(work, vin);
  const doubt =
    decoded &&
    vinDisagreement(vin, decoded, {
      year: year === undefined ? null : Number(year),
      make: make === undefined ? null : String(make),
      model: null,
    });
  return doubt && `the row's VIN is ${vin}, but ${doubt}`;
}

/** Takes year, make, model and engine from the row's VIN where they are empty; what else is to be said of it, or nothing. */
export async function fillFromVin(work: Work): Promise<string> {
  const { row } = work;
  const open = (['year', 'make', 'model', 'engine'] as const).filter((field) => row[field] === null);
  if (open.length === 0 || row.vin === null) {
    return '';
  }
  const decoded = await decode(work, row.vin);
  if (decoded === undefined) {
    return '';
  }
  const doubt = vinDisagreement(row.vin, decoded, row);
  if (doubt !== undefined) {
    return `nothing was taken from the VIN: ${doubt}`;
  }
  const values = open
    .filter((field) => field !== 'engine' || !hasOtherEngine(work))
    .flatMap((field) => provenBy(decoded, field));
  fill(work, values, { said: 'the VIN says %s', follows: ['vin'] });
  return '';
}

function provenBy(decoded: DecodedVin, field: 'year' | 'make' | 'model' | 'engine'): ProvenValue[] {
  const value = decoded[field];
  if (value === null) {
    return [];
  }
  const evidence = { page_value: null, source_url: null, method: 'vin-decode', snippet: decoded.words } as const;
  return [{ field, value, ...evidence, confidence: field === 'engine' ? 0.9 : 0.95 }];
}

/** Also when the page gave an engine that could not be believed: then it says something else than the VIN may. */
function hasOtherEngine(work: Work): boolean {
  return OTHER_ENGINE.test(work.row.description ?? '') || (work.told?.otherEngine ?? false);
}

async function decode(work: Work, vin: string): Promise<DecodedVin | undefined> {
  const { decoder, events } = work.services;
  try {
    return await decoder.decode(vin, work.signal);
  } catch (error) {
    work.signal.throwIfAborted();
    events.emit('fault', { ...subjectOf(work), where: 'VIN decoder', error: asError(error) });
    return undefined;
  }
}
