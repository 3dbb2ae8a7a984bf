-- How long what is ours is kept. A person changes it with UPDATE; null keeps for ever.
alter table micro_scrape.settings
  -- What each action did for a vehicle, as `explain` shows it.
  add column keep_actions interval default '90 days' check (keep_actions >= interval '0'),
  -- Evidence of values that are no longer ours or were followed by another; that of the values that stand stays.
  add column keep_evidence interval default '1 year' check (keep_evidence >= interval '0'),
  -- Pages as they were read, and what a model said of them; a vehicle that needs one again has it fetched again.
  add column keep_pages interval default '180 days' check (keep_pages >= interval '0'),
  add column keep_runs interval default '1 year' check (keep_runs >= interval '0'),
  -- Hosts that nobody visits, waits for or has decided about.
  add column keep_hosts interval default '30 days' check (keep_hosts >= interval '0'),
  -- What belonged to a deleted vehicle, and files that no row names: a catalogue that is emptied and loaded again loses nothing.
  add column keep_deleted interval default '7 days' check (keep_deleted >= interval '0');

-- Vehicles that were deleted and of which something is left.
create table micro_scrape.deleted_vehicles (
  vehicle_id uuid primary key,
  noticed_at timestamptz not null default clock_timestamp()
);
create index deleted_vehicles_noticed_idx on micro_scrape.deleted_vehicles (noticed_at);
-- Earlier versions left all but the state of a deleted vehicle behind.
insert into micro_scrape.deleted_vehicles (vehicle_id)
select left_over.vehicle_id from (
  select vehicle_id from micro_scrape.pages
  union select vehicle_id from micro_scrape.field_sources
  union select vehicle_id from micro_scrape.action_log
  union select vehicle_id from micro_scrape.photographs
  union select vehicle_id from micro_scrape.rejections
  union select vehicle_id from micro_scrape.proposals
  union select vehicle_id from micro_scrape.model_answers) left_over
where not exists (select from public.vehicles v where v.id = left_over.vehicle_id)
  and not exists (select from micro_scrape.vehicle_state s where s.vehicle_id = left_over.vehicle_id);

-- Its actions are no longer all in the log: some were of a vehicle that was deleted.
alter table micro_scrape.runs add column forgotten boolean not null default false;

-- Files in the blob store that no row named when they were last looked for.
create table micro_scrape.unused_files (
  key text primary key,
  since timestamptz not null default clock_timestamp()
);
create index pages_blob_key_idx on micro_scrape.pages (blob_key);
-- The store is looked through one part of 256 at a time.
alter table micro_scrape.adoption add column swept_to smallint not null default 0;

-- What is ours takes so much room, once a day, to tell growth from size.
create table micro_scrape.sizes (
  day date primary key,
  vehicles bigint not null,
  bytes bigint not null
);
