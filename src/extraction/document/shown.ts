/**
 * What the page shows to a reader, for data that tell the same figure in another unit: cents, thousands of kilometres,
 * ten kilometres, tomans.
 * Invariant: found once a page, in its short lines; digits that the page shows in two meanings mean none.
 */
import { matchesIn } from '../../runtime/matches.ts';
import { mileagesIn, scandinavianMiles } from '../../vehicles/values/mileage.ts';
import { homeCountry, moneyIn } from '../../vehicles/values/money.ts';
import type { PageDocument } from './document.ts';

const MAX_LINE = 90;
/** Languages and countries that say `mil` for ten kilometres. */
const SCANDINAVIAN = new Set(['sv', 'se', 'nb', 'nn', 'no']);

export const countsMil = (page: PageDocument): boolean => SCANDINAVIAN.has(page.lang) || SCANDINAVIAN.has(page.country);

export interface Shown {
  /** Amounts with a currency. */
  readonly amounts: ReadonlySet<number>;
  /** Of those, the ones in tomans, ten rials each. */
  readonly tomans: ReadonlySet<number>;
  /** Odometer readings by their digits alone: `142` of `142 тис. км`. */
  readonly readings: ReadonlyMap<string, { readonly value: number; readonly unit: 'mi' | 'km' }>;
  /** Figures that a text counts in thousands of no currency: 178 of `178k on it`. */
  readonly thousands: ReadonlySet<number>;
}

const THOUSANDS = /(?<![\d.,$€£])(?<![$€£] )(\d{2,3})\s?k(?![\p{L}\d])/giu;
const MAX_SEARCHED = 5_000;

const known = new WeakMap<PageDocument, Shown>();

export function shownOn(page: PageDocument): Shown {
  const before = known.get(page);
  if (before !== undefined) return before;
  const amounts = new Set<number>();
  const tomans = new Set<number>();
  const readings = new Map<string, { value: number; unit: 'mi' | 'km' }>();
  const twice = new Set<string>();
  const home = homeCountry(page.country, page.lang);
  const mil = countsMil(page);
  const thousands = new Set<number>();
  for (const line of page.lines) {
    if (line.zone === 'main')
      for (const match of matchesIn(line.text.slice(0, MAX_SEARCHED), THOUSANDS)) thousands.add(Number(match[1]));
    if (line.zone !== 'main' || line.text.length > MAX_LINE || !/\p{Nd}/u.test(line.text)) continue;
    for (const { amount, currency } of moneyIn(line.text, home)) {
      amounts.add(amount);
      if (currency === 'toman') tomans.add(amount);
    }
    for (const part of line.parts) {
      const tens = mil ? scandinavianMiles(part, false) : undefined;
      for (const { value, unit, text } of tens === undefined ? mileagesIn(part) : [tens]) {
        const digits = /^[\d.,'’\s]+/.exec(text)?.[0].replace(/\D/g, '') ?? '';
        const other = readings.get(digits);
        if (other !== undefined && (other.value !== value || other.unit !== unit)) twice.add(digits);
        if (digits !== '' && unit !== undefined) readings.set(digits, { value, unit });
      }
    }
  }
  for (const digits of twice) readings.delete(digits);
  const shown = { amounts, tomans, readings, thousands };
  known.set(page, shown);
  return shown;
}
