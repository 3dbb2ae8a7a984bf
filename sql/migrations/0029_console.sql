-- What the console shows and nobody else needs.

-- Who changed what there: a row in the transaction of each change.
create table micro_scrape.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  who text not null,
  what text not null,
  -- A vehicle's id, a host, or a job's number; null: none of them alone.
  target text,
  detail jsonb not null default '{}'
);
create index audit_target_idx on micro_scrape.audit (target, id);

-- What was seen of a host on a day (UTC): `fetch:page` with how it ended, `field:price` with what became of the field. Each
-- daemon adds what it has counted, once a minute at the most; what it had not added when it was killed is lost.
create table micro_scrape.site_tallies (
  day date,
  host text,
  what text,
  outcome text,
  count bigint not null,
  primary key (day, host, what, outcome)
);
create index site_tallies_host_idx on micro_scrape.site_tallies (host, day);

-- The catalogue as it was, every five minutes.
create table micro_scrape.history (
  at timestamptz primary key,
  -- Vehicles by outcome.
  outcomes jsonb not null,
  with_work integer not null,
  -- Vehicles settled in the five minutes before.
  settled integer not null,
  -- Why vehicles rest without being complete, and at which hosts those with work to do are: the largest groups.
  reasons jsonb not null,
  backlog jsonb not null
);

alter table micro_scrape.daemons add column version text;

alter table micro_scrape.settings
  add column keep_audit interval default '1 year' check (keep_audit >= interval '0'),
  -- What was seen of hosts by day, and the catalogue every five minutes.
  add column keep_tallies interval default '30 days' check (keep_tallies >= interval '0');
