/**
 * Every SQL statement about hosts.
 * Invariant: all times come from `clock_timestamp()` after the row lock is held, so daemons with wrong clocks agree and
 * a transaction that waited for the lock does not use the time at which it began to wait.
 */

/** From one slot to the next, $2 ms apart or as a person asks. */
const STEP = "micro_scrape.step(h.failures, greatest($2, h.slow_ms) * interval '1 millisecond')";

/**
 * $1 host, $2 interval ms, $3 ms. Takes the host's next slot when that is at most $3 ms away and nobody stands in line
 * for it. No row: the line.
 */
export const TAKE_SLOT = `
  insert into micro_scrape.hosts as h (host, next_slot_at, interval_ms)
  values ($1, clock_timestamp() + $2 * interval '1 millisecond', $2)
  on conflict (host) do update set
    interval_ms = $2,
    next_slot_at = greatest(h.next_slot_at, clock_timestamp())
      + ${STEP},
    updated_at = clock_timestamp()
  where h.opens_at <= clock_timestamp() + $3 * interval '1 millisecond'
    and not exists (select from micro_scrape.vehicle_state s where s.waits_at = $1)
  returning h.next_slot_at - ${STEP} as at`;

/** $1 host. Takes the next free slot after any pause, past the line, for whoever cannot stand in it. */
export const RESERVE_SLOT = `
  insert into micro_scrape.hosts as h (host, next_slot_at) values ($1, clock_timestamp())
  on conflict (host) do update set
    next_slot_at = greatest(h.opens_at, clock_timestamp()) + micro_scrape.step(h.failures, micro_scrape.pace_of(h)),
    updated_at = clock_timestamp()
  returning h.next_slot_at - micro_scrape.step(h.failures, micro_scrape.pace_of(h)) as at`;

/**
 * $1 host, $2 interval ms, $3 patience ms, $4 slot. Lets one request go at the slot, but not before the interval since
 * the last one has passed. No row: that would be later than the patience, or the host is paused.
 */
export const START = `
  insert into micro_scrape.hosts as h (host, last_start_at)
  select $1, greatest($4::timestamptz, clock_timestamp())
  where $4::timestamptz <= clock_timestamp() + $3 * interval '1 millisecond'
  on conflict (host) do update set
    last_start_at = greatest(
      h.last_start_at + greatest($2, h.slow_ms) * interval '1 millisecond', $4::timestamptz, clock_timestamp()),
    updated_at = clock_timestamp()
  where coalesce(greatest(h.paused_until, h.held_until) <= clock_timestamp(), true)
    and (h.last_start_at is null or h.last_start_at + greatest($2, h.slow_ms) * interval '1 millisecond'
         <= clock_timestamp() + $3 * interval '1 millisecond')
  returning h.last_start_at as at, extract(epoch from h.last_start_at - clock_timestamp())::float8 * 1000 as wait_ms`;

/** $1 host, $2 ms. robots.txt asks for more time than was known when the last request was let go. */
export const WIDEN = `
  update micro_scrape.hosts h set interval_ms = greatest(h.interval_ms, $2),
    next_slot_at = greatest(
      h.next_slot_at, coalesce(h.last_start_at, clock_timestamp()) + $2 * interval '1 millisecond')
  where host = $1`;

/** $1 host. */
export const FIND_STATE = `
  select micro_scrape.host_state($1, h, n.at) as state
  from (select clock_timestamp() as at) n left join micro_scrape.hosts h on h.host = $1`;

/** $1 host, $2 why, $3 a photograph, $4 it refuses, $5 rest ms or null, $6 when this vehicle last failed or null. */
export const RECORD_FAILURE = `
  select own, alone, paused, until, wait_ms, reason, refuses
  from micro_scrape.host_failed($1, $2, $3, $4, $5 * interval '1 millisecond', $6)`;

/** $1 host, $2 by a photograph. */
export const RECORD_SUCCESS = 'select micro_scrape.host_answered($1, $2)';

/** $1 host. Age comes from the server's clock as well. */
export const FIND_ROBOTS = `
  select robots_txt as text, robots_status as status,
    extract(epoch from clock_timestamp() - robots_fetched_at)::float8 * 1000 as age_ms
  from micro_scrape.hosts where host = $1 and robots_fetched_at is not null`;

/** $1 host, $2 text or null, $3 status. */
export const STORE_ROBOTS = `
  insert into micro_scrape.hosts as h (host, robots_txt, robots_status, robots_fetched_at)
  values ($1, $2, $3, clock_timestamp())
  on conflict (host) do update set robots_txt = excluded.robots_txt, robots_status = excluded.robots_status,
    robots_fetched_at = excluded.robots_fetched_at, updated_at = clock_timestamp()`;
