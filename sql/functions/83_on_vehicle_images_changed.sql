-- Images added or deleted change the score: one append and one notification a statement.
create or replace function micro_scrape.on_vehicle_images_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_kind text := case tg_op when 'INSERT' then 'images_added' else 'images_deleted' end;
  v_count bigint;
begin
  if current_setting('micro_scrape.writer', true) = 'daemon' then
    return null;
  end if;
  insert into micro_scrape.vehicle_events (vehicle_id, kind)
  select distinct vehicle_id, v_kind from changed where vehicle_id is not null;
  get diagnostics v_count = row_count;
  if v_count > 0 and micro_scrape.may_be_asleep() then
    perform micro_scrape.notify(v_kind, v_count);
  end if;
  return null;
exception when others then
  raise log 'micro_scrape: changed images of % vehicles not recorded (the reconcile will find them): % %', v_count, sqlstate, sqlerrm;
  return null;
end
$$;
revoke execute on function micro_scrape.on_vehicle_images_changed() from public;
