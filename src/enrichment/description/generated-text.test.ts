import { describe, expect, test } from 'vitest';
import { describeVehicle } from './describe.ts';
import { type GivenFacts, unsupportedText } from './generated-text.ts';

const GIVEN: GivenFacts = {
  texts: [
    '2004',
    'Honda',
    'S2000',
    'Berlina Black',
    '48,210 miles',
    '2.2L I4',
    '6-speed manual',
    '21,500 USD',
    '2004 Honda S2000 with hardtop',
  ],
  mileage: 48_210,
  prices: [21_500],
  sold: false,
};

const TRUE =
  'This 2004 Honda S2000 is finished in Berlina Black and shows 48,210 miles. Its 2.2-liter engine is paired with a 6-speed manual transmission. The asking price is 21,500 USD.';

describe('a text of a model', () => {
  test.for([
    TRUE,
    'The 2004 Honda S2000 listed here has a 2.2L I4 engine and a six-speed manual transmission; it comes with a hardtop.',
    'Finished in Berlina Black, this car has 48210 miles on its odometer. It is priced at $21,500.00 by the seller.',
  ])('is used when all of it was given: %s', (text) => {
    expect(unsupportedText(text, GIVEN)).toBeUndefined();
  });

  test.for<[string, string, RegExp]>([
    ['a number', 'It has 240 horsepower.', /240/],
    ['a number in words', 'It seats two and has seven gears.', /two|seven/],
    ['a vague number', 'Thousands were spent on it.', /Thousands/],
    ['a year', 'It was first registered in 2005.', /2005/],
    ['a month', 'It was serviced in march.', /serviced|march/],
    ['a name', 'It was sold new in California.', /California|new/],
    ['another make', 'It drives like a porsche.', /porsche/],
    ['another model', 'It is quicker than a corvette.', /corvette/],
    ['a color', 'Inside are red seats.', /red/],
    ['a claim about its condition', 'It is in excellent condition.', /excellent/],
    ['a claim about its history', 'It had no accidents.', /accidents/],
    ['equipment', 'It has leather seats.', /leather/],
    ['a sale that never was', 'It sold for 21,500 USD.', /sold/],
    ['the price for the mileage', 'It has done 21,500 miles.', /mileage/],
    ['the mileage for the price', 'It costs 48,210 USD.', /price/],
    ['the mileage for the price, before it', 'It costs $48,210.', /price/],
    ['a VIN', 'It is JHMAP1140YT000726.', /VIN/],
    ['an address', 'See www.example.com for more.', /address/],
    ['markup', 'It is a **bargain**.', /markup/],
    ['HTML', 'It is <b>here</b>.', /markup/],
    ['a list', 'It has:\n- wheels', /markup/],
  ])('is not used when it adds %s', ([, sentence, why]) => {
    expect(unsupportedText(`${TRUE} ${sentence}`, GIVEN)).toMatch(why);
  });

  test('is not used when it is too short or too long', () => {
    expect(unsupportedText('A Honda.', GIVEN)).toMatch(/8 characters/);
    expect(unsupportedText(`${TRUE} `.repeat(10), GIVEN)).toMatch(/characters/);
  });

  test('may say what the composed description says', () => {
    const [year, make, model, color, , engine, transmission] = GIVEN.texts;
    const composed = describeVehicle({
      ...{ year: Number(year), make: make ?? '', model: model ?? '', color: color ?? '', mileage: GIVEN.mileage },
      ...{ engine: engine ?? '', transmission: transmission ?? '', sale_price: null, asking_price: 21_500 },
      currency: 'USD',
    });
    expect(unsupportedText(composed ?? '', GIVEN)).toBeUndefined();
  });
});
