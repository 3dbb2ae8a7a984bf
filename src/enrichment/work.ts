/**
 * One run over one vehicle: what is known, what was done, and the services the actions use.
 * Invariant: what is known of the vehicle is what the database says under this run's fence and what was found since.
 */
import type { Pool } from 'pg';
import type { ClaimedVehicle } from '../database/statements/claim-vehicle.ts';
import type {
  ActionLine,
  DoneAction,
  FetchedPageRow,
  Photographs,
  RejudgedPage,
  Write,
} from '../database/statements/commit-run.ts';
import type { Action, DaemonEvents, Lane, Subject } from '../events.ts';
import { siteOf } from '../extraction/adapters/registry.ts';
import type { PageReader } from '../extraction/process/page-reader.ts';
import type { PageReading } from '../extraction/reading.ts';
import type { Fetcher } from '../fetching/fetcher.ts';
import type { VinReader } from '../media/ocr/vin-reader.ts';
import type { BlobStore } from '../media/store/blob-store.ts';
import type { DeferError, RetryError } from '../runtime/errors.ts';
import type { VehicleRow } from '../vehicles/vehicle.ts';
import type { VinDecoder } from '../vehicles/vin/vin-decoder.ts';
import type { DescriptionWriter } from './description/model-writer.ts';
import type { PageModel } from './model/page-model.ts';

export interface EnrichServices {
  readonly pool: Pool;
  readonly events: DaemonEvents;
  readonly fetcher: Fetcher;
  readonly reader: PageReader;
  readonly blobs: BlobStore;
  readonly vins: VinReader;
  readonly decoder: VinDecoder;
  /** Absent where no language model is configured. */
  readonly writer?: DescriptionWriter;
  readonly pageModel?: PageModel;
  readonly daemonId: string;
}

/** What an action did beside what it found (findings.ts), for people; one that filled nothing has failed. */
export interface ActionResult {
  /** Filled and written already. */
  readonly filled?: readonly string[];
  /** Why nothing was filled, when nothing was. */
  readonly otherwise?: string;
  /** What else happened, in any case. */
  readonly note?: string;
  /** What is worth another visit though something was filled. */
  readonly setback?: RetryError | DeferError;
}

export interface PageOfVehicle {
  readonly url: string;
  readonly reading: PageReading;
  /** How its rendering in the browser ended; undefined: it was fetched plainly. */
  readonly rendered?: string | undefined;
}

/** What later steps need of the page, also when they are done in another turn than its reading. */
export interface Told {
  /** As an ISO date. */
  readonly auctionEndsAt: string | undefined;
  /** The words that named the car: trim and body often stand there and nowhere else. */
  readonly title: string | undefined;
  /** It gives an engine that could not be believed. */
  readonly otherEngine: boolean;
}

/** What a vehicle's next step needs is another runner's: the run goes on there. */
export class LaneError extends Error {
  override name = 'LaneError';
  readonly lane: Lane;

  constructor(lane: Lane) {
    super(`goes on in the lane ${lane}`);
    this.lane = lane;
  }
}

/** What a run has found and not written yet. */
export interface Findings {
  page: FetchedPageRow | RejudgedPage | undefined;
  readonly writes: Write[];
  photographs: Photographs | undefined;
}

export function noFindings(): Findings {
  return { page: undefined, writes: [], photographs: undefined };
}

export interface Work {
  readonly services: EnrichServices;
  readonly claim: ClaimedVehicle;
  readonly signal: AbortSignal;
  /** The runner that this happens in. */
  readonly lane: Lane;
  /** One action was asked for by hand, and nothing else is done. */
  readonly byHand: boolean;
  /** The row of the queue that asked for it; a kept page that is read again has none. */
  readonly job: string | undefined;
  /** `bringatrailer`, `craigslist`, ... or `other`. */
  readonly source: string;
  /** The row as it will be once what was found is written. */
  row: VehicleRow;
  /** The row as it was last read: what is found is about this vehicle. */
  judged: VehicleRow;
  gaps: ReadonlySet<string>;
  score: number;
  /** The slot at a host that is reserved for the vehicle, until it is used. */
  slotAt: Date | undefined;
  /** The page, once an action has read it. */
  page: PageOfVehicle | undefined;
  /** Under which the bytes of the page lie. */
  pageKey: string | undefined;
  told: Told | undefined;
  /** The version of the rules that have read a page in this run, also one that is no listing. */
  readBy: number | undefined;
  marked: boolean;
  /** Not written yet. */
  found: Findings;
  /** Of actions that are done and not written yet. */
  lines: ActionLine[];
  /** What the action under way has filled that was written before its end. */
  carried: { readonly filled: readonly string[]; readonly said: string }[];
  /** Actions of this run, as the log has them. */
  done: readonly DoneAction[];
}

/** A run at its beginning. */
export function workOn(
  services: EnrichServices,
  claim: ClaimedVehicle,
  row: VehicleRow,
  how: { readonly lane: Lane; readonly job?: string; readonly byHand?: boolean; readonly signal: AbortSignal },
): Work {
  return {
    services,
    claim,
    job: undefined,
    byHand: false,
    ...how,
    source: row.discovery_url === null ? 'other' : siteOf(row.discovery_url),
    row,
    judged: row,
    gaps: new Set(claim.gaps),
    score: claim.score,
    slotAt: claim.slot_at ?? undefined,
    page: undefined,
    pageKey: undefined,
    told: undefined,
    readBy: undefined,
    marked: false,
    found: noFindings(),
    lines: [],
    carried: [],
    done: [],
  };
}

/** What it is about, for whoever is told of it. */
export function subjectOf({ row, claim, job }: Work): Subject {
  return { vehicleId: row.id, runId: claim.run_id, jobId: job ?? null };
}

/** Whether it has been done in this run, by this turn or an earlier one. */
export function isDone(work: Work, action: Action): boolean {
  return work.done.some((each) => each.action === action) || work.lines.some((line) => line.action === action);
}

/** Puts an action into the log. */
export function logAction(work: Work, action: Action, result: ActionResult, runtimeMs: number): void {
  const filled = [...work.carried.flatMap((each) => each.filled), ...(result.filled ?? [])];
  const note = [...work.carried.map(({ said }) => said), result.note].filter(
    (part) => part !== undefined && part !== '',
  );
  work.carried = [];
  work.lines.push({
    action,
    ...(filled.length > 0 && { filled }),
    ...(result.otherwise !== undefined && { otherwise: result.otherwise }),
    ...(note.length > 0 && { note: note.join('; ') }),
    runtime_ms: Math.round(runtimeMs),
  });
}

/** For the one request that uses it. */
export function takeSlot(work: Work): Date | undefined {
  const { slotAt } = work;
  work.slotAt = undefined;
  return slotAt;
}
