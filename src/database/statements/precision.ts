/**
 * What people said of what was written: how often it stood, and which values did not.
 * Invariant: bounded at any size. Of the evidence the latest are looked at, by their key; disputed values are few.
 */
import { z } from 'zod';
import type { Queryable } from '../pool.ts';

/** Of so many values written last. All of them tells the view micro_scrape.precision, in a second a million. */
export const LATEST_VALUES = 5_000;
/** Not read off a page, so that no page can show it. */
const ELSEWHERE = ['person', 'ocr', 'vin-decode', 'composed', 'generated'];

const PRECISION = `
  with latest as (
    select f.source_url, f.field, f.method, f.taken_back, f.written_by from micro_scrape.field_sources f order by f.id desc limit $1)
  select coalesce(substring(lower(l.source_url) from '^https?://(?:www\\.)?([^/:?#]+)'), '') as source, l.field, l.method,
    count(*)::int as written, count(*) filter (where l.taken_back is null)::int as kept,
    count(*) filter (where l.written_by is not null)::int as accepted,
    count(*) filter (where l.taken_back = 'rejected')::int as rejected, count(*) filter (where l.taken_back = 'edited')::int as edited
  from latest l where l.field <> 'image_urls' and l.method <> 'person' and l.taken_back is distinct from 'undone'
  group by 1, 2, 3 order by count(*) filter (where l.taken_back is not null) desc, 4 desc, 1, 2, 3 limit 200`;
const DISPUTED = `
  select r.id::float8 as id, r.at, r.vehicle_id, r.field, left(r.value, 2000) as value, r.kind, r.note, r.said_by,
    left(to_jsonb(v) ->> r.field, 2000) as now, left(v.year::text, 40) as year, left(v.make, 100) as make, left(v.model, 100) as model,
    left(v.discovery_url, 300) as discovery_url, f.id::float8 as source, f.method, f.confidence, left(f.source_url, 2000) as source_url
  from micro_scrape.rejections r join public.vehicles v on v.id = r.vehicle_id
  left join micro_scrape.field_sources f on f.id = r.field_source_id
  where ($1::bigint is null or r.id < $1) order by r.id desc limit $2`;
const PAGES = `
  select r.vehicle_id, p.url, p.blob_key, to_jsonb(v) as "values",
    jsonb_agg(distinct jsonb_build_object('field', r.field, 'page_value', f.page_value)) as disputed
  from (select * from micro_scrape.rejections order by id desc limit $1) r
  join micro_scrape.field_sources f on f.id = r.field_source_id and f.method <> all ($2)
  join micro_scrape.pages p on p.vehicle_id = r.vehicle_id
  join public.vehicles v on v.id = r.vehicle_id
  group by r.vehicle_id, p.url, p.blob_key, v order by max(r.id) desc`;

const precision = z.object({
  source: z.string(),
  field: z.string(),
  method: z.string(),
  written: z.number(),
  kept: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  edited: z.number(),
});
export type Precision = z.infer<typeof precision>;

const disputed = z.object({
  id: z.number(),
  at: z.date(),
  vehicle_id: z.guid(),
  field: z.string(),
  value: z.string(),
  kind: z.enum(['said', 'edited']),
  note: z.string().nullable(),
  said_by: z.string().nullable(),
  /** What stands there now. */
  now: z.string().nullable(),
  year: z.string().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  discovery_url: z.string().nullable(),
  /** The evidence of ours that was wrong. */
  source: z.number().nullable(),
  method: z.string().nullable(),
  confidence: z.number().nullable(),
  source_url: z.string().nullable(),
});
export type Disputed = z.infer<typeof disputed>;

const disputedPage = z.object({
  vehicle_id: z.guid(),
  url: z.string(),
  blob_key: z.string(),
  values: z.record(z.string(), z.unknown()),
  disputed: z.array(z.object({ field: z.string(), page_value: z.string().nullable() })),
});
export type DisputedPage = z.infer<typeof disputedPage>;

/** By source, field and method, the most disputed first. */
export async function findPrecision(db: Queryable): Promise<readonly Precision[]> {
  return z.array(precision).parse((await db.query(PRECISION, [LATEST_VALUES])).rows);
}

/** The latest first. `before`: those older than the one of that id. */
export async function findDisputed(
  db: Queryable,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<readonly Disputed[]> {
  return z.array(disputed).parse((await db.query(DISPUTED, [before ?? null, limit])).rows);
}

/** The kept pages off which the last `most` disputed values were read, with the row as it stands. */
export async function findDisputedPages(db: Queryable, most: number): Promise<readonly DisputedPage[]> {
  return z.array(disputedPage).parse((await db.query(PAGES, [most, ELSEWHERE])).rows);
}
