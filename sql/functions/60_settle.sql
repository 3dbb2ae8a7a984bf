-- Keeps what one action did and counts it in the vehicle's run. False, and nothing done, when the fence has moved on.
create or replace function micro_scrape.record_action(
  p_vehicle_id uuid, p_fence bigint, p_action text, p_succeeded boolean, p_filled text[], p_note text, p_runtime_ms integer
) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_run_id uuid;
begin
  select s.run_id into v_run_id from micro_scrape.vehicle_state s
  where s.vehicle_id = p_vehicle_id and s.fence = p_fence for share;
  if not found then
    return false;
  end if;
  insert into micro_scrape.action_log (vehicle_id, run_id, action, succeeded, filled, note, runtime_ms)
  values (p_vehicle_id, v_run_id, p_action, p_succeeded, p_filled, p_note, p_runtime_ms);
  update public.micro_scrape_runs r set
    actions_executed = r.actions_executed + 1,
    actions_succeeded = r.actions_succeeded + p_succeeded::int,
    actions_failed = r.actions_failed + (not p_succeeded)::int
  where r.id = v_run_id;
  return true;
end
$$;

-- Adds one settled vehicle to its run and closes the run with its last one. Two statements on purpose: the first waits
-- for the run's row, so the second sees every vehicle that settled before; in one, the last two could miss each other.
drop function if exists micro_scrape.count_in_run(uuid, boolean, boolean, integer, integer);
create or replace function micro_scrape.count_in_run(p_run_id uuid, p_improved boolean) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  update public.micro_scrape_runs r set
    vehicles_analyzed = r.vehicles_analyzed + 1,
    vehicles_improved = r.vehicles_improved + p_improved::int
  where r.id = p_run_id;
  update public.micro_scrape_runs r set
    status = 'completed', completed_at = clock_timestamp(),
    runtime_ms = round(1000 * extract(epoch from clock_timestamp() - r.started_at))
  where r.id = p_run_id and r.status = 'running'
    and not exists (select from micro_scrape.vehicle_state s where s.run_id = p_run_id);
$$;

-- The end of one run over one vehicle: rescores the row as it stands, stores the outcome, adds to the run's counters,
-- and makes another job if an event came meanwhile. Returns nothing, and does nothing, when the fence has moved on.
-- p_outcome is what the source gave (exhausted, waiting, blocked, gone, invalid); `complete` is decided by the score.
-- p_wanted: the counter as it was when the work began; an event since then makes wanted > p_wanted.
-- p_waits_at: the host in whose line it stands from now on. p_failed: its request failed by the host's fault, which is no
-- attempt; waiting for a host neither adds to the attempts nor forgets them.
drop function if exists micro_scrape.settle(
  uuid, bigint, bigint, text, text, timestamptz, boolean, text, integer, boolean, boolean, integer, integer);
drop function if exists micro_scrape.settle(uuid, bigint, bigint, text, text, timestamptz, boolean, text, integer);
create or replace function micro_scrape.settle(
  p_vehicle_id uuid, p_fence bigint, p_wanted bigint, p_outcome text, p_reason text, p_next_try_at timestamptz,
  p_failed_attempt boolean, p_last_error text, p_extractor_version integer,
  p_waits_at text default null, p_failed boolean default false
) returns table (score smallint, gaps text[], outcome text, newly_marked boolean, requeued boolean, wanted_at timestamptz)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_now record;
  v_run_id uuid;
  v_improved boolean;
begin
  select * into v_now from micro_scrape.rescore(p_vehicle_id, p_fence, false, p_extractor_version);
  if not found then
    -- Deleted while its page was read: nothing left to keep but the count.
    delete from micro_scrape.vehicle_state s
    where s.vehicle_id = p_vehicle_id and s.fence = p_fence
      and not exists (select from public.vehicles v where v.id = p_vehicle_id)
    returning s.run_id, s.run_improved into v_run_id, v_improved;
    if found then
      perform micro_scrape.count_in_run(v_run_id, v_improved);
    end if;
    return;
  end if;

  score := v_now.score;
  gaps := v_now.gaps;
  outcome := case when v_now.complete then 'complete' else p_outcome end;
  newly_marked := v_now.newly_marked;
  requeued := v_now.wanted > p_wanted;
  wanted_at := v_now.wanted_at;
  update micro_scrape.vehicle_state s set
    outcome = case when s.excluded_at is not null then 'excluded' when settle.requeued then 'pending' else settle.outcome end,
    -- A complete vehicle may still say what it could not get: a gap that does not matter for the score.
    reason = p_reason,
    done = greatest(s.done, p_wanted),
    leased_by = null, leased_at = null, slot_at = null, parked = false, deaths = 0, reread = false,
    lane = 'work', progress = null,
    attempts = case when p_failed_attempt then s.attempts + 1 when p_failed or p_waits_at is not null then s.attempts else 0 end,
    failed_at = case when p_failed_attempt or p_failed then clock_timestamp() when p_waits_at is not null then s.failed_at end,
    next_try_at = case when settle.requeued then null else p_next_try_at end,
    waits_at = case when settle.requeued then null else p_waits_at end,
    run_id = case when settle.requeued then s.run_id end,
    run_improved = settle.requeued and s.run_improved,
    last_error = p_last_error,
    settled_at = clock_timestamp()
  where s.vehicle_id = p_vehicle_id;

  if p_waits_at is not null and not requeued then
    perform micro_scrape.open_line(p_waits_at, 'resting');
  end if;
  if requeued then
    perform graphile_worker.add_jobs(array[micro_scrape.job_of(p_vehicle_id, 'work', score)]);
  else
    perform micro_scrape.count_in_run(v_now.run_id, v_now.run_improved);
  end if;
  return next;
end
$$;
