/**
 * One run over one vehicle, the story the whole daemon exists for:
 * claim it, read its row, do what may fill its gaps, settle.
 * Invariant: every way out of here settles, parks or releases the claim; nothing is written after the fence is lost.
 */

import type { Lane } from '../db/statements/claim-vehicle.ts';
import { claimVehicle } from '../db/statements/claim-vehicle.ts';
import { loadVehicle } from '../db/statements/load-vehicle.ts';
import { logAction } from '../db/statements/log-action.ts';
import { moveVehicle } from '../db/statements/move-vehicle.ts';
import { parkVehicle, reserveTurn, standInLine } from '../db/statements/park-vehicle.ts';
import { releaseVehicle } from '../db/statements/release-vehicle.ts';
import { settleVehicle } from '../db/statements/settle-vehicle.ts';
import { GiveUpError, HostError, RetryError, SeatError, SlotError, WaitError } from '../errors.ts';
import type { Action } from '../events.ts';
import { isBringATrailer, sourceOf } from '../sources/registry.ts';
import { judgeVin } from '../vehicle/vin.ts';
import { backfillImages } from './actions/backfill-images.ts';
import { extractImages } from './actions/extract-images.ts';
import { extractListing } from './actions/extract-listing.ts';
import { extractVin } from './actions/extract-vin.ts';
import { generateDescription } from './actions/generate-description.ts';
import { ACTION_ORDER, isUseful, type Situation } from './plan.ts';
import { type Hindrance, progressOf, resume, UNHINDERED } from './progress.ts';
import { conclude, type Setback } from './verdict.ts';
import { type ActionResult, type EnrichServices, LaneError, type Work } from './work.ts';
import { ChangedMeanwhileError, FenceLostError } from './write.ts';

const RUN: Readonly<Record<Action, (work: Work) => Promise<ActionResult>>> = {
  'comprehensive-bat-extraction': extractListing,
  'extract-listing': extractListing,
  'extract-images': extractImages,
  'retry-image-backfill': backfillImages,
  'extract-vin-from-vehicle': extractVin,
  'generate-vehicle-description': generateDescription,
};

/**
 * `busy`: another daemon has it and will make a job for what came meanwhile. A SlotError: of an action asked for by hand,
 * which nobody will wake; whoever asked comes back at its time.
 */
export type EnrichResult = 'settled' | 'parked' | 'moved' | 'busy' | 'taken_over' | SlotError;

/** One turn over one vehicle. Turns end by themselves long before: this is only a net. */
const DEADLINE_MS = 180_000;
/** The one that the recogniser's lane is for. */
const READS_PHOTOGRAPHS: Action = 'extract-vin-from-vehicle';

/**
 * `only`: one action asked for by hand, done also when the vehicle has no work queued. Faults of ours (a lost
 * connection) are thrown after the vehicle is released, for the queue to retry.
 */
export async function enrichVehicle(
  services: EnrichServices,
  input: { vehicleId: string; lane: Lane; ending: AbortSignal | undefined; only?: Action },
): Promise<EnrichResult> {
  const { pool, daemonId } = services;
  const { vehicleId, lane, ending } = input;
  ending?.throwIfAborted();
  const claim = await claimVehicle(pool, { vehicleId, daemonId, lane, force: input.only !== undefined });
  if (claim === undefined) {
    return 'busy';
  }
  try {
    const row = await loadVehicle(pool, vehicleId);
    if (row === undefined) {
      await settleVehicle(pool, { ...EMPTY_SETTLEMENT, vehicleId, fence: claim.fence, wanted: claim.wanted });
      return 'settled';
    }
    const work: Work = {
      services,
      claim,
      signal: AbortSignal.any([...(ending === undefined ? [] : [ending]), AbortSignal.timeout(DEADLINE_MS)]),
      lane,
      source: row.discovery_url === null ? 'other' : sourceOf(row.discovery_url),
      row,
      gaps: new Set(claim.gaps),
      score: claim.score,
      slotAt: claim.slot_at ?? undefined,
      page: undefined,
      told: undefined,
      readBy: undefined,
      marked: false,
      done: [],
    };
    const { only } = input;
    const { stop, hadSlot, ...hindrance } = await act(work, ending, only);
    if (stop === undefined) {
      return await settle(work, hindrance.setback);
    }
    const fence = { vehicleId, fence: claim.fence };
    // A turn that could not be used for want of a seat is used later.
    const progress = progressOf(work, hindrance, !(stop instanceof SeatError) || hadSlot);
    if (stop instanceof LaneError) {
      const reason = stop.lane === 'recogniser' ? 'its photographs wait to be read for a VIN' : null;
      await moveVehicle(pool, { ...fence, wanted: claim.wanted, lane: stop.lane, progress, reason });
      return 'moved';
    }
    if (only === undefined && stop instanceof SeatError && stop.until.getTime() <= Date.now()) {
      // Behind the others at once, without waiting for the dispatcher.
      await moveVehicle(pool, { ...fence, wanted: claim.wanted, lane, progress, reason: stop.message });
      return 'moved';
    }
    const seconds = Math.max(0, (stop.until.getTime() - Date.now()) / 1000);
    services.events.emit('fetch:throttled', { source: work.source, seconds });
    if (input.only !== undefined) {
      const until = stop instanceof HostError ? await services.fetcher.reserveTurn(stop.host) : stop.until;
      await reserveTurn(pool, { ...fence, until });
      return new SlotError(stop.message, until);
    }
    if (stop instanceof HostError) {
      await standInLine(pool, { ...fence, host: stop.host, reason: stop.message, failed: stop.failed, progress });
    } else {
      await parkVehicle(pool, { ...fence, until: stop.until, reason: stop.message, progress });
    }
    return 'parked';
  } catch (error) {
    if (error instanceof FenceLostError) {
      // Does nothing under an old fence; a vehicle that was deleted leaves its run.
      await settleVehicle(pool, { ...EMPTY_SETTLEMENT, vehicleId, fence: claim.fence, wanted: claim.wanted });
      return 'taken_over';
    }
    await release(services, vehicleId, claim.fence, error);
    throw error;
  }
}

const EMPTY_SETTLEMENT = {
  outcome: 'exhausted',
  reason: null,
  nextTryAt: null,
  failedAttempt: false,
  lastError: null,
  extractorVersion: null,
  waitsAt: null,
  failed: false,
} as const;

/** Who waits longer in line leaves the run, so that this can end; and what else can be done is done meanwhile. */
const SHORT_WAIT_MS = 60_000;

/** How far a turn came. `stop`: it goes on at another time, or in another lane. */
interface Turn extends Hindrance {
  /** It began with a turn at a host. */
  readonly hadSlot: boolean;
  readonly stop?: SlotError | HostError | LaneError;
}

/** Runs what is useful and not done yet, in order. A setback of the page does not keep the photographs from being fetched. */
async function act(work: Work, ending: AbortSignal | undefined, only: Action | undefined): Promise<Turn> {
  let { setback, pageFailed, pageMayCome } = only === undefined ? resume(work) : UNHINDERED;
  const hadSlot = work.slotAt !== undefined;
  const before = new Set(work.done.map(({ action }) => action));
  for (const action of ACTION_ORDER) {
    const wanted =
      only === undefined ? !before.has(action) && isUseful(action, situation(work, pageFailed)) : action === only;
    // A description is composed only when the page is known not to have one: it may still say so after a wait.
    const premature = action === 'generate-vehicle-description' && pageMayCome;
    if (!wanted || premature) {
      continue;
    }
    if (work.lane === 'recogniser' && action !== READS_PHOTOGRAPHS) {
      return { setback, pageFailed, pageMayCome, hadSlot, stop: new LaneError('work') };
    }
    const started = performance.now();
    try {
      const result = await RUN[action](work);
      await report(work, action, result, started);
      if (result.setback !== undefined) {
        setback = worse(setback, { error: result.setback, passing: true, action });
      }
    } catch (thrown) {
      ending?.throwIfAborted();
      if (thrown instanceof SlotError || thrown instanceof LaneError) {
        return { setback, pageFailed, pageMayCome, hadSlot, stop: thrown };
      }
      const error = asOutcome(work, action, thrown);
      if (error instanceof HostError && error.inLine && error.waitMs <= SHORT_WAIT_MS) {
        return { setback, pageFailed, pageMayCome, hadSlot, stop: error };
      }
      // A host that is away is no failure of the action: it is done when the host is back.
      if (!(error instanceof HostError)) {
        await report(work, action, { filled: [], note: error.message }, started);
      }
      if (error instanceof ChangedMeanwhileError) {
        // Whatever else this run would do was planned for the row as it was.
        return { setback: { error, passing: true, action }, pageFailed, pageMayCome, hadSlot };
      }
      if (work.signal.aborted) {
        return { setback: worse(setback, { error, passing: true, action }), pageFailed, pageMayCome, hadSlot };
      }
      const passing = !(error instanceof GiveUpError);
      if (action !== 'retry-image-backfill') {
        pageFailed = true;
        pageMayCome ||= passing;
      }
      setback = worse(setback, { error, passing, action });
    }
  }
  return { setback, pageFailed, pageMayCome, hadSlot };
}

/** What an action ended with, as news of its vehicle. A time limit of our own is no fault. @throws what is one */
function asOutcome(work: Work, action: Action, thrown: unknown): Setback['error'] {
  if (thrown instanceof GiveUpError || thrown instanceof RetryError || thrown instanceof WaitError) {
    return thrown;
  }
  if (thrown instanceof FenceLostError) {
    throw thrown;
  }
  if (work.signal.aborted) {
    return new RetryError(`${action} was not done within ${DEADLINE_MS / 1000} s`, { cause: thrown });
  }
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') {
    return new RetryError(`${action} took longer than it may: ${thrown.message}`, { cause: thrown });
  }
  throw thrown;
}

function situation(work: Work, pageFailed: boolean): Situation {
  const { row, gaps } = work;
  return {
    gaps,
    hasPage: row.discovery_url !== null && !pageFailed,
    isBringATrailer: row.discovery_url !== null && isBringATrailer(row.discovery_url),
    imageUrls: row.image_urls.length,
    images: row.image_count,
    photosMissing: work.claim.photos_missing,
    isNamed: row.year !== null && row.make !== null && row.model !== null,
    hasText: row.description !== null,
    hasVin: row.vin !== null && judgeVin(row.vin) === 'valid',
  };
}

async function report(work: Work, action: Action, result: ActionResult, started: number): Promise<void> {
  const { pool, events } = work.services;
  const runtimeMs = performance.now() - started;
  const succeeded = result.filled.length > 0;
  work.done.push({ action, result, succeeded });
  const ours = await logAction(pool, {
    vehicleId: work.row.id,
    fence: work.claim.fence,
    action,
    succeeded,
    filled: result.filled,
    note: result.note,
    runtimeMs,
  });
  if (!ours) {
    throw new FenceLostError('another daemon has taken the vehicle over');
  }
  events.emit('action:end', {
    action,
    source: work.source,
    vehicleId: work.row.id,
    succeeded,
    filled: result.filled,
    note: result.note,
    seconds: runtimeMs / 1000,
  });
}

/** The first setback decides, but one that may pass outweighs one that never will: there is still something to wait for. */
function worse(a: Setback | undefined, b: Setback): Setback {
  return a === undefined || (b.passing && !a.passing) ? b : a;
}

async function settle(work: Work, setback: Setback | undefined): Promise<EnrichResult> {
  const { pool, events } = work.services;
  const { rows } = await pool.query<{ max: number }>('select max_attempts as max from micro_scrape.settings');
  const verdict = conclude(work, setback, rows[0]?.max ?? 5);
  const settled = await settleVehicle(pool, {
    vehicleId: work.row.id,
    fence: work.claim.fence,
    wanted: work.claim.wanted,
    ...verdict,
    extractorVersion: work.readBy ?? null,
  });
  if (settled === undefined) {
    return 'taken_over';
  }
  events.emit('vehicle:settled', {
    vehicleId: work.row.id,
    source: work.source,
    outcome: settled.outcome,
    reason: verdict.reason,
    score: settled.score,
    marked: work.marked || settled.newly_marked,
    sinceWanted: settled.wanted_at === null ? 0 : Math.max(0, (Date.now() - settled.wanted_at.getTime()) / 1000),
  });
  return 'settled';
}

async function release(services: EnrichServices, vehicleId: string, fence: string, cause: unknown): Promise<void> {
  try {
    await releaseVehicle(services.pool, {
      vehicleId,
      fence,
      lastError: cause instanceof Error ? cause.message : String(cause),
    });
  } catch (error) {
    // The database is away: the lease ends with our heartbeat, the reason is thrown on by the caller.
    services.events.emit('fault', {
      where: 'enrich',
      error: error instanceof Error ? error : new Error(String(error)),
    });
  }
}
