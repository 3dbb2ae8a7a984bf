-- A run's row is written by whoever makes the run and by whoever folds it; a vehicle that settles appends a row of its own.
-- One row that twenty vehicles update is held by each until its commit is on the disk, and the others wait.
-- public.micro_scrape_runs is from here on a view that adds them up (functions/21_public_micro_scrape_runs.sql).
do $runs$
declare
  v_owner name := (select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'micro_scrape');
  v_name name;
begin
  -- What the run of the work now under way is to count when the vehicle settles, beside run_improved.
  alter table micro_scrape.vehicle_state
    add column run_marked boolean not null default false,
    add column run_executed smallint not null default 0,
    add column run_succeeded smallint not null default 0;

  alter table public.micro_scrape_runs set schema micro_scrape;
  alter table micro_scrape.micro_scrape_runs rename to runs;
  for v_name in select conname from pg_constraint where conrelid = 'micro_scrape.runs'::regclass and conname ~ '^micro_scrape_' loop
    execute format('alter table micro_scrape.runs rename constraint %I to %I', v_name, substr(v_name, 14));
  end loop;
  for v_name in
    select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'micro_scrape.runs'::regclass and c.relname ~ '^micro_scrape_'
  loop
    execute format('alter index micro_scrape.%I rename to %I', v_name, substr(v_name, 14));
  end loop;
  comment on column micro_scrape.runs.status is
    'running: not folded, whether or not a vehicle still belongs to it; anything else: folded, all of it is counted in this row';

  create table micro_scrape.run_vehicles (
    -- No foreign key: checking one locks the run's row, which is what this table is there to spare.
    run_id uuid not null,
    vehicle_id uuid not null,
    improved boolean not null,
    marked boolean not null,
    -- Actions; those that did not succeed have failed.
    executed integer not null,
    succeeded integer not null,
    settled_at timestamptz not null default clock_timestamp()
  );
  create index run_vehicles_run_idx on micro_scrape.run_vehicles (run_id);
  -- Twenty rows a run. Counted while all but one run are folded, it would be all of them, and the index not used.
  alter table micro_scrape.run_vehicles alter column run_id set (n_distinct = -0.05);

  -- What lies in our schema belongs to its owner, whoever owned it in public.
  execute format('alter table micro_scrape.runs owner to %I', v_owner);
  execute format('alter table micro_scrape.run_vehicles owner to %I', v_owner);
  delete from micro_scrape.additions where kind = 'table' and name = 'public.micro_scrape_runs';

  -- A table of runs that was here before us has been renamed by its owner, and its runs are none of these.
  update micro_scrape.vehicle_state s set run_id = null
  where s.run_id is not null and not exists (select from micro_scrape.runs r where r.id = s.run_id);
end
$runs$;
