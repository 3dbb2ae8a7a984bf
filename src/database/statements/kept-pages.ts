import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const FIND = `
  select p.vehicle_id, p.url, p.kind, p.blob_key
  from micro_scrape.pages p
  join micro_scrape.vehicle_state s on s.vehicle_id = p.vehicle_id
  join public.vehicles v on v.id = p.vehicle_id and v.discovery_url = p.requested_url
  where cardinality(s.gaps) > 0 and s.requested = s.handled and ($1::uuid[] is null or p.vehicle_id = any ($1))
    and ($2 or coalesce(s.extractor_version, 0) < $3)
  order by s.score, p.vehicle_id`;

const keptPage = z.object({
  vehicle_id: z.guid(),
  /** Where it was read from, after redirects. */
  url: z.string(),
  kind: z.enum(['listing', 'list', 'gone', 'blocked', 'shell', 'not_a_vehicle']),
  blob_key: z.string(),
});

export type KeptPage = z.infer<typeof keptPage>;

/**
 * Kept pages of vehicles that lack something and still have the address the page was read for; lowest score first.
 * Vehicles with work to do are left out: a daemon will read their page with the present rules anyway.
 *
 * @param which.ids these vehicles only
 * @param which.readBefore only pages last read by older rules than this version; absent: whatever read them
 */
export async function findKeptPages(
  db: Queryable,
  which: { ids: readonly string[] | undefined; readBefore: number | undefined },
): Promise<KeptPage[]> {
  const { rows } = await db.query(FIND, [which.ids ?? null, which.readBefore === undefined, which.readBefore ?? 0]);
  return z.array(keptPage).parse(rows);
}
