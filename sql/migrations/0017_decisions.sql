-- What people decide: this vehicle is left alone, this value is wrong, take back what you wrote.

alter table micro_scrape.vehicle_state
  -- Nothing is read for it or written to it until somebody includes it again.
  add column excluded_at timestamptz,
  -- 'person': micro_scrape.exclude. 'mark': its owner has marked it complete. 'undo': what we wrote was taken back.
  add column excluded_by text check (excluded_by in ('person', 'mark', 'undo')),
  add column excluded_note text;
alter table micro_scrape.vehicle_state drop constraint vehicle_state_outcome_check;
-- NOT VALID: the rows that are there are of the old, smaller set, so nothing has to be read under the lock.
alter table micro_scrape.vehicle_state add constraint vehicle_state_outcome_check
  check (outcome in ('pending', 'waiting', 'complete', 'exhausted', 'gone', 'blocked', 'invalid', 'excluded')) not valid;

alter table micro_scrape.field_sources
  -- What stood in the row instead of a value (N/A, TBD), so that undo can put it back.
  add column replaced text,
  -- The value is no longer ours to answer for: said to be wrong, changed by a person, or undone.
  add column taken_back text check (taken_back in ('rejected', 'edited', 'undone')),
  add column taken_back_at timestamptz;

-- Values that are wrong for a vehicle and never come back, whichever layer reads them again.
create table micro_scrape.rejections (
  id bigint generated always as identity primary key,
  vehicle_id uuid not null,
  field text not null,
  value text not null,
  -- micro_scrape.value_key(value): how the value is recognised in another spelling.
  value_key text not null,
  -- 'said': micro_scrape.reject. 'edited': a person wrote another value over ours.
  kind text not null check (kind in ('said', 'edited')),
  note text,
  -- The evidence of the value when it was ours.
  field_source_id bigint,
  at timestamptz not null default clock_timestamp(),
  unique (vehicle_id, field, value_key)
);

-- What the latest reading of a page says and was not written. 'differs': the row has another value. 'doubtful': the
-- reading is less sure than settings.min_confidence; micro_scrape.accept writes it.
create table micro_scrape.proposals (
  vehicle_id uuid not null,
  field text not null,
  value text not null,
  page_value text,
  source_url text,
  method text not null,
  snippet text not null,
  confidence real not null check (confidence between 0 and 1),
  extractor_version integer not null,
  why text not null check (why in ('differs', 'doubtful')),
  read_at timestamptz not null default clock_timestamp(),
  primary key (vehicle_id, field)
);
create index proposals_why_idx on micro_scrape.proposals (why, field);

-- A value that a reading is less sure of is kept as a proposal and not written.
alter table micro_scrape.settings add column min_confidence real not null default 0 check (min_confidence between 0 and 1);
