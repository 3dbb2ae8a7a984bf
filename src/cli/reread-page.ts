/**
 * One kept page, read again with the present rules for the vehicle it belongs to.
 * Invariant: no request leaves; what is written goes through the same claim, fence, evidence and score as a daemon's
 * work, and what was promised to the vehicle (queued work, its next try) stays promised.
 */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { claimVehicle } from '../database/statements/claim-vehicle.ts';
import { finishRereading } from '../database/statements/finish-rereading.ts';
import type { KeptPage } from '../database/statements/kept-pages.ts';
import { releaseVehicle } from '../database/statements/release-vehicle.ts';
import { extractImages } from '../enrichment/actions/extract-images.ts';
import { extractListing } from '../enrichment/actions/extract-listing.ts';
import { generateDescription } from '../enrichment/actions/generate-description.ts';
import { LeaseLostError, saveAll } from '../enrichment/commit.ts';
import { readKeptPage } from '../enrichment/kept-page.ts';
import type { PageModel } from '../enrichment/model/page-model.ts';
import { toldBy } from '../enrichment/progress.ts';
import { type ActionResult, type EnrichServices, logAction, type Work, workOn } from '../enrichment/work.ts';
import { type Action, DaemonEvents } from '../events.ts';
import { isBringATrailer } from '../extraction/adapters/registry.ts';
import type { PageReader } from '../extraction/process/page-reader.ts';
import { EXTRACTOR_VERSION, type PageReading } from '../extraction/reading.ts';
import type { BlobStore } from '../media/store/blob-store.ts';
import { PermanentError, RetryError } from '../runtime/errors.ts';
import type { VinDecoder } from '../vehicles/vin/vin-decoder.ts';

export interface RereadServices {
  readonly pool: Pool;
  readonly blobs: BlobStore;
  readonly reader: PageReader;
  readonly decoder: VinDecoder;
  /** Whose kept answers count; it is asked nothing. */
  readonly pageModel?: Pick<PageModel, 'model'>;
}

export interface Reread {
  readonly vehicle_id: string;
  /** How the page is judged now; null when it could not be read. */
  readonly kind: string | null;
  readonly filled: readonly string[];
  /** Complete since this reading. */
  readonly marked: boolean;
  /** Why nothing could be done, in words. */
  readonly problem: string | null;
}

export async function rereadPage(services: RereadServices, page: KeptPage, signal: AbortSignal): Promise<Reread> {
  const { pool } = services;
  const nothing = (problem: string | null, kind: string | null = null): Reread => ({
    vehicle_id: page.vehicle_id,
    kind,
    filled: [],
    marked: false,
    problem,
  });
  const reading = await readKept(services, page, signal);
  if (typeof reading === 'string') {
    return nothing(reading);
  }
  // No daemon has this id, so a daemon may take the vehicle over at any moment; our fence is then void and we stop.
  const readerId = randomUUID();
  const claim = await claimVehicle(pool, { vehicleId: page.vehicle_id, daemonId: readerId, lane: 'work', force: true });
  if (claim === undefined) {
    return nothing('a daemon is working on it', reading.kind);
  }
  try {
    const { row } = claim;
    if (row === null) {
      return nothing('was deleted', reading.kind);
    }
    const work = workOn(withoutRequests(services, readerId), claim, row, { lane: 'work', signal });
    work.slotAt = undefined;
    work.pageKey = page.blob_key;
    work.readBy = EXTRACTOR_VERSION;
    if (reading.kind === 'listing') {
      work.page = { url: page.url, reading };
      work.told = toldBy(reading);
    }
    await act(work);
    const filled = work.lines.length === 0 ? [] : (await saveAll(work)).done.flatMap((action) => action.filled);
    const finished = await finishRereading(pool, {
      vehicleId: page.vehicle_id,
      fence: claim.fence,
      extractorVersion: EXTRACTOR_VERSION,
      kind: reading.kind,
      kindReason: reading.reason,
      kindBefore: page.kind,
      done: work.done,
    });
    return {
      vehicle_id: page.vehicle_id,
      kind: reading.kind,
      filled,
      marked: work.marked,
      problem: finished === undefined ? 'a daemon took it over' : null,
    };
  } catch (error) {
    await releaseVehicle(pool, { vehicleId: page.vehicle_id, fence: claim.fence, lastError: null });
    // Of this vehicle only: a row somebody holds locked, a vehicle taken over. Anything else ends the command.
    if (error instanceof LeaseLostError || error instanceof RetryError || error instanceof PermanentError) {
      return nothing(error.message, reading.kind);
    }
    throw error;
  }
}

/** The reading, or why there is none. */
async function readKept(
  { blobs, reader }: RereadServices,
  page: KeptPage,
  signal: AbortSignal,
): Promise<PageReading | string> {
  const html = await readKeptPage(blobs, page.blob_key);
  if (html === undefined) {
    return `its page is no longer kept (is BLOB_STORE the daemon's?): ${page.blob_key}`;
  }
  try {
    return await reader.read({ url: page.url, html }, signal);
  } catch (error) {
    if (error instanceof PermanentError || error instanceof RetryError) {
      return error.message;
    }
    throw error;
  }
}

/** What a page can fill by itself, in the daemon's order. */
async function act(work: Work): Promise<void> {
  if (work.page === undefined) {
    return;
  }
  const { row } = work;
  const isBaT = row.discovery_url !== null && isBringATrailer(row.discovery_url);
  await record(work, isBaT ? 'comprehensive-bat-extraction' : 'extract-listing', extractListing);
  if (work.gaps.has('images_extracted')) {
    await record(work, 'extract-images', extractImages);
  }
  if (work.gaps.has('description')) {
    await record(work, 'generate-vehicle-description', generateDescription);
  }
}

async function record(work: Work, action: Action, run: (work: Work) => Promise<ActionResult>): Promise<void> {
  const started = performance.now();
  const { note, ...result } = await run(work);
  const from = 'from the kept page';
  logAction(
    work,
    action,
    { ...result, note: note === undefined ? from : `${note}; ${from}` },
    performance.now() - started,
  );
}

/** The services of the actions; whatever would need the web or a photograph fails loudly. */
function withoutRequests(
  { pool, blobs, reader, decoder, pageModel }: RereadServices,
  daemonId: string,
): EnrichServices {
  const refuse = async (): Promise<never> => {
    throw new Error('reading a kept page asked for more than the page');
  };
  return {
    pool,
    blobs,
    reader,
    decoder,
    ...(pageModel && { pageModel }),
    events: new DaemonEvents(),
    fetcher: {
      fetchPage: refuse,
      fetchImage: refuse,
      pageWasGood: refuse,
      showedRobotCheck: refuse,
      reserveTurn: refuse,
      seats: () => ({ inTime: 0, slow: 0 }),
      close: async () => {},
    },
    vins: { read: refuse, close: async () => {} },
    daemonId,
  };
}
