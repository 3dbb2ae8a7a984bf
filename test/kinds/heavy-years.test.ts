/** The year in the number of a heavy vehicle, which position 7 does not tell, and in that of a light one, which it does. */

import { describe, expect, it } from 'vitest';
import { vinYears } from '../../src/vehicles/vin/vin.ts';
import { kind, page, rows } from './kind.ts';

const vehicle = (title: string, vin: string, more: Record<string, string> = {}): string =>
  page(title, rows({ VIN: vin, Mileage: '412,000 miles', Price: '$31,500', ...more }));

kind('the year of a heavy vehicle', {
  read: [
    [
      'trucks.hauler.example/lot/1',
      'a truck whose heading tells the year',
      vehicle('1997 Kenworth W900L', '1XKWDB9X6VS712345'),
      { year: 1997 },
    ],
    [
      'www.firehall-sales.example/2',
      'a fire engine of 1994 whose letter stands for 1994 and 2024',
      vehicle('1994 Emergency One Pumper', '4ENGAAA81R1003437', { Make: 'Emergency One' }),
      { year: 1994 },
    ],
    [
      'www.coachyard.example/3',
      'a bus whose label tells the year',
      vehicle('Blue Bird Vision school bus', '1BAKGCPA7AF265012', { Make: 'Blue Bird', Year: '2010' }),
      { year: 2010 },
    ],
  ],
  notRead: [
    [
      'trucks.hauler.example/lot/11',
      'a truck whose year nobody tells',
      vehicle('Kenworth W900L', '1XKWDB9X6VS712345'),
      { year: null },
    ],
    [
      'www.firehall-sales.example/12',
      'a fire engine whose year nobody tells',
      vehicle('Emergency One Pumper', '4ENGAAA81R1003437', { Make: 'Emergency One' }),
      { year: null },
    ],
    [
      'www.coachyard.example/13',
      'a bus whose year nobody tells',
      vehicle('Blue Bird Vision school bus', '1BAKGCPA7AF265012', { Make: 'Blue Bird' }),
      { year: null },
    ],
  ],
});

describe('the letter of the year in a number', () => {
  it.each([
    ['a fire engine', '4ENGAAA81R1003437', [1994, 2024]],
    ['a truck', '1XKWDB9X6VS712345', [1997, 2027]],
    ['a bus', '1BAKGCPA7AF265012', [1980, 2010]],
  ])('stands for both rounds of thirty years on %s', (_, vin, years) => {
    expect(vinYears(vin)).toEqual(years);
  });

  it.each([
    ['a letter that no year has', '1BAKGCPA7UF265012'],
    ['a wrong check digit', '1BAKGCPA1AF265012'],
    ['no check digit', 'WDB96340310123456'],
  ])('tells no year beside %s', (_, vin) => {
    expect(vinYears(vin)).toEqual([]);
  });
});
