-- Compares what should be with what is, for the vehicles with ids from p_from on, p_size of them: finds what no event
-- told (triggers switched off, restored dumps, logical replication, deleted queue rows) and puts it into the queue.
-- A slice, because at a million vehicles one statement over all of them takes 10 s; and at most p_take of a kind,
-- because a writer of a vehicle that is marked here waits for the commit.
-- p_compare: also compute the score anew and compare it with what is stored, which costs twenty times the rest.
-- Returns what was found, whether the slice has more, and where the next slice begins (null: this was the last).
create or replace function micro_scrape.reconcile_slice(p_from uuid, p_size integer, p_take integer, p_compare boolean)
returns table (unseen integer, jobless integer, mismarked integer, more boolean, next_from uuid)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch integer := (select batch_size from micro_scrape.settings);
  v_to uuid;
  v_ids uuid[];
  v_force boolean[];
  v_gone record;
  v_deleted uuid[] := '{}';
begin
  select v.id into next_from from public.vehicles v where v.id >= p_from order by v.id offset p_size - 1 limit 1;
  v_to := coalesce(next_from, 'ffffffff-ffff-ffff-ffff-ffffffffffff');

  -- Rows that no event ever told of. Those that were here before us are walked in order (adopt).
  select coalesce(array_agg(missing.id), '{}') into v_ids from (
    select v.id from public.vehicles v cross join micro_scrape.adoption a
    where v.id between p_from and v_to
      and not exists (select from micro_scrape.vehicle_state s where s.vehicle_id = v.id)
      and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = v.id)
      and (a.finished_at is not null or v.id <= a.last_id)
    limit p_take) missing;
  unseen := cardinality(v_ids);
  perform micro_scrape.enqueue_all(v_ids, v_batch);

  -- Work without a job: its queue row was lost, or its daemon died between two steps.
  select coalesce(array_agg(s.vehicle_id), '{}') into v_ids from micro_scrape.vehicle_state s
  where s.vehicle_id between p_from and v_to and s.requested > s.handled and not s.rate_limited;
  jobless := micro_scrape.requeue_lost(v_ids);

  mismarked := 0;
  if p_compare then
    -- The row was changed behind the triggers' back, or the threshold was, or whoever wrote a value last died before it
    -- said what became of the vehicle. A lease or a turn is somebody who is still at it.
    select coalesce(array_agg(differing.id), '{}'), coalesce(array_agg(differing.lost_a_value), '{}') into v_ids, v_force from (
      select v.id, not g.gaps <@ s.gaps as lost_a_value from public.vehicles v
      join micro_scrape.vehicle_state s on s.vehicle_id = v.id
      cross join lateral (select count(*) as n from public.vehicle_images vi where vi.vehicle_id = v.id) i
      cross join lateral (select micro_scrape.gaps(v, i.n) as gaps offset 0) g
      cross join lateral (select micro_scrape.is_complete(g.gaps, (select threshold from micro_scrape.settings)) as complete offset 0) c
      where v.id between p_from and v_to and s.requested = s.handled and s.leased_by is null and not s.rate_limited
        and ((g.gaps, i.n, micro_scrape.score(g.gaps)) is distinct from (s.gaps, s.image_count::bigint, s.score)
          or s.excluded_by is null and s.mark_refused is null and c.complete is distinct from micro_scrape.is_marked(v.origin_metadata)
          or s.excluded_by is null and (s.requested > 0 or s.outcome = 'complete') and c.complete <> (s.outcome = 'complete')
          -- Its owner has taken the mark away.
          or s.excluded_by = 'mark' and not micro_scrape.is_marked(v.origin_metadata))
        and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = v.id)
      limit p_take) differing;
    mismarked := cardinality(v_ids);
    perform count(*) from micro_scrape.enqueue(v_ids, v_force, array_fill(true, array[mismarked]),
      array_fill(clock_timestamp(), array[mismarked]), 'scheduled', v_batch);
    perform micro_scrape.prune_slice(p_from, v_to, 4 * p_take);
  end if;

  -- State of vehicles that were deleted. What was done for one before that stays counted.
  for v_gone in
    delete from micro_scrape.vehicle_state s where s.vehicle_id in (
      select o.vehicle_id from micro_scrape.vehicle_state o
      where o.vehicle_id between p_from and v_to and o.leased_by is null
        and not exists (select from public.vehicles v where v.id = o.vehicle_id)
      limit p_take for update skip locked)
    returning s.vehicle_id, s.run_id, s.run_improved, s.run_marked, s.run_executed, s.run_succeeded
  loop
    v_deleted := v_deleted || v_gone.vehicle_id;
    if v_gone.run_executed > 0 then
      perform micro_scrape.count_in_run(v_gone.run_id, v_gone.vehicle_id, v_gone.run_improved, v_gone.run_marked, v_gone.run_executed,
        v_gone.run_succeeded);
    end if;
  end loop;
  perform micro_scrape.notice_deleted(v_deleted);
  more := p_take in (unseen, mismarked, cardinality(v_deleted));
  return next;
end
$$;

-- All of it in one statement, for people; the daemon goes slice by slice. p_limit: as p_take.
create or replace function micro_scrape.reconcile(p_limit integer) returns table (unseen integer, jobless integer, mismarked integer)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_from uuid := '00000000-0000-0000-0000-000000000000';
  v_slice record;
begin
  unseen := 0;
  jobless := 0;
  mismarked := 0;
  while v_from is not null loop
    select * into v_slice from micro_scrape.reconcile_slice(v_from, 10000, p_limit, true);
    unseen := unseen + v_slice.unseen;
    jobless := jobless + v_slice.jobless;
    mismarked := mismarked + v_slice.mismarked;
    v_from := case when v_slice.more then v_from else v_slice.next_from end;
  end loop;
  while micro_scrape.fold_runs(500) = 500 loop
  end loop;
  perform micro_scrape.fix_lines();
  while micro_scrape.forget_deleted(50) > 0 loop
  end loop;
  while micro_scrape.prune(1000) > 0 loop
  end loop;
  return next;
end
$$;

create or replace function micro_scrape.enqueue_all(p_ids uuid[], p_batch_size integer) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  select count(*) from micro_scrape.enqueue(
    coalesce(p_ids, '{}'), array_fill(false, array[coalesce(cardinality(p_ids), 0)]),
    array_fill(true, array[coalesce(cardinality(p_ids), 0)]),
    array_fill(clock_timestamp(), array[coalesce(cardinality(p_ids), 0)]), 'scheduled', p_batch_size);
$$;
