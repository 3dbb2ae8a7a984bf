-- How far the vehicles that were here before us have been taken in. Walked once, by id, in small batches.
create table micro_scrape.adoption (
  only_row boolean primary key default true check (only_row),
  last_id uuid,
  adopted bigint not null default 0,
  finished_at timestamptz,
  -- The reconcile walks all vehicles each time and compares scores for some of them: there it goes on with that.
  compare_from uuid not null default '00000000-0000-0000-0000-000000000000'
);
insert into micro_scrape.adoption default values;
