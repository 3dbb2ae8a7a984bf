-- Pages that scripts fill: what is remembered of their hosts, and who waits for a browser.

-- Writes down what a look at a page of the host showed (hosts.looks). The host's row is there: it was asked for a page.
create or replace function micro_scrape.note_look(p_host text, p_look "char") returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_kind text := case when p_look in ('s', 'p') then '[sp]' else '[rR]' end;
begin
  update micro_scrape.hosts h set updated_at = clock_timestamp(),
    looks = coalesce(case when length(regexp_replace(h.looks, case v_kind when '[sp]' then '[rR]' else '[sp]' end, '', 'g')) >= 20
      then regexp_replace(h.looks, v_kind, '') else h.looks end, '') || p_look::text
  where h.host = p_host;
end
$$;

-- Has vehicles rendered that rest since their page is a shell: a browser is there that was not when they came to rest. At
-- most p_limit, each once: what becomes of it is kept with the page. Returns how many.
create or replace function micro_scrape.wake_shells(p_limit integer) returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_ids uuid[];
begin
  v_ids := array(select s.vehicle_id from micro_scrape.pages p
    join micro_scrape.vehicle_state s on s.vehicle_id = p.vehicle_id
    where p.kind = 'shell' and p.rendered is null and s.outcome = 'exhausted' and s.requested = s.handled
      and s.excluded_at is null and not s.rate_limited and s.next_try_at is null and s.waits_at is null
    limit p_limit for no key update of s skip locked);
  update micro_scrape.pages p set rendered = 'asked' where p.vehicle_id = any (v_ids);
  insert into micro_scrape.vehicle_events (vehicle_id, kind) select id, 'due' from unnest(v_ids) id;
  return cardinality(v_ids);
end
$$;

-- Gives vehicles that wait for a browser back to the runner of all others where no living daemon has one any more; a daemon
-- that has says so in its seats. Returns how many.
create or replace function micro_scrape.leave_browser() returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_left integer;
  v_made integer;
begin
  if exists (select from micro_scrape.daemons d where d.beat_at > micro_scrape.lease_limit() and d.seats ? 'browser') then
    return 0;
  end if;
  with moved as (
    update micro_scrape.vehicle_state s set lane = 'work', progress = null
    where s.lane = 'browser' and s.leased_by is null
    returning s.vehicle_id, s.score, s.requested > s.handled and not s.rate_limited as has_job
  ), made as (
    select graphile_worker.add_jobs(array_agg(micro_scrape.job_of(m.vehicle_id, 'work', m.score))) as job
    from moved m where m.has_job having count(*) > 0
  )
  select (select count(*) from moved), (select count(*) from made) into v_left, v_made;
  return v_left;
end
$$;
