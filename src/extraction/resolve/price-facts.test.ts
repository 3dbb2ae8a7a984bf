/** Which amount is a price or a sale, and in which currency. */
import { describe, expect, it } from 'vitest';
import { believed, confidenceOf, factOf, reasons, say, settle, valueIn } from '../../../test/support/claims-by-hand.ts';

describe('an amount', () => {
  it.each<readonly [string, string]>([
    ['$1', '1 is a placeholder, not a price'],
    ['$99', '99 is a placeholder, not a price'],
    ['$389/mo', 'a rate, deposit or list price'],
    ['stock 4711', 'an amount without a currency'],
    ['$200,000,001', 'no plausible price'],
    ['on request', 'the page says that it is not known'],
    ['make an offer', 'no amount'],
  ])('%j is no price: %s', (text, reason) => expect(reasons(settle([say('price', text)]))).toEqual([reason]));

  it.each([12_345, 123_456, 1_234_567, 11_111, 111_111, 1_111_111, 999_999, 9_999_999, 99_999_999])(
    'of %d only fills the form',
    (amount) => {
      expect(reasons(settle([say('price', `$${amount}`)]))).toEqual([`${amount} is a placeholder, not a price`]);
    },
  );

  it.each([
    ['$100', 100],
    ['US$4,520 Save 23%', 4_520],
    ['US$4,520 (you save $900)', 4_520],
    ['Lot 4711 for $9,000', 9_000],
    ['9,000', 9_000],
    ['9.000,-', 9_000],
    ['9,000 obo', 9_000],
    ['9,000 firm', 9_000],
    ['9.000 VB', 9_000],
    ['$200,000,000', 200_000_000],
    ['₩250,000,000', 250_000_000],
  ])('%j is the price %d', (text, amount) => {
    expect(valueIn(settle([say('price', text)]), 'asking_price')).toBe(amount);
  });

  it.each(['-9123', ' -9123.00', '\u22129123', '-$9,123'])('of %j in data is none, and no mileage either', (text) => {
    expect(reasons(settle([say('price', text, 0.9, 'json-ld', { currency: 'USD' })]))).toEqual(['less than nothing']);
    expect(reasons(settle([say('mileage', text, 0.9, 'app-json')]))).toEqual(['less than nothing']);
  });

  it('in words is a price where structured data or a currency beside it say so', () => {
    expect(valueIn(settle([say('price', 'about 9000', 0.9, 'json-ld')]), 'asking_price')).toBe(9_000);
    expect(valueIn(settle([say('price', 'about 9000', 0.9, 'label', { currency: 'USD' })]), 'asking_price')).toBe(
      9_000,
    );
  });

  it.each([
    [43_053, 'PEN', 'US$ 12,700', 12_700],
    [46_900, 'ILS', '€12,500', 12_500],
    [9_400, 'EUR', 'US$ 9,900', 9_900],
    // The page shows both, or the data are of the same currency, or of another sum.
    [12_700, 'USD', 'US$ 12,700', 12_700],
    [12_900, 'USD', 'US$ 12,700', 12_900],
    [1_290_000, 'PEN', 'US$ 12,700', 1_290_000],
  ])('of %d %s in the data is, beside %s in the title, %s', (data, currency, title, want) => {
    const result = settle([
      say('price', String(data), 0.92, 'json-ld', { currency }),
      say('price', title, 0.7, 'title'),
    ]);
    expect(valueIn(result, 'asking_price')).toBe(want);
  });

  it('that differs by cents is the same', () => {
    const result = settle([say('price', '$9,000.00', 0.9, 'json-ld'), say('price', '$9,000.40')]);
    expect([valueIn(result, 'asking_price'), reasons(result)]).toEqual([9_000, []]);
  });
});

describe('a bid', () => {
  it('is no sale, and a running or failed auction has no price', () => {
    for (const [state, reason] of [
      ['live', 'a running auction has no price'],
      ['unsold', 'the auction ended without a sale'],
    ] as const) {
      const result = settle([say('bid', '$5,000'), say('price', '$5,000')], { state });
      expect(result.facts).toEqual([]);
      expect(reasons(result)).toEqual(['a bid is no sale', reason]);
      expect([result.outcomes.sale_price, result.outcomes.asking_price]).toEqual(['absent', 'absent']);
    }
  });

  it('that is none is told at the sale', () => {
    expect(settle([say('bid', '$1')]).refused.map((refusal) => refusal.field)).toEqual(['sale_price']);
    expect(settle([say('price', '$1')]).refused.map((refusal) => refusal.field)).toEqual(['asking_price']);
    expect(settle([say('sold', '$1')]).refused.map((refusal) => refusal.field)).toEqual(['sale_price']);
  });
});

describe('a running auction', () => {
  it.each(['Buy It Now', 'Buy now', 'Asking price'])('asks what stands under %j', (label) => {
    const result = settle([say('price', '$9,000', 0.9, 'label', { label }), say('price', '$5,000', 0.9, 'json-ld')], {
      state: 'live',
    });
    expect(valueIn(result, 'asking_price')).toBe(9_000);
    expect(reasons(result)).toEqual(['a running auction has no price']);
  });
});

describe('a sale', () => {
  it('is what the page says was paid, supported by its data, never stated by them alone', () => {
    const paid = settle([say('sold', '$5,000'), say('price', '$4,000', 0.92, 'json-ld')], { state: 'sold' });
    expect([valueIn(paid, 'sale_price'), valueIn(paid, 'asking_price')]).toEqual([5_000, undefined]);
    const supported = settle([say('sold', '$5,000'), say('price', '$5,000', 0.9, 'json-ld')], { state: 'sold' });
    expect(confidenceOf(supported, 'sale_price')).toBe(0.99);
    expect(settle([say('price', '$4,000', 0.92, 'json-ld')], { state: 'sold' }).facts).toEqual([]);
  });

  it('is the labelled price of a page that says sold and names no amount beside it', () => {
    expect(valueIn(settle([say('price', '$4,000')], { state: 'sold' }), 'sale_price')).toBe(4_000);
    const both = settle([say('sold', '$5,000', 0.8), say('price', '$4,000', 0.95)], { state: 'sold' });
    expect(valueIn(both, 'sale_price')).toBe(5_000);
  });

  it('under a label needs a currency, in data it does not', () => {
    expect(reasons(settle([say('sold', '5,000')], { state: 'sold' }))).toEqual(['an amount without a currency']);
    expect(valueIn(settle([say('sold', '5,000', 0.9, 'app-json')], { state: 'sold' }), 'sale_price')).toBe(5_000);
  });

  it('takes its currency from the amount the page calls paid', () => {
    expect(valueIn(settle([say('sold', '€5,000')], { state: 'sold' }), 'currency')).toBe('EUR');
  });
});

describe('the currency', () => {
  const of = (...claims: Parameters<typeof settle>[0]) => settle(claims);

  it('is the one named for that amount', () => {
    const result = of(
      say('price', '€9,000', 0.95, 'json-ld'),
      say('price', '10,400', 0.4, 'prose', { currency: 'USD' }),
    );
    expect(factOf(result, 'currency')).toMatchObject({ value: 'EUR', confidence: 0.9 });
  });

  it('is the one of a neighbouring field before the one a bare sign stands for', () => {
    expect(valueIn(of(say('price', '9000', 0.9, 'json-ld', { currency: 'PLN' })), 'currency')).toBe('PLN');
    expect(valueIn(of(say('price', '$9,000', 0.9, 'json-ld', { currency: 'CAD' })), 'currency')).toBe('CAD');
    expect(valueIn(of(say('price', '€9,000', 0.9, 'json-ld', { currency: 'CAD' })), 'currency')).toBe('EUR');
  });

  it('of a bare sign is the country’s', () => {
    const around = { url: 'https://www.market.example.com.au/1' };
    expect(valueIn(settle([say('price', '$9,000')], around), 'currency')).toBe('AUD');
    expect(valueIn(settle([say('price', '$9,000')], { lang: 'es' }), 'currency')).toBeUndefined();
  });

  it('stays open where two are named for one amount, unless a field of its own names one', () => {
    const two = of(say('price', '€9,000', 0.9, 'json-ld'), say('price', '£9,000'));
    expect([valueIn(two, 'asking_price'), valueIn(two, 'currency')]).toEqual([9_000, undefined]);
    expect(reasons(two)).toEqual(['the page names several currencies for the price']);
    const field = of(say('price', '$9,000'), say('price', '9000', 0.9, 'json-ld', { currency: 'CAD' }));
    expect(valueIn(field, 'currency')).toBe('CAD');
  });

  it('is none without a price, nor for a price without one', () => {
    expect(of(say('price', '€9,000', 0.4)).facts).toEqual([]);
    expect(of(say('price', '9,000')).facts.map((fact) => fact.field)).toEqual(['asking_price']);
  });

  it('is a code of three letters or none at all', () => {
    expect(believed([say('price', '9,000 kr')]).by.get('price')?.[0]?.currency).toBeUndefined();
    expect(believed([say('price', '9,000 kr')], { lang: 'sv' }).by.get('price')?.[0]?.currency).toBe('SEK');
  });
});
