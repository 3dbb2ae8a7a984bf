-- Vehicles whose stored score cannot be relied on: with an event that is not dispatched yet, or without any state. What the
-- latter are, and when they are looked for, functions/20_public_vehicles_needing_micro_scrape.sql says. Without a SET clause,
-- so that PostgreSQL puts it into the query that asks.
create or replace function micro_scrape.unscored() returns setof uuid
language sql stable
as $$
  select id from public.vehicles
  where (select finished_at is null from micro_scrape.adoption)
    and id > (select coalesce(last_id, '00000000-0000-0000-0000-000000000000') from micro_scrape.adoption)
    and not exists (select from micro_scrape.vehicle_state s where s.vehicle_id = id)
  union
  select id from public.vehicles
  where (select pg_relation_size('micro_scrape.vehicle_state') < 33554432)
    and not exists (select from micro_scrape.vehicle_state s where s.vehicle_id = id)
  union
  select vehicle_id from micro_scrape.vehicle_events where kind <> 'canary'
$$;
