import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const DAY_S = 86_400;

describe('parseRetryAfter', () => {
  it.each([
    ['120', 120],
    [' 7 ', 7],
    ['1.5', 1.5],
    ['Sun, 01 Mar 2026 12:10:00 GMT', 600],
    ['2026-03-01T13:00:00Z', 3_600],
  ])('reads "%s" as %d s', (header, seconds) => {
    expect(parseRetryAfter(header, NOW)).toEqual(new Date(NOW.getTime() + seconds * 1_000));
  });

  it.each([
    ['0', 1],
    ['-5', 1],
    ['+0', 1],
    ['Sun, 01 Mar 2020 12:00:00 GMT', 1],
    ['86401', DAY_S],
    ['1000000000', DAY_S],
    [`1${'0'.repeat(400)}`, DAY_S],
    ['Sun, 01 Mar 2076 12:00:00 GMT', DAY_S],
  ])('keeps "%s" between a second and a day: %d s', (header, seconds) => {
    expect(parseRetryAfter(header, NOW)).toEqual(new Date(NOW.getTime() + seconds * 1_000));
  });

  it.each([undefined, '', 'soon', 'NaN', '1e3s', '0x10', '12 34'])('makes nothing of "%s"', (header) => {
    expect(parseRetryAfter(header, NOW)).toBeUndefined();
  });
});
