/** Limits that more than one place holds. SQL has those of the lease and of the attempts too (sql/functions/04_limits.sql). */

/** From one heartbeat to the next. */
export const BEAT_INTERVAL_MS = 2_000;
/** A daemon whose heartbeat is older holds nothing any more. */
export const LEASE_S = 10;
/** A way of two minutes without a canary is broken somewhere. */
export const CANARY_MAX_AGE_S = 120;

const RETRY_BASE_MS = 30_000;
const RETRY_LONGEST_MS = 2 * 60 * 60_000;

/** What a vehicle waits after its so-many-th failed attempt: 30 s, 2, 8, 32 min, then 2 h. */
export function retryWaitMs(attempt: number): number {
  return Math.min(RETRY_BASE_MS * 4 ** (attempt - 1), RETRY_LONGEST_MS);
}
