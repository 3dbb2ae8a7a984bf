import { matchesIn } from '../../runtime/matches.ts';

/**
 * What a string can be as a vehicle identification number, by its structure alone (ISO 3779, 49 CFR 565).
 * Invariant: nothing here guesses a character; a string is judged as it stands, upper-cased, without blanks.
 */

/**
 * `valid`: 17 characters and the check digit is right. `valid_no_check`: 17 characters from a region where position 9 is
 * no check digit. `bad_check`: the region demands a check digit and it is wrong. `chassis`: a short number as cars had
 * before 1981 (and Japanese home-market cars have): believable only next to a VIN or chassis label.
 */
export type VinVerdict = 'valid' | 'valid_no_check' | 'bad_check' | 'chassis' | 'malformed';

/** Values of the letters in the weighted sum; I, O and Q never stand in a VIN. */
const VALUES: Readonly<Record<string, number>> = {
  ...Object.fromEntries('0123456789'.split('').map((digit) => [digit, Number(digit)])),
  ...{ A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9 },
  ...{ S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 },
};
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** Position 10 in order of model years; the cycle of 30 years began with 1980. */
const YEAR_CODES = 'ABCDEFGHJKLMNPRSTVWXY123456789';

const SHAPE_17 = /^[A-HJ-NPR-Z0-9]{17}$/;
const SHAPE_CHASSIS = /^[A-Z0-9](?:[A-Z0-9]|[-./ ](?=[A-Z0-9])){3,18}$/;

/** `*150LI*112345*`: the stars a maker stamps around a number; several in a row mask it. */
const STAMPED = /(?<!\*)\*(?!\*)/g;
/** `2275xxx`, `WP0ZZZ99ZTS39****`: the end is kept back. */
const MASKED = /X{3}|\*\*|\?/;

/** Upper case, outer blanks gone, and inner blanks gone where that leaves exactly 17 characters. */
export function normalizeVin(text: string): string {
  const upper = text.replace(STAMPED, ' ').trim().toUpperCase();
  const dense = upper.replace(/[\s-]/g, '');
  return dense.length === 17 ? dense : upper;
}

function checkDigit(vin: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (VALUES[vin[i] ?? ''] ?? 0) * (WEIGHTS[i] ?? 0);
  const rest = sum % 11;
  return rest === 10 ? 'X' : String(rest);
}

export function judgeVin(text: string): VinVerdict {
  const vin = normalizeVin(text);
  if (SHAPE_17.test(vin)) {
    // Seventeen ones pass the check digit; a real number mixes letters with at least four digits.
    if (!/[A-Z]/.test(vin) || (vin.match(/\d/g)?.length ?? 0) < 4) return 'malformed';
    // `TMBAJ7NExHxxxx254`: the letter that fits anywhere masks what is kept back.
    if (/X{3}/.test(vin)) return 'malformed';
    // Europe fills positions 4 to 6 or 7 to 9 with Z; a digit that fits there (1 in 11 does) proves nothing.
    const european = vin.slice(3, 6) === 'ZZZ';
    const year = YEAR_CODES.includes(vin[9] ?? '');
    if (!european && year && vin[8] === checkDigit(vin)) return 'valid';
    if (/^[1-5L]/.test(vin)) return vin[8] === checkDigit(vin) ? 'malformed' : 'bad_check';
    // Toyota fills position 10 with 0 outside North America; a digit that fits position 9 by chance changes nothing.
    // Without a check digit only the form is left to tell a VIN from a part number: ISO 3779 ends in four digits.
    return /\d{4}$/.test(vin) ? 'valid_no_check' : 'malformed';
  }
  const dense = vin.replace(/[-./ ]/g, '');
  const digits = dense.match(/\d/g)?.length ?? 0;
  const short = !MASKED.test(dense) && dense.length >= 5 && dense.length <= 16 && digits >= 4;
  return short && SHAPE_CHASSIS.test(vin) ? 'chassis' : 'malformed';
}

/** Distinct 17-character runs of the VIN alphabet in a text, in order; the caller judges each. */
export function vinCandidates(text: string): string[] {
  const found = new Set<string>();
  for (const match of matchesIn(text, /(?<![A-Za-z0-9])[A-HJ-NPR-Za-hj-npr-z0-9]{17}(?![A-Za-z0-9])/g)) {
    const vin = match[0].toUpperCase();
    if (/\d/.test(vin) && /[A-Z]/.test(vin)) found.add(vin);
  }
  return [...found];
}

const SPELLED =
  /(?<![A-Za-z])v\.?\s?i\.?\s?n\b[\s.:#]*(?:(?:number|no|is)\b[\s.:#]*)?((?:[A-HJ-NPR-Za-hj-npr-z0-9][ -]{0,2}){16}[A-HJ-NPR-Za-hj-npr-z0-9])(?![A-Za-z0-9])/gi;

/** Numbers of 17 characters that a seller spells with blanks or dashes after the word VIN; the caller judges each. */
export function spelledVins(text: string): string[] {
  return [...new Set(matchesIn(text, SPELLED).map((match) => normalizeVin(match[1] ?? '')))];
}

/**
 * The model years position 10 can mean, or none where it need not mean a year: only a number that carries a right
 * check digit follows the North American rules (a European Audi of 2013 reads as 1983 there).
 */
export function vinYears(vin: string): number[] {
  if (judgeVin(vin) !== 'valid') return [];
  const index = YEAR_CODES.indexOf(normalizeVin(vin)[9] ?? '');
  return index < 0 ? [] : [1980 + index, 2010 + index];
}
