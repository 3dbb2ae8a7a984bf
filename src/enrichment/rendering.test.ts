import { describe, expect, test } from 'vitest';
import type { PageReading } from '../extraction/reading.ts';
import { asksForBrowser, isWorthRendering, plainComesFirst, verdictOf } from './rendering.ts';

const reading = (
  kind: PageReading['kind'],
  fields: readonly string[] = [],
  images: readonly string[] = [],
): PageReading => ({
  ...{ kind, reason: '', source: 'other', refused: [], outcomes: {}, images },
  facts: fields.map((field) => ({ field: field as 'vin', value: 'x', method: 'label', snippet: 'x', confidence: 1 })),
});

describe('what is remembered of a host', () => {
  test('has the plain request come first until eight of ten looks were shells', () => {
    expect(['', 's', 'sssssss', 'ssssspppss'].map(plainComesFirst)).toEqual([true, true, true, true]);
    expect(['ssssssss', 'sRsRsRsRsRsRsRsR', 'pssssssssss'].map(plainComesFirst)).toEqual([false, false, false]);
  });

  test('has it come first again when the latest plain page was none, and for a second look now and then', () => {
    expect(plainComesFirst('sssssssssp')).toBe(true);
    expect(plainComesFirst(`ssssssss${'R'.repeat(19)}`)).toBe(false);
    expect(plainComesFirst(`ssssssss${'R'.repeat(20)}`)).toBe(true);
  });

  test('gives the browser up where it never helped, but for a second look now and then', () => {
    expect(['', 'srsrsrsrsrsrsr', 'srsrsrsrsrsrsrsR'].map(isWorthRendering)).toEqual([true, true, true]);
    expect(isWorthRendering('srsrsrsrsrsrsrsr')).toBe(false);
    expect(plainComesFirst('srsrsrsrsrsrsrsr')).toBe(true);
    expect([19, 20].map((plain) => isWorthRendering(`rrrrrrrr${'s'.repeat(plain)}`))).toEqual([false, true]);
  });
});

test('the browser is asked for shells, and for what says nothing of a site that is known for its scripts', () => {
  expect(asksForBrowser(reading('shell'), 'https://cars.example/1')).toBe(true);
  expect(asksForBrowser(reading('not_a_vehicle'), 'https://cars.example/1')).toBe(false);
  expect(asksForBrowser(reading('not_a_vehicle'), 'https://carsandbids.com/auctions/1')).toBe(true);
  for (const kind of ['listing', 'list', 'gone', 'blocked'] as const) {
    expect(asksForBrowser(reading(kind), 'https://carsandbids.com/auctions/1')).toBe(false);
  }
});

test('a page is complete when it has what the vehicle lacks, and nothing more is waited for', () => {
  const gaps = new Set(['price', 'vin', 'images_extracted']);
  expect(verdictOf(reading('listing', ['asking_price', 'vin'], ['1.jpg']), gaps)).toBe('complete');
  expect(verdictOf(reading('listing', ['sale_price', 'vin']), gaps)).toBe('lacking');
  expect(verdictOf(reading('listing', ['asking_price'], ['1.jpg']), gaps)).toBe('lacking');
  expect(verdictOf(reading('listing'), new Set(['images_downloaded']))).toBe('complete');
  expect((['blocked', 'gone', 'shell', 'list'] as const).map((kind) => verdictOf(reading(kind), gaps))).toEqual([
    'refused',
    'lacking',
    'nothing',
    'nothing',
  ]);
});
