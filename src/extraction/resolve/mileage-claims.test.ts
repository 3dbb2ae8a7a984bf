/** Which odometer reading is believed, in which unit, and when two readings are one. */
import { describe, expect, it } from 'vitest';
import { type Around, believed, reasons, say, settle } from '../../../test/support/claims-by-hand.ts';
import { LATEST_YEAR } from '../../vehicles/values/year.ts';
import type { Claim } from '../claim.ts';

const mileage = (claims: readonly Claim[], around: Around = {}): string | undefined => {
  const fact = settle(claims, around).facts.find((entry) => entry.field === 'mileage');
  return fact === undefined ? undefined : `${fact.value} ${fact.unit}`;
};

describe('two readings', () => {
  const both = (a: string, b: string) => mileage([say('mileage', a, 0.8, 'json-ld'), say('mileage', b, 0.78)]);

  it.each([
    ['6,000 miles', '6,213 miles', 'one is the other in full thousands'],
    ['6,213 miles', '6,000 miles', 'the other is the one in full thousands'],
    ['7,000 miles', '7,213 miles', 'an odd count of thousands is rounded too'],
    ['6,000 miles', '6,999 miles', 'less than a thousand was rounded off'],
    ['3,000 miles', '2,400 miles', 'the larger reaches three thousand'],
    ['98,100 miles', '98,590 miles', 'they differ by less than half a percent'],
    ['98,000 km', '61,000 miles', 'they are one distance in two units'],
    ['61,000 miles', '98,000 km', 'they are one distance in two units, the other way'],
    ['98,000 km', '61,800 miles', 'the units differ and the distances by less than one and a half percent'],
  ])('%s and %s agree: %s', (a, b) => {
    expect(both(a, b)).toBe(a.replace(',', '').replace('miles', 'mi'));
  });

  it.each([
    ['6,500 miles', '6,213 miles', 'neither is in full thousands'],
    ['6,000 miles', '7,000 miles', 'a whole thousand apart'],
    ['2,000 miles', '2,400 miles', 'so few that a thousand is no rounding'],
    ['98,100 miles', '98,700 miles', 'more than half a percent apart'],
    ['98,000 km', '98,000 miles', 'the same figure in two units'],
    ['98,000 km', '62,000 miles', 'more than one and a half percent apart'],
  ])('%s and %s contradict: %s', (a, b) => {
    expect(both(a, b)).toBeUndefined();
  });

  it('that agree give the better placed, and the exact one before the one in k', () => {
    expect(mileage([say('mileage', '6k Miles', 0.75, 'title'), say('mileage', '6,213 miles', 0.72)])).toBe('6213 mi');
    expect(believed([say('mileage', '6k Miles', 1)]).by.get('mileage')?.[0]?.weight).toBe(0.9);
  });
});

describe('a true mileage that is unknown', () => {
  const shown = say('mileage', '28k miles', 0.62, 'prose');

  it.each(['TMU', '28k Miles Shown, TMU', 'Total Mileage Unknown', 'True mileage is unknown'])(
    'gives no reading in the list, the title or the prose: %s',
    (text) => {
      expect(mileage([say('mileage', text), shown])).toBeUndefined();
      expect(mileage([say('mileage', text), say('mileage', '28k-Mile', 0.7, 'title')])).toBeUndefined();
    },
  );

  it('contradicts no field of a form, and nothing where only a sentence says so', () => {
    expect(mileage([say('mileage', 'TMU'), say('mileage', '28,000', 0.9, 'json-ld')])).toBe('28000 mi');
    expect(mileage([say('mileage', 'mileage unknown', 0.6, 'prose'), shown])).toBe('28000 mi');
  });
});

describe('a reading of 0', () => {
  const zero = say('mileage', '0', 0.93, 'json-ld');
  const of = (year: number) => {
    const around = { title: `${year} Honda Civic` };
    return mileage([zero, say('year', String(year))], around);
  };

  it('gives way to any other reading', () => {
    expect(mileage([zero, say('mileage', '41,902', 0.6)])).toBe('41902 mi');
  });

  it('is believed of a car of the last years and of one whose year is not known', () => {
    expect(of(LATEST_YEAR - 2)).toBe('0 mi');
    expect(of(LATEST_YEAR - 3)).toBe('0 mi');
    expect(mileage([zero])).toBe('0 mi');
  });

  it('is an empty field on an older car', () => {
    expect(of(LATEST_YEAR - 4)).toBeUndefined();
    expect(reasons(settle([zero, say('year', '2004')]))).toContain('a car of that year has been driven');
  });

  it('must agree with itself like any other', () => {
    expect(mileage([zero, say('mileage', '0 km', 0.9)])).toBe('0 mi');
  });
});

describe('the unit', () => {
  const figure = [say('mileage', '41,902')];

  it.each([
    ['https://www.market.example/1', 'en', 'mi'],
    ['https://www.market.example/1', '', 'mi'],
    ['https://www.market.example/1', 'de', 'km'],
    ['https://www.market.example/1', 'en-US', 'mi'],
    ['https://www.market.example/1', 'en-GB', 'mi'],
    ['https://www.market.example.co.uk/1', 'en', 'mi'],
    ['https://www.market.example.us/1', 'es', 'mi'],
    ['https://www.market.example.com.mm/1', 'my', 'mi'],
    ['https://www.market.example.lr/1', 'en', 'mi'],
    ['https://www.market.example.com.au/1', 'en', 'km'],
    ['https://www.market.example.de/1', 'de', 'km'],
  ])('of a bare figure on %s in %j is %s', (url, lang, unit) => {
    expect(mileage(figure, { url, lang })).toBe(`41902 ${unit}`);
  });

  it('beside the figure comes before the one the label names, and that before the one of the country', () => {
    const de = { url: 'https://www.markt.example.de/1', lang: 'de' };
    expect(mileage([say('mileage', '41,902 miles', 0.9, 'label', { unit: 'km' })], de)).toBe('41902 mi');
    expect(mileage([say('mileage', '41,902', 0.9, 'label', { unit: 'km' })])).toBe('41902 km');
  });

  it('stands at no other field', () => {
    for (const fact of settle([say('color', 'Red', 0.9, 'label', { unit: 'km' }), ...figure]).facts)
      expect('unit' in fact).toBe(fact.field === 'mileage');
  });
});

describe('a Scandinavian mil', () => {
  it.each([
    ['https://www.market.example.se/1', 'sv', '31 200 km'],
    ['https://www.market.example/1', 'sv', '31 200 km'],
    ['https://www.market.example.no/1', 'en', '31 200 km'],
    ['https://www.market.example.se/1', 'en', '31 200 km'],
    ['https://www.market.example/1', 'nb', '31 200 km'],
    ['https://www.market.example/1', 'nn', '31 200 km'],
    ['https://www.market.example.co.uk/1', 'sv', '31 200 km'],
  ])('is ten kilometres on %s in %j', (url, lang, reading) => {
    expect(mileage([say('mileage', '3 120 mil')], { url, lang })).toBe(reading.replace(' ', ''));
  });

  it('is no unit anywhere else', () => {
    expect(mileage([say('mileage', '3 120 mil')])).toBeUndefined();
  });

  it('is what the label "Miltal" counts', () => {
    const around = { url: 'https://www.market.example.se/1', lang: 'sv' };
    expect(mileage([say('mileage', '3 120', 0.9, 'label', { label: 'Miltal' })], around)).toBe('31200 km');
    expect(mileage([say('mileage', '3 120', 0.9, 'label', { label: 'Mätarställning' })], around)).toBe('3120 km');
  });
});

describe('no reading', () => {
  it.each([
    ['41,902 TMU', 'the true mileage is unknown'],
    ['TMU', 'the true mileage is unknown'],
    ['ask', 'no odometer reading'],
    ['9,900,000 miles', 'no odometer reading'],
  ])('is %j: %s', (text, reason) => {
    expect(reasons(settle([say('mileage', text)]))).toEqual([reason]);
  });
});
