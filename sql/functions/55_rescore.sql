-- Scores one vehicle as its row stands now, stores that, and marks or reopens it. Called in the same transaction as
-- every write of the daemon, so a vehicle is marked by the commit that filled its last gap, and what its run will count
-- (p_filled: something was filled) survives a crash right after it.
-- Returns nothing when the vehicle is gone or the fence has moved on (another daemon has taken it over): the caller
-- must then write nothing.
drop function if exists micro_scrape.rescore(uuid, bigint);
create or replace function micro_scrape.rescore(p_vehicle_id uuid, p_fence bigint, p_filled boolean, p_extractor_version integer)
returns table (score smallint, gaps text[], complete boolean, newly_marked boolean, wanted bigint, run_id uuid, run_improved boolean, wanted_at timestamptz)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_row public.vehicles;
  v_images bigint;
  v_refusal text;
  v_completed_at timestamptz;
begin
  -- The vehicle first, the state second: a person's open transaction on the row then never blocks the dispatcher,
  -- which takes state rows.
  select v.* into v_row from public.vehicles v where v.id = p_vehicle_id for no key update;
  if not found then
    return;
  end if;
  select s.wanted, s.run_id, s.run_improved, s.wanted_at, s.completed_at into wanted, run_id, run_improved, wanted_at, v_completed_at
  from micro_scrape.vehicle_state s
  where s.vehicle_id = p_vehicle_id and s.fence = p_fence for update;
  if not found then
    return;
  end if;

  select count(*) into v_images from public.vehicle_images i where i.vehicle_id = p_vehicle_id;
  gaps := micro_scrape.gaps(v_row, v_images);
  score := micro_scrape.score(gaps);
  complete := micro_scrape.is_complete(gaps);
  newly_marked := false;
  -- A mark that is not ours on a vehicle that is not complete is its owner's wish to be left alone.
  if complete is distinct from micro_scrape.is_marked(v_row.origin_metadata) and (complete or v_completed_at is not null) then
    v_refusal := micro_scrape.set_mark(p_vehicle_id, complete);
    newly_marked := complete and v_refusal is null;
  end if;
  update micro_scrape.vehicle_state s set
    score = rescore.score, gaps = rescore.gaps, image_count = v_images,
    mark_refused = v_refusal,
    run_improved = s.run_improved or p_filled,
    run_marked = s.run_marked or rescore.newly_marked and s.run_id is not null,
    extractor_version = coalesce(p_extractor_version, s.extractor_version),
    -- As long as our mark could not be taken away it is told by this from one of its owner's.
    completed_at = case when rescore.complete or v_refusal is not null then coalesce(s.completed_at, clock_timestamp()) end
  where s.vehicle_id = p_vehicle_id
  returning s.run_improved into run_improved;
  return next;
end
$$;
