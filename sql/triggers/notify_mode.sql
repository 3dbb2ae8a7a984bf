-- While settings.notify_mode is `always` there is a view notify_always, whose name every write looks up instead of reading the
-- settings (functions/05_notify.sql): seen by every session at once, and gone when the transaction is rolled back.
create or replace function micro_scrape.on_notify_mode_set() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.notify_mode = 'always' then
    create or replace view micro_scrape.notify_always as select true as always;
  else
    drop view if exists micro_scrape.notify_always;
  end if;
  return null;
end
$$;
revoke execute on function micro_scrape.on_notify_mode_set() from public;

create or replace trigger micro_scrape_notify_mode_set
  after update of notify_mode on micro_scrape.settings
  for each row execute function micro_scrape.on_notify_mode_set();

-- As it was set before there was this trigger.
update micro_scrape.settings set notify_mode = notify_mode where notify_mode = 'always';
