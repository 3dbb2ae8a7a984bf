-- How long until what was put off is due (null: nothing is).
create or replace function micro_scrape.due_in_ms() returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  -- In plpgsql its plan is kept; before version 18 a function in SQL is planned at each call.
  return (select ceil(1000 * extract(epoch from min(at) - clock_timestamp())) from (
    select min(slot_at) as at from micro_scrape.vehicle_state where rate_limited
    union all select min(next_try_at) from micro_scrape.vehicle_state where next_try_at is not null
    union all (select greatest(opens_at, clock_timestamp()) from micro_scrape.hosts where line is not null order by opens_at limit 1)) soonest
  where isfinite(at));
end
$$;

-- How long until the leader must look: an event waits whose NOTIFY was lost, or not sent as the queue of notifications
-- was full; or something is due.
create or replace function micro_scrape.look_in_ms() returns bigint
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  select case when exists (select from micro_scrape.vehicle_events) then 0 else micro_scrape.due_in_ms() end;
$$;

-- Brings back what was put off: a rate limited vehicle whose time has come gets its job, a vehicle whose next try is due
-- becomes an event, and who stands in line at a host that has opened is let in. Returns how many, and how long until the
-- next one (null: none).
create or replace function micro_scrape.wake_due(p_limit integer) returns table (jobs integer, events integer, next_in_ms bigint)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  -- Asked once: compared with clock_timestamp(), which is another one at each row, an index is read to its end.
  v_now timestamptz := clock_timestamp();
  v_let_in record;
begin
  jobs := 0;
  events := 0;
  -- Mostly nothing is due, and the first entries of three indexes say so: half of what the statements below cost.
  next_in_ms := micro_scrape.due_in_ms();
  if next_in_ms <= 0 then
    with ready as (
      select s.vehicle_id from micro_scrape.vehicle_state s
      where s.rate_limited and s.slot_at <= v_now order by s.slot_at limit p_limit for update skip locked
    ), unparked as (
      update micro_scrape.vehicle_state s set rate_limited = false from ready r where s.vehicle_id = r.vehicle_id
      returning s.vehicle_id, s.lane, s.score
    )
    select count(*) into jobs from (
      select graphile_worker.add_jobs(array_agg(micro_scrape.job_of(u.vehicle_id, u.lane, u.score)))
      from unparked u having count(*) > 0) made;

    with due as (
      select s.vehicle_id from micro_scrape.vehicle_state s
      where s.next_try_at <= v_now order by s.next_try_at limit p_limit for update skip locked
    ), cleared as (
      update micro_scrape.vehicle_state s set next_try_at = null from due d where s.vehicle_id = d.vehicle_id
      returning s.vehicle_id
    )
    insert into micro_scrape.vehicle_events (vehicle_id, kind) select vehicle_id, 'due' from cleared;
    get diagnostics events = row_count;

    select * into v_let_in from micro_scrape.let_in(v_now, p_limit);
    jobs := jobs + v_let_in.jobs;
    events := events + v_let_in.events;
    next_in_ms := micro_scrape.due_in_ms();
  end if;
  if micro_scrape.rest_lines(p_limit) is not null then
    -- There may be more of them: our own network away, that are all hosts at once.
    next_in_ms := 0;
  end if;
  return next;
end
$$;
