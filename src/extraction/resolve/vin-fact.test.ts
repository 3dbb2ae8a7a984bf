/** Which number is this car's VIN or chassis number. */
import { describe, expect, it } from 'vitest';
import { believed, confidenceOf, reasons, say, settle, valueIn } from '../../../test/support/claims-by-hand.ts';

const VALID = '1HGCM82633A004352';
const fits = [say('year', '2003'), say('make', 'Honda')];
const title = '2003 Honda Accord';

describe('a text under a VIN label', () => {
  const first = (text: string) => {
    const candidate = believed([say('vin', text, 1)]).by.get('vin')?.[0];
    return candidate === undefined ? undefined : [candidate.value, candidate.weight];
  };

  it.each([
    [VALID, VALID, 1],
    [`${VALID} (Copy)`, VALID, 1],
    [`${VALID}; matching numbers`, VALID, 1],
    [`${VALID} Copy`, VALID, 1],
    ['1HG CM826 33A 004352', VALID, 1],
    ['WAUZZZ8K1DA006278', 'WAUZZZ8K1DA006278', 0.92],
    ['BNR32-305123', 'BNR32-305123', 0.85],
    ['BNR32-305123 (frame)', 'BNR32-305123', 0.85],
  ])('%j gives %s with weight %d', (text, vin, weight) => {
    expect(first(text)).toEqual([vin, weight]);
  });

  it.each([
    ['1HGCM82633A004353', 'the check digit of the VIN is wrong'],
    ['ABC', 'not the form of a VIN or chassis number'],
    ['4711001 is the number of our stock list', 'not the form of a VIN or chassis number'],
  ])('%j is refused: %s', (text, reason) => {
    expect(reasons(settle([say('vin', text)]))).toEqual([reason]);
  });
});

describe('a VIN', () => {
  it.each([
    ['2003', 'Honda', true],
    ['2004', 'Honda', true],
    ['2002', 'Honda', true],
    ['2005', 'Honda', false],
    ['2003', 'BMW', false],
    ['2003', 'Winnebago', true],
  ])('on a car of %s by %s: %s', (year, make, kept) => {
    const result = settle([say('year', year), say('make', make), say('vin', VALID)], { title: `${year} ${make} X` });
    expect(valueIn(result, 'vin') === VALID).toBe(kept);
    expect(result.refused.filter((refusal) => refusal.field === 'vin')).toHaveLength(kept ? 0 : 1);
  });

  it('without a check digit weighs less than one with', () => {
    const proven = confidenceOf(settle([...fits, say('vin', VALID)], { title }), 'vin');
    const unproven = confidenceOf(settle([say('vin', 'WAUZZZ8K1DA006278')], { title: 'Audi A4' }), 'vin');
    expect([proven, unproven]).toEqual([0.9, 0.83]);
  });
});

describe('two VINs that both prove themselves', () => {
  const other = '1HGCM82673A004354';
  const both = (weight: number) => settle([...fits, say('vin', VALID, 0.95), say('vin', other, weight)], { title });

  it('are both dropped and told when nothing tells them apart', () => {
    expect(reasons(both(0.91)).toSorted()).toEqual([`the page also gives ${VALID}`, `the page also gives ${other}`]);
    expect(valueIn(both(0.91), 'vin')).toBeUndefined();
  });

  it('give the better labelled one, less certain than alone', () => {
    expect([valueIn(both(0.89), 'vin'), confidenceOf(both(0.89), 'vin')]).toEqual([VALID, 0.76]);
  });
});

describe('a short number', () => {
  const kept = (year: string | undefined, label: string, snippet = '', method: 'label' | 'prose' = 'label') =>
    valueIn(
      settle(
        [
          ...(year === undefined ? [] : [say('year', year)]),
          say('vin', 'AB12-305123', 0.9, method, { label, snippet: `${snippet} AB12-305123` }),
        ],
        { title: year === undefined ? 'Lotus Elan' : `${year} Lotus Elan` },
      ),
      'vin',
    ) === 'AB12-305123';

  it('is believed on a car of up to 1981 whatever the label', () => {
    expect([kept('1967', 'VIN'), kept('1981', 'VIN'), kept('1982', 'VIN'), kept(undefined, 'VIN')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it.each(['Chassis No.', 'Frame', 'Telaio', 'Bastidor', 'Serial number', 'Fahrgestellnummer', 'N° de châssis'])(
    'is believed on a later car under %j, or beside it',
    (label) => {
      expect([kept('1991', label), kept('1991', '', label)]).toEqual([true, true]);
    },
  );

  it('in prose is none, on whatever car', () => {
    expect([kept('1967', '', 'chassis', 'prose'), kept('1991', 'chassis', 'chassis', 'prose')]).toEqual([false, false]);
    expect(reasons(settle([say('vin', 'AB12-305123', 0.9, 'prose')]))).toEqual([
      'a short number is believed only on a car of before 1981 or under a chassis label',
    ]);
  });
});
