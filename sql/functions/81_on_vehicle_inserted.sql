-- Any INSERT (also COPY, also 50,000 rows at once): one append, one notification, no scoring.
-- SECURITY DEFINER so that a writer needs no right on our schema; the handler so that no fault of ours fails the write.
-- Without a search_path of its own, which cost each write 4 us of 83: so every name is said with its schema, operators too,
-- and whatever the writer's search_path finds first is never called. (`inserted` is the rows of the write, before any table.)
create or replace function micro_scrape.on_vehicle_inserted() returns trigger
language plpgsql security definer
as $$
declare
  v_count bigint;
begin
  insert into micro_scrape.vehicle_events (vehicle_id, kind) select id, 'inserted' from inserted;
  if found and micro_scrape.may_be_asleep() then
    get diagnostics v_count = row_count;
    perform micro_scrape.notify('inserted', v_count);
  end if;
  return null;
exception when others then
  raise log 'micro_scrape: inserted vehicles not recorded (the reconcile will find them): % %', sqlstate, sqlerrm;
  return null;
end
$$;
revoke execute on function micro_scrape.on_vehicle_inserted() from public;
