-- Keeps micro_scrape.state_counts. In every snapshot, counts and changes together are exactly what counting the state would
-- give, because both are written by the transaction that changes the state.
-- SECURITY DEFINER: whoever may change the state needs no right on these tables.

create or replace function micro_scrape.on_state_added() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_first bigint;
  v_last bigint;
begin
  with made as (
    insert into micro_scrape.state_count_changes (gaps, score, outcome, has_work, rate_limited, vehicles)
    select gaps, score, outcome, requested > handled, rate_limited, count(*) from added group by 1, 2, 3, 4, 5 returning id
  ) select min(id), max(id) into v_first, v_last from made;
  if v_last / 1000 > (v_first - 1) / 1000 then
    perform micro_scrape.add_up_state_counts();
  end if;
  return null;
end
$$;

create or replace function micro_scrape.on_state_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into micro_scrape.state_count_changes (gaps, score, outcome, has_work, rate_limited, vehicles)
  values (old.gaps, old.score, old.outcome, old.requested > old.handled, old.rate_limited, -1),
    (new.gaps, new.score, new.outcome, new.requested > new.handled, new.rate_limited, 1);
  -- The last id that was given here: the first or the second one of a pair is the thousandth.
  if lastval() % 1000 <= 1 then
    perform micro_scrape.add_up_state_counts();
  end if;
  return null;
end
$$;

create or replace function micro_scrape.on_state_removed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'TRUNCATE' then
    delete from micro_scrape.state_count_changes;
    delete from micro_scrape.state_counts;
  else
    insert into micro_scrape.state_count_changes (gaps, score, outcome, has_work, rate_limited, vehicles)
    select gaps, score, outcome, requested > handled, rate_limited, -count(*) from removed group by 1, 2, 3, 4, 5;
  end if;
  return null;
end
$$;

-- One at a time (5 of the locks under 28019): only it touches state_counts, so nobody ever waits there. Once in a
-- transaction: it would read again what it has deleted before (half a million rows changed by one statement: 3 minutes). So
-- a statement that changes more than that leaves rows behind, which the reconcile adds up. Returns how many it took.
drop function if exists micro_scrape.add_up_state_counts();
create or replace function micro_scrape.add_up_state_counts() returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_taken integer;
begin
  if current_setting('micro_scrape.added_up', true) = 'yes' or not pg_try_advisory_xact_lock(28019, 5) then
    return 0;
  end if;
  perform set_config('micro_scrape.added_up', 'yes', true);
  with taken as (
    delete from micro_scrape.state_count_changes c
    where c.id in (select id from micro_scrape.state_count_changes order by id limit 5000 for update skip locked)
    returning c.gaps, c.score, c.outcome, c.has_work, c.rate_limited, c.vehicles
  ), added_up as (
    insert into micro_scrape.state_counts as s (gaps, score, outcome, has_work, rate_limited, vehicles)
    select gaps, score, outcome, has_work, rate_limited, sum(vehicles) from taken group by 1, 2, 3, 4, 5
    on conflict (gaps, score, outcome, has_work, rate_limited) do update set vehicles = s.vehicles + excluded.vehicles
  ) select count(*) into v_taken from taken;
  return v_taken;
end
$$;

-- Counts anew, for the first time and for whoever has changed the state with triggers switched off. The daemons wait.
create or replace function micro_scrape.recount_states() returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  lock table micro_scrape.vehicle_state in share row exclusive mode;
  delete from micro_scrape.state_count_changes;
  delete from micro_scrape.state_counts;
  insert into micro_scrape.state_counts (gaps, score, outcome, has_work, rate_limited, vehicles)
  select gaps, score, outcome, requested > handled, rate_limited, count(*) from micro_scrape.vehicle_state group by 1, 2, 3, 4, 5;
end
$$;
revoke execute on function micro_scrape.on_state_added(), micro_scrape.on_state_changed(), micro_scrape.on_state_removed() from public;

create or replace view micro_scrape.vehicle_counts as
select gaps, score, outcome, has_work, rate_limited, sum(vehicles)::bigint as vehicles
from (
  select gaps, score, outcome, has_work, rate_limited, vehicles from micro_scrape.state_counts
  union all
  select gaps, score, outcome, has_work, rate_limited, vehicles from micro_scrape.state_count_changes) counted
group by gaps, score, outcome, has_work, rate_limited
having sum(vehicles) <> 0;
