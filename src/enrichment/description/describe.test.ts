import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeVehicle } from './describe.ts';

const KNOWN = {
  year: 2004,
  make: 'Honda',
  model: 'S2000',
  mileage: 48_210,
  color: 'Berlina Black',
  engine: '2.2L I4',
  transmission: '6-speed manual',
  sale_price: null,
  asking_price: 21_500,
  currency: 'USD',
};

describe('a composed description', () => {
  test('says what is known, in whole sentences', () => {
    expect(describeVehicle(KNOWN)).toBe(
      'This is a 2004 Honda S2000, color Berlina Black. It shows 48,210 miles. ' +
        'The engine is listed as 2.2L I4 and the transmission as 6-speed manual. The asking price is 21,500 USD.',
    );
  });

  test('says that a car was sold only when it was', () => {
    expect(describeVehicle({ ...KNOWN, sale_price: 19_000 })).toContain('It sold for 19,000 USD.');
  });

  test('names a lone transmission as a sentence of its own', () => {
    expect(describeVehicle({ ...KNOWN, engine: null })).toContain('The transmission is listed as 6-speed manual.');
  });

  test('is not composed without a name, nor of a name alone', () => {
    expect(describeVehicle({ ...KNOWN, model: null })).toBeUndefined();
    const bare = { ...KNOWN, mileage: null, color: null, engine: null, transmission: null, asking_price: null };
    expect(describeVehicle(bare)).toBeUndefined();
  });

  test('holds no number that is not a fact', () => {
    const fact = fc.record({
      ...Object.fromEntries(Object.entries(KNOWN).map(([field, value]) => [field, fc.constantFrom(value, null)])),
      mileage: fc.option(fc.nat(999_999)),
      asking_price: fc.option(fc.integer({ min: 1, max: 9_999_999 })),
    });
    fc.assert(
      fc.property(fact, (some) => {
        const facts = { ...KNOWN, ...some };
        const text = describeVehicle(facts);
        const allowed = new Set(Object.values(facts).flatMap((value) => String(value).match(/\d+/g) ?? []));
        for (const number of (text ?? '').replace(/(\d),(?=\d{3})/g, '$1').match(/\d+/g) ?? []) {
          expect(allowed).toContain(number);
        }
      }),
    );
  });
});
