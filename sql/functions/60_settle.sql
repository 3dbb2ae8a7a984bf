-- Keeps what one action did, and counts it for the run that its vehicle settles in. False, and nothing done, when the
-- fence has moved on.
create or replace function micro_scrape.record_action(
  p_vehicle_id uuid, p_fence bigint, p_action text, p_succeeded boolean, p_filled text[], p_note text, p_runtime_ms integer
) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_run_id uuid;
begin
  update micro_scrape.vehicle_state s set
    run_executed = s.run_executed + (s.run_id is not null)::int,
    run_succeeded = s.run_succeeded + (s.run_id is not null and p_succeeded)::int
  where s.vehicle_id = p_vehicle_id and s.fence = p_fence returning s.run_id into v_run_id;
  if not found then
    return false;
  end if;
  insert into micro_scrape.action_log (vehicle_id, run_id, action, succeeded, filled, note, runtime_ms)
  values (p_vehicle_id, v_run_id, p_action, p_succeeded, p_filled, p_note, p_runtime_ms);
  return true;
end
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
  v_was record;
begin
  select * into v_now from micro_scrape.rescore(p_vehicle_id, p_fence, false, p_extractor_version);
  if not found then
    -- Deleted while its page was read: nothing left to keep but the count.
    delete from micro_scrape.vehicle_state s
    where s.vehicle_id = p_vehicle_id and s.fence = p_fence
      and not exists (select from public.vehicles v where v.id = p_vehicle_id)
    returning s.run_id, s.run_improved, s.run_marked, s.run_executed, s.run_succeeded into v_was;
    if found then
      perform micro_scrape.count_in_run(v_was.run_id, p_vehicle_id, v_was.run_improved, v_was.run_marked, v_was.run_executed, v_was.run_succeeded);
    end if;
    return;
  end if;

  score := v_now.score;
  gaps := v_now.gaps;
  outcome := case when v_now.complete then 'complete' else p_outcome end;
  newly_marked := v_now.newly_marked;
  requeued := v_now.wanted > p_wanted;
  wanted_at := v_now.wanted_at;
  select s.run_id, s.run_improved, s.run_marked, s.run_executed, s.run_succeeded into v_was from micro_scrape.vehicle_state s
  where s.vehicle_id = p_vehicle_id;
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
    run_marked = settle.requeued and s.run_marked,
    run_executed = case when settle.requeued then s.run_executed else 0 end,
    run_succeeded = case when settle.requeued then s.run_succeeded else 0 end,
    last_error = p_last_error,
    settled_at = clock_timestamp()
  where s.vehicle_id = p_vehicle_id;

  if p_waits_at is not null and not requeued then
    perform micro_scrape.open_line(p_waits_at, 'resting');
  end if;
  if requeued then
    perform graphile_worker.add_jobs(array[micro_scrape.job_of(p_vehicle_id, 'work', score)]);
  else
    perform micro_scrape.count_in_run(v_was.run_id, p_vehicle_id, v_was.run_improved, v_was.run_marked, v_was.run_executed, v_was.run_succeeded);
  end if;
  return next;
end
$$;
