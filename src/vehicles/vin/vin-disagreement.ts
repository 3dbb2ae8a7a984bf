/**
 * Can a decoded VIN belong to the vehicle we know?
 * Invariant: a difference counts only where vPIC itself tells both apart: it knows the other make, or it lists the other
 * model for that make in that year. Everything else is a difference of wording.
 */
import { canonicalMake, wordKey } from '../values/name.ts';
import type { DecodedVin } from './vin-decoder.ts';
import { hasMakersCode, makesOfVin } from './wmi.ts';

export interface KnownVehicle {
  readonly year: number | null;
  readonly make: string | null;
  readonly model: string | null;
}

/** A page's year may be that of the sale or of the first registration. */
const YEARS_APART = 1;

/** Why it cannot, in words; nothing when it can. */
export function vinDisagreement(vin: string, decoded: DecodedVin, known: KnownVehicle): string | undefined {
  if (known.year !== null && Math.abs(known.year - decoded.year) > YEARS_APART) {
    return `the VIN says ${decoded.year}, the vehicle ${known.year}`;
  }
  return otherMake(vin, decoded, known) ?? otherModel(decoded, known);
}

function otherMake(vin: string, decoded: DecodedVin, known: KnownVehicle): string | undefined {
  const make = known.make === null ? undefined : canonicalMake(known.make);
  // A make our table does not know may be a tuner or a spelling; one without a code builds on the chassis of others.
  if (
    make === undefined ||
    !hasMakersCode(make) ||
    decoded.make === null ||
    canonicalMake(decoded.make) === undefined ||
    make === decoded.make
  ) {
    return undefined;
  }
  // A Dodge Ram is a Ram, a Mercedes-AMG a Mercedes-Benz: makers of one family share their codes.
  const family = makesOfVin(vin);
  if (family?.includes(make) && (known.model === null || decoded.model === null || alike(known.model, decoded))) {
    return undefined;
  }
  return `the VIN says ${decoded.make}, the vehicle ${make}`;
}

function otherModel(decoded: DecodedVin, known: KnownVehicle): string | undefined {
  if (known.model === null || decoded.model === null || alike(known.model, decoded)) {
    return undefined;
  }
  const other = decoded.models.find((model) => model !== decoded.model && sameModel(model, known.model ?? ''));
  return other === undefined ? undefined : `the VIN says ${decoded.model}, the vehicle ${known.model}`;
}

/** Equal but for punctuation, or followed by a trim: `Civic Type R` is a `Civic`. */
function sameModel(listed: string, written: string): boolean {
  const words = written.split(/\s+/);
  return words.some((_, i) => wordKey(words.slice(0, i + 1).join('')) === wordKey(listed));
}

/** Words that stand in the names of very different models. */
const EMPTY = /^(?:model|class|series|grand|new)$/i;

/** One name holds the other, they share a word, or both are codes about one number (`S4` is listed as an `A4`). */
function alike(model: string, decoded: DecodedVin): boolean {
  const written = wordKey(model);
  return [decoded.model, decoded.series, decoded.trim].some((name) => {
    if (name === null) {
      return false;
    }
    const listed = wordKey(name);
    const shared = name
      .split(/[\s/]+/)
      .some((word) => wordKey(word).length > 1 && !EMPTY.test(word) && sameWord(model, word));
    return (
      listed !== '' && (written.includes(listed) || listed.includes(written) || shared || sameNumber(written, listed))
    );
  });
}

function sameWord(text: string, word: string): boolean {
  return text.split(/[\s/]+/).some((other) => wordKey(other) === wordKey(word));
}

function sameNumber(a: string, b: string): boolean {
  const [first] = a.match(/\d/) ?? [];
  return first !== undefined && first === b.match(/\d/)?.[0];
}
