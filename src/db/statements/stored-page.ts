import { z } from 'zod';
import type { PageKind } from '../../page/reading.ts';
import type { Queryable } from '../pool.ts';

const FIND = `
  select requested_url, url, blob_key, etag, last_modified,
    extract(epoch from clock_timestamp() - fetched_at)::float8 as age_seconds
  from micro_scrape.pages where vehicle_id = $1 and kind <> 'blocked'`;
const STORE = `
  insert into micro_scrape.pages (vehicle_id, requested_url, url, kind, kind_reason, blob_key, etag, last_modified)
  select s.vehicle_id, $3, $4, $5, $6, $7, $8, $9
  from micro_scrape.vehicle_state s where s.vehicle_id = $1 and s.fence = $2 for share
  on conflict (vehicle_id) do update set
    requested_url = excluded.requested_url, url = excluded.url, kind = excluded.kind, kind_reason = excluded.kind_reason,
    blob_key = excluded.blob_key, etag = excluded.etag, last_modified = excluded.last_modified,
    fetched_at = clock_timestamp()`;
const CONFIRM = `
  update micro_scrape.pages p set fetched_at = clock_timestamp()
  where p.vehicle_id = $1
    and exists (select from micro_scrape.vehicle_state s where s.vehicle_id = $1 and s.fence = $2 for share)`;

const storedPage = z.object({
  requested_url: z.string(),
  url: z.string(),
  blob_key: z.string(),
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  age_seconds: z.number(),
});

export type StoredPage = z.infer<typeof storedPage>;

/** The latest page kept for a vehicle, if any; a robot check in its place is none. */
export async function findPage(db: Queryable, vehicleId: string): Promise<StoredPage | undefined> {
  const { rows } = await db.query(FIND, [vehicleId]);
  return rows.length === 0 ? undefined : storedPage.parse(rows[0]);
}

/** Keeps the page as the vehicle's latest; false, and nothing kept, under an old fence. */
export async function storePage(
  db: Queryable,
  input: {
    vehicleId: string;
    fence: string;
    requestedUrl: string;
    url: string;
    kind: PageKind;
    kindReason: string;
    blobKey: string;
    etag: string | undefined;
    lastModified: string | undefined;
  },
): Promise<boolean> {
  const { rowCount } = await db.query(STORE, [
    input.vehicleId,
    input.fence,
    input.requestedUrl,
    input.url,
    input.kind,
    input.kindReason,
    input.blobKey,
    input.etag ?? null,
    input.lastModified ?? null,
  ]);
  return rowCount === 1;
}

/** The site said that the kept page is still the page. False, and nothing said, under an old fence. */
export async function confirmPage(db: Queryable, input: { vehicleId: string; fence: string }): Promise<boolean> {
  const { rowCount } = await db.query(CONFIRM, [input.vehicleId, input.fence]);
  return rowCount === 1;
}
