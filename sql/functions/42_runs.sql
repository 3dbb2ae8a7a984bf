-- The counters of runs. No row of a run is written by a vehicle, so that no vehicle waits for another one's commit.

-- One vehicle has settled: a row of its own, in the transaction that says so. Nothing without a run.
drop function if exists micro_scrape.count_in_run(uuid, boolean);
create or replace function micro_scrape.count_in_run(
  p_run_id uuid, p_vehicle_id uuid, p_improved boolean, p_marked boolean, p_executed integer, p_succeeded integer
) returns void
language sql
as $$
  insert into micro_scrape.run_vehicles (run_id, vehicle_id, improved, marked, executed, succeeded)
  select p_run_id, p_vehicle_id, p_improved, p_marked, p_executed, p_succeeded where p_run_id is not null;
$$;

-- Moves what the vehicles of ended runs have counted into the rows of these runs, p_limit of them at the most, the oldest
-- first. What people read is the same before and after, because it is what they read that is kept. Returns how many.
-- Nobody waits for it, and it waits for nobody. Single vehicles join a run for a minute (40_enqueue.sql), so such a run is
-- left alone that long; whoever joins holds a lock on it until that is visible.
drop function if exists micro_scrape.close_runs();
create or replace function micro_scrape.fold_runs(p_limit integer) returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_before timestamptz := clock_timestamp() - interval '1 minute';
  v_ids uuid[];
  v_folded integer;
begin
  select array_agg(ended.id) into v_ids from (
    select r.id from micro_scrape.runs r
    where r.status = 'running' and (r.run_type <> 'triggered' or r.started_at < v_before)
      and not exists (select from micro_scrape.vehicle_state s where s.run_id = r.id)
    order by r.started_at limit p_limit for update of r skip locked) ended;
  if v_ids is null then
    return 0;
  end if;
  -- A statement of its own: what joined before the rows were locked is only seen by one that begins afterwards. All of it
  -- in one, so that exactly the rows that are added up are deleted.
  with ended as (
    select r.* from public.micro_scrape_runs r where r.id = any (v_ids) and r.status <> 'running'
  ), emptied as (
    delete from micro_scrape.run_vehicles v using ended e where v.run_id = e.id
  )
  update micro_scrape.runs r set
    status = e.status, completed_at = e.completed_at, runtime_ms = e.runtime_ms, vehicles_analyzed = e.vehicles_analyzed,
    vehicles_improved = e.vehicles_improved, vehicles_marked_complete = e.vehicles_marked_complete,
    actions_executed = e.actions_executed, actions_succeeded = e.actions_succeeded, actions_failed = e.actions_failed
  from ended e where r.id = e.id;
  get diagnostics v_folded = row_count;
  return v_folded;
end
$$;
