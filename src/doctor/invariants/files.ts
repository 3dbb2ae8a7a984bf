/**
 * Images against the files they name, in a directory or in any opened store.
 * Invariant: nothing is written, and only what has the form of our keys is looked for: other rows are other people's.
 */

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { QUEUE_SCHEMA } from '../../database/queue-schema.ts';
import { BlobMissingError, type BlobStore } from '../../media/store/blob-store.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import { orMissing } from '../../runtime/thrown.ts';
import type { Finding } from '../finding.ts';
import { type Found, literals, MOST_PER_INVARIANT, problemsOf } from './question.ts';
import { type Looking, slicesOf } from './slices.ts';

/** Where the bytes lie: the directory of a `file:` store, or an opened store and the place it was opened at. */
export type Blobs = string | OpenedStore;

export interface OpenedStore {
  readonly store: Pick<BlobStore, 'get' | 'has'>;
  /** `s3://BUCKET/PREFIX`, without a slash at its end. */
  readonly place: string;
  /** Of S3-compatible storage that is not Amazon's. */
  readonly endpoint?: string | undefined;
}

/** By vehicles, as every table of images has an index on those. */
const FILES = `
  select distinct vehicle_id::text, storage_path, file_hash from public.vehicle_images
  where vehicle_id >= $1 and ($2::uuid is null or vehicle_id < $2) and source = 'micro-scrape' and storage_path is not null`;
/** At sixty photographs each, 12,000 rows. */
const VEHICLES_AT_ONCE = 200;
/** Each has one file of up to 25 MB in memory. */
const LANES = 4;
const KEY = /^([0-9a-f]{2})\/\1[0-9a-f]{62}$/;

const files = z.array(z.object({ vehicle_id: z.string(), storage_path: z.string(), file_hash: z.string().nullable() }));

type Row = z.infer<typeof files>[number];
type Wrong = Found & { readonly key: string };

export async function findLostFiles(looking: Looking, blobs: Blobs): Promise<Finding[]> {
  const opened = typeof blobs === 'string' ? directory(blobs) : blobs;
  const wrong: Wrong[] = [];
  let present = 0;
  for await (const slice of slicesOf(looking, VEHICLES_AT_ONCE)) {
    const rows = files.parse((await looking.db.query(FILES, [...slice])).rows);
    await inParallel(
      rows.filter((row) => KEY.test(row.storage_path)),
      LANES,
      async (row) => {
        if (looking.signal?.aborted || wrong.length >= MOST_PER_INVARIANT) {
          return;
        }
        const found = await look(opened.store, row);
        if (found === undefined) {
          present += 1;
        } else {
          wrong.push(found);
        }
      },
    );
    if (wrong.length >= MOST_PER_INVARIANT) {
      break;
    }
  }
  const fix = () => [...(present === 0 ? suspectStore(wrong, opened) : []), ...fetchAgain(wrong, opened)];
  return problemsOf({ check: 'bytes-before-rows', fix }, wrong.slice(0, MOST_PER_INVARIANT));
}

/** Reads to the last byte: only the hash tells a whole file. A store that does not answer is thrown on. */
async function look(store: OpenedStore['store'], row: Row): Promise<Wrong | undefined> {
  const { vehicle_id: id, storage_path: key } = row;
  try {
    await store.get(key);
  } catch (error) {
    if (!(error instanceof BlobMissingError)) {
      throw error;
    }
    const how = (await store.has(key)) ? 'damaged' : 'missing';
    return { id, key, how, detail: `vehicle ${id}: ${error.message}` };
  }
  return row.file_hash === path.basename(key)
    ? undefined
    : { id, key, how: 'row', detail: `vehicle ${id}: the image at ${key} has file_hash ${row.file_hash}` };
}

/** With the wrong BLOB_STORE every photograph is missing, and to delete their rows would be a loss. */
function suspectStore(wrong: readonly Wrong[], { place }: OpenedStore): string[] {
  return wrong.length > 1 && wrong.every(({ how }) => how === 'missing')
    ? [
        `BLOB_STORE=DIRECTORY-OR-BUCKET   # that of the daemons: not one photograph is in ${place}. If it is theirs, then:`,
      ]
    : [];
}

/**
 * A vehicle that keeps other photographs is not visited for one that is gone, so that is asked for. A damaged file goes
 * first: whoever stores the same bytes again takes a file of that name for whole.
 */
function fetchAgain(wrong: readonly Wrong[], opened: OpenedStore): string[] {
  const vehicles = literals(wrong.map(({ id }) => id));
  const keys = literals(wrong.map(({ key }) => key));
  const damaged = new Set(wrong.filter(({ how }) => how === 'damaged').map(({ key }) => key));
  return [
    ...[...damaged].map((key) => removal(opened, key)),
    `DELETE FROM vehicle_images WHERE source = 'micro-scrape' AND vehicle_id IN (${vehicles}) AND storage_path IN (${keys});`,
    `SELECT ${QUEUE_SCHEMA}.add_job('retry-image-backfill', json_build_object('vehicle_id', id)) FROM unnest(ARRAY[${vehicles}]) AS id;`,
  ];
}

function removal({ place, endpoint }: OpenedStore, key: string): string {
  const file = quoted(`${place}/${key}`);
  if (!place.startsWith('s3://')) {
    return `rm ${file}`;
  }
  return endpoint === undefined ? `aws s3 rm ${file}` : `aws s3 rm ${file} --endpoint-url ${quoted(endpoint)}`;
}

/** For a shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Not the store's own opening, which makes the directory and writes into it. */
function directory(place: string): OpenedStore {
  const read = async (key: string) => {
    const bytes = await orMissing(readFile(path.join(place, key)));
    if (bytes === undefined) {
      throw new BlobMissingError(`${key} is not in ${place}`);
    }
    if (createHash('sha256').update(bytes).digest('hex') !== path.basename(key)) {
      throw new BlobMissingError(`${key} in ${place} is damaged`);
    }
    return bytes;
  };
  const has = async (key: string) => (await orMissing(stat(path.join(place, key)))) !== undefined;
  return { place, store: { get: read, has } };
}
