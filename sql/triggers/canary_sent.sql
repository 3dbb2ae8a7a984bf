-- The same way as a vehicle's event; the dispatcher makes a job of it, and the worker that does it writes it back.
create or replace function micro_scrape.on_canary_sent() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into micro_scrape.vehicle_events (vehicle_id, kind) values (new.id, 'canary');
  perform micro_scrape.notify('canary', 1);
  return null;
end
$$;
revoke execute on function micro_scrape.on_canary_sent() from public;

create or replace trigger micro_scrape_canary_sent
  after update of canary_sent_at on micro_scrape.daemons
  for each row when (old.canary_sent_at is distinct from new.canary_sent_at)
  execute function micro_scrape.on_canary_sent();

-- The name of notify() before 0028; this was the last trigger to call it.
drop function if exists micro_scrape.ring(text, bigint);
