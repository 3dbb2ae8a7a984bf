-- Takes a job that does not run out of the queue. A job over a vehicle takes the vehicle's wish for work with it, or the next
-- reconcile would make it anew: the vehicle rests as exhausted until an event, a person or better rules wake it, and its run
-- counts what was done until then. Returns the vehicle, where it was one's.
-- The state is locked before the job, as everywhere.
create or replace function micro_scrape.remove_job(p_id bigint, p_reason text) returns uuid
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text := (select j.key from graphile_worker._private_jobs j where j.id = p_id);
  v_job graphile_worker._private_jobs;
  v_was micro_scrape.vehicle_state;
  v_vehicle uuid := case when v_key ~ '^vehicle:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then substr(v_key, 9)::uuid end;
begin
  select s.* into v_was from micro_scrape.vehicle_state s where s.vehicle_id = v_vehicle for update;
  select j.* into v_job from graphile_worker._private_jobs j where j.id = p_id for update;
  if not found then
    raise exception 'There is no job % any more', p_id using errcode = 'P0002';
  end if;
  if v_job.locked_at is not null or v_was.leased_by is not null then
    raise exception 'Job % runs at this moment', p_id using errcode = '55000';
  end if;
  if v_was.requested > v_was.handled then
    update micro_scrape.vehicle_state s set
      outcome = case when s.excluded_at is not null then 'excluded' else 'exhausted' end, reason = p_reason,
      handled = s.requested, fence = s.fence + 1, slot_at = null, rate_limited = false, next_try_at = null, waits_at = null,
      run_id = null, run_improved = false, run_marked = false, run_executed = 0, run_succeeded = 0,
      attempts = 0, last_error = null, lane = 'work', progress = null, settled_at = clock_timestamp()
    where s.vehicle_id = v_vehicle;
    perform micro_scrape.count_in_run(v_was.run_id, v_vehicle, v_was.run_improved, v_was.run_marked, v_was.run_executed, v_was.run_succeeded);
  end if;
  perform graphile_worker.complete_jobs(array[p_id]);
  return v_vehicle;
end
$$;
