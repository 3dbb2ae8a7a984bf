/** Which make and model are believed, and how far. */
import { describe, expect, it } from 'vitest';
import { believed, reasons, say, settle, valueIn } from '../../../test/support/claims-by-hand.ts';
import type { Topic } from '../claim.ts';

/** Value and weight of the first candidate that one claim of full weight gives, on a page of that title. */
const first = (topic: Topic, text: string, of: Topic = topic, title = 'x') => {
  const candidate = believed([say(topic, text, 1)], { title }).by.get(of)?.[0];
  return candidate === undefined ? undefined : [candidate.value, Number(candidate.weight.toFixed(3))];
};

describe('a make', () => {
  it('weighs less when the table does not know it', () => {
    expect(first('make', 'Honda')).toEqual(['Honda', 1]);
    expect(first('make', 'Sunward')).toEqual(['Sunward', 0.6]);
  });

  it('is found where one field holds make and model', () => {
    expect(first('make', 'Porsche 911')).toEqual(['Porsche', 1]);
  });

  it.each(['$500 off', 'one two three four', '4711', `X${'y'.repeat(30)}`])('is not %j', (text) => {
    expect(reasons(settle([say('make', text)]))).toEqual(['no make of a vehicle']);
  });
});

describe('a section named after a body or a make', () => {
  it.each([
    ['Datsun', 'Datsun Roadster'],
    ['Lancia', 'Lancia'],
    ['Porsche', 'Porsche Tractors'],
  ])('of %s is no model: %s', (make, text) => {
    expect(first('model', text, 'model', `1969 ${make} x`)).toBeUndefined();
  });

  it.each([
    ['Tesla', 'Roadster'],
    ['Morgan', 'Roadster'],
    ['Datsun', '2000 Roadster'],
  ])('of %s is one where the maker calls a model so: %s', (make, text) => {
    expect(first('model', text, 'model', `1969 ${make} ${text}`)?.[0]).toBe(text);
  });
});

describe('a whole name', () => {
  it('tells year, make and model', () => {
    const { by } = believed([say('name', '1990 Mazda Miata', 1)], { title: 'x' });
    expect(['year', 'make', 'model'].map((topic) => by.get(topic as Topic)?.[0]?.value)).toEqual([
      1990,
      'Mazda',
      'Miata',
    ]);
    expect(by.get('year')?.[0]?.weight).toBe(1);
  });

  it('tells nothing without a make, not even the year', () => {
    expect([...believed([say('name', 'Summer sale 2019', 1)]).by.keys()]).toEqual([]);
  });

  it('names no model where it ends after the make', () => {
    expect(believed([say('name', '1990 Mazda', 1)]).by.has('model')).toBe(false);
  });

  it('weighs less in a make read off the model and in a model the table does not know', () => {
    expect(first('name', '1990 Miata', 'make')).toEqual(['Mazda', 0.85]);
    expect(first('name', '1990 Mazda Miata', 'make')).toEqual(['Mazda', 1]);
    expect(first('name', '1990 Mazda Miata', 'model')).toEqual(['Miata', 0.95]);
    expect(first('name', '1990 Mazda Eunos', 'model')).toEqual(['Eunos', 0.8]);
  });
});

describe('a model', () => {
  const title = '2020 Porsche Taycan 4S';

  it('is what the table knows in the text, without the make before it', () => {
    expect(first('model', 'Porsche Taycan 4S', 'model', title)).toEqual(['Taycan', 1]);
    expect(first('model', 'Taycan 4S', 'model', title)).toEqual(['Taycan', 1]);
    expect(first('model', 'Mazda Miata')).toEqual(['Miata', 1]);
  });

  it('unknown to the table is the text without year and make, or its first word where that is long', () => {
    const eunos = '1990 Mazda Eunos Roadster, Eunos Limited';
    expect(first('model', '1990 Mazda Eunos Limited', 'model', eunos)).toEqual(['Eunos Limited', 1]);
    expect(first('model', `Eunos ${'very '.repeat(8)}limited`, 'model', eunos)).toEqual(['Eunos', 1]);
  });

  it('on a page that names no make is the text, when it is short', () => {
    expect(first('model', 'K'.repeat(40))).toEqual(['K'.repeat(40), 1]);
    expect(reasons(settle([say('model', 'K'.repeat(41))], { title: 'x' }))).toEqual(['too long for a model']);
    expect(reasons(settle([say('model', 'K'.repeat(1_001))], { title: 'x' }))).toEqual(['too long for a value']);
  });

  it('has a letter or a digit', () => {
    expect(reasons(settle([say('model', '(!)')]))).toEqual(['no model']);
  });

  it("that the title does not speak of is another car's or a platform's code", () => {
    expect(reasons(settle([say('model', 'J1')], { title }))).toEqual(["the page's title speaks of Taycan"]);
  });

  it('of the same make that the title does not speak of weighs less', () => {
    expect(first('model', 'Macan', 'model', title)).toEqual(['Macan', 0.6]);
  });

  it('is believed where the title names a make only', () => {
    expect(first('model', 'J1', 'model', 'Porsche')).toEqual(['J1', 1]);
  });

  it('agrees with the part of it that another place names, whichever is the better placed', () => {
    const both = (a: string, b: string) => {
      const result = settle([say('model', a, 0.9, 'json-ld'), say('model', b, 0.89)], { title: '1990 Mazda Eunos S' });
      return [valueIn(result, 'model'), reasons(result)];
    };
    expect(both('Eunos', 'Eunos S')).toEqual(['Eunos', []]);
    expect(both('Eunos S', 'Eunos')).toEqual(['Eunos S', []]);
  });
});
