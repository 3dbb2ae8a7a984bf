/**
 * When a host that asks for patience wants to be visited again.
 * Invariant: the answer lies 1 s to 24 h ahead, whatever the header says.
 */

const MIN_MS = 1_000;
const MAX_MS = 24 * 3_600_000;

/** Reads a Retry-After header (seconds or an HTTP date); undefined when it says neither. */
export function parseRetryAfter(header: string | undefined, now: Date): Date | undefined {
  const text = header?.trim() ?? '';
  // A number is never a date: `Date.parse('-5')` would be the year 2001.
  const waitMs = /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime();
  if (Number.isNaN(waitMs)) return undefined;
  return new Date(now.getTime() + Math.min(Math.max(waitMs, MIN_MS), MAX_MS));
}
