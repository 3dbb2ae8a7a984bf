-- Scores the given vehicles, stores their state, marks or reopens them, makes jobs for those with work, and groups the
-- work into runs of batch_size. The one entrance to the queue: dispatcher, reconcile, HTTP and people all come here.
-- p_force: work also on a vehicle that is complete but has a gap (a field was emptied, the address changed) or lacks some
-- of its photographs.
-- p_fresh: something new is known, so the count of failed attempts starts again.
-- A vehicle that is excluded is scored and nothing more. One that its owner has marked complete though it is not (we mark
-- only what is) is excluded here, until the mark is taken away. `completed_at` is what tells our mark from an owner's: it
-- stands until our mark is gone, also while a person's lock on the row keeps us from taking it away.
-- Returns one row a vehicle that got work or changed its mark.
-- A session keeps the plan it made while a table was small, which reads all of it (one vehicle after 3,000 others: 7 ms
-- instead of 3), and to plan anew is a fifth of what one costs. So plans are made once and go along indexes whatever the size;
-- one vehicle takes 0.9 ms of the processor instead of 1.4, five hundred 40 instead of 70. Before version 18 such a plan bears
-- a price for which the server would compile it: hence no jit.
create or replace function micro_scrape.enqueue(
  p_ids uuid[], p_force boolean[], p_fresh boolean[], p_since timestamptz[], p_run_type text, p_batch_size integer
) returns table (vehicle_id uuid, run_id uuid, score smallint, gaps text[], has_work boolean, marked boolean, reopened boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  v_threshold smallint;
  v_shared uuid;
  v_room integer;
  v_now timestamptz := clock_timestamp();
begin
  select threshold into v_threshold from micro_scrape.settings;
  -- What comes one by one within a minute shares a run as long as there is room. The lock stands in the way of nobody but
  -- fold_runs, which goes round it.
  if p_run_type = 'triggered' then
    select r.id, greatest(0, least(p_batch_size, r.batch_size) - r.vehicles_analyzed
      - (select count(*) from micro_scrape.run_vehicles v where v.run_id = r.id)
      - (select count(*) from micro_scrape.vehicle_state s where s.run_id = r.id)) into v_shared, v_room
    from micro_scrape.runs r
    where r.run_type = 'triggered' and r.status = 'running' and r.started_at > v_now - interval '1 minute'
    order by r.started_at desc limit 1 for key share of r skip locked;
  end if;
  v_room := coalesce(v_room, 0);
  -- Who belongs to a run now stays with it: were its last vehicle to settle between our look and our write, the run could
  -- be folded without what that vehicle does next.
  perform from micro_scrape.vehicle_state s where s.vehicle_id = any (p_ids) and s.run_id is not null
  order by s.vehicle_id for no key update;
  -- Few vehicles are marked, and nothing is set aside of others.
  if exists (select from public.vehicles v where v.id = any (p_ids) and micro_scrape.is_marked(v.origin_metadata)) then
    -- Before the statement below, which could not change the row of a state a second time.
    perform micro_scrape.set_aside(v.id, 'mark', null) from public.vehicles v
    left join micro_scrape.vehicle_state s on s.vehicle_id = v.id
    cross join lateral (select count(*) as n from public.vehicle_images vi where vi.vehicle_id = v.id) i
    where v.id = any (p_ids) and micro_scrape.is_marked(v.origin_metadata) and s.completed_at is null and s.excluded_at is null
      and not micro_scrape.is_complete(micro_scrape.gaps(v, i.n), v_threshold);
  end if;
  return query
  with asked as (
    select a.id, bool_or(a.force) as force, bool_or(a.fresh) as fresh, min(a.since) as since
    from unnest(p_ids, p_force, p_fresh, p_since) as a (id, force, fresh, since) group by a.id
  ), assessed as (
    select a.id, v.created_at as listed_at, a.since, a.fresh, i.n as image_count, g.gaps, micro_scrape.score(g.gaps) as score,
      c.complete, c.marked as was_marked, s.completed_at is not null as is_ours, s.run_id as open_run,
      s.excluded_by in ('person', 'undo') or s.excluded_by = 'mark' and c.marked and not c.complete as excluded,
      (cardinality(g.gaps) > 0 or s.photos_missing > 0) and (a.force or not c.complete) as may_work
    from asked a
    left join micro_scrape.vehicle_state s on s.vehicle_id = a.id
    join public.vehicles v on v.id = a.id
    cross join lateral (select count(*) as n from public.vehicle_images vi where vi.vehicle_id = v.id) i
    cross join lateral (select micro_scrape.gaps(v, i.n) as gaps offset 0) g
    cross join lateral (select micro_scrape.is_complete(g.gaps, v_threshold) as complete,
      micro_scrape.is_marked(v.origin_metadata) as marked) c
  ), free as (
    -- A row that a person holds locked is left to the job, which waits for it: the dispatcher itself never waits.
    select v.id, a.complete from public.vehicles v join assessed a on a.id = v.id
    where a.complete is distinct from a.was_marked and (a.complete or a.is_ours) and a.excluded is not true
    for no key update of v skip locked
  ), flagged as materialized (
    select f.id, micro_scrape.set_mark(f.id, f.complete) as refusal from free f
  ), decided as (
    select a.*, f.refusal, f.id is not null and f.refusal is null and a.complete as now_marked,
      f.id is not null and f.refusal is null and not a.complete as now_reopened,
      a.was_marked and a.is_ours and (f.id is null or f.refusal is not null) as keeps_mark,
      a.excluded is not true and (a.may_work or (a.complete is distinct from a.was_marked and f.id is null)) as has_job
    from assessed a left join flagged f on f.id = a.id
  ), placed as (
    -- A vehicle whose work is already counted by an open run stays with that run. Batch -1 is the run that is shared with
    -- what came before.
    select d.*, p.joins_run, case when row_number() over w <= v_room then -1 else (row_number() over w - 1 - v_room) / p_batch_size end as batch
    from decided d cross join lateral (select d.open_run is null and (d.has_job or d.now_marked) as joins_run) p
    window w as (partition by p.joins_run order by d.score, d.since desc, d.id)
  ), batches as materialized (
    -- Who joins a run without work is marked here, and so has settled.
    select batch, case when batch = -1 then v_shared else gen_random_uuid() end as id, count(*) filter (where not has_job) as settled
    from placed where joins_run group by batch
  ), runs as (
    insert into micro_scrape.runs (id, run_type, batch_size, started_at, vehicles_analyzed, vehicles_marked_complete)
    -- In this order, so that the one that has room is the last to start.
    select id, p_run_type, p_batch_size, clock_timestamp(), settled, settled from batches where batch >= 0 order by batch
  ), joined as (
    insert into micro_scrape.run_vehicles (run_id, vehicle_id, improved, marked, executed, succeeded)
    select v_shared, g.id, false, true, 0, 0 from placed g where g.joins_run and g.batch = -1 and not g.has_job
  ), stored as (
    insert into micro_scrape.vehicle_state as s
      (vehicle_id, score, image_count, gaps, outcome, requested, requested_at, run_id, run_marked, settled_at, completed_at, mark_refused, listed_at)
    select g.id, g.score, g.image_count, g.gaps, case when g.excluded then 'excluded' when g.has_job then 'pending' else 'complete' end,
      g.has_job::int, g.since, case when g.has_job then coalesce(g.open_run, b.id) end,
      g.has_job and g.now_marked,
      case when not g.has_job then clock_timestamp() end, case when g.complete or g.keeps_mark then clock_timestamp() end, g.refusal,
      g.listed_at
    from placed g left join batches b on g.joins_run and b.batch = g.batch
    on conflict (vehicle_id) do update set
      score = excluded.score, image_count = excluded.image_count, gaps = excluded.gaps, mark_refused = excluded.mark_refused,
      listed_at = excluded.listed_at,
      excluded_at = case when excluded.outcome = 'excluded' then s.excluded_at end,
      excluded_by = case when excluded.outcome = 'excluded' then s.excluded_by end,
      excluded_note = case when excluded.outcome = 'excluded' then s.excluded_note end,
      outcome = case when excluded.requested = 1 then 'pending'
        when s.requested > s.handled then s.outcome else excluded.outcome end,
      reason = case when excluded.outcome = 'excluded' then s.reason
        when excluded.requested = 1
        or excluded.outcome = 'complete' and (s.next_try_at is null and s.waits_at is null or excluded.gaps = '{}' and s.photos_missing = 0) then null else s.reason end,
      requested = s.requested + excluded.requested,
      -- The wait counts from the first event that is not yet served.
      requested_at = case when excluded.requested = 1 and s.requested > s.handled then s.requested_at when excluded.requested = 1 then excluded.requested_at else s.requested_at end,
      run_id = coalesce(s.run_id, excluded.run_id),
      run_marked = s.run_marked or excluded.run_marked,
      -- What is new may fill the gap that the photographs were to be read for.
      lane = case when excluded.requested = 1 then 'work' else s.lane end,
      attempts = case when (select fresh from placed g where g.id = s.vehicle_id) then 0 else s.attempts end,
      -- A visit that was promised stands as long as something is missing: an edit of something else does not bring it.
      next_try_at = case when excluded.requested = 1 or excluded.outcome = 'complete' and excluded.gaps = '{}' and s.photos_missing = 0
        then null else s.next_try_at end,
      waits_at = case when excluded.requested = 1 or not s.rate_limited and excluded.outcome = 'complete' and excluded.gaps = '{}' and s.photos_missing = 0
        then null else s.waits_at end,
      -- It has a job again, whatever it waited for.
      rate_limited = s.rate_limited and excluded.requested = 0,
      completed_at = case when excluded.completed_at is null then null else coalesce(s.completed_at, excluded.completed_at) end
    returning s.vehicle_id, s.run_id, s.score, s.lane
  ), jobs as (
    select graphile_worker.add_jobs(array_agg(micro_scrape.job_of(t.vehicle_id, t.lane, t.score) order by t.score, g.since desc)) as job
    from stored t join placed g on g.id = t.vehicle_id where g.has_job
  )
  select g.id, t.run_id, g.score, g.gaps, g.has_job, g.now_marked, g.now_reopened
  from placed g join stored t on t.vehicle_id = g.id
  -- Referring to `jobs` makes the planner run it; without the reference a SELECT in WITH is skipped.
  where (select count(*) from jobs) >= 0 and (g.has_job or g.now_marked or g.now_reopened);
end
$$;
