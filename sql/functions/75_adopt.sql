-- Takes in the next vehicles that were in the table before us. Those whose mark changes come last: a writer of one of their
-- rows waits for what is left of the batch, which is then next to nothing. Returns how many it took, and whether it was the
-- last batch.
create or replace function micro_scrape.adopt(p_limit integer) returns table (taken integer, finished boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_at micro_scrape.adoption;
  v_seen uuid[];
  v_new uuid[];
  v_marking uuid[];
  v_batch integer := (select batch_size from micro_scrape.settings);
begin
  -- A batch that a crash of the server loses is taken again, so its commit need not wait for the disk, and neither need
  -- those who wait for a row that it marks.
  perform set_config('synchronous_commit', 'off', true);
  -- As enqueue does for many: a plan made while the state was empty reads all of it.
  perform set_config('plan_cache_mode', 'force_custom_plan', true);
  select * into v_at from micro_scrape.adoption for update;
  if v_at.finished_at is not null then
    return query select 0, true;
    return;
  end if;
  select array_agg(n.id order by n.id), array_agg(n.id) filter (where n.new and not n.marking), array_agg(n.id) filter (where n.new and n.marking)
  into v_seen, v_new, v_marking
  from (
    select next.id,
      micro_scrape.is_complete(micro_scrape.gaps(next.v, i.n), (select threshold from micro_scrape.settings))
        <> micro_scrape.is_marked((next.v).origin_metadata) as marking,
      -- One that has just come has an event, which the dispatcher takes.
      not exists (select from micro_scrape.vehicle_state s where s.vehicle_id = next.id)
        and next.id not in (select e.vehicle_id from micro_scrape.vehicle_events e) as new
    from (select v.id, v from public.vehicles v where v_at.last_id is null or v.id > v_at.last_id order by v.id limit p_limit) next
    cross join lateral (select count(*) as n from public.vehicle_images vi where vi.vehicle_id = next.id) i) n;
  perform micro_scrape.enqueue_all(v_new, v_batch);
  perform micro_scrape.enqueue_all(v_marking, v_batch);
  taken := coalesce(cardinality(v_new), 0) + coalesce(cardinality(v_marking), 0);
  finished := coalesce(cardinality(v_seen), 0) < p_limit;
  update micro_scrape.adoption a set
    last_id = coalesce(v_seen[cardinality(v_seen)], a.last_id), adopted = a.adopted + adopt.taken,
    finished_at = case when adopt.finished then clock_timestamp() end;
  return next;
end
$$;
