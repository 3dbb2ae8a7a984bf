-- The lines at the hosts: standing in, and being let in.

-- Somebody stands in line at the host, in a run ('rate_limited') or not ('resting'). Called in the transaction that puts it
-- there: the lock on the host's row, which it takes even where nothing changes, keeps the dispatcher from taking the line
-- for empty before that is visible.
create or replace function micro_scrape.open_line(p_host text, p_line text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_was text;
begin
  insert into micro_scrape.hosts (host) values (p_host) on conflict (host) do nothing;
  select h.line into v_was from micro_scrape.hosts h where h.host = p_host for no key update;
  if v_was is null or v_was = 'resting' and p_line = 'rate_limited' then
    update micro_scrape.hosts h set line = p_line where h.host = p_host;
    -- The dispatcher may sleep until a later time than this host's.
    perform micro_scrape.notify_for_hosts();
  end if;
end
$$;

drop function if exists micro_scrape.stand_in_line(uuid, bigint, text, text, boolean, jsonb);

-- Lets in the first in line at each host that has opened, p_limit of them at the most: lowest score first, among equals
-- the one that has waited longest; one at a time where the host has a pace, and as a trial where it failed, and then
-- nobody who has failed there since before all others have been tried. Whoever is rate limited gets its job, whoever rests an event.
create or replace function micro_scrape.let_in(p_now timestamptz, p_limit integer) returns table (jobs integer, events integer)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_hosts text[];
begin
  -- A statement of its own: whether a line is empty may only be looked at once its host is locked.
  select array_agg(o.host) into v_hosts from (
    select h.host from micro_scrape.hosts h
    where h.line is not null and h.opens_at <= p_now order by h.opens_at limit p_limit for update skip locked) o;
  jobs := 0;
  events := 0;
  if v_hosts is null then
    return next;
    return;
  end if;

  with open as materialized (
    select h.host, h.failures > 0 as failing, h.failing_since, case when micro_scrape.step(h.failures, micro_scrape.pace_of(h)) > interval '0' then 1 else p_limit end as places,
      -- A slot that the dispatcher was a moment late for is given all the same, or a line would be slower than its pace.
      greatest(h.next_slot_at, p_now - interval '0.25 seconds', h.paused_until, h.held_until) as slot
    from micro_scrape.hosts h where h.host = any (v_hosts)
  ), first as materialized (
    select o.host, o.slot, f.vehicle_id, f.rate_limited from open o cross join lateral (
      select * from (
        (select * from (
          select s.vehicle_id, s.rate_limited, s.score, s.requested_at from micro_scrape.vehicle_state s
          where s.waits_at = o.host and s.rate_limited and (not o.failing or coalesce(s.failed_at < o.failing_since, true))
          order by s.score, s.requested_at limit o.places for no key update skip locked) limited)
        union all
        (select * from (
          select s.vehicle_id, s.rate_limited, s.score, s.requested_at from micro_scrape.vehicle_state s
          where s.waits_at = o.host and not s.rate_limited and (not o.failing or coalesce(s.failed_at < o.failing_since, true))
          order by s.score, s.requested_at limit o.places for no key update skip locked) resting)
      ) both_kinds order by score, requested_at limit o.places
    ) f
  ), tried as materialized (
    -- All of them have failed since: they are few, as each was let in alone.
    select o.host, o.slot, f.vehicle_id, f.rate_limited from open o cross join lateral (
      select s.vehicle_id, s.rate_limited from micro_scrape.vehicle_state s
      where s.waits_at = o.host order by s.failed_at limit 1 for no key update skip locked
    ) f where o.failing and not exists (select from first where first.host = o.host)
  ), called as (
    update micro_scrape.vehicle_state s set rate_limited = false, waits_at = null, slot_at = c.slot
    from (select * from first union all select * from tried) c where s.vehicle_id = c.vehicle_id
    returning c.host, c.slot, c.rate_limited, s.vehicle_id, s.lane, s.score
  ), moved as (
    update micro_scrape.hosts h set next_slot_at = c.slot + micro_scrape.step(h.failures, micro_scrape.pace_of(h))
    from (select distinct host, slot from called) c where h.host = c.host
  ), emptied as (
    update micro_scrape.hosts h set line = null
    where h.host = any (v_hosts) and h.host not in (select c.host from called c)
      and not exists (select from micro_scrape.vehicle_state s where s.waits_at = h.host)
  ), told as (
    insert into micro_scrape.vehicle_events (vehicle_id, kind) select c.vehicle_id, 'due' from called c where not c.rate_limited returning 1
  ), made as (
    select graphile_worker.add_jobs(array_agg(micro_scrape.job_of(c.vehicle_id, c.lane, c.score) order by c.score)) as job
    from called c where c.rate_limited having count(*) > 0
  )
  select (select count(*) from made), (select count(*) from told) into jobs, events;
  return next;
end
$$;

-- Where a host opens in more than a minute, those who wait for it leave their runs, so that these can end: their work is
-- done for now, a visit is promised. p_limit of one host at a time. Returns how many; null: there is nothing to do.
create or replace function micro_scrape.rest_lines(p_limit integer) returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_host micro_scrape.hosts;
  v_left record;
  v_moved integer := 0;
begin
  select h.* into v_host from micro_scrape.hosts h
  where h.line = 'rate_limited' and h.opens_at > clock_timestamp() + interval '1 minute' order by h.opens_at limit 1 for update skip locked;
  if not found then
    return null;
  end if;
  for v_left in
    select s.vehicle_id, s.run_id, s.run_improved, s.run_marked, s.run_executed, s.run_succeeded from micro_scrape.vehicle_state s
    where s.waits_at = v_host.host and s.rate_limited order by s.score, s.requested_at limit p_limit for no key update skip locked
  loop
    update micro_scrape.vehicle_state s set
      handled = s.requested, rate_limited = false, lane = 'work', progress = null, settled_at = clock_timestamp(),
      run_id = null, run_improved = false, run_marked = false, run_executed = 0, run_succeeded = 0,
      outcome = case when micro_scrape.is_complete(s.gaps) then 'complete' when v_host.refuses then 'blocked' else 'waiting' end,
      reason = coalesce(micro_scrape.says(v_host), s.reason)
    where s.vehicle_id = v_left.vehicle_id;
    perform micro_scrape.count_in_run(v_left.run_id, v_left.vehicle_id, v_left.run_improved, v_left.run_marked, v_left.run_executed,
      v_left.run_succeeded);
    v_moved := v_moved + 1;
  end loop;
  if not exists (select from micro_scrape.vehicle_state s where s.waits_at = v_host.host and s.rate_limited) then
    update micro_scrape.hosts h set line = 'resting' where h.host = v_host.host;
    return v_moved;
  end if;
  -- Those that are left may be locked by somebody, and are looked at again when the dispatcher looks.
  return nullif(v_moved, 0);
end
$$;

-- A line whose host has lost its row, or does not know of it, is given back to the dispatcher. Returns how many.
create or replace function micro_scrape.fix_lines() returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_host text := '';
  v_fixed integer := 0;
begin
  loop
    -- From host to host along the index: a line is as cheap as a vehicle.
    select s.waits_at into v_host from micro_scrape.vehicle_state s where s.waits_at > v_host order by s.waits_at limit 1;
    exit when not found;
    if not exists (select from micro_scrape.hosts h where h.host = v_host and h.line is not null) then
      perform micro_scrape.open_line(v_host, 'rate_limited');
      v_fixed := v_fixed + 1;
    end if;
  end loop;
  return v_fixed;
end
$$;
