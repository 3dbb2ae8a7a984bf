import type { Queryable } from '../pool.ts';

const ENSURE = `
  with vehicle as (
    select v.id, v.created_at, i.n, g.gaps from public.vehicles v
    cross join lateral (select count(*) as n from public.vehicle_images vi where vi.vehicle_id = v.id) i
    cross join lateral (select micro_scrape.gaps(v, i.n) as gaps offset 0) g
    where v.id = $1
  ), made as (
    insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, listed_at)
    select id, micro_scrape.score(gaps), n, gaps, created_at from vehicle on conflict do nothing
  )
  select from vehicle`;

/** Gives a vehicle that no event told of a state without work, so that it can be claimed. False: no such vehicle. */
export async function ensureState(db: Queryable, vehicleId: string): Promise<boolean> {
  const { rowCount } = await db.query(ENSURE, [vehicleId]);
  return rowCount === 1;
}
