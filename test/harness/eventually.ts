/** Waiting for facts: a test looks until something is so, and says what was not when it never is. */
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/**
 * The first value of `look` that is not undefined or false.
 *
 * @throws Error naming `what` and the last thing seen, after `patienceMs`
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  patienceMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  let last: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== false) return seen;
      last = seen;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`never happened within ${patienceMs} ms: ${what} (last seen: ${String(last)})`);
    }
    await delay(LOOK_EVERY_MS);
  }
}
