/**
 * Every SQL statement about hosts.
 * Invariant: all times come from `clock_timestamp()` after the row lock is held, so daemons with wrong clocks agree and
 * a transaction that waited for the lock does not use the time at which it began to wait.
 */

/** $1 host, $2 interval ms. Takes the next free slot, after a pause if there is one. */
export const RESERVE_SLOT = `
  insert into micro_scrape.hosts as h (host, next_slot_at)
  values ($1, clock_timestamp() + $2 * interval '1 millisecond')
  on conflict (host) do update set
    next_slot_at = greatest(h.next_slot_at, h.paused_until, clock_timestamp()) + $2 * interval '1 millisecond',
    updated_at = clock_timestamp()
  returning
    h.next_slot_at - $2 * interval '1 millisecond' as at,
    extract(epoch from h.next_slot_at - $2 * interval '1 millisecond' - clock_timestamp())::float8 * 1000 as wait_ms`;

/**
 * $1 host, $2 interval ms, $3 patience ms, $4 slot. Lets one request go at the slot, but not before the interval since
 * the last one has passed. No row: that would be later than the patience, or the host is paused.
 */
export const START = `
  insert into micro_scrape.hosts as h (host, last_start_at)
  select $1, greatest($4::timestamptz, clock_timestamp())
  where $4::timestamptz <= clock_timestamp() + $3 * interval '1 millisecond'
  on conflict (host) do update set
    last_start_at = greatest(h.last_start_at + $2 * interval '1 millisecond', $4::timestamptz, clock_timestamp()),
    updated_at = clock_timestamp()
  where (h.paused_until is null or h.paused_until <= clock_timestamp())
    and (h.last_start_at is null or h.last_start_at + $2 * interval '1 millisecond'
         <= clock_timestamp() + $3 * interval '1 millisecond')
  returning h.last_start_at as at, extract(epoch from h.last_start_at - clock_timestamp())::float8 * 1000 as wait_ms`;

/** $1 host, $2 interval ms, $3 slot. Why START let nothing go, and when it could. */
export const REFUSAL = `
  select coalesce(paused_until > clock_timestamp(), false) as paused,
    extract(epoch from clock_timestamp() - $3::timestamptz)::float8 * 1000 as late_ms,
    greatest($3::timestamptz, last_start_at + $2 * interval '1 millisecond') as at
  from micro_scrape.hosts where host = $1`;

/** $1 host. One row while the host is paused. */
export const FIND_PAUSE = `
  select paused_until as until, coalesce(pause_reason, 'paused') as reason
  from micro_scrape.hosts where host = $1 and paused_until > clock_timestamp()`;

/** $1 host, $2 ms from now, $3 reason. The longer of two pauses stands. */
export const PAUSE = `
  insert into micro_scrape.hosts as h (host, paused_until, pause_reason)
  values ($1, clock_timestamp() + $2 * interval '1 millisecond', $3)
  on conflict (host) do update set
    paused_until = greatest(h.paused_until, excluded.paused_until),
    pause_reason = case when h.paused_until > excluded.paused_until then h.pause_reason else excluded.pause_reason end,
    updated_at = clock_timestamp()
  returning h.paused_until as until`;

/** $1 host. Writes nothing for a host in good health. */
export const RECORD_SUCCESS = `
  update micro_scrape.hosts set failures = 0, updated_at = clock_timestamp() where host = $1 and failures > 0`;

/**
 * $1 host, $2 reason, $3 failures in a row that pause it, $4 first pause ms, $5 longest pause ms. The pause doubles
 * with each failure after it; requests already under way when it began do not count again.
 */
export const RECORD_FAILURE = `
  insert into micro_scrape.hosts as h (host, failures) values ($1, 1)
  on conflict (host) do update set
    failures = h.failures + 1,
    paused_until = case when h.failures + 1 >= $3
      then clock_timestamp()
        + least($4 * power(2, least(h.failures + 1 - $3, 30)), $5) * interval '1 millisecond'
      else h.paused_until end,
    pause_reason = case when h.failures + 1 >= $3 then $2 else h.pause_reason end,
    updated_at = clock_timestamp()
  where h.paused_until is null or h.paused_until <= clock_timestamp()`;

/** $1 host. Age comes from the server's clock as well. */
export const FIND_ROBOTS = `
  select robots_txt as text, robots_status as status,
    extract(epoch from clock_timestamp() - robots_fetched_at)::float8 * 1000 as age_ms
  from micro_scrape.hosts where host = $1 and robots_fetched_at is not null`;

/** $1 host, $2 text or null, $3 status (0: no answer). */
export const STORE_ROBOTS = `
  insert into micro_scrape.hosts as h (host, robots_txt, robots_status, robots_fetched_at)
  values ($1, $2, $3, clock_timestamp())
  on conflict (host) do update set robots_txt = excluded.robots_txt, robots_status = excluded.robots_status,
    robots_fetched_at = excluded.robots_fetched_at, updated_at = clock_timestamp()`;
