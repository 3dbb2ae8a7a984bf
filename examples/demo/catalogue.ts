/** The demo's side of the catalogue: a sample row goes in, the state of all rows comes out. */
import type { Pool } from 'pg';
import { z } from 'zod';
import { discoveryUrl, type SampleListing } from './site/listing.ts';

const STATUS = `
  select v.id, v.year, v.make, v.model, v.discovery_url, i.n as images, s.score, s.gaps, s.outcome, s.reason,
    coalesce(s.requested = s.handled and not s.rate_limited, false) as rests,
    extract(epoch from s.completed_at - v.created_at)::float8 as seconds_to_complete,
    extract(epoch from s.settled_at - v.created_at)::float8 as seconds_to_rest
  from public.vehicles v
  left join micro_scrape.vehicle_state s on s.vehicle_id = v.id
  cross join lateral (select count(*)::int as n from public.vehicle_images i where i.vehicle_id = v.id) i
  order by v.created_at`;

const statusRow = z.object({
  id: z.string(),
  year: z.number().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  discovery_url: z.string().nullable(),
  images: z.number(),
  score: z.number().nullable(),
  gaps: z.array(z.string()).nullable(),
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
  /** Nothing more happens to it by itself. */
  rests: z.boolean(),
  seconds_to_complete: z.number().nullable(),
  seconds_to_rest: z.number().nullable(),
});

export type VehicleStatus = z.infer<typeof statusRow>;

export async function findStatus(pool: Pool): Promise<VehicleStatus[]> {
  const { rows } = await pool.query(STATUS);
  return z.array(statusRow).parse(rows);
}

const insertedRow = z.object({ id: z.string(), score: z.number() });

export interface InsertedVehicle {
  readonly listing: SampleListing;
  readonly id: string;
  /** Its score as it was inserted. */
  readonly score: number;
}

/** Inserts the row as the table of the sample site says. */
export async function insertSample(pool: Pool, listing: SampleListing, siteOrigin: string): Promise<InsertedVehicle> {
  const { row } = listing;
  const columns: [string, unknown][] = [
    ...Object.entries(row.values),
    ['discovery_url', discoveryUrl(listing, siteOrigin)],
  ];
  if (row.imagePaths !== undefined) {
    const urls = row.imagePaths.map((path) => `${siteOrigin}${path}`);
    columns.push(['origin_metadata', JSON.stringify({ image_urls: urls })]);
  }
  const names = columns.map(([name]) => name).join(', ');
  const places = columns.map((_, i) => `$${i + 1}`).join(', ');
  const { rows } = await pool.query(
    `insert into public.vehicles as v (${names}) values (${places})
     returning v.id, micro_scrape.score(micro_scrape.gaps(v, 0)) as score`,
    columns.map(([, value]) => value),
  );
  return { listing, ...insertedRow.parse(rows[0]) };
}
