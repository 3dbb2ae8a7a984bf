/** Prices and readings of many countries, through the same judgement a label's value gets. */
import { describe, expect, it } from 'vitest';
import { factOf, say, settle, valueIn } from '../support/claims-by-hand.ts';
import { FIGURE_ROWS, type FigureRow } from './figures.table.ts';

function read({ text, country, lang, means }: FigureRow): unknown {
  const around = { url: `https://www.market.example.${country}/1`, lang };
  if ('mileage' in means || ('nothing' in means && means.nothing === 'mileage')) {
    const fact = factOf(settle([say('mileage', text)], around), 'mileage');
    return fact === undefined ? { nothing: 'mileage' } : { mileage: fact.value, unit: fact.unit };
  }
  const result = settle([say('price', text)], around);
  const amount = valueIn(result, 'asking_price');
  return amount === undefined ? { nothing: 'price' } : { amount, currency: valueIn(result, 'currency') };
}

describe('the table of figures and units', () => {
  it('holds at least a thousand texts over forty currencies and twenty-five languages', () => {
    const currencies = new Set(FIGURE_ROWS.flatMap(({ means }) => ('currency' in means ? [means.currency] : [])));
    expect(FIGURE_ROWS.length).toBeGreaterThanOrEqual(1_000);
    expect(currencies.size).toBeGreaterThanOrEqual(40);
    expect(new Set(FIGURE_ROWS.map(({ lang }) => lang)).size).toBeGreaterThanOrEqual(25);
  });

  it('is read without a mistake', () => {
    const wrong = FIGURE_ROWS.flatMap((row) => {
      const got = read(row);
      return JSON.stringify(got) === JSON.stringify(row.means)
        ? []
        : [{ text: row.text, country: row.country, want: row.means, got }];
    });
    expect(wrong).toEqual([]);
  });
});
