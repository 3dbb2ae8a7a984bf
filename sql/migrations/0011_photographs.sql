-- What became of each photograph of a vehicle that is not, or not yet, among its images, and what was read off those that
-- are: work that was done is not done again. state: 'copy' of another, 'refused' (it is no photograph), 'failed' (tried
-- again), 'missing' (tried often enough). 'stored' is kept while others are still to come, or when it was read for a VIN.
create table micro_scrape.photographs (
  vehicle_id uuid not null,
  url text not null,
  state text not null check (state in ('stored', 'copy', 'refused', 'failed', 'missing')),
  tries smallint not null default 0,
  -- What it looks like (3 kB), to tell copies from others; only while others are still to come.
  look bytea,
  note text,
  vin_read jsonb,
  at timestamptz not null default clock_timestamp()
);
-- Addresses are longer than an index takes.
create unique index photographs_url_idx on micro_scrape.photographs (vehicle_id, md5(url));

-- A daemon has a pool of workers for each lane; seats: what its workers do at the moment, for people.
alter table micro_scrape.daemons rename column pool_id to pool_ids;
alter table micro_scrape.daemons alter column pool_ids type text[] using case when pool_ids is null then '{}' else array[pool_ids] end;
alter table micro_scrape.daemons
  alter column pool_ids set default '{}',
  alter column pool_ids set not null,
  add column seats jsonb;
