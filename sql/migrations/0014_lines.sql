-- Who waits for a host stands in line there and reserves nothing; the dispatcher lets the first in when the host opens.
alter table micro_scrape.vehicle_state
  -- The host it waits for: parked, with its work and its run; or resting, and then a visit is promised, as by next_try_at.
  add column waits_at text,
  -- When it last failed at a host: somebody else's success there since then makes the next failure its own.
  add column failed_at timestamptz;
create index vehicle_state_line_idx on micro_scrape.vehicle_state (waits_at, parked, score, wanted_at) where waits_at is not null;

alter table micro_scrape.hosts
  add column failing_since timestamptz,
  -- What fails there. A photograph that comes says nothing about pages that fail.
  add column failing text check (failing in ('pages', 'photographs')),
  -- It refuses robots; otherwise it is away, or asks for patience.
  add column refuses boolean not null default false,
  -- Of a page; within ten seconds.
  add column last_success_at timestamptz,
  -- A person's own pause, which nothing but resume_host ends before its time.
  add column held_until timestamptz,
  add column held_reason text,
  -- Between two pages: what the daemons ask for (FETCH_MIN_INTERVAL_MS, robots.txt), and a person's own.
  add column interval_ms integer not null default 0,
  add column slow_ms integer not null default 0,
  -- Whether somebody stands in line: 'parked' when some of them may be in a run, 'resting' when none is.
  add column line text check (line in ('parked', 'resting')),
  -- Nobody is let in before.
  add column opens_at timestamptz not null
    generated always as (coalesce(greatest(next_slot_at, paused_until, held_until), timestamptz '-infinity')) stored;
create index hosts_line_idx on micro_scrape.hosts (opens_at) where line is not null;
