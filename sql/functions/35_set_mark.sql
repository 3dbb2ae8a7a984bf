-- Sets or takes away the mark of one vehicle; other keys of origin_metadata belong to other people and stay. Returns why
-- the table refused (a trigger or CHECK of its own), or null when it is done: one row that may not be touched must not
-- stop the others that are dispatched with it. What speaks of the server and not of the row is passed on.
create or replace function micro_scrape.set_mark(p_vehicle_id uuid, p_complete boolean) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_complete then
    update public.vehicles v set origin_metadata =
      (case when jsonb_typeof(v.origin_metadata) = 'object' then v.origin_metadata else '{}'::jsonb end)
      || jsonb_build_object('micro_scrape_complete', true, 'micro_scrape_completed_at', clock_timestamp())
    where v.id = p_vehicle_id;
  else
    update public.vehicles v set origin_metadata = v.origin_metadata - 'micro_scrape_complete' - 'micro_scrape_completed_at'
    where v.id = p_vehicle_id;
  end if;
  return case when not found then 'a trigger or a policy of the table dropped the change' end;
exception when others then
  -- Serialisation, resources, locks, operators, the system, our own faults.
  if substr(sqlstate, 1, 2) in ('40', '53', '55', '57', '58', 'XX') or sqlstate = '42501' and sqlerrm not like '%row-level security%' then
    raise;
  end if;
  return sqlerrm;
end
$$;
