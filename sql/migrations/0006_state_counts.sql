-- How many vehicles stand how. Kept beside the state, because counting a million of them takes a second each time, and
-- Prometheus asks every 15. Changes are appended and added up later: counters that are updated would make all workers wait
-- for each other (functions/15_state_counts.sql).
create table micro_scrape.state_counts (
  gaps text[] not null,
  score smallint not null,
  outcome text not null,
  has_work boolean not null,
  parked boolean not null,
  vehicles bigint not null,
  primary key (gaps, score, outcome, has_work, parked)
);
create table micro_scrape.state_count_changes (
  id bigint generated always as identity primary key,
  gaps text[] not null,
  score smallint not null,
  outcome text not null,
  has_work boolean not null,
  parked boolean not null,
  vehicles bigint not null
);
-- A thousand rows come and go all the time; what is dead is read past at each look.
alter table micro_scrape.state_count_changes set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
-- The pace of the last minutes.
create index vehicle_state_settled_idx on micro_scrape.vehicle_state (settled_at) where settled_at is not null;
-- Few at any time: what failed by a fault of ours and is tried again.
create index vehicle_state_error_idx on micro_scrape.vehicle_state (outcome) where last_error is not null;
