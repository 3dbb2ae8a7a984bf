/** Words beside an amount that make it something else than what the car costs. */
import { describe, expect, it } from 'vitest';
import { AFTER_NO_PRICE, BEFORE_NO_PRICE, lineAfterNoPrice, NO_PRICE } from './price-words.ts';

describe('an amount', () => {
  it.each([
    'From',
    'ab',
    'Was',
    'MSRP:',
    'You save',
    'off',
    'Deposit',
    'Anzahlung',
    'Leasing',
    'Finanzierung',
    'per month',
    'Monatsrate',
    'Rate',
    'New price',
    'Neupreis',
    'Shipping',
    'Fee',
    'High bid',
    'Estimate:',
    'Starting at',
    'à partir de',
    'desde',
    'statt',
    'Reduced by',
    'Tax',
    'Payment',
    'Reserve',
    'Trade',
    'Worth',
    'Cash back',
    'Up to',
    'Rent',
    'When new',
  ])('after %j is no price', (words) => {
    expect(BEFORE_NO_PRICE.test(`${words} `)).toBe(true);
  });

  it.each(['Price', 'From the first owner', 'Asking', 'Tax paid, price', 'Sold for'])(
    'after %j may be one',
    (words) => {
      expect(BEFORE_NO_PRICE.test(`${words} `)).toBe(false);
    },
  );

  it.each([
    '/mo',
    ' per week',
    ' pro Monat',
    ' p.m.',
    ' p.w.',
    ' mtl.',
    ' month',
    ' below market',
    ' off',
    ' less',
    ' deposit',
    ' down',
    ' par mois',
    ' al mes',
    ' per maand',
    ' shipping',
    ' fee',
    ' cash back',
    ' estimate',
    ' a month',
  ])('before %j is no price', (words) => {
    expect(AFTER_NO_PRICE.test(words)).toBe(true);
  });

  it.each([' obo', ' + tax', '. Deposit taken', ' firm', ' plus shipping'])('before %j may be one', (words) => {
    expect(AFTER_NO_PRICE.test(words)).toBe(false);
  });

  it.each([
    '$389/mo',
    '$389 / month',
    '$49 per day',
    '£199 p.m.',
    '389 € mtl',
    '€389 Monat',
    '$389 monthly',
    '$500 deposit',
    '$500 down payment',
    '500 € Anzahlung',
    'Lease $389',
    'Finance $389',
    'MSRP $38,200',
    'RRP £38,200',
    'Save $900',
    '$900 off',
    '$900 shipping',
    '389 € au mois',
    '€389 al mes',
    'Estimate $38,200',
  ])('in %j is no price', (text) => {
    expect(NO_PRICE.test(text)).toBe(true);
  });

  it.each(['$4,500', '$4,500 obo', '£4,500 pmq', 'Offered at $4,500', 'Saved for you: $4,500'])(
    'in %j may be one',
    (text) => {
      expect(NO_PRICE.test(text)).toBe(false);
    },
  );
});

describe('the line under an amount', () => {
  it.each(['per month', 'deposit', 'Precio financiado', 'Financed', 'Finanzierungspreis'])(
    'makes it no price when it says %j',
    (line) => {
      expect(lineAfterNoPrice(line)).toBe(true);
    },
  );

  it('speaks of its own amount when it has one', () => {
    expect(lineAfterNoPrice('per month: $389')).toBe(false);
    expect(lineAfterNoPrice('Financed: $4,100')).toBe(true);
  });

  it.each(['Mileage: 41,902', 'Price', 'In stock'])('leaves it a price when it says %j', (line) => {
    expect(lineAfterNoPrice(line)).toBe(false);
  });
});
