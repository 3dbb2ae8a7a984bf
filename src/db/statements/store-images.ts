import { z } from 'zod';
import { RetryError } from '../../errors.ts';
import type { Queryable } from '../pool.ts';
import { isRuleOfTheTable } from '../table-rules.ts';

// The caller holds the vehicle's row, so looking for the hash and adding the row cannot race with another writer of ours.
const INSERT = `
  insert into public.vehicle_images
    (vehicle_id, image_url, storage_path, source, source_url, file_hash, file_size, mime_type, width, height, position, is_primary)
  select $1, e.image_url, e.storage_path, 'micro-scrape', $3, e.file_hash, e.file_size, e.mime_type, e.width, e.height, e.position,
    e.position = min(e.position) over ()
      and not exists (select from public.vehicle_images i where i.vehicle_id = $1 and i.is_primary)
  from jsonb_to_recordset($2::jsonb) as e (image_url text, storage_path text, file_hash text, file_size bigint,
    mime_type text, width integer, height integer, position integer)
  where not exists (select from public.vehicle_images i where i.vehicle_id = $1 and i.file_hash = e.file_hash)
  order by e.position`;
const LIST = `
  select image_url, storage_path, width, height from public.vehicle_images
  where vehicle_id = $1 and storage_path is not null order by is_primary desc, position nulls last limit $2`;
const KEEP_URLS = `
  update public.vehicles set
    origin_metadata = (case when jsonb_typeof(origin_metadata) = 'object' then origin_metadata else '{}'::jsonb end)
      || jsonb_build_object('image_urls', $2::jsonb),
    updated_at = clock_timestamp()
  where id = $1 and cardinality(micro_scrape.image_urls(origin_metadata)) = 0`;

export interface StoredImage {
  readonly imageUrl: string;
  readonly storagePath: string;
  readonly fileHash: string;
  readonly fileSize: number;
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
  /** Its place in the listing's own order, from 0. */
  readonly position: number;
}

/**
 * Adds the images that are not there yet (by hash); returns how many were added.
 *
 * @throws RetryError when a constraint, trigger or policy of the table does not take them
 */
export async function insertImages(
  db: Queryable,
  vehicleId: string,
  sourceUrl: string | null,
  images: readonly StoredImage[],
): Promise<number> {
  const rows = images.map((image) => ({
    image_url: image.imageUrl,
    storage_path: image.storagePath,
    file_hash: image.fileHash,
    file_size: image.fileSize,
    mime_type: image.mimeType,
    width: image.width,
    height: image.height,
    position: image.position,
  }));
  try {
    const { rowCount } = await db.query(INSERT, [vehicleId, JSON.stringify(rows), sourceUrl]);
    return rowCount ?? 0;
  } catch (error) {
    throw isRuleOfTheTable(error)
      ? new RetryError(`the table vehicle_images refuses the photographs: ${error.message}`, { cause: error })
      : error;
  }
}

const storedFile = z.array(
  z.object({
    image_url: z.string().nullable(),
    storage_path: z.string(),
    width: z.number().nullable(),
    height: z.number().nullable(),
  }),
);

/** Stored images, the primary first. */
export async function listImages(
  db: Queryable,
  vehicleId: string,
  limit: number,
): Promise<{ imageUrl: string | null; storagePath: string; width: number | null; height: number | null }[]> {
  const { rows } = await db.query(LIST, [vehicleId, limit]);
  return storedFile
    .parse(rows)
    .map(({ image_url, storage_path, ...size }) => ({ imageUrl: image_url, storagePath: storage_path, ...size }));
}

/**
 * Merges the URL list into origin_metadata when none is there; other keys stay as they are. False: there was one, or a
 * rule of the table does not let the row be changed. Inside a transaction of the caller's.
 */
export async function keepImageUrls(db: Queryable, vehicleId: string, urls: readonly string[]): Promise<boolean> {
  await db.query('savepoint keep_urls');
  try {
    const { rowCount } = await db.query(KEEP_URLS, [vehicleId, JSON.stringify(urls)]);
    return rowCount === 1;
  } catch (error) {
    if (!isRuleOfTheTable(error)) {
      throw error;
    }
    await db.query('rollback to savepoint keep_urls');
    return false;
  }
}
