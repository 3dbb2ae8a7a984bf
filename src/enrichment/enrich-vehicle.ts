/**
 * One run over one vehicle, the story the whole daemon exists for: claim it, gather what may fill its gaps, commit.
 * Invariant: every way out of here settles, parks or releases the claim; nothing is written after the fence is lost.
 */

import { type ClaimedVehicle, claimVehicle } from '../database/statements/claim-vehicle.ts';
import { forgetDeleted, type RunEnd } from '../database/statements/commit-run.ts';
import { releaseVehicle } from '../database/statements/release-vehicle.ts';
import type { Action, Lane } from '../events.ts';
import { addToSpan, spanOfTurn } from '../observability/traces.ts';
import { deadlineIn } from '../runtime/deadline.ts';
import { HostError, NoSeatError, RateLimitedError } from '../runtime/errors.ts';
import { asError, messageOf } from '../runtime/thrown.ts';
import { toldText } from '../runtime/told-text.ts';
import { commitEnd, LeaseLostError, type Written } from './commit.ts';
import { conclude } from './conclude.ts';
import { progressOf, resume, UNHINDERED } from './progress.ts';
import { act, DEADLINE_MS, type Turn } from './turn.ts';
import { type EnrichServices, LaneError, subjectOf, type Work, workOn } from './work.ts';

/** Why a vehicle waits in another lane. */
const REASONS: Readonly<Record<Lane, string | null>> = {
  work: null,
  recogniser: 'its photographs wait to be read for a VIN',
  browser: 'its page waits to be filled by the browser',
};

/**
 * `busy`: another daemon has it and will make a job for what came meanwhile. A RateLimitedError: of an action asked for by hand,
 * which nobody will wake; whoever asked comes back at its time.
 */
export type EnrichResult = 'settled' | 'rate_limited' | 'moved' | 'busy' | 'taken_over' | RateLimitedError;

/**
 * `only`: one action asked for by hand, done also when the vehicle has no work queued. Faults of ours (a lost
 * connection) are thrown after the vehicle is released, for the queue to retry.
 */
export async function enrichVehicle(
  services: EnrichServices,
  input: { vehicleId: string; lane: Lane; job: string; ending: AbortSignal | undefined; only?: Action },
): Promise<EnrichResult> {
  const { pool, daemonId } = services;
  const { vehicleId, lane, job, ending, only } = input;
  ending?.throwIfAborted();
  const claim = await claimVehicle(pool, { vehicleId, daemonId, lane, force: only !== undefined });
  if (claim === undefined) {
    return 'busy';
  }
  const deadline = deadlineIn(DEADLINE_MS, ending === undefined ? [] : [ending]);
  try {
    if (claim.row === null) {
      await forgetDeleted(pool, { vehicleId, fence: claim.fence });
      return 'settled';
    }
    const { signal } = deadline;
    const work = workOn(services, claim, claim.row, { lane, job, byHand: only !== undefined, signal });
    return await spanOfTurn(subjectOf(work), () => gatherAndCommit(work, ending, only));
  } catch (error) {
    if (error instanceof LeaseLostError) {
      await forgetDeleted(pool, { vehicleId, fence: claim.fence });
      return 'taken_over';
    }
    await release(services, vehicleId, claim, error);
    throw error;
  } finally {
    deadline.clear();
  }
}

/** A value that was not taken may leave something to do for those that come after: then it is gone round once more. */
async function gatherAndCommit(
  work: Work,
  ending: AbortSignal | undefined,
  only: Action | undefined,
): Promise<EnrichResult> {
  let hindrance = only === undefined ? resume(work) : UNHINDERED;
  for (;;) {
    const turn = await act(work, hindrance, ending, only);
    const { end, result } = await whatFollows(work, turn, only);
    const written = await commitEnd(work, end);
    if (written.ended === 'settle') {
      return settled(work, written);
    }
    if (written.ended !== null) {
      return result;
    }
    hindrance = turn;
  }
}

/** What becomes of the vehicle after a turn, and what is said of it. */
async function whatFollows(
  work: Work,
  turn: Turn,
  only: Action | undefined,
): Promise<{ end: RunEnd; result: EnrichResult }> {
  const { stop, hadSlot, ...hindrance } = turn;
  if (stop === undefined) {
    return { end: conclude(work, hindrance.setback), result: 'settled' };
  }
  // A turn that could not be used for want of a seat is used later.
  const progress = progressOf(work, hindrance, !(stop instanceof NoSeatError) || hadSlot);
  if (stop instanceof LaneError) {
    const reason = REASONS[stop.lane];
    return { end: { kind: 'move', lane: stop.lane, progress, reason }, result: 'moved' };
  }
  if (only === undefined && stop instanceof NoSeatError && stop.until.getTime() <= Date.now()) {
    // Behind the others at once, without waiting for the dispatcher.
    return { end: { kind: 'move', lane: work.lane, progress, reason: stop.message }, result: 'moved' };
  }
  const seconds = Math.max(0, (stop.until.getTime() - Date.now()) / 1000);
  work.services.events.emit('fetch:throttled', {
    ...subjectOf(work),
    source: work.source,
    reason: stop.message,
    seconds,
    cause: causeOf(stop),
  });
  if (only !== undefined) {
    const until = stop instanceof HostError ? await work.services.fetcher.reserveTurn(stop.host) : stop.until;
    return { end: { kind: 'reserve', until }, result: new RateLimitedError(stop.message, until) };
  }
  const { message: reason } = stop;
  return stop instanceof HostError
    ? { end: { kind: 'line', host: stop.host, reason, failed: stop.failed, progress }, result: 'rate_limited' }
    : { end: { kind: 'rate_limit', until: stop.until, reason, progress }, result: 'rate_limited' };
}

function causeOf(stop: RateLimitedError | HostError | NoSeatError): 'pace' | 'trouble' | 'seat' | 'time' {
  if (stop instanceof HostError) {
    return stop.failed ? 'trouble' : 'pace';
  }
  return stop instanceof NoSeatError ? 'seat' : 'time';
}

function settled(work: Work, written: Written): EnrichResult {
  const { outcome, reason, score, requested_at: requestedAt } = written;
  addToSpan({ 'micro_scrape.outcome': outcome, 'micro_scrape.score': score });
  work.services.events.emit('vehicle:settled', {
    ...subjectOf(work),
    source: work.source,
    outcome,
    reason,
    score,
    marked: work.marked,
    sinceRequested: requestedAt === null ? 0 : Math.max(0, (Date.now() - requestedAt.getTime()) / 1000),
  });
  return 'settled';
}

async function release(
  services: EnrichServices,
  vehicleId: string,
  { fence }: ClaimedVehicle,
  cause: unknown,
): Promise<void> {
  try {
    await releaseVehicle(services.pool, { vehicleId, fence, lastError: toldText(messageOf(cause)) });
  } catch (error) {
    // The database is away: the lease ends with our heartbeat, the reason is thrown on by the caller.
    services.events.emit('fault', { where: 'enrich', error: asError(error) });
  }
}
