-- Any INSERT (also COPY, also 50,000 rows at once): one append, one notification, no scoring.
-- SECURITY DEFINER so that a writer needs no right on our schema; the handler so that no fault of ours fails the write.
create or replace function micro_scrape.on_vehicle_inserted() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_count bigint;
begin
  insert into micro_scrape.vehicle_events (vehicle_id, kind) select id, 'inserted' from inserted;
  get diagnostics v_count = row_count;
  if v_count > 0 and micro_scrape.may_be_asleep() then
    perform micro_scrape.notify('inserted', v_count);
  end if;
  return null;
exception when others then
  raise log 'micro_scrape: % inserted vehicles not recorded (the reconcile will find them): % %', v_count, sqlstate, sqlerrm;
  return null;
end
$$;
revoke execute on function micro_scrape.on_vehicle_inserted() from public;
