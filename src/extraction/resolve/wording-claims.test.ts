/** Which words are a color, an engine or a transmission, and when two wordings mean the same. */
import { describe, expect, it } from 'vitest';
import { believed, factOf, reasons, say, settle, valueIn } from '../../../test/support/claims-by-hand.ts';

describe('a text', () => {
  it.each([
    ['color', 'N/A', 'the page says that it is not known'],
    ['color', '12345', 'no color'],
    ['transmission', 'Rear-wheel drive', 'no transmission'],
    ['engine', '340 hp', 'no engine'],
    ['year', '2019 or 2020', 'no single model year'],
  ] as const)('%s %j is refused: %s', (topic, text, reason) => {
    expect(reasons(settle([say(topic, text)]))).toEqual([reason]);
  });

  it('of the seller is nothing to be judged here, though it says "none"', () => {
    expect(reasons(settle([say('description', 'N/A')]))).toEqual([]);
  });
});

describe('a color', () => {
  const exterior = (text: string, weight: number) =>
    settle([say('color', text, weight, 'label', { label: 'Exterior' })]);

  it('under a bare "Exterior" must be a word of color, unless the site itself keeps it there', () => {
    expect(reasons(exterior('Body Colored Moldings', 0.92))).toEqual(['under "Exterior", without a word of color']);
    expect(valueIn(exterior('Silver', 0.92), 'color')).toBe('Silver');
    expect(valueIn(exterior('Body Colored Moldings', 0.93), 'color')).toBe('Body Colored Moldings');
    expect(valueIn(settle([say('color', 'Mystic', 0.92, 'label', { label: 'Exterior color' })]), 'color')).toBe(
      'Mystic',
    );
  });

  it.each(['Interior color', 'Couleur interieur', 'Innenfarbe'])("under %j is the interior's", (label) => {
    expect(valueIn(settle([say('color', 'Tan', 0.92, 'label', { label })]), 'color')).toBeUndefined();
  });
});

describe('a bare size under a label that names its unit', () => {
  it.each(['Cc', 'CC:', 'Engine (ccm)', 'Displacement cm³'])('is an engine: %j', (label) => {
    const result = settle([say('engine', '2912', 0.9, 'label', { label }), say('engine', '2.9L V6', 0.5)]);
    expect(valueIn(result, 'engine')).toBe('2912');
    expect(reasons(result)).toEqual([]);
  });

  it('is none under another, and a number that is no size is none at all', () => {
    expect(reasons(settle([say('engine', '2912', 0.9, 'label', { label: 'Engine number' })]))).toEqual(['no engine']);
    expect(reasons(settle([say('engine', '29', 0.9, 'label', { label: 'Cc' })]))).toEqual(['no engine']);
  });
});

describe('cubic inches over horsepower', () => {
  it.each(['Engine', 'Engine Size:'])('are an engine under %j', (label) => {
    expect(valueIn(settle([say('engine', '327/340', 0.9, 'label', { label })]), 'engine')).toBe('327/340');
  });

  it.each([
    ['327/340', 'Cylinders'],
    ['327/340', 'Engine number'],
    ['327/340', 'Engine No.'],
    ['727/340', 'Engine'],
    ['327/040', 'Engine'],
    ['32/340', 'Engine'],
    ['327/3401', 'Engine'],
  ])('%s under %j is none', (text, label) => {
    expect(reasons(settle([say('engine', text, 0.9, 'label', { label })]))).toEqual(['no engine']);
  });
});

describe('two engines', () => {
  const both = (a: string, b: string, other = 0.88) => {
    const result = settle([say('engine', a, 0.9, 'json-ld'), say('engine', b, other)]);
    return [valueIn(result, 'engine'), reasons(result).length];
  };

  it.each([
    ['5.0L V8', '3.5L V6', 'size and cylinders'],
    ['1,998 cc', '3.0 TDI', 'the size'],
    ['2.0 TDI', '2.2 TDI', 'a fifth of a litre'],
    ['V8', '6 cylinders', 'the cylinders'],
    ['5.0L V8', '5.0L V6', 'the cylinders alone'],
  ])('%s and %s contradict: %s', (a, b) => {
    expect(both(a, b)).toEqual([undefined, 2]);
  });

  it.each([
    ['1,995 cc', '2.0 TDI', '1,995 cc'],
    ['2.0 TDI', '2.1 TDI', '2.0 TDI'],
    ['5.0L', 'Coyote V8', 'Coyote V8'],
    ['Coyote V8', '5.0L', 'Coyote V8'],
  ])('%s and %s agree, and %s speaks', (a, b, speaks) => {
    expect(both(a, b)).toEqual([speaks, 0]);
  });

  it('of which the better placed names no cylinders, or no size, agree too', () => {
    expect(both('5.0L', 'Coyote V8', 0.7)).toEqual(['5.0L', 0]);
    expect(both('Coyote V8', '5.0L', 0.7)).toEqual(['Coyote V8', 0]);
  });

  it('as well placed give the fuller wording at the better weight, else the better place comes first', () => {
    const fuller = (weight: number) =>
      settle([say('engine', '2.0L', 0.9, 'label'), say('engine', '2.0L I4 DOHC', weight, 'label')]);
    expect(factOf(fuller(0.88), 'engine')).toMatchObject({ value: '2.0L I4 DOHC', confidence: 0.9 });
    expect(valueIn(fuller(0.86), 'engine')).toBe('2.0L');
  });
});

describe('two transmissions', () => {
  const both = (a: string, b: string) =>
    valueIn(settle([say('transmission', a, 0.9, 'json-ld'), say('transmission', b, 0.88)]), 'transmission');

  it('of which one names no kind agree', () => {
    expect(both('Manual', '5 speed')).toBe('Manual');
    expect(both('5 speed', 'Manual')).toBe('5 speed');
  });

  it('of one kind agree, of two kinds contradict', () => {
    expect(both('Manual', '5-speed manual')).toBe('Manual');
    expect(both('Manual', 'Automatic')).toBeUndefined();
  });
});

describe('candidates', () => {
  it('are compared up to a bound, however often a page repeats itself', () => {
    const claims = Array.from({ length: 400 }, () => say('color', 'Red'));
    expect(believed(claims).by.get('color')).toHaveLength(300);
  });
});
