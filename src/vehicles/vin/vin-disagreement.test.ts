import { describe, expect, test } from 'vitest';
import type { DecodedVin } from './vin-decoder.ts';
import { type KnownVehicle, vinDisagreement } from './vin-disagreement.ts';

const decoded = (make: string, model: string | null, year: number, more: Partial<DecodedVin> = {}): DecodedVin => ({
  make,
  model,
  year,
  series: null,
  trim: null,
  body: null,
  engine: null,
  models: model === null ? [] : [model],
  words: '',
  ...more,
});
const judge = (vin: string, of: DecodedVin, year: number | null, make: string | null, model: string | null) =>
  vinDisagreement(vin, of, { year, make, model } satisfies KnownVehicle);

describe('a decoded VIN', () => {
  const accord = decoded('Honda', 'Accord', 2003, { trim: 'EX-V6', models: ['Accord', 'Civic', 'Civic Hybrid'] });
  const HONDA = '1HGCM82633A004352';

  test.for<[string, number | null, string | null, string | null]>([
    ['nothing is known', null, null, null],
    ['everything is equal', 2003, 'HONDA', 'Accord'],
    ['the year is that of the sale', 2004, 'Honda', 'Accord'],
    ['the model carries its trim', 2003, 'Honda', 'Accord EX V6'],
    ['vPIC does not list the other model', 2003, 'Honda', 'Inspire'],
    ['the make is none that we know', 2003, 'Mugen Works', 'Accord'],
  ])('agrees when %s', ([, year, make, model]) => {
    expect(judge(HONDA, accord, year, make, model)).toBeUndefined();
  });

  test.for<[string, number | null, string | null, string | null, RegExp]>([
    ['year', 2010, 'Honda', 'Accord', /2003.*2010/],
    ['make', 2003, 'Toyota', null, /Honda.*Toyota/],
    ['model', 2003, 'Honda', 'Civic', /Accord.*Civic/],
    ['model, written with its trim', 2003, 'Honda', 'Civic Type R', /Accord.*Civic/],
  ])('disagrees with another %s', ([, year, make, model, why]) => {
    expect(judge(HONDA, accord, year, make, model)).toMatch(why);
  });

  test('agrees where makers of one family write each other on their cars, but not about another model', () => {
    const ram = decoded('Ram', '1500', 2012, { models: ['1500', '2500'] });
    expect(judge('1C6RD7LT0CS000000', ram, 2012, 'Dodge', 'Ram 1500')).toBeUndefined();
    expect(judge('1C6RD7LT0CS000000', ram, 2012, 'Jeep', 'Wrangler')).toMatch(/Ram.*Jeep/);
  });

  test('agrees where vPIC lists a sporting version under the plain model', () => {
    const a4 = decoded('Audi', 'A4', 2004, { models: ['A4', 'S4', 'TT'] });
    expect(judge('WAUXL68E64A112906', a4, 2004, 'Audi', 'S4')).toBeUndefined();
    expect(judge('WAUXL68E64A112906', a4, 2004, 'Audi', 'TT')).toMatch(/A4.*TT/);
  });

  test('of a Tesla tells its models apart although all are called Model', () => {
    const three = decoded('Tesla', 'Model 3', 2020, { models: ['Model 3', 'Model S'] });
    expect(judge('5YJ3E1EB8LF618204', three, 2020, 'Tesla', 'Model S')).toMatch(/Model 3.*Model S/);
  });
});
