import { describe, expect, test } from 'vitest';
import { LIES, type Page, TRUTHS } from '../../../test/site/model-claims.ts';
import { PROSE_CARS } from '../../../test/site/prose-cars.ts';
import type { PageDocument } from '../document/document.ts';
import { readable } from '../document/readable.ts';
import { readPage } from '../read-page.ts';
import type { Anchor } from '../subject/identity.ts';
import { proveAnswer, readableText } from './model-answer.ts';
import { type KnownCar, provenByQuote } from './quoted.ts';

const NOBODY: KnownCar = { year: null, make: null, model: null, vin: null };
const pageOf = (page: Page) => ({ url: `https://www.${page}-cars.example/advert/4711`, html: PROSE_CARS[page] });
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

  // Held against the words alone, as if the rules had read nothing of the page.
  test.for(LIES)('is not believed when it is %s', ([, page, claim]) => {
    let seen: { page: PageDocument; anchor: Anchor } | undefined;
    const { sale = 'unsold' } = readPage(pageOf(page), (document, anchor) => {
      seen = { page: document, anchor };
    });
    if (seen === undefined) throw new Error('no page');
    expect(provenByQuote({ ...seen, readable: readable(seen.page), sale, known: NOBODY }, claim)).toEqual({
      refused: expect.any(String),
    });
  });

  test('fills nothing that the rules have read, whoever says so', () => {
    const claim = { field: 'price', value: 4_850, quote: '$4,850' } as const;
    expect(proveAnswer(pageOf('private'), [claim], NOBODY).refused).toMatchObject([{ reason: 'it is known already' }]);
  });

  test('counts once: the second of two claims of one field is left', () => {
    const [, , claim] = TRUTHS[0];
    const { facts, refused } = proveAnswer(pageOf('private'), [claim, claim], NOBODY);
    expect([facts.length, refused.length]).toEqual([1, 1]);
  });

  test('is not believed of a car that the row knows as another one', () => {
    const claim = { field: 'year', value: 1968, quote: 'A Triumph Spitfire of model year 1968' } as const;
    const page = pageOf('classic');
    expect(proveAnswer(page, [claim], NOBODY).facts).toHaveLength(1);
    expect(proveAnswer(page, [claim], { ...NOBODY, year: 1971 }).facts).toEqual([]);
    expect(proveAnswer(page, [claim], { ...NOBODY, vin: '1HGCM82633A004352' }).facts).toEqual([]);
  });
});
