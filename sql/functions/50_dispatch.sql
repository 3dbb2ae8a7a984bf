-- Takes up to max_events events and turns them into state, jobs and runs, in one transaction and one round trip.
-- Losing the connection at any moment loses nothing: either all of it is committed or the events are still there.
-- How it is planned: 40_enqueue.sql.
create or replace function micro_scrape.dispatch(p_max_events integer)
returns table (taken integer, kinds jsonb, vehicles integer, jobs integer, marked integer, reopened integer, oldest timestamptz)
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set jit = off
as $$
declare
  v_ids uuid[]; v_force boolean[]; v_fresh boolean[]; v_since timestamptz[]; v_edited uuid[];
begin
  with taken as (
    delete from micro_scrape.vehicle_events e
    where e.id in (select id from micro_scrape.vehicle_events order by id limit p_max_events for update skip locked)
    returning e.vehicle_id, e.kind, e.at
  ), canaries as (
    select graphile_worker.add_job('canary', json_build_object('daemon_id', t.vehicle_id), job_key => 'canary:' || t.vehicle_id,
      max_attempts => 1, priority => -1)
    from taken t where t.kind = 'canary'
  ), by_vehicle as (
    -- An emptied field, a new address, a deleted image, a promised visit or better rules are worth a run even above the threshold.
    select t.vehicle_id, bool_or(t.kind in ('source_changed', 'below_threshold', 'images_deleted', 'due', 'newer_rules', 'included')) as force,
      bool_or(t.kind not in ('due', 'newer_rules')) as fresh, min(t.at) as since,
      bool_or(t.kind in ('edited', 'source_changed', 'below_threshold')) as edited
    from taken t where t.kind <> 'canary' group by t.vehicle_id
  )
  select (select count(*) from taken), (select jsonb_object_agg(k.kind, k.n) from (select kind, count(*) as n from taken where kind <> 'canary' group by kind) k),
    array_agg(b.vehicle_id), array_agg(b.force), array_agg(b.fresh), array_agg(b.since), min(b.since), array_agg(b.vehicle_id) filter (where b.edited)
  into taken, kinds, v_ids, v_force, v_fresh, v_since, oldest, v_edited
  from by_vehicle b
  -- Referring to `canaries` makes the planner run it.
  where (select count(*) from canaries) >= 0;

  -- Nothing, or only canaries: an empty list would be told to every worker as a job.
  if v_ids is null then
    vehicles := 0; jobs := 0; marked := 0; reopened := 0;
    return next;
    return;
  end if;
  if v_edited is not null then
    perform micro_scrape.notice_edits(v_edited);
  end if;
  select count(*) filter (where e.has_work), count(*) filter (where e.marked), count(*) filter (where e.reopened)
  into jobs, marked, reopened
  from micro_scrape.enqueue(v_ids, v_force, v_fresh, v_since, 'triggered',
    (select batch_size from micro_scrape.settings)) e;
  vehicles := cardinality(v_ids);
  return next;
end
$$;
