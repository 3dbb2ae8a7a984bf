-- Takes in the next vehicles that were in the table before us. A batch is small because it marks complete vehicles: a
-- writer of one of those rows waits for the batch's commit. Returns how many it took, and whether it was the last batch.
create or replace function micro_scrape.adopt(p_limit integer) returns table (taken integer, finished boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_at micro_scrape.adoption;
  v_seen uuid[];
  v_new uuid[];
begin
  select * into v_at from micro_scrape.adoption for update;
  if v_at.finished_at is not null then
    return query select 0, true;
    return;
  end if;
  select array_agg(n.id order by n.id),
    -- One that has just come has an event, which the dispatcher takes.
    array_agg(n.id) filter (where not exists (select from micro_scrape.vehicle_state s where s.vehicle_id = n.id)
      and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = n.id))
  into v_seen, v_new
  from (select v.id from public.vehicles v where v_at.last_id is null or v.id > v_at.last_id order by v.id limit p_limit) n;
  perform micro_scrape.enqueue_all(v_new, (select batch_size from micro_scrape.settings));
  taken := coalesce(cardinality(v_new), 0);
  finished := coalesce(cardinality(v_seen), 0) < p_limit;
  update micro_scrape.adoption a set
    last_id = coalesce(v_seen[cardinality(v_seen)], a.last_id), adopted = a.adopted + adopt.taken,
    finished_at = case when adopt.finished then clock_timestamp() end;
  return next;
end
$$;
