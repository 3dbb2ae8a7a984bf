-- Has the kept pages of the given vehicles read again, without a request, by the way of any event, where that may fill
-- something. Left alone: who has work anyway or waits for a time, and whoever is gone or blocked unless the page itself was
-- taken to say so. p_before: only pages that rules older than this version have read; null: whatever read them.
create or replace function micro_scrape.reread(p_ids uuid[], p_before integer)
returns table (vehicle_id uuid, score smallint, outcome text)
language sql
set search_path = pg_catalog, pg_temp
as $$
  with outdated as (
    select s.vehicle_id from micro_scrape.vehicle_state s
    join micro_scrape.pages p on p.vehicle_id = s.vehicle_id
    join public.vehicles v on v.id = s.vehicle_id and v.discovery_url = p.requested_url
    where s.vehicle_id = any (p_ids) and (p_before is null or coalesce(s.extractor_version, 0) < p_before)
      and s.gaps <> '{}' and s.requested = s.handled and not s.rate_limited and s.next_try_at is null and s.waits_at is null
      and (s.outcome in ('complete', 'exhausted', 'invalid') or s.outcome = 'gone' and p.kind = 'gone')
    for no key update of s skip locked
  ), marked as (
    update micro_scrape.vehicle_state s set reread = true from outdated o where s.vehicle_id = o.vehicle_id
    returning s.vehicle_id, s.score, s.outcome
  ), told as (
    insert into micro_scrape.vehicle_events (vehicle_id, kind) select m.vehicle_id, 'newer_rules' from marked m
  )
  select m.vehicle_id, m.score, m.outcome from marked m;
$$;

-- Wakes the vehicles whose kept page was read by rules older than p_version and that still lack something: the next ones
-- by id, out of at most p_size. Walked once a version, so a vehicle that gains nothing is not woken again.
-- Returns how many, and whether all have been looked at.
create or replace function micro_scrape.wake_for_rules(p_version integer, p_size integer) returns table (woken integer, finished boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_at micro_scrape.adoption;
  v_ids uuid[];
begin
  select * into v_at from micro_scrape.adoption for update;
  if v_at.rules_done >= p_version then
    return query select 0, true;
    return;
  end if;
  if v_at.rules_under_way <> p_version then
    v_at.rules_last_id := null;
  end if;
  v_ids := array(select s.vehicle_id from micro_scrape.vehicle_state s
    where s.vehicle_id > coalesce(v_at.rules_last_id, '00000000-0000-0000-0000-000000000000') order by s.vehicle_id limit p_size);
  finished := cardinality(v_ids) < p_size;
  select count(*) into woken from micro_scrape.reread(v_ids, p_version);

  update micro_scrape.adoption a set rules_under_way = p_version, rules_last_id = case when not finished then v_ids[p_size] end,
    rules_done = case when finished then p_version else a.rules_done end;
  return next;
end
$$;
