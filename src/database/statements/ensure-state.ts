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
  select (select excluded_at is not null from micro_scrape.vehicle_state where vehicle_id = id) is true as excluded from vehicle`;

/** Gives a vehicle that no event told of a state without work, so that it can be claimed, unless it is excluded. */
export async function ensureState(db: Queryable, vehicleId: string): Promise<'ready' | 'excluded' | 'unknown'> {
  const { rows } = await db.query<{ excluded: boolean }>(ENSURE, [vehicleId]);
  return rows[0] === undefined ? 'unknown' : rows[0].excluded ? 'excluded' : 'ready';
}
