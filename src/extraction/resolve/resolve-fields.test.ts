/** What agreement and contradiction of claims do to a value, its confidence and the outcome of its field. */
import { describe, expect, it } from 'vitest';
import { confidenceOf, factOf, reasons, say, settle, valueIn } from '../../../test/support/claims-by-hand.ts';
import type { Topic } from '../claim.ts';

describe('two values of one field', () => {
  it('that are as well placed give nothing, and both are told', () => {
    const result = settle([say('color', 'Red', 0.9, 'json-ld'), say('color', 'Blue', 0.9, 'label')]);
    expect(valueIn(result, 'color')).toBeUndefined();
    expect(reasons(result).toSorted()).toEqual(['the page also says Blue', 'the page also says Red']);
    expect(result.outcomes.color).toBe('invalid');
  });

  it('of which one is far better placed give that one, with a fifth of the other taken off', () => {
    const alone = settle([say('color', 'Red', 0.92)]);
    const opposed = settle([say('color', 'Red', 0.92), say('color', 'Blue', 0.55, 'prose')]);
    expect(valueIn(opposed, 'color')).toBe('Red');
    expect(confidenceOf(alone, 'color')).toBe(0.92);
    expect(confidenceOf(opposed, 'color')).toBe(0.82);
    expect(reasons(opposed)).toEqual(['Red is better supported']);
  });

  it.each<readonly [topic: Topic, field: string, a: string, b: string, margin: number]>([
    ['year', 'year', '2003', '2004', 0.05],
    ['make', 'make', 'Honda', 'Acura', 0.03],
    ['model', 'model', 'Civic', 'Accord', 0.02],
    ['mileage', 'mileage', '98,100', '61,300', 0.1],
    ['color', 'color', 'Red', 'Blue', 0.02],
    ['engine', 'engine', '1.7L', '2.4L V6', 0.05],
    ['transmission', 'transmission', 'Manual', 'Automatic', 0.05],
    ['price', 'asking_price', '$4,500', '$5,900', 0.04],
  ])('%s: the better placed is taken from a margin of its own on', (topic, field, a, b, margin) => {
    // A title that names both models keeps either from being another car's.
    const around = { title: '2004 Honda Civic Accord' };
    const near = settle([say(topic, a, 0.9, 'json-ld'), say(topic, b, 0.9 - margin + 0.01)], around);
    const far = settle([say(topic, a, 0.9, 'json-ld'), say(topic, b, 0.9 - margin - 0.01)], around);
    expect(valueIn(near, field)).toBeUndefined();
    expect(String(valueIn(far, field))).toBe(a.replace(/[$,]/g, ''));
  });

  it('take what was paid from a margin of 0.03 on, and a fixed price beside an auction from 0.08 on', () => {
    const sold = (other: number) =>
      valueIn(settle([say('sold', '$5,000', 0.9), say('sold', '$6,000', other)], { state: 'sold' }), 'sale_price');
    expect([sold(0.88), sold(0.86)]).toEqual([undefined, 5_000]);
    const label = { label: 'Buy It Now' };
    const fixed = (other: number) =>
      valueIn(
        settle([say('price', '$5,000', 0.9, 'label', label), say('price', '$6,000', other, 'label', label)], {
          state: 'live',
        }),
        'asking_price',
      );
    expect([fixed(0.83), fixed(0.81)]).toEqual([undefined, 5_000]);
  });

  it('give the one whose place is better by 0.15, though several weak places agree on the other', () => {
    const red = say('color', 'Red', 0.8, 'json-ld');
    const several = (best: number, other: number) => [say('color', 'Blue', best), say('color', 'Blue', other, 'prose')];
    // Together the weak ones reach 0.79 both times.
    expect(valueIn(settle([red, ...several(0.64, 0.4167)]), 'color')).toBe('Red');
    expect(valueIn(settle([red, ...several(0.66, 0.3824)]), 'color')).toBeUndefined();
    expect(valueIn(settle([say('color', 'Red', 0.885, 'json-ld'), ...several(0.7, 0.65)]), 'color')).toBeUndefined();
  });
});

describe('confidence', () => {
  it('rises when layers agree, not when one layer repeats itself', () => {
    const of = (...claims: Parameters<typeof settle>[0]) => confidenceOf(settle(claims), 'color');
    expect(of(say('color', 'Red', 0.7))).toBe(0.7);
    expect(of(say('color', 'Red', 0.7), say('color', 'Red', 0.7))).toBe(0.7);
    expect(of(say('color', 'Red', 0.7), say('color', 'Red', 0.4))).toBe(0.7);
    expect(of(say('color', 'Red', 0.7), say('color', 'Red', 0.7, 'json-ld'))).toBe(0.91);
  });

  it('never is certainty', () => {
    expect(confidenceOf(settle([say('color', 'Red', 0.95), say('color', 'Red', 0.95, 'json-ld')]), 'color')).toBe(0.99);
  });

  it('below one half keeps nothing', () => {
    expect(reasons(settle([say('color', 'Red', 0.49)]))).toEqual(['too weakly supported']);
    expect(reasons(settle([say('color', 'Red', 0.5)]))).toEqual([]);
  });

  it('comes from the strongest wording, which speaks for those that agree with it', () => {
    const result = settle([say('color', 'Red', 0.6, 'prose'), say('color', 'Guards Red', 0.9, 'json-ld')]);
    expect(factOf(result, 'color')).toMatchObject({ value: 'Guards Red', confidence: 0.96, method: 'json-ld' });
    expect(reasons(result)).toEqual([]);
  });

  it('is shared by a part and the whole, whichever is the better placed', () => {
    const result = settle([say('color', 'Red', 0.9, 'json-ld'), say('color', 'Guards Red', 0.895)]);
    expect(valueIn(result, 'color')).toBe('Red');
    expect(reasons(result)).toEqual([]);
  });
});

describe('the description', () => {
  const text = `First line\nsecond  line ${'of many '.repeat(60)}`;

  it('is kept whole, with the place it stood in and no certainty', () => {
    const result = settle([], { description: { text, method: 'adapter:x', confidence: 1 } });
    expect(factOf(result, 'description')).toEqual({
      field: 'description',
      value: text,
      method: 'adapter:x',
      snippet: text.replace(/\s+/g, ' ').slice(0, 300),
      confidence: 0.99,
    });
  });
});

describe('the outcome of a field', () => {
  it('tells what was found, what the page lacks, what was not believed and what a lost landmark hides', () => {
    const { outcomes } = settle([say('color', 'Red'), say('engine', '340 hp'), say('transmission', 'N/A')], {
      missed: new Set<Topic>(['vin', 'color']),
    });
    expect(outcomes).toMatchObject({
      color: 'found',
      engine: 'invalid',
      transmission: 'absent',
      vin: 'selector_miss',
      mileage: 'absent',
    });
  });

  it('of a price goes by the place of the price, that of a sale by the place of the sale', () => {
    const outcomes = (missed: Topic) => settle([], { missed: new Set([missed]) }).outcomes;
    expect(outcomes('price')).toMatchObject({
      asking_price: 'selector_miss',
      currency: 'selector_miss',
      sale_price: 'absent',
    });
    expect(outcomes('sold')).toMatchObject({ asking_price: 'absent', currency: 'absent', sale_price: 'selector_miss' });
  });
});

describe('refusals', () => {
  it('are no more than there is room for, whether a claim or a comparison gave them', () => {
    expect(settle(Array.from({ length: 500 }, (_, i) => say('vin', `no ${i}`))).refused).toHaveLength(60);
    const zeros = Array.from({ length: 500 }, () => say('mileage', '0'));
    expect(settle([say('year', '1999'), ...zeros]).refused).toHaveLength(120);
  });

  it('name the value in at most 120 characters, and the layer', () => {
    const [refusal] = settle([say('engine', `340 hp ${'x'.repeat(200)}`, 0.9, 'json-ld')]).refused;
    expect([refusal?.value.length, refusal?.method, refusal?.field]).toEqual([120, 'json-ld', 'engine']);
    const [long] = settle([say('engine', `2.0L ${'x'.repeat(110)}`, 0.4)]).refused;
    expect(long?.value.length).toBe(115);
  });

  it('tell the same thing once', () => {
    expect(reasons(settle([say('engine', '340 hp'), say('engine', '340 hp', 0.9, 'json-ld')]))).toEqual(['no engine']);
  });
});
