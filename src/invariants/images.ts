/** Rows of images against each other and against the files they name. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Queryable } from '../db/pool.ts';
import { MOST_PER_INVARIANT, type Violation, violationsOf } from './violation.ts';

const DOUBLES = `
  select format('vehicle %s has %s images with hash %s', vehicle_id, count(*), file_hash) as detail
  from public.vehicle_images where file_hash is not null and source = 'micro-scrape'
  group by vehicle_id, file_hash having count(*) > 1 limit $1`;
const PRIMARIES = `
  select format('vehicle %s has %s primary images', vehicle_id, count(*)) as detail
  from public.vehicle_images where is_primary group by vehicle_id having count(*) > 1 limit $1`;
/** In pieces: a catalogue may have a million. */
const FILES = `
  select id::text, storage_path, file_hash, file_size::float8 as file_size from public.vehicle_images
  where source = 'micro-scrape' and storage_path is not null and ($2::uuid is null or id > $2::uuid) order by id limit $1`;
const PIECE = 500;
const SWEPT_AFTER_MS = 120_000;

const files = z.array(
  z.object({
    id: z.string(),
    storage_path: z.string(),
    file_hash: z.string().nullable(),
    file_size: z.number().nullable(),
  }),
);

export async function checkImages(db: Queryable, blobs: string | undefined): Promise<Violation[]> {
  return [
    ...(await violationsOf(db, 'one-of-each-image', DOUBLES)),
    ...(await violationsOf(db, 'one-primary', PRIMARIES)),
    ...(blobs === undefined ? [] : [...(await checkFiles(db, blobs)), ...(await findStrays(blobs))]),
  ];
}

async function checkFiles(db: Queryable, blobs: string): Promise<Violation[]> {
  const found: Violation[] = [];
  const seen = new Map<string, string | undefined>();
  let last: string | null = null;
  for (;;) {
    const rows: z.infer<typeof files> = files.parse((await db.query(FILES, [PIECE, last])).rows);
    for (const row of rows) {
      const key = row.storage_path;
      const hash = seen.has(key) ? seen.get(key) : await hashOf(join(blobs, key));
      seen.set(key, hash);
      if (hash === undefined) {
        found.push({ invariant: 'bytes-before-rows', detail: `image ${row.id}: there is no file ${key}` });
      } else if (hash !== row.file_hash || !key.endsWith(hash)) {
        found.push({
          invariant: 'bytes-before-rows',
          detail: `image ${row.id}: the bytes of ${key} have hash ${hash}`,
        });
      }
      if (found.length >= MOST_PER_INVARIANT) {
        return found;
      }
    }
    last = rows.at(-1)?.id ?? null;
    if (rows.length < PIECE) {
      return found;
    }
  }
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Whatever does not lie under its hash is being written, or was when its daemon died. The store sweeps when it writes, at
 * most once a minute: a stray is one that writes of two minutes later have left behind.
 */
async function findStrays(blobs: string): Promise<Violation[]> {
  const unfinished: { file: string; at: number }[] = [];
  let lastWrite = 0;
  for (const entry of await readdir(blobs, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) {
      continue;
    }
    const file = join(entry.parentPath, entry.name);
    // It may be renamed to its final name, or swept, while we look.
    const status = await stat(file).catch((error: unknown) => {
      if (isMissing(error)) {
        return undefined;
      }
      throw error;
    });
    if (status === undefined) {
      continue;
    }
    if (/^[0-9a-f]{64}$/.test(entry.name)) {
      lastWrite = Math.max(lastWrite, status.mtimeMs);
    } else {
      unfinished.push({ file, at: status.mtimeMs });
    }
  }
  return unfinished
    .filter(({ at }) => lastWrite - at > SWEPT_AFTER_MS)
    .slice(0, MOST_PER_INVARIANT)
    .map(({ file }) => ({ invariant: 'no-strays', detail: `${file} was left behind` }));
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
