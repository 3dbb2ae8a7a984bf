/**
 * Where a vehicle rests after a run and why, without I/O.
 * Invariant: whatever is not complete has a reason that a person understands, and nothing retries for ever.
 */

import type { ClaimedVehicle } from '../database/statements/claim-vehicle.ts';
import type { Settlement } from '../database/statements/commit-run.ts';
import type { Action } from '../events.ts';
import type { RetryError } from '../runtime/errors.ts';
import { DeferError, HostError, PermanentError } from '../runtime/errors.ts';
import { retryWaitMs } from '../runtime/limits.ts';
import type { Work } from './work.ts';

/** What kept the run from reading everything. `passing`: it may be different later. */
export interface Setback {
  readonly error: PermanentError | RetryError | DeferError;
  readonly passing: boolean;
  readonly action: Action;
}

const OF_ITS_OWN = { kind: 'settle', waits_at: null, failed: false, failed_attempt: false, last_error: null } as const;

/** A live auction has its price a little after its end. */
const AFTER_AUCTION_MS = 5 * 60_000;

type Judged = Pick<Work, 'told'> & { readonly claim: Pick<ClaimedVehicle, 'attempts' | 'max_attempts'> };

/** The end of a run; what the vehicle still lacks, and so the reason where nothing went wrong, is known when it is written. */
export function conclude(work: Judged, setback: Pick<Setback, 'error' | 'passing'> | undefined): Settlement {
  if (setback === undefined) {
    const visit = auctionVisit(work);
    return {
      ...OF_ITS_OWN,
      outcome: 'exhausted',
      reason: null,
      lacks: true,
      next_try_at: visit,
      ...(visit !== null && { for_price: true }),
    };
  }
  const { error } = setback;
  if (error instanceof PermanentError) {
    return { ...OF_ITS_OWN, outcome: error.outcome, reason: error.message, next_try_at: null };
  }
  if (error instanceof HostError) {
    // The host's trouble costs the host: no attempt is counted, and none is forgotten.
    return {
      ...OF_ITS_OWN,
      outcome: error.outcome,
      reason: error.message,
      next_try_at: error.inLine ? null : error.until,
      waits_at: error.inLine ? error.host : null,
      failed: error.failed,
    };
  }
  const { attempts, max_attempts: maxAttempts } = work.claim;
  const attempt = attempts + 1;
  if (error instanceof DeferError) {
    // A refusal of this page alone is an attempt that failed: it is not knocked at for ever. Patience is none.
    const refused = error.outcome === 'blocked';
    const last = refused && attempt >= maxAttempts;
    return {
      ...OF_ITS_OWN,
      outcome: error.outcome,
      reason: last ? `gave up after ${attempt} visits: ${error.message}` : error.message,
      next_try_at: last ? null : error.until,
      failed_attempt: refused,
      last_error: refused ? error.message : null,
    };
  }
  const failed = { ...OF_ITS_OWN, failed_attempt: true, last_error: error.message } as const;
  if (attempt >= maxAttempts) {
    const reason = `gave up after ${attempt} attempts: ${error.message}`;
    return { ...failed, outcome: 'exhausted', reason, next_try_at: null };
  }
  return {
    ...failed,
    outcome: 'waiting',
    reason: `attempt ${attempt} of ${maxAttempts} failed: ${error.message}`,
    next_try_at: new Date(Date.now() + retryWaitMs(attempt)),
  };
}

function auctionVisit(work: Pick<Work, 'told'>): Date | null {
  const end = work.told?.auctionEndsAt;
  if (end === undefined) {
    return null;
  }
  const visit = new Date(Date.parse(end) + AFTER_AUCTION_MS);
  return visit.getTime() > Date.now() ? visit : null;
}
