/**
 * Odometer readings as pages write them.
 * Invariant: the page's own figure and unit; a text that says the true mileage is unknown gives none.
 */
import { figuresIn } from './number.ts';

export interface Mileage {
  readonly value: number;
  /** Absent when the text names none: the page's country decides. */
  readonly unit?: 'mi' | 'km';
  readonly text: string;
}

/** Words and codes of a unit directly after the figure. KMT and SMI are the UN/CEFACT codes schema.org asks for. */
const UNIT =
  /^\s*[-+]?\s*(?:(?:original|actual|documented|indicated|true|total|shown|certified|low|highway)\s+){0,2}(miles?|mi\b|mls\b|smi\b|meilen|millas|mijl|km\b|kms\b|kmt\b|tkm\b|kilomet(?:er|re)s?|kilom[eè]tres?|kil[oó]metros?|chilometri|км)/i;
const NOT_AN_ODOMETER =
  /^\s*(?:miles?|mi|kms?|kilomet(?:er|re)s?)?\s*(?:\/\s*(?:h|hr|hour|day|tag|jour|month|monat|l|100|year|yr|jahr|annum|gal)|per\b|p\/h|pro\b|an hour|away|ago|from\b|above|below|over average|more than|less than|warranty|range|reichweite)/i;
const UNKNOWN =
  /\b(?:tmu|true mileage unknown|total mileage (?:is )?unknown|mileage unknown|(?<!\b(?:mot|tax|ulez)[ -])exempt|not actual)\b/i;

/** `42,000 recorded`: words after a bare figure that speak of the reading itself. */
const OF_THE_READING =
  /^\s*(?:recorded|indicated|shown|showing|displayed|documented|warranted|guaranteed|genuine|original|actual|believed(?: (?:genuine|correct|accurate|original))?|certified|verified|approx(?:imately|\.)?|on (?:the )?(?:clock|odometer|odo))\b[\s.]*(?:[,(]|$)/i;

export function unitOf(text: string): 'mi' | 'km' | undefined {
  if (/^(?:mi\b|mile|millas|smi|mls|meilen|mijl)/i.test(text)) return 'mi';
  return /^(?:k|км|chilo)/i.test(text) ? 'km' : undefined;
}

/** Whether the text says that nobody knows the true mileage. */
export function mileageUnknown(text: string): boolean {
  return UNKNOWN.test(text);
}

/** Figures followed by a unit of distance that can be an odometer reading. */
export function mileagesIn(text: string): Array<Mileage & { readonly at: number }> {
  const found: Array<Mileage & { readonly at: number }> = [];
  for (const figure of figuresIn(text)) {
    const tail = text.slice(figure.at + figure.text.length, figure.at + figure.text.length + 60);
    const tkm = /tkm$/i.test(figure.text);
    const match = tkm ? null : UNIT.exec(tail);
    const unit = tkm ? 'km' : match?.[1];
    if (unit === undefined) continue;
    const after = tail.slice(match?.[0].length ?? 0);
    if (NOT_AN_ODOMETER.test(after) || /(?:l|kwh|g)\s*\/\s*$/i.test(text.slice(0, figure.at))) continue;
    const named = unitOf(unit);
    if (named === undefined) continue;
    const value = tkm ? figure.value * 1000 : figure.value;
    found.push({ value, unit: named, text: `${figure.text}${match?.[0] ?? ''}`, at: figure.at });
  }
  return found;
}

/** The reading in a text that a label calls the mileage: one figure, with or without a unit. */
export function labelledMileage(text: string): Mileage | undefined {
  if (UNKNOWN.test(text)) return undefined;
  const withUnit = mileagesIn(text);
  const first = withUnit[0];
  if (first !== undefined) return first;
  // `69,734 (12,191 above average)`: the reading stands first, decoys after it.
  const figure = figuresIn(text)[0];
  if (figure === undefined || text.slice(0, figure.at).trim().length > 12) return undefined;
  const tail = text.slice(figure.at + figure.text.length);
  return NOT_AN_ODOMETER.test(tail) || (/^\s*[/%$€£\p{L}]/u.test(tail) && !OF_THE_READING.test(tail))
    ? undefined
    : { value: figure.value, text: figure.text };
}

/** `31 200 mil`: the Scandinavian mile of ten kilometres, in kilometres. The caller knows that the page is from there. */
export function scandinavianMiles(text: string, labelled: boolean): Mileage | undefined {
  const [figure] = figuresIn(text);
  if (figure === undefined || text.slice(0, figure.at).trim() !== '') return undefined;
  const tail = text.slice(figure.at + figure.text.length);
  const unit = /^\s*mil(?![\p{L}])/iu.test(tail);
  return unit || (labelled && tail.trim() === '')
    ? { value: figure.value * 10, unit: 'km', text: figure.text }
    : undefined;
}

/** No car has gone further than three million miles; a negative or broken figure is no reading. */
export function plausibleMileage(value: number): boolean {
  return Number.isFinite(value) && value >= 0 && value <= 3_500_000;
}
