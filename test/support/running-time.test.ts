import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runningMs } from './running-time.ts';

test('time that passes counts, time in which nothing ran does not', async () => {
  const began = runningMs();
  while (runningMs() - began < 300) await delay(5);
  const before = runningMs();
  const stillUntil = performance.now() + 1_000;
  while (performance.now() < stillUntil);
  expect(runningMs() - before).toBe(200);
});
