-- Whether an error speaks of the server (serialisation, resources, locks, operators, the system, a right that is missing)
-- and not of what was written: a rule of the user's own tables is anything else.
create or replace function micro_scrape.is_of_the_server(p_sqlstate text, p_message text) returns boolean
language sql immutable parallel safe
return substr(p_sqlstate, 1, 2) in ('40', '53', '55', '57', '58', 'XX')
  or p_sqlstate = '42501' and p_message not like '%row-level security%';

-- Other keys of origin_metadata belong to other people and stay.
create or replace function micro_scrape.with_keys(origin_metadata jsonb, keys jsonb) returns jsonb
language sql immutable parallel safe
return case when jsonb_typeof(origin_metadata) = 'object' then origin_metadata else '{}'::jsonb end || keys;

create or replace function micro_scrape.with_mark(origin_metadata jsonb) returns jsonb
language sql volatile
return micro_scrape.with_keys(origin_metadata,
  jsonb_build_object('micro_scrape_complete', true, 'micro_scrape_completed_at', clock_timestamp()));

-- Sets or takes away the mark of one vehicle. Returns why
-- the table refused (a trigger or CHECK of its own), or null when it is done: one row that may not be touched must not
-- stop the others that are dispatched with it. What speaks of the server and not of the row is passed on.
-- It has no search_path of its own: triggers of the user's table run with it.
create or replace function micro_scrape.set_mark(p_vehicle_id uuid, p_complete boolean) returns text
language plpgsql
as $$
begin
  if p_complete then
    update public.vehicles v set origin_metadata = micro_scrape.with_mark(v.origin_metadata) where v.id = p_vehicle_id;
  else
    update public.vehicles v set origin_metadata = v.origin_metadata - 'micro_scrape_complete' - 'micro_scrape_completed_at'
    where v.id = p_vehicle_id;
  end if;
  return case when not found then 'a trigger or a policy of the table dropped the change' end;
exception when others then
  if micro_scrape.is_of_the_server(sqlstate, sqlerrm) then
    raise;
  end if;
  return sqlerrm;
end
$$;
