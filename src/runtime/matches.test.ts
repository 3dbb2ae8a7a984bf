import { expect, test } from 'vitest';
import { matchesIn } from './matches.ts';

test.each([
  ['a1 b22', /\d+/g],
  ['none', /\d+/g],
  ['', /x*/g],
  ['axxb', /x*/g],
  ['three', /(?=e)/g],
])('finds in %j by %s what matchAll finds', (text, expression) => {
  const all = [...text.matchAll(expression)].map(({ 0: found, index }) => [found, index]);
  expression.lastIndex = 3;
  expect(matchesIn(text, expression).map(({ 0: found, index }) => [found, index])).toEqual(all);
});
