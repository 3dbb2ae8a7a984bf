-- How far the vehicles that were here before us have been taken in. Walked once, by id, in small batches.
create table micro_scrape.adoption (
  only_row boolean primary key default true check (only_row),
  last_id uuid,
  adopted bigint not null default 0,
  finished_at timestamptz
);
insert into micro_scrape.adoption default values;
