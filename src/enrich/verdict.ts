/**
 * Where a vehicle rests after a run and why, without I/O.
 * Invariant: whatever is not complete has a reason that a person understands, and nothing retries for ever.
 */

import type { RetryError } from '../errors.ts';
import { GiveUpError, HostError, WaitError } from '../errors.ts';
import type { Action, Outcome } from '../events.ts';
import type { Work } from './work.ts';

/** What kept the run from reading everything. `passing`: it may be different later. */
export interface Setback {
  readonly error: GiveUpError | RetryError | WaitError;
  readonly passing: boolean;
  readonly action: Action;
}

export interface Verdict {
  /** The score decides about `complete`; this is what is stored otherwise. */
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly nextTryAt: Date | null;
  readonly failedAttempt: boolean;
  readonly lastError: string | null;
  /** The host in whose line it stands. */
  readonly waitsAt: string | null;
  /** Its request failed by the host's fault. */
  readonly failed: boolean;
}

const OF_ITS_OWN = { waitsAt: null, failed: false } as const;

/** Waits after a failed attempt: 30 s, 2, 8, 32 min, then 2 h. */
const RETRY_BASE_MS = 30_000;
const RETRY_LONGEST_MS = 2 * 60 * 60_000;
/** A live auction has its price a little after its end. */
const AFTER_AUCTION_MS = 5 * 60_000;

export function conclude(
  work: Pick<Work, 'claim' | 'row' | 'gaps' | 'told' | 'done'>,
  setback: Setback | undefined,
  maxAttempts: number,
): Verdict {
  const missing = lacks(work);
  if (setback === undefined) {
    return {
      ...OF_ITS_OWN,
      outcome: 'exhausted',
      reason: missing,
      nextTryAt: auctionVisit(work),
      failedAttempt: false,
      lastError: null,
    };
  }
  const { error } = setback;
  if (error instanceof GiveUpError) {
    return {
      ...OF_ITS_OWN,
      outcome: error.outcome,
      reason: error.message,
      nextTryAt: null,
      failedAttempt: false,
      lastError: null,
    };
  }
  if (error instanceof HostError) {
    // The host's trouble costs the host: no attempt is counted, and none is forgotten.
    return {
      outcome: error.outcome,
      reason: error.message,
      nextTryAt: error.inLine ? null : error.until,
      failedAttempt: false,
      lastError: null,
      waitsAt: error.inLine ? error.host : null,
      failed: error.failed,
    };
  }
  const attempt = work.claim.attempts + 1;
  if (error instanceof WaitError) {
    // A refusal of this page alone is an attempt that failed: it is not knocked at for ever. Patience is none.
    const refused = error.outcome === 'blocked';
    const last = refused && attempt >= maxAttempts;
    return {
      ...OF_ITS_OWN,
      outcome: error.outcome,
      reason: last ? `gave up after ${attempt} visits: ${error.message}` : error.message,
      nextTryAt: last ? null : error.until,
      failedAttempt: refused,
      lastError: refused ? error.message : null,
    };
  }
  if (attempt >= maxAttempts) {
    return {
      ...OF_ITS_OWN,
      outcome: 'exhausted',
      reason: `gave up after ${attempt} attempts: ${error.message}`,
      nextTryAt: null,
      failedAttempt: true,
      lastError: error.message,
    };
  }
  const delay = Math.min(RETRY_BASE_MS * 4 ** work.claim.attempts, RETRY_LONGEST_MS);
  return {
    ...OF_ITS_OWN,
    outcome: 'waiting',
    reason: `attempt ${attempt} of ${maxAttempts} failed: ${error.message}`,
    nextTryAt: new Date(Date.now() + delay),
    failedAttempt: true,
    lastError: error.message,
  };
}

function auctionVisit(work: Pick<Work, 'told' | 'gaps'>): Date | null {
  const end = work.told?.auctionEndsAt;
  if (end === undefined || !work.gaps.has('price')) {
    return null;
  }
  const visit = new Date(Date.parse(end) + AFTER_AUCTION_MS);
  return visit.getTime() > Date.now() ? visit : null;
}

/** What the vehicle still lacks, and what was said about it. */
function lacks(work: Pick<Work, 'row' | 'gaps' | 'done'>): string | null {
  if (work.gaps.size === 0) {
    return null;
  }
  const gaps = [...work.gaps].join(', ');
  if (work.row.discovery_url === null) {
    return `lacks ${gaps}; there is no discovery_url to read them from`;
  }
  const notes = new Set(work.done.filter((action) => !action.succeeded).map((action) => action.result.note));
  const why = notes.size > 0 ? [...notes].slice(0, 3).join('; ') : 'the page does not say';
  return `lacks ${gaps}: ${why}`;
}
