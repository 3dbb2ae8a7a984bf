-- The column list and WHEN keep it from being called where nothing that counts has changed (functions/82_on_vehicle_changed.sql).
create or replace trigger micro_scrape_vehicle_changed
  after update of :WATCHED_COLUMNS, discovery_url, origin_metadata on public.vehicles
  for each row
  when (
    (:WATCHED_OLD, old.discovery_url, old.origin_metadata -> 'image_urls')
    is distinct from
    (:WATCHED_NEW, new.discovery_url, new.origin_metadata -> 'image_urls')
    and current_setting('micro_scrape.writer', true) is distinct from 'daemon'
  )
  execute function micro_scrape.on_vehicle_changed();
