-- Limits that more than one place holds. The daemon's own stand in src/runtime/limits.ts; a test holds them equal. Plain
-- expressions, so that PostgreSQL puts them into the statement that asks.

-- A daemon whose heartbeat is older holds nothing any more.
create or replace function micro_scrape.lease_limit() returns timestamptz
language sql volatile
as $$ select clock_timestamp() - interval '10 seconds' $$;

-- What a vehicle waits after its p_attempt-th failed attempt: 30 s, 2, 8, 32 min, then 2 h.
create or replace function micro_scrape.retry_wait(p_attempt integer) returns interval
language sql immutable
as $$ select least(interval '30 seconds' * 4 ^ (p_attempt - 1), interval '2 hours') $$;
