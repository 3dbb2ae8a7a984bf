import { describe, expect, it } from 'vitest';
import { engineParts } from './engine.ts';

describe('the parts of an engine', () => {
  it.each([
    ['3.5L V6 24V PDI DOHC', 3.5, 6],
    ['Twin-Turbocharged 3.0-Liter Flat-Six', 3, 6],
    ['1,998 cc', 1.998, undefined],
    ['1.968 ccm', 1.968, undefined],
    ['2.0 TDI', 2, undefined],
    ['4 cylinder Petrol - Aspirated 2.5L', 2.5, 4],
    ['8-Zylinder', undefined, 8],
    ['V-Twin', undefined, 2],
    ['Coyote V8', undefined, 8],
    ['5L V8', 5, 8],
    ['LS3', undefined, undefined],
    ['2.0L or 2.5L', undefined, undefined],
  ])('%s', (text, litres, cylinders) => {
    expect(engineParts(text)).toEqual({
      ...(litres === undefined ? {} : { litres }),
      ...(cylinders === undefined ? {} : { cylinders }),
    });
  });

  it('reads cubic inches in litres', () => expect(engineParts('440 CI Magnum V-8').litres).toBeCloseTo(7.21));
});
