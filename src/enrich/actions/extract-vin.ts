/**
 * `extract-vin-from-vehicle`: the VIN out of the row's own text, else off its stored photographs; then what it says.
 * Invariant: a VIN that disagrees with the known year, make or model is a candidate, never a VIN.
 */
import { findBlob } from '../../blob/blob-store.ts';
import { listImages } from '../../db/statements/store-images.ts';
import { likelyPlatesFirst } from '../../ocr/likely-plates.ts';
import type { Field } from '../../vehicle/fields.ts';
import { isMissing } from '../../vehicle/vehicle.ts';
import { vinsInText } from '../../vehicle/vin-agreement.ts';
import { fillFromVin, vinDoubt } from '../from-vin.ts';
import type { ActionResult, Work } from '../work.ts';
import { fillFields, type ProvenValue } from '../write.ts';

/** Reading one photograph takes 0.1 to 0.5 s: the most promising are read, of all that a listing usually has. */
const PHOTOGRAPHS = 12;
const OF_PHOTOGRAPHS = 60;
const TIME_MS = 30_000;

export async function extractVin(work: Work): Promise<ActionResult> {
  const known = !isMissing('vin', work.row.vin);
  const vin = known ? { filled: [], note: `the VIN is ${work.row.vin}` } : await find(work);
  const decoded = await fillFromVin(work);
  return {
    filled: [...vin.filled, ...decoded.filled],
    note: decoded.note === '' ? vin.note : `${vin.note}; ${decoded.note}`,
  };
}

async function find(work: Work): Promise<{ filled: Field[]; note: string }> {
  const found = (await fromText(work)) ?? (await fromPhotographs(work));
  if ('note' in found) {
    return { filled: [], note: found.note };
  }
  const { filled, refused } = await fillFields(work, [found]);
  const note =
    refused[0] === undefined ? `VIN ${found.value} (${found.evidence.method})` : `the table refused ${refused[0]}`;
  return { filled, note };
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
    evidence: {
      pageValue: null,
      sourceUrl: work.row.discovery_url,
      method: 'prose',
      snippet: only.snippet,
      confidence: 0.9,
    },
  };
}

async function fromPhotographs(work: Work): Promise<ProvenValue | { note: string }> {
  const { pool, blobs, vins } = work.services;
  const stored = await listImages(pool, work.row.id, OF_PHOTOGRAPHS);
  const images = likelyPlatesFirst(stored).slice(0, PHOTOGRAPHS);
  if (images.length === 0) {
    return { note: 'there is no stored photograph to read' };
  }
  const deadline = AbortSignal.timeout(TIME_MS);
  const signal = AbortSignal.any([deadline, work.signal]);
  const doubts: string[] = [];
  for (const image of images) {
    if (deadline.aborted) {
      break;
    }
    const bytes = await findBlob(blobs, image.storagePath);
    if (bytes === undefined) {
      doubts.push(`${image.storagePath.slice(0, 80)} (its file is not in our store)`);
      continue;
    }
    const read = await vins.read(bytes, { signal });
    if (read.vin === null) {
      doubts.push(...read.candidates.map((candidate) => `${candidate} (${read.reason})`));
      continue;
    }
    const doubt = await vinDoubt(work, read.vin, work.row, 'found');
    if (doubt === undefined) {
      return {
        field: 'vin',
        value: read.vin,
        evidence: {
          pageValue: null,
          sourceUrl: image.imageUrl,
          method: 'ocr',
          snippet: `read ${read.votes} times off the photograph: ${read.text}`.slice(0, 300),
          confidence: 0.95,
        },
      };
    }
    doubts.push(`${read.vin} (${doubt})`);
  }
  work.signal.throwIfAborted();
  return {
    note: `no VIN on ${images.length} photographs${doubts.length > 0 ? `; not believed: ${doubts.slice(0, 4).join(', ')}` : ''}`,
  };
}
