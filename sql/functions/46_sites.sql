-- What a person knows of a host: leave it alone until then, go on, go slower. Each takes a host or any address there, and
-- gives the host as it is kept.

-- `hostname`, or `hostname:port` when the port is not the scheme's own: as the daemon names the host of an address.
create or replace function micro_scrape.host_of(p_address text) returns text
language sql immutable parallel safe
return rtrim(regexp_replace(
  lower(substring(btrim(p_address) from '^(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/?#@]*@)?([^/?#]+)')),
  case when p_address ~* '^\s*http:' then ':80$' when p_address ~* '^\s*https:' then ':443$' else ':$' end, ''), '.');

-- Nobody visits the host until then, or until resume_host: neither an answer nor another pause ends or shortens it.
create or replace function micro_scrape.pause_host(p_host text, p_until timestamptz default null, p_reason text default null) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_host text := micro_scrape.host_of(p_host);
begin
  if v_host is null or v_host = '' then
    raise exception 'no host: %', p_host using errcode = 'invalid_parameter_value';
  end if;
  insert into micro_scrape.hosts as h (host, held_until, held_reason) values (v_host, coalesce(p_until, 'infinity'), p_reason)
  on conflict (host) do update set held_until = excluded.held_until, held_reason = excluded.held_reason, updated_at = clock_timestamp();
  perform micro_scrape.notify_for_hosts();
  return v_host;
end
$$;

-- Ends every pause of the host, a person's and our own, forgets that it failed, and has its robots.txt read again. Whoever
-- waits for it is let in at its pace, those too whose own address it has refused.
create or replace function micro_scrape.resume_host(p_host text) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_host text := micro_scrape.host_of(p_host);
  v_moved integer;
begin
  if v_host is null or v_host = '' then
    raise exception 'no host: %', p_host using errcode = 'invalid_parameter_value';
  end if;
  with refused as (
    select s.vehicle_id from micro_scrape.vehicle_state s join public.vehicles v on v.id = s.vehicle_id
    where s.next_try_at is not null and s.outcome = 'blocked' and micro_scrape.host_of(v.discovery_url) = v_host
    for no key update of s skip locked
  )
  update micro_scrape.vehicle_state s set next_try_at = null, waits_at = v_host from refused r where s.vehicle_id = r.vehicle_id;
  get diagnostics v_moved = row_count;
  if v_moved > 0 then
    perform micro_scrape.open_line(v_host, 'resting');
  end if;
  update micro_scrape.hosts h set
    held_until = null, held_reason = null, paused_until = null, pause_reason = null, failures = 0, failing_since = null, failing = null,
    refuses = false, robots_fetched_at = null,
    next_slot_at = least(h.next_slot_at, greatest(h.last_start_at + micro_scrape.pace_of(h), clock_timestamp())),
    updated_at = clock_timestamp()
  where h.host = v_host;
  perform micro_scrape.notify_for_hosts();
  return v_host;
end
$$;

-- At least so long between two requests to the host, whatever it and the settings ask for; null takes that back.
create or replace function micro_scrape.slow_host(p_host text, p_interval interval) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_host text := micro_scrape.host_of(p_host);
  v_ms integer := coalesce(1000 * extract(epoch from p_interval), 0);
begin
  if v_host is null or v_host = '' or v_ms not between 0 and 86400000 then
    raise exception 'no host, or an interval that is not between 0 and a day: %, %', p_host, p_interval using errcode = 'invalid_parameter_value';
  end if;
  insert into micro_scrape.hosts as h (host, slow_ms) values (v_host, v_ms)
  on conflict (host) do update set slow_ms = excluded.slow_ms, updated_at = clock_timestamp();
  update micro_scrape.hosts h set
    next_slot_at = case when h.failures > 0 then h.next_slot_at else h.last_start_at + micro_scrape.pace_of(h) end
  where h.host = v_host and h.last_start_at is not null;
  perform micro_scrape.notify_for_hosts();
  return v_host;
end
$$;
