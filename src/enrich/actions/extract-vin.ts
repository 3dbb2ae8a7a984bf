/**
 * `extract-vin-from-vehicle`: the VIN out of the row's own text, else off its stored photographs.
 * Invariant: a VIN that disagrees with the known year or make is a candidate, never a VIN.
 */
import { listImages } from '../../db/statements/store-images.ts';
import { vinContradiction, vinsInText } from '../../vehicle/vin-agreement.ts';
import type { ActionResult, Work } from '../work.ts';
import { fillFields, type ProvenValue } from '../write.ts';

/** Reading one photograph takes 0.1 to 0.5 s; plates are usually among the first. */
const PHOTOGRAPHS = 12;
const TIME_MS = 30_000;

export async function extractVin(work: Work): Promise<ActionResult> {
  const written = fromText(work);
  const found = written ?? (await fromPhotographs(work));
  if ('note' in found) {
    return { filled: [], note: found.note };
  }
  const { filled } = await fillFields(work, [found]);
  return {
    filled,
    note: filled.length > 0 ? `VIN ${found.value} (${found.evidence.method})` : 'a VIN was written meanwhile',
  };
}

/** A VIN in the description, when it is the only one there. */
function fromText(work: Work): ProvenValue | undefined {
  const text = work.row.description;
  if (text === null) {
    return undefined;
  }
  const vins = vinsInText(text).filter(({ vin }) => vinContradiction(vin, work.row) === undefined);
  const [only] = vins;
  if (only === undefined || vins.some(({ vin }) => vin !== only.vin)) {
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
  const images = await listImages(pool, work.row.id, PHOTOGRAPHS);
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
    const read = await vins.read(await blobs.get(image.storagePath), { signal });
    if (read.vin === null) {
      doubts.push(...read.candidates.map((candidate) => `${candidate} (${read.reason})`));
      continue;
    }
    const contradiction = vinContradiction(read.vin, work.row);
    if (contradiction === undefined) {
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
    doubts.push(`${read.vin} (${contradiction})`);
  }
  work.signal.throwIfAborted();
  return {
    note: `no VIN on ${images.length} photographs${doubts.length > 0 ? `; not believed: ${doubts.slice(0, 4).join(', ')}` : ''}`,
  };
}
