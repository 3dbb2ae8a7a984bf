-- What all daemons know together about a web host: when it may be visited next, whether it asked for patience, and what
-- its robots.txt says. It lives here and not in memory, so that neither a second daemon nor a restart makes us rude.
-- The host is `hostname`, or `hostname:port` when the port is not the scheme's own. All times are this server's.
create table micro_scrape.hosts (
  host text primary key,
  -- The first fetch slot nobody has reserved. Each reservation moves it on by the interval, so a thousand vehicles
  -- waiting for one host cost a thousand updates of one row and no polling.
  next_slot_at timestamptz,
  -- When the last request was let go. Slots can be used late; this keeps two late ones from going out together.
  last_start_at timestamptz,
  paused_until timestamptz,
  pause_reason text,
  -- In a row; the fifth pauses the host.
  failures integer not null default 0,
  -- null with a robots_status: the host has none (4xx) or could not say (5xx, or 0 for no answer at all).
  robots_txt text,
  robots_fetched_at timestamptz,
  robots_status integer,
  updated_at timestamptz not null default clock_timestamp()
);
