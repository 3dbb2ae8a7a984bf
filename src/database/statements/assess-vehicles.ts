import { z } from 'zod';
import { GAPS } from '../../vehicles/fields.ts';
import { vehicleRow } from '../../vehicles/vehicle.ts';
import type { Queryable } from '../pool.ts';

const COLUMNS = `
  micro_scrape.known_row(v) as row, i.n as image_count, g.gaps, micro_scrape.score(g.gaps) as score, micro_scrape.is_complete(g.gaps) as complete,
  (select coalesce(s.photos_missing, 0) from (select) one left join micro_scrape.vehicle_state s on s.vehicle_id = v.id) as photos_missing,
  (select s.outcome from micro_scrape.vehicle_state s where s.vehicle_id = v.id) as outcome,
  (select s.reason from micro_scrape.vehicle_state s where s.vehicle_id = v.id) as reason`;
const BY_ID = `
  select ${COLUMNS} from public.vehicles v
  cross join lateral (select count(*) as n from public.vehicle_images vi where vi.vehicle_id = v.id) i
  cross join lateral (select micro_scrape.gaps(v, i.n) as gaps offset 0) g
  where v.id = any ($1) order by score, v.created_at desc`;
// Work that waits for nothing but a worker, lowest score first, in the order of an index, and what is not scored yet.
const OPEN = `
  select id from (
    (select s.vehicle_id as id from micro_scrape.vehicle_state s
    where s.requested > s.handled and s.outcome = 'pending' and not s.rate_limited and s.excluded_at is null
      and not micro_scrape.is_complete(s.gaps, (select threshold from micro_scrape.settings))
    order by s.score, s.requested_at desc limit $1)
    union
    (select u.id from micro_scrape.unscored() u (id) left join micro_scrape.vehicle_state s on s.vehicle_id = u.id
    where s.excluded_at is null limit $1)) open`;
const ALL = 'select id from public.vehicles_needing_micro_scrape limit $1';
const worst = (ids: string) => `
  select ${COLUMNS} from (${ids}) worst
  join public.vehicles v on v.id = worst.id
  cross join lateral (select count(*) as n from public.vehicle_images vi where vi.vehicle_id = v.id) i
  cross join lateral (select micro_scrape.gaps(v, i.n) as gaps offset 0) g
  where coalesce(btrim(v.discovery_url), '') <> '' and not micro_scrape.is_complete(g.gaps)
  order by score, v.created_at desc limit $1`;
const WORST_OPEN = worst(OPEN);
const WORST = worst(ALL);
const RESTING = `
  select outcome, sum(vehicles)::int as vehicles from micro_scrape.vehicle_counts
  where not has_work and outcome <> 'complete' or rate_limited group by outcome order by outcome`;

const assessed = vehicleRow.extend({
  gaps: z.array(z.enum(GAPS)),
  score: z.number(),
  complete: z.boolean(),
  photos_missing: z.number(),
  /** Where it rests; null when no daemon has seen it. */
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
});
const restingRow = z.array(z.object({ outcome: z.string(), vehicles: z.number() }));

export type AssessedVehicle = z.infer<typeof assessed>;

/**
 * Rows with their gaps and score as they stand, lowest score first; unknown ids are simply not in the answer. `worst`: that
 * many of those with work to do; with `resting` also those that rest for a reason.
 */
export async function assessVehicles(
  db: Queryable,
  which: { ids: readonly string[] } | { worst: number; resting: boolean },
): Promise<AssessedVehicle[]> {
  const { rows } =
    'ids' in which
      ? await db.query(BY_ID, [which.ids])
      : await db.query(which.resting ? WORST : WORST_OPEN, [which.worst]);
  return z.array(assessed).parse(rows.map(({ row, ...rest }) => ({ ...row, ...rest })));
}

/** How many vehicles rest below the threshold, or wait for their turn at a host, by outcome. */
export async function countResting(db: Queryable): Promise<Record<string, number>> {
  const { rows } = await db.query(RESTING);
  return Object.fromEntries(restingRow.parse(rows).map(({ outcome, vehicles }) => [outcome, vehicles]));
}
