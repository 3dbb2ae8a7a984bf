/**
 * When a host that asks for patience wants to be visited again.
 * Invariant: the answer lies 1 s to 24 h ahead, whatever the header says; what is neither seconds nor a date says
 * nothing, since `Date.parse` finds the year 2001 in `-5` and in `soon 5`.
 */

const MIN_MS = 1_000;
const MAX_MS = 24 * 3_600_000;

const SECONDS = /^[+-]?\d+(\.\d+)?$/;
/** The first two forms of RFC 9110, and ISO 8601. */
const DATE =
  /^(?:[a-z]{3,9}, \d{1,2}[ -][a-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d (?:GMT|UTC|[+-]\d{4})|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))$/i;
/** The third, of asctime(): without a zone, which is that of Greenwich. */
const WITHOUT_ZONE = /^[a-z]{3} [a-z]{3} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}$/i;

/** Reads a Retry-After header; undefined when it says nothing. */
export function parseRetryAfter(header: string | undefined, now: Date): Date | undefined {
  const waitMs = waitOf(header?.trim() ?? '', now);
  if (Number.isNaN(waitMs)) return undefined;
  return new Date(now.getTime() + Math.min(Math.max(waitMs, MIN_MS), MAX_MS));
}

function waitOf(text: string, now: Date): number {
  if (SECONDS.test(text)) return Number(text) * 1_000;
  if (DATE.test(text)) return Date.parse(text) - now.getTime();
  return WITHOUT_ZONE.test(text) ? Date.parse(`${text} GMT`) - now.getTime() : Number.NaN;
}
