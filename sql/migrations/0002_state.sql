-- Our own private state: everything that is ours alone lives in the schema micro_scrape.

-- One row; a person changes it with UPDATE and the next dispatch or scoring obeys.
create table micro_scrape.settings (
  only_row boolean primary key default true check (only_row),
  -- A vehicle is complete at this score (0..100) when year, make and model are present.
  threshold smallint not null default 85 check (threshold between 0 and 100),
  -- 'doorbell': NOTIFY only while the dispatcher sleeps. 'always': every statement notifies, for other listeners.
  notify_mode text not null default 'doorbell' check (notify_mode in ('doorbell', 'always')),
  -- Vehicles that one row of micro_scrape_runs counts at the most.
  batch_size integer not null default 20 check (batch_size between 1 and 500),
  -- How many photographs of one vehicle are downloaded at the most.
  images_per_vehicle integer not null default 60 check (images_per_vehicle between 1 and 1000),
  -- Failed tries (network, 5xx) before a vehicle rests as exhausted.
  max_attempts smallint not null default 5 check (max_attempts between 1 and 20)
);
insert into micro_scrape.settings default values;

-- Append-only and id-only: no unique key, so writers never wait for each other, and the dispatcher takes rows by id.
create table micro_scrape.vehicle_events (
  id bigint generated always as identity primary key,
  vehicle_id uuid not null,
  kind text not null,
  at timestamptz not null default clock_timestamp()
);

-- One row a vehicle. wanted > done: there is work, and a job for it exists or will be made by the reconcile.
create table micro_scrape.vehicle_state (
  vehicle_id uuid primary key,
  score smallint not null,
  image_count integer not null,
  gaps text[] not null,
  outcome text not null default 'pending'
    check (outcome in ('pending', 'waiting', 'complete', 'exhausted', 'gone', 'blocked', 'invalid')),
  -- Why it is not complete, for people.
  reason text,
  wanted bigint not null default 0,
  done bigint not null default 0,
  -- Raised at each claim; a write carries the fence it claimed with and is refused when another has claimed since.
  fence bigint not null default 0,
  -- The daemon that works on it now; valid only while that daemon's heartbeat is.
  leased_by uuid,
  leased_at timestamptz,
  attempts integer not null default 0,
  next_try_at timestamptz,
  -- The fetch slot reserved at a busy host; parked: no job exists until the slot comes.
  slot_at timestamptz,
  parked boolean not null default false,
  -- The run that counts the work now under way, and whether that work has filled anything yet.
  run_id uuid,
  run_improved boolean not null default false,
  last_error text,
  -- Why a trigger or CHECK of the catalogue's own does not let the mark be set or taken away; tried again with the next event.
  mark_refused text,
  extractor_version integer,
  wanted_at timestamptz,
  settled_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  -- created_at of the vehicle: of equally bad ones the newest comes first.
  listed_at timestamptz
);
create index vehicle_state_worst_idx on micro_scrape.vehicle_state (score, listed_at desc nulls last);
create index vehicle_state_backlog_idx on micro_scrape.vehicle_state (score, wanted_at desc) where wanted > done;
create index vehicle_state_next_try_idx on micro_scrape.vehicle_state (next_try_at) where next_try_at is not null;
create index vehicle_state_parked_idx on micro_scrape.vehicle_state (slot_at) where parked;
create index vehicle_state_run_idx on micro_scrape.vehicle_state (run_id) where run_id is not null;
create index vehicle_state_leased_idx on micro_scrape.vehicle_state (leased_by) where leased_by is not null;

-- Evidence: one row for each value ever written, with where it stood.
create table micro_scrape.field_sources (
  id bigint generated always as identity primary key,
  vehicle_id uuid not null,
  field text not null,
  -- The value as it was stored, and the page's own figure and unit where they differ.
  value text not null,
  page_value text,
  source_url text,
  method text not null,
  snippet text not null,
  confidence real not null check (confidence between 0 and 1),
  extractor_version integer not null,
  run_id uuid,
  written_at timestamptz not null default clock_timestamp()
);
create index field_sources_vehicle_idx on micro_scrape.field_sources (vehicle_id, field, written_at desc);

-- What each action did for a vehicle, latest last; kept for explain, counted in the run.
create table micro_scrape.action_log (
  id bigint generated always as identity primary key,
  vehicle_id uuid not null,
  run_id uuid,
  action text not null,
  succeeded boolean not null,
  filled text[] not null default '{}',
  note text,
  runtime_ms integer not null,
  ended_at timestamptz not null default clock_timestamp()
);
create index action_log_vehicle_idx on micro_scrape.action_log (vehicle_id, ended_at desc);

-- The latest page of each vehicle: its bytes lie in the blob store, so that a better extractor needs no request.
create table micro_scrape.pages (
  vehicle_id uuid primary key,
  requested_url text not null,
  url text not null,
  kind text not null,
  kind_reason text not null,
  blob_key text not null,
  etag text,
  last_modified text,
  fetched_at timestamptz not null default clock_timestamp()
);

-- Living daemons: a heartbeat older than ten seconds means its jobs and leases are free for others.
create table micro_scrape.daemons (
  id uuid primary key,
  pool_id text,
  hostname text not null,
  pid integer not null,
  started_at timestamptz not null default clock_timestamp(),
  beat_at timestamptz not null default clock_timestamp()
);
