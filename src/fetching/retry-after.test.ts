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
    ['Sunday, 01-Mar-26 12:10:00 GMT', 600],
    ['Sun Mar  1 12:10:00 2026', 600],
    ['sun, 01 mar 2026 12:10:00 gmt', 600],
    ['Sun, 1 Mar 2026 13:10:00 +0100', 600],
    ['2026-03-01T13:00:00Z', 3_600],
    ['2026-03-01T13:00:00.000+00:00', 3_600],
    ['007', 7],
  ])('reads "%s" as %d s', (header, seconds) => {
    expect(parseRetryAfter(header, NOW)).toEqual(new Date(NOW.getTime() + seconds * 1_000));
  });

  it.each([
    ['0', 1],
    ['-5', 1],
    ['+0', 1],
    ['-1000000000', 1],
    ['Sun, 01 Mar 2020 12:00:00 GMT', 1],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 1],
    ['Sun Nov  6 08:49:37 1994', 1],
    ['86401', DAY_S],
    ['1000000000', DAY_S],
    [`1${'0'.repeat(400)}`, DAY_S],
    ['Sun, 01 Mar 2076 12:00:00 GMT', DAY_S],
  ])('keeps "%s" between a second and a day: %d s', (header, seconds) => {
    expect(parseRetryAfter(header, NOW)).toEqual(new Date(NOW.getTime() + seconds * 1_000));
  });

  it.each([
    ...[undefined, '', ' ', 'soon', 'NaN', 'Infinity', '1e3', '1e3s', '0x10', '12 34', '5s', '1,5', '120, 240', '٣'],
    ...['in 5 minutes', 'soon 5', 'a1', '2026-03-01', '2026-13-45T99:99:99Z', 'Mar 1', '1 Mar 2026', '\0', '--5'],
    ...['Sun, 41 Mar 2026 12:10:00 GMT', 'Sun, 01 Foo 2026 12:10:00 GMT', 'Sun, 01 Mar 2026', `Sun${' '.repeat(50)}x`],
  ])('makes nothing of "%s"', (header) => {
    expect(parseRetryAfter(header, NOW)).toBeUndefined();
  });

  it('reads a date without a zone as the time of Greenwich, wherever this machine is', () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'America/Los_Angeles';
      expect(parseRetryAfter('Sun Mar  1 12:10:00 2026', NOW)).toEqual(new Date('2026-03-01T12:10:00Z'));
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
