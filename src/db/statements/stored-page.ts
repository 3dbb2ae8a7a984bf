import { z } from 'zod';
import type { PageKind } from '../../page/reading.ts';
import type { Queryable } from '../pool.ts';

const FIND = `
  select requested_url, url, blob_key, etag, last_modified,
    extract(epoch from clock_timestamp() - fetched_at)::float8 as age_seconds
  from micro_scrape.pages where vehicle_id = $1`;
const STORE = `
  insert into micro_scrape.pages (vehicle_id, requested_url, url, kind, kind_reason, blob_key, etag, last_modified)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (vehicle_id) do update set
    requested_url = excluded.requested_url, url = excluded.url, kind = excluded.kind, kind_reason = excluded.kind_reason,
    blob_key = excluded.blob_key, etag = excluded.etag, last_modified = excluded.last_modified,
    fetched_at = clock_timestamp()`;
const CONFIRM = 'update micro_scrape.pages set fetched_at = clock_timestamp() where vehicle_id = $1';

const storedPage = z.object({
  requested_url: z.string(),
  url: z.string(),
  blob_key: z.string(),
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  age_seconds: z.number(),
});

export type StoredPage = z.infer<typeof storedPage>;

/** The latest page kept for a vehicle, if any. */
export async function findPage(db: Queryable, vehicleId: string): Promise<StoredPage | undefined> {
  const { rows } = await db.query(FIND, [vehicleId]);
  return rows.length === 0 ? undefined : storedPage.parse(rows[0]);
}

export async function storePage(
  db: Queryable,
  input: {
    vehicleId: string;
    requestedUrl: string;
    url: string;
    kind: PageKind;
    kindReason: string;
    blobKey: string;
    etag: string | undefined;
    lastModified: string | undefined;
  },
): Promise<void> {
  await db.query(STORE, [
    input.vehicleId,
    input.requestedUrl,
    input.url,
    input.kind,
    input.kindReason,
    input.blobKey,
    input.etag ?? null,
    input.lastModified ?? null,
  ]);
}

/** The site said that the kept page is still the page. */
export async function confirmPage(db: Queryable, vehicleId: string): Promise<void> {
  await db.query(CONFIRM, [vehicleId]);
}
