import { z } from 'zod';
import { OUTCOMES } from '../../events.ts';
import type { Queryable } from '../pool.ts';

export const PROGRESS = `
  select given.id, v.discovery_url, v.year::text as year, v.make, v.model, s.score, s.gaps, s.reason, s.next_try_at,
    case when v.id is null then 'deleted' else coalesce(s.outcome, 'pending') end as outcome,
    v.id is null or (s.requested = s.handled) is true
      and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = given.id) as rests
  from unnest($1::uuid[]) with ordinality as given (id, n)
  left join public.vehicles v on v.id = given.id
  left join micro_scrape.vehicle_state s on s.vehicle_id = given.id
  order by given.n`;

export const progress = z.object({
  id: z.guid(),
  discovery_url: z.string().nullable(),
  year: z.string().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  /** Null until the dispatcher has seen it. */
  score: z.number().nullable(),
  gaps: z.array(z.string()).nullable(),
  reason: z.string().nullable(),
  next_try_at: z.date().nullable(),
  outcome: z.enum([...OUTCOMES, 'deleted']),
  /** Nothing more happens to it by itself, or only at `next_try_at`. */
  rests: z.boolean(),
});

export type VehicleProgress = z.infer<typeof progress>;

/** How far the given vehicles are, in the order given. */
export async function findProgress(db: Queryable, ids: readonly string[]): Promise<VehicleProgress[]> {
  const { rows } = await db.query(PROGRESS, [ids]);
  return z.array(progress).parse(rows);
}
