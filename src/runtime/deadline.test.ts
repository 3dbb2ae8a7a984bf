import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import { deadlineIn } from './deadline.ts';

test('a deadline holds although nobody listens while memory is collected', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const other = new AbortController();
  const signals = Array.from({ length: 50 }, () => deadlineIn(500, [other.signal]).signal);
  const began = performance.now();
  // A look at a signal keeps what it was made of until the end of that turn.
  await eventually('memory was collected past the end', () => {
    collect();
    return performance.now() - began > 700;
  });
  expect(signals.filter(({ aborted }) => aborted)).toHaveLength(signals.length);
  expect(signals[0]?.reason).toMatchObject({ name: 'TimeoutError' });
});

test('a deadline that is cleared never aborts', async () => {
  const { signal, clear } = deadlineIn(1, []);
  clear();
  const later = deadlineIn(5, []);
  await eventually('a later one is over', () => later.signal.aborted, 10_000);
  expect(signal.aborted).toBe(false);
});

test('what it follows aborts it too, with its reason, also when that was aborted before', () => {
  const before = AbortSignal.abort('before');
  const other = new AbortController();
  const [late, early] = [deadlineIn(60_000, [other.signal]), deadlineIn(60_000, [before])];
  other.abort('the end');
  expect([late.signal.reason, early.signal.reason]).toEqual(['the end', 'before']);
  for (const { clear } of [late, early]) clear();
});
