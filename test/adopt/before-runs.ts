/** A database as it was before migrations/0023_public_runs.sql: run `one` has ended, run `two` has a vehicle under way. */
export const BEFORE_RUNS_WERE_A_VIEW = `
  drop view public.micro_scrape_runs; drop table micro_scrape.run_vehicles;
  create function micro_scrape.record_action(uuid, bigint, text, boolean, text[], text, integer) returns boolean return true;
  create function micro_scrape.rescore(uuid, bigint, boolean, integer) returns boolean return true;
  create function micro_scrape.settle(uuid, bigint, bigint, text, text, timestamptz, boolean, text, integer, text, boolean) returns boolean return true;
  alter table micro_scrape.vehicle_state drop column run_marked, drop column run_executed, drop column run_succeeded;
  alter table micro_scrape.runs rename constraint runs_pkey to micro_scrape_runs_pkey;
  alter table micro_scrape.runs rename constraint runs_status_check to micro_scrape_runs_status_check;
  alter index micro_scrape.runs_running_idx rename to micro_scrape_runs_running_idx;
  alter table micro_scrape.runs rename to micro_scrape_runs;
  alter table micro_scrape.micro_scrape_runs set schema public;
  insert into micro_scrape.additions (kind, name) values ('table', 'public.micro_scrape_runs');
  delete from micro_scrape.applied_sql where name in ('migrations/0023_public_runs.sql', 'functions/21_public_micro_scrape_runs.sql', 'functions/60_commit_run.sql');
  insert into micro_scrape_runs (id, run_type, batch_size, status, vehicles_analyzed, actions_executed, actions_succeeded, actions_failed,
    runtime_ms, started_at, completed_at)
  values ('00000000-0000-4000-8000-000000000001', 'manual', 20, 'completed', 7, 9, 5, 4, 1234, '2020-01-01', '2020-01-02'),
    ('00000000-0000-4000-8000-000000000002', 'scheduled', 20, 'running', 3, 6, 6, 0, null, '2020-01-03', null);
  insert into vehicles (id, discovery_url) values ('00000000-0000-4000-8000-00000000000a', 'https://cars.example/a');
  insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, wanted, run_id)
  values ('00000000-0000-4000-8000-00000000000a', 0, 0, '{}', 1, '00000000-0000-4000-8000-000000000002'),
    (gen_random_uuid(), 0, 0, '{}', 1, gen_random_uuid())`;
