-- What the dispatcher does, in one transaction and one round trip: events are taken, then what was put off is brought
-- back. In this order: bringing back locks hosts and never waits for a vehicle, while taking events does wait for one,
-- whose run may wait for the host. Returns what both say: woken jobs, promised visits that became events and are taken
-- the next time, and how long until the next of them (null: none).
create or replace function micro_scrape.drain(p_limit integer)
returns table (taken integer, kinds jsonb, vehicles integer, jobs integer, marked integer, reopened integer, oldest timestamptz,
  woken integer, promised integer, next_in_ms bigint)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  select d.taken, d.kinds, d.vehicles, d.jobs, d.marked, d.reopened, d.oldest
  into taken, kinds, vehicles, jobs, marked, reopened, oldest from micro_scrape.dispatch(p_limit) d;
  select w.jobs, w.events, w.next_in_ms into woken, promised, next_in_ms from micro_scrape.wake_due(p_limit) w;
  return next;
end
$$;
