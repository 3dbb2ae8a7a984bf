-- Merges, never replaces: other keys of origin_metadata belong to other people.
create or replace function public.mark_vehicle_micro_scrape_complete(p_vehicle_id uuid) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  update public.vehicles
  set origin_metadata =
    (case when jsonb_typeof(origin_metadata) = 'object' then origin_metadata else '{}'::jsonb end)
    || jsonb_build_object('micro_scrape_complete', true, 'micro_scrape_completed_at', clock_timestamp())
  where id = p_vehicle_id;
$$;
