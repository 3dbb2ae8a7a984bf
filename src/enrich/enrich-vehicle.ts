/**
 * One run over one vehicle, the story the whole daemon exists for:
 * claim it, read its row, do what may fill its gaps, settle.
 * Invariant: every way out of here settles, parks or releases the claim; nothing is written after the fence is lost.
 */
import { claimVehicle } from '../db/statements/claim-vehicle.ts';
import { loadVehicle } from '../db/statements/load-vehicle.ts';
import { logAction } from '../db/statements/log-action.ts';
import { parkVehicle, reserveTurn } from '../db/statements/park-vehicle.ts';
import { releaseVehicle } from '../db/statements/release-vehicle.ts';
import { settleVehicle } from '../db/statements/settle-vehicle.ts';
import { GiveUpError, RetryError, SlotError, WaitError } from '../errors.ts';
import type { Action } from '../events.ts';
import { isBringATrailer, sourceOf } from '../sources/registry.ts';
import { judgeVin } from '../vehicle/vin.ts';
import { backfillImages } from './actions/backfill-images.ts';
import { extractImages } from './actions/extract-images.ts';
import { extractListing } from './actions/extract-listing.ts';
import { extractVin } from './actions/extract-vin.ts';
import { generateDescription } from './actions/generate-description.ts';
import { ACTION_ORDER, isUseful, type Situation } from './plan.ts';
import { conclude, type Setback } from './verdict.ts';
import type { ActionResult, EnrichServices, Work } from './work.ts';
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
export type EnrichResult = 'settled' | 'parked' | 'busy' | 'taken_over' | SlotError;

/**
 * `only`: one action asked for by hand, done also when the vehicle has no work queued. Faults of ours (a lost
 * connection) are thrown after the vehicle is released, for the queue to retry.
 */
export async function enrichVehicle(
  services: EnrichServices,
  input: { vehicleId: string; signal: AbortSignal; only?: Action },
): Promise<EnrichResult> {
  const { pool, daemonId } = services;
  const { vehicleId, signal } = input;
  signal.throwIfAborted();
  const claim = await claimVehicle(pool, { vehicleId, daemonId, force: input.only !== undefined });
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
      signal,
      source: row.discovery_url === null ? 'other' : sourceOf(row.discovery_url),
      row,
      gaps: new Set(claim.gaps),
      score: claim.score,
      page: undefined,
      readBy: undefined,
      marked: false,
      done: [],
    };
    const setback = await act(work, input.only);
    if (setback instanceof SlotError) {
      const seconds = Math.max(0, (setback.until.getTime() - Date.now()) / 1000);
      services.events.emit('fetch:throttled', { source: work.source, seconds });
      const turn = { vehicleId, fence: claim.fence, until: setback.until };
      if (input.only !== undefined) {
        await reserveTurn(pool, turn);
        return setback;
      }
      await parkVehicle(pool, { ...turn, reason: setback.message });
      return 'parked';
    }
    return await settle(work, setback);
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
} as const;

/** Runs what is useful, in order. A setback of the page does not keep the photographs from being fetched. */
async function act(work: Work, only: Action | undefined): Promise<Setback | SlotError | undefined> {
  let setback: Setback | undefined;
  let pageFailed = false;
  let pageMayCome = false;
  for (const action of ACTION_ORDER) {
    const wanted = only === undefined ? isUseful(action, situation(work, pageFailed)) : action === only;
    // A description is composed only when the page is known not to have one: it may still say so after a wait.
    const premature = action === 'generate-vehicle-description' && pageMayCome;
    if (!wanted || premature) {
      continue;
    }
    const started = performance.now();
    try {
      const result = await RUN[action](work);
      await report(work, action, result, started);
      if (result.setback !== undefined) {
        setback = worse(setback, { error: result.setback, passing: true, action });
      }
    } catch (error) {
      work.signal.throwIfAborted();
      if (error instanceof SlotError) {
        return error;
      }
      if (!(error instanceof GiveUpError || error instanceof RetryError || error instanceof WaitError)) {
        throw error;
      }
      await report(work, action, { filled: [], note: error.message }, started);
      if (error instanceof ChangedMeanwhileError) {
        // Whatever else this run would do was planned for the row as it was.
        return { error, passing: true, action };
      }
      const passing = !(error instanceof GiveUpError);
      if (action !== 'retry-image-backfill') {
        pageFailed = true;
        pageMayCome ||= passing;
      }
      setback = worse(setback, { error, passing, action });
    }
  }
  return setback;
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
