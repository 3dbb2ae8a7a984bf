/**
 * One run over one vehicle: what is known, what was done, and the services the actions use.
 * Invariant: `row` is the row as last read or written under this run's fence; counters only grow.
 */
import type { Pool } from 'pg';
import type { BlobStore } from '../blob/blob-store.ts';
import type { Claim, Lane } from '../db/statements/claim-vehicle.ts';
import type { VinDecoder } from '../decode/vin-decoder.ts';
import type { RetryError, WaitError } from '../errors.ts';
import type { Action, DaemonEvents } from '../events.ts';
import type { Fetcher } from '../fetch/fetcher.ts';
import type { VinReader } from '../ocr/vin-reader.ts';
import type { PageReader } from '../page/page-reader.ts';
import type { PageReading } from '../page/reading.ts';
import type { VehicleRow } from '../vehicle/vehicle.ts';
import type { DescriptionWriter } from './description-writer.ts';
import type { PageModel } from './page-model.ts';

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

export interface ActionResult {
  /** Gaps or fields this action filled; an action that filled nothing has failed. */
  readonly filled: readonly string[];
  /** What happened, for people: what was found, or why nothing was. */
  readonly note: string;
  /** What is worth another visit though something was filled. */
  readonly setback?: RetryError | WaitError;
}

export interface PageOfVehicle {
  readonly url: string;
  readonly reading: PageReading;
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

export interface Work {
  readonly services: EnrichServices;
  readonly claim: Claim;
  readonly signal: AbortSignal;
  /** The runner that this happens in. */
  readonly lane: Lane;
  /** `bringatrailer`, `craigslist`, ... or `other`. */
  readonly source: string;
  row: VehicleRow;
  gaps: ReadonlySet<string>;
  score: number;
  /** The page, once an action has read it. */
  /** The slot at a host that is reserved for the vehicle, until it is used. */
  slotAt: Date | undefined;
  page: PageOfVehicle | undefined;
  told: Told | undefined;
  /** The version of the rules that have read a page in this run, also one that is no listing. */
  readBy: number | undefined;
  marked: boolean;
  readonly done: { action: Action; result: ActionResult; succeeded: boolean }[];
}

/** For the one request that uses it. */
export function takeSlot(work: Work): Date | undefined {
  const { slotAt } = work;
  work.slotAt = undefined;
  return slotAt;
}
