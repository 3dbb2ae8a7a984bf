-- A row-level trigger with a column list and WHEN costs an irrelevant UPDATE nothing (1.0-1.1x); a statement-level one
-- with transition tables would cost every UPDATE 1.6-1.9x. The daemon's own writes rescore in their own transaction
-- and are left out by the setting micro_scrape.writer, or every job would wake itself.
create or replace function micro_scrape.on_vehicle_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_kind text;
begin
  v_kind := case
    when old.discovery_url is distinct from new.discovery_url then 'source_changed'
    -- A gap that was not there before: a value was emptied.
    when micro_scrape.gaps(new, 0) <@ micro_scrape.gaps(old, 0) then 'edited'
    when micro_scrape.is_marked(old.origin_metadata) then 'below_threshold'
    else 'source_changed'
  end;
  insert into micro_scrape.vehicle_events (vehicle_id, kind) values (new.id, v_kind);
  if micro_scrape.may_be_asleep() then
    perform micro_scrape.notify(v_kind, 1);
  end if;
  return null;
exception when others then
  raise log 'micro_scrape: change of vehicle % not recorded (the reconcile will find it): % %', new.id, sqlstate, sqlerrm;
  return null;
end
$$;
revoke execute on function micro_scrape.on_vehicle_changed() from public;
