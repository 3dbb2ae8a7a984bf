-- What is known of a host, and what follows for those who want to visit it. A host's trouble costs the host: it is left
-- alone, ever longer, and its vehicles stand in line (45_lines.sql) without an attempt counted.
-- All times are clock_timestamp() once the host's row is locked, so that daemons with wrong clocks agree and whoever
-- waited for the lock does not use the time at which it began to wait.

-- notify() belongs to the triggers; whoever opens a host or a line may notify too.
create or replace function micro_scrape.notify_for_hosts() returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  select micro_scrape.notify('host', 1);
$$;

-- Between two requests for pages of the host; 0: no pacing.
create or replace function micro_scrape.pace_of(h micro_scrape.hosts) returns interval
language sql immutable parallel safe
return greatest(h.interval_ms, h.slow_ms) * interval '1 millisecond';

-- How long a request that was let go alone, to see whether the host is well, keeps the others back: longer than robots.txt
-- and a page may take. It ends at once with the answer; this is for a daemon that died over it.
create or replace function micro_scrape.step(p_failures integer, p_pace interval) returns interval
language sql immutable parallel safe
return case when p_failures > 0 then greatest(p_pace, interval '35 seconds') else p_pace end;

-- Why nobody is let in, for people; null: nothing but its pace stands against it.
create or replace function micro_scrape.says(h micro_scrape.hosts) returns text
language plpgsql stable
as $$
begin
  return case
  when h.held_until > clock_timestamp() then h.host || ' is paused by hand'
    || case when isfinite(h.held_until) then to_char(h.held_until at time zone 'UTC', '" until "YYYY-MM-DD HH24:MI" UTC"') else '' end
    || coalesce(': ' || h.held_reason, '')
  when h.failures > 0 then h.host || case when h.refuses then ' refuses us' else ' cannot be reached' end
    || to_char(h.failing_since at time zone 'UTC', '" since "YYYY-MM-DD HH24:MI" UTC"') || coalesce(' (' || h.pause_reason || ')', '')
  when h.paused_until > clock_timestamp() then h.host || ': ' || coalesce(h.pause_reason, 'paused')
end;
end
$$;

-- What stands against a request at this moment, and what there is to say of one that succeeds.
drop function if exists micro_scrape.host_state(text);
create or replace function micro_scrape.host_state(p_host text, h micro_scrape.hosts, p_at timestamptz) returns jsonb
language sql stable
return jsonb_build_object(
  'host', p_host,
  'limited', coalesce(h.opens_at > p_at or h.failures > 0 or h.slow_ms > 0 or h.line is not null, false),
  'paused', coalesce(greatest(h.paused_until, h.held_until) > p_at, false),
  'reason', coalesce(case when h.failures > 0 or greatest(h.paused_until, h.held_until) > p_at then micro_scrape.says(h) end, p_host || ': waits for its turn'),
  'refuses', coalesce(h.refuses, false), 'slow_ms', coalesce(h.slow_ms, 0),
  'until', case when isfinite(h.opens_at) then greatest(h.opens_at, p_at) else p_at end,
  'wait_ms', 1000 * greatest(0, extract(epoch from
    least(coalesce(greatest(h.paused_until, h.held_until), p_at), timestamptz '9999-01-01') - p_at)),
  'asked_at', p_at, 'failures', coalesce(h.failures, 0),
  'answered', coalesce(h.last_success_at > p_at - interval '10 seconds', false), 'looks', coalesce(h.looks, ''));

-- A request to the host failed for a reason that is the host's until proved otherwise. The first failure only lets the
-- line in one by one, so that the next one to be asked for is another page: one broken page of a site that is well costs
-- it nothing. From the second in a row on the host is left alone: 30 s, 1, 2, 4, 8, 16, 30 min, then 30 min or an eighth
-- of the time it has been away, up to 6 h; a refusal rests for p_rest, twice and four times that, up to 24 h. Photographs
-- are asked for two at a time and some are always missing: theirs counts from the fifth in a row on.
-- p_rest: what the host asks for (Retry-After), or the rest after a refusal.
-- p_failed_at: when the same vehicle failed the last time. Where the host has answered somebody else since, this is the
-- page's own trouble (own) and nothing is counted.
-- alone: the first failure, and nobody stands in line who could be asked for instead: the vehicle itself rests until then.
create or replace function micro_scrape.host_failed(
  p_host text, p_why text, p_photograph boolean, p_refuses boolean, p_rest interval, p_failed_at timestamptz
) returns table (own boolean, alone boolean, paused boolean, until timestamptz, wait_ms float8, reason text, refuses boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_host micro_scrape.hosts;
  v_now timestamptz;
  v_nth integer;
  v_pause interval;
begin
  insert into micro_scrape.hosts (host) values (p_host) on conflict (host) do nothing;
  select h.* into v_host from micro_scrape.hosts h where h.host = p_host for update;
  v_now := clock_timestamp();
  own := coalesce(v_host.last_success_at > p_failed_at, false);
  alone := false;
  -- Requests that were under way when the pause began do not count again.
  if not own and coalesce(v_host.paused_until <= v_now, true) then
    v_nth := v_host.failures - case when p_photograph then 3 else 0 end;
    if v_nth >= 1 then
      v_pause := case when p_refuses then least(p_rest * power(2, least(v_nth, 3) - 1), interval '24 hours')
        else greatest(
          least(interval '30 seconds' * power(2, least(v_nth, 7) - 1), interval '30 minutes'),
          least((v_now - v_host.failing_since) / 8, interval '6 hours'), p_rest) end;
    elsif not p_refuses then
      v_pause := p_rest;
    end if;
    alone := v_pause is null and not p_photograph
      and not exists (select from micro_scrape.vehicle_state s where s.waits_at = p_host);
    update micro_scrape.hosts h set
      failures = h.failures + 1, failing_since = coalesce(h.failing_since, v_now), pause_reason = p_why,
      failing = case when p_photograph then coalesce(h.failing, 'photographs') else 'pages' end,
      refuses = p_refuses,
      paused_until = v_now + v_pause,
      -- Whoever was let in alone has had its answer: the next one may go.
      next_slot_at = least(h.next_slot_at, greatest(h.last_start_at + micro_scrape.pace_of(h), v_now)),
      updated_at = v_now
    where h.host = p_host returning h.* into v_host;
    if v_host.line is not null then
      perform micro_scrape.notify_for_hosts();
    end if;
  end if;
  paused := coalesce(greatest(v_host.paused_until, v_host.held_until) > v_now, false);
  until := case
    when alone then v_now + case when p_refuses then p_rest else interval '30 seconds' end
    when paused then greatest(v_host.paused_until, v_host.held_until)
    else v_now end;
  wait_ms := 1000 * extract(epoch from until - v_now);
  reason := coalesce(micro_scrape.says(v_host), p_why);
  refuses := p_refuses;
  return next;
end
$$;

-- The host answered as a host should. An answer that was under way when a pause began does not end it. For a host in good
-- health nothing is written more than once in ten seconds.
create or replace function micro_scrape.host_answered(p_host text, p_photograph boolean) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_host micro_scrape.hosts;
  v_now timestamptz := clock_timestamp();
begin
  select h.* into v_host from micro_scrape.hosts h where h.host = p_host;
  if v_host.failures > 0 and coalesce(v_host.paused_until <= v_now, true)
    and (not p_photograph or v_host.failing = 'photographs')
  then
    update micro_scrape.hosts h set
      failures = 0, failing_since = null, failing = null, refuses = false, pause_reason = null,
      last_success_at = case when p_photograph then h.last_success_at else v_now end,
      -- The one that was let in alone was the last to be.
      next_slot_at = least(h.next_slot_at, greatest(h.last_start_at + micro_scrape.pace_of(h), v_now)),
      updated_at = v_now
    where h.host = p_host;
    if v_host.line is not null then
      perform micro_scrape.notify_for_hosts();
    end if;
  elsif not p_photograph and coalesce(v_host.last_success_at < v_now - interval '10 seconds', true) then
    update micro_scrape.hosts h set last_success_at = v_now, updated_at = v_now where h.host = p_host;
  end if;
end
$$;
