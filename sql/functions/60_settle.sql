-- Adds one settled vehicle to its run and closes the run with its last one. Two statements on purpose: the first waits
-- for the run's row, so the second sees every vehicle that settled before; in one, the last two could miss each other.
create or replace function micro_scrape.count_in_run(
  p_run_id uuid, p_improved boolean, p_marked boolean, p_executed integer, p_succeeded integer
) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  update public.micro_scrape_runs r set
    vehicles_analyzed = r.vehicles_analyzed + 1,
    vehicles_improved = r.vehicles_improved + p_improved::int,
    vehicles_marked_complete = r.vehicles_marked_complete + p_marked::int,
    actions_executed = r.actions_executed + p_executed,
    actions_succeeded = r.actions_succeeded + p_succeeded,
    actions_failed = r.actions_failed + p_executed - p_succeeded
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
create or replace function micro_scrape.settle(
  p_vehicle_id uuid, p_fence bigint, p_wanted bigint, p_outcome text, p_reason text, p_next_try_at timestamptz,
  p_failed_attempt boolean, p_last_error text, p_extractor_version integer,
  p_improved boolean, p_marked boolean, p_executed integer, p_succeeded integer
) returns table (score smallint, gaps text[], outcome text, newly_marked boolean, requeued boolean, wanted_at timestamptz)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_now record;
  v_run_id uuid;
begin
  select * into v_now from micro_scrape.rescore(p_vehicle_id, p_fence);
  if not found then
    -- Deleted while its page was read: nothing left to keep but the count.
    delete from micro_scrape.vehicle_state s
    where s.vehicle_id = p_vehicle_id and s.fence = p_fence
      and not exists (select from public.vehicles v where v.id = p_vehicle_id)
    returning s.run_id into v_run_id;
    if found then
      perform micro_scrape.count_in_run(v_run_id, p_improved, p_marked, p_executed, p_succeeded);
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
    outcome = case when settle.requeued then 'pending' else settle.outcome end,
    -- A complete vehicle may still say what it could not get: a gap that does not matter for the score.
    reason = p_reason,
    done = greatest(s.done, p_wanted),
    leased_by = null, leased_at = null, slot_at = null, parked = false,
    attempts = case when p_failed_attempt then s.attempts + 1 else 0 end,
    next_try_at = case when settle.requeued then null else p_next_try_at end,
    run_id = case when settle.requeued then s.run_id end,
    run_improved = settle.requeued and (s.run_improved or p_improved),
    last_error = p_last_error,
    extractor_version = coalesce(p_extractor_version, s.extractor_version),
    settled_at = clock_timestamp()
  where s.vehicle_id = p_vehicle_id;

  if requeued then
    update public.micro_scrape_runs r set
      actions_executed = r.actions_executed + p_executed,
      actions_succeeded = r.actions_succeeded + p_succeeded,
      actions_failed = r.actions_failed + p_executed - p_succeeded,
      vehicles_marked_complete = r.vehicles_marked_complete + (p_marked or newly_marked)::int
    where r.id = v_now.run_id;
    perform graphile_worker.add_job('micro-scrape', json_build_object('vehicle_id', p_vehicle_id, 'queued_by', 'dispatcher'),
      job_key => 'vehicle:' || p_vehicle_id, max_attempts => 10, priority => score);
  else
    perform micro_scrape.count_in_run(v_now.run_id, p_improved or v_now.run_improved, p_marked or newly_marked, p_executed, p_succeeded);
  end if;
  return next;
end
$$;
