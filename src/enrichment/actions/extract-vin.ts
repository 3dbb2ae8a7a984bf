/**
 * `extract-vin-from-vehicle`: the VIN out of the row's own text, else off its stored photographs; then what it says.
 * Invariant: a VIN that disagrees with the known year, make or model is a candidate, never a VIN; no photograph is read
 * twice.
 */

import { listImages } from '../../database/statements/photographs.ts';
import { findVinReads, keepVinRead } from '../../database/statements/vin-reads.ts';
import { likelyPlatesFirst } from '../../media/ocr/likely-plates.ts';
import type { VinRead } from '../../media/ocr/vin-reader.ts';
import { findBlob } from '../../media/store/blob-store.ts';
import { cut } from '../../runtime/text.ts';
import { vinsInText } from '../../vehicles/vin/vin-agreement.ts';
import { LeaseLostError } from '../commit.ts';
import { fill, type ProvenValue } from '../findings.ts';
import { fillFromVin, vinDoubt } from '../from-vin.ts';
import { type ActionResult, LaneError, type Work } from '../work.ts';
import type { ActionDefinition } from './action.ts';

/** Reading one photograph takes 0.1 to 0.5 s: the most promising are read, of all that a listing usually has. */
const PHOTOGRAPHS = 12;
const OF_PHOTOGRAPHS = 60;
/** From the vehicle's turn on. */
const TIME_MS = 30_000;

/** What a VIN can tell. */
const TOLD = ['year', 'make', 'model', 'engine'];

export const extractVin: ActionDefinition = {
  // A page is asked first, and its action heeds the row's VIN too.
  isUseful: ({ gaps, images, hasText, hasVin, hasPage }) =>
    (gaps.has('vin') && (images > 0 || hasText)) || (hasVin && !hasPage && TOLD.some((gap) => gaps.has(gap))),
  run: findAndDecode,
};

async function findAndDecode(work: Work): Promise<ActionResult> {
  const found = work.row.vin === null ? await find(work) : `the VIN is ${work.row.vin}`;
  const decoded = await fillFromVin(work);
  return { note: [found, decoded].filter((note) => note !== '').join('; ') };
}

/** Takes a VIN that was found, and says what else there is to say. */
async function find(work: Work): Promise<string> {
  const found = (await fromText(work)) ?? (await fromPhotographs(work));
  if ('note' in found) {
    return found.note;
  }
  fill(work, [found], { said: `VIN ${found.value} (${found.method})` });
  return '';
}

/** A VIN in the description, when it is the only one there. */
async function fromText(work: Work): Promise<ProvenValue | undefined> {
  const text = work.row.description;
  if (text === null) {
    return undefined;
  }
  const believed: { vin: string; snippet: string }[] = [];
  for (const found of vinsInText(text)) {
    if ((await vinDoubt(work, found.vin, work.row, 'found')) === undefined) {
      believed.push(found);
    }
  }
  const [only] = believed;
  if (only === undefined || believed.some(({ vin }) => vin !== only.vin)) {
    return undefined;
  }
  return {
    field: 'vin',
    value: only.vin,
    page_value: null,
    source_url: work.row.discovery_url,
    method: 'prose',
    snippet: only.snippet,
    confidence: 0.9,
  };
}

/**
 * In the recogniser's lane, because one thread reads them: elsewhere only what was read before is looked at.
 *
 * @throws LaneError when one must be read and this is another lane
 */
async function fromPhotographs(work: Work): Promise<ProvenValue | { note: string }> {
  const stored = await listImages(work.services.pool, work.row.id, OF_PHOTOGRAPHS);
  const images = likelyPlatesFirst(stored).slice(0, PHOTOGRAPHS);
  if (images.length === 0) {
    return { note: 'there is no stored photograph to read' };
  }
  const known = await findVinReads(work.services.pool, work.row.id);
  if (work.lane !== 'recogniser' && images.some((image) => !known.has(keyOf(image)))) {
    throw new LaneError('recogniser');
  }
  const within = AbortSignal.timeout(TIME_MS);
  const doubts = new Set<string>();
  let looked = 0;
  for (const image of images) {
    const read = known.get(keyOf(image)) ?? (await readPhotograph(work, image, within));
    if (read === 'no time') {
      break;
    }
    looked += 1;
    if (read === 'no file') {
      doubts.add(`${cut(image.storagePath, 80)} (its file is not in our store)`);
      continue;
    }
    if (read.vin === null) {
      for (const candidate of read.candidates) doubts.add(`${candidate} (${read.reason})`);
      continue;
    }
    const doubt = await vinDoubt(work, read.vin, work.row, 'found');
    if (doubt === undefined) {
      return provenBy(image.imageUrl, read);
    }
    doubts.add(`${read.vin} (${doubt})`);
  }
  const what =
    looked === images.length
      ? `no VIN on ${looked} photographs`
      : `no VIN: ${looked} of ${images.length} photographs read within ${TIME_MS / 1000} s`;
  return { note: `${what}${doubts.size > 0 ? `; not believed: ${[...doubts].slice(0, 4).join(', ')}` : ''}` };
}

/** Kept as soon as it is read, so that no photograph is read twice, also when the next one ends the turn. */
async function readPhotograph(
  work: Work,
  image: Awaited<ReturnType<typeof listImages>>[number],
  within: AbortSignal,
): Promise<VinRead | 'no time' | 'no file'> {
  const { pool, blobs, vins } = work.services;
  if (within.aborted) {
    return 'no time';
  }
  const bytes = await findBlob(blobs, image.storagePath);
  if (bytes === undefined) {
    return 'no file';
  }
  try {
    const read = await vins.read(bytes, { signal: AbortSignal.any([within, work.signal]) });
    const kept = { vehicleId: work.row.id, fence: work.claim.fence, url: keyOf(image), read };
    const worthKeeping = read.vin !== null || read.timedOut !== true;
    if (worthKeeping && !(await keepVinRead(pool, kept))) {
      throw new LeaseLostError('another daemon has taken the vehicle over');
    }
    return read;
  } catch (error) {
    work.signal.throwIfAborted();
    if (within.aborted && error === within.reason) {
      return 'no time';
    }
    throw error;
  }
}

function keyOf(image: { readonly imageUrl: string | null; readonly storagePath: string }): string {
  return image.imageUrl ?? image.storagePath;
}

function provenBy(sourceUrl: string | null, read: Extract<VinRead, { vin: string }>): ProvenValue {
  return {
    field: 'vin',
    value: read.vin,
    page_value: null,
    source_url: sourceUrl,
    method: 'ocr',
    snippet: cut(`read ${read.votes} times off the photograph: ${read.text}`, 300),
    confidence: 0.95,
  };
}
