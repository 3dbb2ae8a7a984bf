-- One call a statement (see functions/83_on_vehicle_images_changed.sql).
create or replace trigger micro_scrape_vehicle_images_added
  after insert on public.vehicle_images
  referencing new table as changed
  for each statement execute function micro_scrape.on_vehicle_images_changed();

create or replace trigger micro_scrape_vehicle_images_deleted
  after delete on public.vehicle_images
  referencing old table as changed
  for each statement execute function micro_scrape.on_vehicle_images_changed();
