-- Compares what should be with what is: finds what no event told (triggers switched off, restored dumps, logical
-- replication, deleted queue rows) and puts it into the queue. Returns how many vehicles it found so.
create or replace function micro_scrape.reconcile(p_limit integer) returns table (unseen integer, jobless integer, mismarked integer)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch integer := (select batch_size from micro_scrape.settings);
  v_ids uuid[];
begin
  -- Rows that no event ever told of.
  select array_agg(id) into v_ids from (
    select v.id from public.vehicles v cross join micro_scrape.adoption a
    where not exists (select from micro_scrape.vehicle_state s where s.vehicle_id = v.id)
      and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = v.id)
    -- Those that were here before us are walked in order (adopt): this finds what came later.
      and (a.finished_at is not null or v.id <= a.last_id)
    limit p_limit) missing;
  unseen := coalesce(cardinality(v_ids), 0);
  perform micro_scrape.enqueue_all(v_ids, v_batch);

  -- Work without a job: its queue row was lost, or its daemon died between two steps.
  with lost as (
    select s.vehicle_id, s.score from micro_scrape.vehicle_state s
    where s.wanted > s.done and not s.parked
      and (s.leased_by is null or not exists (
        select from micro_scrape.daemons d where d.id = s.leased_by and d.beat_at > clock_timestamp() - interval '10 seconds'))
      and not exists (select from graphile_worker.jobs j where j.key = 'vehicle:' || s.vehicle_id and j.attempts < j.max_attempts)
    order by s.score limit p_limit
  ), made as (
    select graphile_worker.add_jobs(array_agg((
      'micro-scrape', json_build_object('vehicle_id', l.vehicle_id, 'queued_by', 'dispatcher'), null, null, 10,
      'vehicle:' || l.vehicle_id, l.score, null)::graphile_worker.job_spec))
    from lost l having count(*) > 0
  )
  select count(*) into jobless from made;

  -- The mark and the state disagree: the row was changed behind the triggers' back.
  select array_agg(id) into v_ids from (
    select v.id from public.vehicles v
    join micro_scrape.vehicle_state s on s.vehicle_id = v.id
    where s.wanted = s.done and (s.outcome = 'complete') is distinct from micro_scrape.is_marked(v.origin_metadata)
    limit p_limit) differing;
  mismarked := coalesce(cardinality(v_ids), 0);
  perform micro_scrape.enqueue_all(v_ids, v_batch);

  -- Leftovers: state of deleted vehicles, runs whose last vehicle ended elsewhere.
  delete from micro_scrape.vehicle_state s where s.ctid = any (array(
    select o.ctid from micro_scrape.vehicle_state o
    where o.leased_by is null and not exists (select from public.vehicles v where v.id = o.vehicle_id) limit p_limit));
  update public.micro_scrape_runs r set status = 'completed', completed_at = clock_timestamp(),
    runtime_ms = round(1000 * extract(epoch from clock_timestamp() - r.started_at))
  where r.status = 'running' and r.started_at < clock_timestamp() - interval '1 minute'
    and not exists (select from micro_scrape.vehicle_state s where s.run_id = r.id);
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
