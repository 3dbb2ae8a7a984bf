-- Wakes the vehicles whose kept page was read by rules older than p_version and that still lack something: the next ones
-- by id, out of at most p_size. Walked once a version, so a vehicle that gains nothing is not woken again. Not woken: what
-- has work anyway, waits for its time, is gone or blocked. Returns how many, and whether all have been looked at.
create or replace function micro_scrape.wake_for_rules(p_version integer, p_size integer) returns table (woken integer, finished boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_at micro_scrape.adoption;
  v_to uuid;
begin
  select * into v_at from micro_scrape.adoption for update;
  if v_at.rules_done >= p_version then
    return query select 0, true;
    return;
  end if;
  if v_at.rules_under_way <> p_version then
    v_at.rules_last_id := null;
  end if;
  v_at.rules_last_id := coalesce(v_at.rules_last_id, '00000000-0000-0000-0000-000000000000');
  select s.vehicle_id into v_to from micro_scrape.vehicle_state s where s.vehicle_id > v_at.rules_last_id
  order by s.vehicle_id offset p_size - 1 limit 1;
  finished := v_to is null;

  with outdated as (
    select s.vehicle_id from micro_scrape.vehicle_state s
    where s.vehicle_id > v_at.rules_last_id and (finished or s.vehicle_id <= v_to)
      and coalesce(s.extractor_version, 0) < p_version and s.gaps <> '{}' and s.requested = s.handled and not s.rate_limited
      and s.next_try_at is null and s.waits_at is null and s.outcome in ('complete', 'exhausted', 'invalid')
      and exists (select from micro_scrape.pages p where p.vehicle_id = s.vehicle_id)
    for no key update skip locked
  ), marked as (
    update micro_scrape.vehicle_state s set reread = true from outdated o where s.vehicle_id = o.vehicle_id returning s.vehicle_id
  )
  insert into micro_scrape.vehicle_events (vehicle_id, kind) select m.vehicle_id, 'newer_rules' from marked m;
  get diagnostics woken = row_count;

  update micro_scrape.adoption a set rules_under_way = p_version, rules_last_id = v_to,
    rules_done = case when finished then p_version else a.rules_done end;
  return next;
end
$$;
