import { matchesIn } from '../../runtime/matches.ts';

/**
 * What two wordings of an engine must not disagree on: its size and its count of cylinders.
 * Invariant: a part is told only when the text names exactly one value of it.
 */

export interface EngineParts {
  /** Displacement in litres. */
  readonly litres?: number;
  readonly cylinders?: number;
}

const COUNTS: Readonly<Record<string, number>> = {
  ...{ two: 2, twin: 2, three: 3, four: 4, five: 5, six: 6, eight: 8, ten: 10, twelve: 12 },
};
const CUBIC_INCH = 0.016387;

export function engineParts(text: string): EngineParts {
  const litres = new Set<number>();
  for (const match of matchesIn(
    text,
    /(?<![\d.,])(\d{1,2})[.,](\d{1,2})(?![\d.,]*\d)\s?-?(?:l\b|lit|liter|litre|ltr|t\b|td|tsi|tdi|tfsi|cdi|hdi|dci|[vi]\d|$|\s)/gi,
  ))
    litres.add(Number(`${match[1]}.${match[2]}`));
  for (const match of matchesIn(text, /(?<![\d.,])(\d)\s?-?(?:l\b|lit(?:er|re)s?\b)/gi)) litres.add(Number(match[1]));
  for (const match of matchesIn(text, /(?<![\d.,])(\d{1,2}[.,'’ ]?\d{3}|\d{3})\s?(?:cc|ccm|cm³|cm3)(?!\w)/gi))
    litres.add(Number((match[1] ?? '').replace(/\D/g, '')) / 1000);
  for (const match of matchesIn(text, /(?<![\d.,])(\d{3})\s?-?(?:ci|cid|cu\.? ?in|cubic)/gi))
    litres.add(Number(match[1]) * CUBIC_INCH);
  const cylinders = new Set<number>();
  for (const match of matchesIn(text, /\b(?:[VILHWFB]-?|(?:flat|inline|straight|boxer|slant)[- ]?)(\d{1,2})\b/gi))
    cylinders.add(Number(match[1]));
  for (const match of matchesIn(
    text,
    /\b(?:flat|inline|straight|v)[- ](two|twin|three|four|five|six|eight|ten|twelve)\b/gi,
  ))
    cylinders.add(COUNTS[(match[1] ?? '').toLowerCase()] ?? 0);
  for (const match of matchesIn(text, /\b(\d{1,2})[- ]?(?:cyl|zylinder|cilind)/gi)) cylinders.add(Number(match[1]));
  const [size] = litres;
  const [count] = cylinders;
  return {
    ...(litres.size === 1 && size !== undefined ? { litres: size } : {}),
    ...(cylinders.size === 1 && count !== undefined ? { cylinders: count } : {}),
  };
}
