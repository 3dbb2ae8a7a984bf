import { describe, expect, test } from 'vitest';
import { keyOf, makerCode, matches, specificity } from './vpic-pattern.ts';

describe('a pattern', () => {
  const key = keyOf('WP0AB29932S686169');

  test('is held against positions 4 to 8 and 10 to 17, without the check digit', () => {
    expect(key).toBe('AB299|2S686169');
  });

  test.for([
    ['*B*99', true],
    ['A', true],
    ['[A-C]B', true],
    ['AB2##', true],
    ['*****|*S', true],
    ['AB|2[RS]', true],
    ['AB299|2S686169', true],
    ['B', false],
    ['[B-D]', false],
    ['#', false],
    ['*****|*T', false],
    ['B****|*S', false],
    ['AB299|2S6861690', false],
    ['[A-C', false],
    ['******', false],
  ] as const)('%s matches: %s', ([pattern, matching]) => {
    expect(matches(pattern, key)).toBe(matching);
  });

  test('asks for more the more characters it names', () => {
    const ordered = ['*', '[A-C]', 'A', 'A[BC]', 'AB', 'AB*99'];
    expect([...ordered].sort((a, b) => specificity(a) - specificity(b))).toEqual(ordered);
  });
});

test("a small maker's code has six characters", () => {
  expect(makerCode('1HGCM82633A004352')).toBe('1HG');
  expect(makerCode('SA9HA12345E012345')).toBe('SA9012');
});
