/** Waiting for facts: a test looks until something is so, and says what was not when it never is. */
import { setTimeout as delay } from 'node:timers/promises';

/** Most looks are questions to PostgreSQL: seven tests that ask 50 times a second take a third of a processor. */
const LOOK_EVERY_MS = 20;
const LOOK_EVERY_MS_AT_LAST = 250;
/** A busy machine is no wrong answer; a test has twice as long. */
const PATIENCE_MS = 150_000;
/** What has taken a while is known a twentieth of that while too late. */
const LATE_BY = 1 / 20;

/**
 * The first value of `look` that is not undefined or false.
 *
 * @throws Error naming `what` and the last thing seen, after `patienceMs`
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const began = performance.now();
  const deadline = began + patienceMs;
  let last: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== false) return seen;
      last = seen;
    } catch (error) {
      last = error;
    }
    const now = performance.now();
    if (now > deadline) {
      throw new Error(`never happened within ${patienceMs} ms: ${what} (last seen: ${String(last)})`);
    }
    await delay(Math.min(Math.max(LOOK_EVERY_MS, (now - began) * LATE_BY), LOOK_EVERY_MS_AT_LAST));
  }
}
