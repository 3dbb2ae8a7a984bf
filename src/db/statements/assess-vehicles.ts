import { z } from 'zod';
import { vehicleRow } from '../../vehicle/vehicle.ts';
import type { Queryable } from '../pool.ts';
import { KNOWN_COLUMNS } from './known-columns.ts';

const COLUMNS = `
  ${KNOWN_COLUMNS},
  i.n as image_count, g.gaps, micro_scrape.score(g.gaps) as score, micro_scrape.is_complete(g.gaps) as complete,
  coalesce((select s.photos_missing from micro_scrape.vehicle_state s where s.vehicle_id = v.id), 0) as photos_missing`;
const BY_ID = `
  select ${COLUMNS} from public.vehicles v
  cross join lateral (select count(*) as n from public.vehicle_images vi where vi.vehicle_id = v.id) i
  cross join lateral (select micro_scrape.gaps(v, i.n) as gaps offset 0) g
  where v.id = any ($1) order by score, v.created_at desc`;
const WORST = `
  select ${COLUMNS} from (select id from public.vehicles_needing_micro_scrape limit $1) worst
  join public.vehicles v on v.id = worst.id
  cross join lateral (select count(*) as n from public.vehicle_images vi where vi.vehicle_id = v.id) i
  cross join lateral (select micro_scrape.gaps(v, i.n) as gaps offset 0) g
  order by score, v.created_at desc`;

const assessed = vehicleRow.extend({
  gaps: z.array(z.string()),
  score: z.number(),
  complete: z.boolean(),
  photos_missing: z.number(),
});

export type AssessedVehicle = z.infer<typeof assessed>;

/** Rows with their gaps and score as they stand, lowest score first; unknown ids are simply not in the answer. */
export async function assessVehicles(
  db: Queryable,
  which: { ids: readonly string[] } | { worst: number },
): Promise<AssessedVehicle[]> {
  const { rows } = 'ids' in which ? await db.query(BY_ID, [which.ids]) : await db.query(WORST, [which.worst]);
  return z.array(assessed).parse(rows);
}
