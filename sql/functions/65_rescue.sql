-- Gives back what nobody works on any more: a job or a vehicle is held only by a daemon that lives and knows of it.

-- Of the given vehicles those with work and without a job get one: the queue row was lost, or the job that was made
-- found the vehicle held by a daemon that died afterwards. Returns how many jobs were made.
-- By given ids, because looking for them among all compares a million vehicles with a million jobs (3 s).
create or replace function micro_scrape.requeue_lost(p_ids uuid[]) returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_jobs integer;
begin
  with lost as (
    select s.vehicle_id, s.lane, s.score from micro_scrape.vehicle_state s
    where s.vehicle_id = any (p_ids) and s.requested > s.handled and not s.rate_limited
      and (s.leased_by is null or not exists (
        select from micro_scrape.daemons d where d.id = s.leased_by and d.beat_at > micro_scrape.lease_limit()))
      and not exists (select from graphile_worker._private_jobs j where j.key = 'vehicle:' || s.vehicle_id and j.attempts < j.max_attempts)
  ), made as (
    select graphile_worker.add_jobs(array_agg(micro_scrape.job_of(l.vehicle_id, l.lane, l.score) order by l.score))
    from lost l having count(*) > 0
  )
  select count(*) into v_jobs from made;
  return v_jobs;
end
$$;

-- What daemons held whose last heartbeat is older than ten seconds. (graphile-worker alone would wait four hours.)
-- A vehicle on which three in a row have died may be what kills them, and is not handed to the next one at once: that
-- counts as a failed attempt, with the waits of any other and an end.
drop function if exists micro_scrape.rescue_crashed();
create function micro_scrape.rescue_crashed() returns table (daemons integer, vehicles integer, put_off integer)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_ids uuid[];
  v_pools text[];
  v_vehicles uuid[];
  v_max_attempts integer;
  v_deadly record;
begin
  with gone as (
    delete from micro_scrape.daemons d where d.id in (
      select o.id from micro_scrape.daemons o where o.beat_at < micro_scrape.lease_limit() for update skip locked)
    returning d.id, d.pool_ids
  ), pools as (
    select unnest(g.pool_ids) as name from gone g
  ) select (select array_agg(id) from gone), (select array_agg(name) from pools) into v_ids, v_pools;
  daemons := coalesce(cardinality(v_ids), 0);
  vehicles := 0;
  put_off := 0;
  if daemons > 0 then
    perform graphile_worker.force_unlock_workers(coalesce(v_pools, '{}'));
    -- The server may not know yet that a dead daemon's session is one: what that has locked goes to rescue_orphaned later.
    with held as (
      select s.vehicle_id from micro_scrape.vehicle_state s where s.leased_by = any (v_ids) for no key update skip locked
    ), freed as (
      update micro_scrape.vehicle_state s set leased_by = null, leased_at = null, crash_count = s.crash_count + 1
      from held h where s.vehicle_id = h.vehicle_id returning s.vehicle_id
    ) select coalesce(array_agg(vehicle_id), '{}') into v_vehicles from freed;
    vehicles := cardinality(v_vehicles);

    v_max_attempts := (select max_attempts from micro_scrape.settings);
    for v_deadly in
      select s.vehicle_id, s.attempts + 1 as attempt, s.attempts + 1 >= v_max_attempts as last, s.run_id, s.run_improved,
        s.run_marked, s.run_executed, s.run_succeeded,
        format('%s daemons have died one after the other while they worked on it', s.crash_count) as what
      from micro_scrape.vehicle_state s
      where s.vehicle_id = any (v_vehicles) and s.requested > s.handled and s.crash_count >= 3
    loop
      -- Its queue row finds nothing to do and goes; the row of the vehicle is left alone, a person may hold it.
      update micro_scrape.vehicle_state s set
        handled = s.requested, attempts = v_deadly.attempt, run_id = null, run_improved = false, run_marked = false, run_executed = 0, run_succeeded = 0,
        slot_at = null, rate_limited = false,
        lane = 'work', progress = null,
        outcome = case when v_deadly.last then 'exhausted' else 'waiting' end,
        reason = case when v_deadly.last then format('gave up after %s attempts: %s', v_deadly.attempt, v_deadly.what)
          else format('attempt %s of %s failed: %s', v_deadly.attempt, v_max_attempts, v_deadly.what) end,
        next_try_at = case when not v_deadly.last then
          clock_timestamp() + micro_scrape.retry_wait(v_deadly.attempt) end,
        last_error = v_deadly.what, settled_at = clock_timestamp()
      where s.vehicle_id = v_deadly.vehicle_id;
      perform micro_scrape.count_in_run(v_deadly.run_id, v_deadly.vehicle_id, v_deadly.run_improved, v_deadly.run_marked,
        v_deadly.run_executed, v_deadly.run_succeeded);
      put_off := put_off + 1;
    end loop;

    perform micro_scrape.requeue_lost(v_vehicles);
    -- Unlocking tells nobody: without this the jobs wait for a worker's next poll (5 s).
    perform pg_notify('jobs:insert', json_build_object('r', random()::text, 'count', greatest(vehicles, 1))::text);
  end if;
  return next;
end
$$;

-- Whether the function below would find anything, or a job of somebody else's worker; it is asked with every beat.
create or replace function micro_scrape.is_any_orphaned(p_daemon uuid, p_vehicles uuid[], p_jobs bigint[], p_look_at_jobs boolean)
returns boolean
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from micro_scrape.vehicle_state s
    where s.leased_by is not null and s.leased_at < micro_scrape.lease_limit()
      and (s.leased_by = p_daemon and s.vehicle_id <> all (p_vehicles) or not exists (select from micro_scrape.daemons d where d.id = s.leased_by)))
  or p_look_at_jobs and exists (
    select from graphile_worker._private_jobs j
    where j.locked_by is not null and j.locked_at < micro_scrape.lease_limit()
      and (j.locked_by = any ((select d.pool_ids from micro_scrape.daemons d where d.id = p_daemon)::text[]) and j.id <> all (p_jobs)
        or not exists (select from micro_scrape.daemons d where j.locked_by = any (d.pool_ids))));
$$;

-- What a living daemon holds without knowing: the answer to its claim or to the taking of a job was lost, an outage ate
-- its release or the end of a job, or its runner was rebuilt under another name. p_vehicles and p_jobs: what the daemon
-- does work on. Ten seconds are left to whoever has just begun. Locked jobs are looked for when a vehicle was found, and
-- when asked for: that reads the whole queue (2 ms at 8,000 rows).
create or replace function micro_scrape.rescue_orphaned(p_daemon uuid, p_vehicles uuid[], p_jobs bigint[], p_look_at_jobs boolean)
returns table (vehicles integer, jobs integer)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_vehicles uuid[];
  v_of_jobs uuid[];
begin
  with held as (
    select s.vehicle_id from micro_scrape.vehicle_state s
    where s.leased_by is not null and s.leased_at < micro_scrape.lease_limit()
      and (s.leased_by = p_daemon and s.vehicle_id <> all (p_vehicles)
        or not exists (select from micro_scrape.daemons d where d.id = s.leased_by))
    for no key update skip locked
  ), freed as (
    update micro_scrape.vehicle_state s set leased_by = null, leased_at = null
    from held h where s.vehicle_id = h.vehicle_id returning s.vehicle_id
  ) select coalesce(array_agg(vehicle_id), '{}') into v_vehicles from freed;
  vehicles := cardinality(v_vehicles);
  jobs := 0;
  if vehicles = 0 and not p_look_at_jobs then
    return next;
    return;
  end if;
  with freed as (
    update graphile_worker._private_jobs j set locked_by = null, locked_at = null
    from graphile_worker._private_tasks t
    where t.id = j.task_id
      -- Other people's workers may serve other tasks of the same queue.
      and t.identifier in (:OUR_TASKS)
      and j.locked_by is not null and j.locked_at < micro_scrape.lease_limit()
      and (j.locked_by = any ((select d.pool_ids from micro_scrape.daemons d where d.id = p_daemon)::text[]) and j.id <> all (p_jobs)
        or not exists (select from micro_scrape.daemons d where j.locked_by = any (d.pool_ids)))
    returning j.payload ->> 'vehicle_id' as vehicle_id
  ) select count(*), coalesce(array_agg(vehicle_id::uuid) filter (where vehicle_id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'), '{}')
  into jobs, v_of_jobs from freed;
  -- A job that was replaced while it ran: its successor has the key, and it would lie here for ever.
  delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
  where jobs > 0 and t.id = j.task_id and t.identifier in ('micro-scrape', 'read-photographs')
    and j.locked_by is null and j.key is null and j.attempts >= j.max_attempts and j.last_error is null;
  if vehicles > 0 or jobs > 0 then
    perform micro_scrape.requeue_lost(v_vehicles || v_of_jobs);
  end if;
  return next;
end
$$;
