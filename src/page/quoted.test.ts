import { describe, expect, test } from 'vitest';
import { LIES, TRUTHS } from '../../test/site/model-claims.ts';
import { PROSE_CARS } from '../../test/site/prose-cars.ts';
import { proveAnswer, readableText } from './model-answer.ts';
import type { KnownCar } from './quoted.ts';

const NOBODY: KnownCar = { year: null, make: null, model: null, vin: null };
const pageOf = (page: keyof typeof PROSE_CARS) => ({
  url: `https://www.${page}-cars.example/advert/4711`,
  html: PROSE_CARS[page],
});

const plain = (value: string | number): string =>
  String(value)
    .toLowerCase()
    .replace(/[^\p{L}\d]/gu, '');

describe('a value that a model quotes words for', () => {
  test.for(TRUTHS)('is proven by %s', ([, page, claim]) => {
    const { facts, refused } = proveAnswer(pageOf(page), [claim], NOBODY);
    expect(refused).toEqual([]);
    const [fact] = facts;
    expect(fact?.method).toBe('model');
    expect(fact?.confidence).toBeLessThanOrEqual(0.85);
    expect(plain(fact?.value ?? '')).toBe(plain(claim.value === '' ? claim.quote : claim.value));
    expect(readableText(pageOf(page)).replaceAll('\n', ' ')).toContain(claim.quote);
  });

  test.for(LIES)('is not believed when it is %s', ([, page, claim]) => {
    const { facts, refused } = proveAnswer(pageOf(page), [claim], NOBODY);
    expect(facts).toEqual([]);
    expect(refused).toHaveLength(1);
  });
});
