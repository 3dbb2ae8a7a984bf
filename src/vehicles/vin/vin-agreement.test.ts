import { describe, expect, it } from 'vitest';
import { vinContradiction, vinsInText } from './vin-agreement.ts';

const ACCORD_2003 = '1HGCM82633A004352';

describe('whether a VIN is the known vehicle’s', () => {
  it.each([
    [2003, 'Honda'],
    [2033, 'HONDA'],
    [null, null],
    [2003, 'Some Coachbuilder'],
  ])('%s %s can be', (year, make) => expect(vinContradiction(ACCORD_2003, { year, make })).toBeUndefined());

  it.each([
    [2004, 'Honda', 'model-year letter says 2003 or 2033, not 2004'],
    [2003, 'BMW', "maker's code says Honda, not BMW"],
  ])('%s %s cannot', (year, make, words) => {
    expect(vinContradiction(ACCORD_2003, { year, make })).toContain(words);
  });

  it('lets a page be one year off where it may be, and no more', () => {
    expect(vinContradiction(ACCORD_2003, { year: 2004, make: 'Honda' }, 1)).toBeUndefined();
    expect(vinContradiction(ACCORD_2003, { year: 2005, make: 'Honda' }, 1)).toBeDefined();
  });

  it('may be a year later or earlier where it may be one off', () => {
    expect(vinContradiction(ACCORD_2003, { year: 2002, make: 'Honda' }, 1)).toBeUndefined();
    expect(vinContradiction(ACCORD_2003, { year: 2001, make: 'Honda' }, 1)).toBeDefined();
  });

  it("fits each of the makes that share a maker's code, and any make under an unknown one", () => {
    expect(vinContradiction('JTDBR32E720123456', { year: null, make: 'Lexus' })).toBeUndefined();
    expect(vinContradiction('JTDBR32E720123456', { year: null, make: 'Honda' })).toContain("maker's code");
    expect(vinContradiction('XXXBR32E720123456', { year: null, make: 'Honda' })).toBeUndefined();
  });

  it('reads no year off a number that does not prove itself', () => {
    expect(vinContradiction('WAUZZZ8K1DA006278', { year: 2013, make: 'Audi' })).toBeUndefined();
  });
});

describe('VINs in a text', () => {
  it('are those whose check digit is right, with the words around', () => {
    expect(vinsInText('Number 1hgcm82633a004352 stands here, 1HGCM82633A004353 does not.')).toEqual([
      { vin: ACCORD_2003, snippet: expect.stringContaining('stands here') },
    ]);
  });
});
