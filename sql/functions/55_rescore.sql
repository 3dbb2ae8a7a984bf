-- Scores one vehicle as its row stands now, stores that, and marks or reopens it. Called in the same transaction as
-- every write of the daemon, so a vehicle is marked by the commit that filled its last gap.
-- Returns nothing when the vehicle is gone or the fence has moved on (another daemon has taken it over): the caller
-- must then write nothing.
create or replace function micro_scrape.rescore(p_vehicle_id uuid, p_fence bigint)
returns table (score smallint, gaps text[], complete boolean, newly_marked boolean, wanted bigint, run_id uuid, run_improved boolean, wanted_at timestamptz)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_row public.vehicles;
  v_images bigint;
begin
  -- The vehicle first, the state second: a person's open transaction on the row then never blocks the dispatcher,
  -- which takes state rows.
  select v.* into v_row from public.vehicles v where v.id = p_vehicle_id for no key update;
  if not found then
    return;
  end if;
  select s.wanted, s.run_id, s.run_improved, s.wanted_at into wanted, run_id, run_improved, wanted_at
  from micro_scrape.vehicle_state s
  where s.vehicle_id = p_vehicle_id and s.fence = p_fence for update;
  if not found then
    return;
  end if;

  select count(*) into v_images from public.vehicle_images i where i.vehicle_id = p_vehicle_id;
  gaps := micro_scrape.gaps(v_row, v_images);
  score := micro_scrape.score(gaps);
  complete := micro_scrape.is_complete(gaps);
  newly_marked := complete and not micro_scrape.is_marked(v_row.origin_metadata);

  if newly_marked then
    perform public.mark_vehicle_micro_scrape_complete(p_vehicle_id);
  elsif not complete and micro_scrape.is_marked(v_row.origin_metadata) then
    update public.vehicles v set origin_metadata = v.origin_metadata - 'micro_scrape_complete' - 'micro_scrape_completed_at'
    where v.id = p_vehicle_id;
  end if;
  update micro_scrape.vehicle_state s set
    score = rescore.score, gaps = rescore.gaps, image_count = v_images,
    completed_at = case when rescore.complete then coalesce(s.completed_at, clock_timestamp()) end
  where s.vehicle_id = p_vehicle_id;
  return next;
end
$$;
