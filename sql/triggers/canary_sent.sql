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
-- No function of now reads this column: the mode is a setting of the session.
do $$
begin
  if exists (select from pg_attribute where attrelid = 'micro_scrape.settings'::regclass and attname = 'notify_mode') then
    if (select notify_mode from micro_scrape.settings) = 'always' then
      begin
        execute format('alter database %I set micro_scrape.notify_mode = always', current_database());
      exception when insufficient_privilege then
        raise warning 'for every statement to notify, the owner of the database sets micro_scrape.notify_mode to always';
      end;
    end if;
    alter table micro_scrape.settings drop column notify_mode;
  end if;
end
$$;
