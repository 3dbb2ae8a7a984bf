-- The one shape of a job of ours over a vehicle; each lane has a task, and with it a runner, of its own. Lowest score first.
create or replace function micro_scrape.job_of(p_vehicle_id uuid, p_lane text, p_score smallint) returns graphile_worker.job_spec
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select (case p_lane when 'recogniser' then 'read-photographs' when 'browser' then 'render-page' else 'micro-scrape' end,
    json_build_object('vehicle_id', p_vehicle_id, 'queued_by', 'dispatcher'), null, null, 10,
    'vehicle:' || p_vehicle_id, p_score, null)::graphile_worker.job_spec;
$$;
