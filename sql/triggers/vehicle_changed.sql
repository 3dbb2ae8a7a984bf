-- The column list and WHEN keep it from being called where nothing that counts has changed (functions/82_on_vehicle_changed.sql).
create or replace trigger micro_scrape_vehicle_changed
  after update of year, make, model, vin, sale_price, asking_price, mileage, color, engine, transmission, description,
    discovery_url, origin_metadata on public.vehicles
  for each row
  when (
    (old.year, old.make, old.model, old.vin, old.sale_price, old.asking_price, old.mileage, old.color, old.engine,
      old.transmission, old.description, old.discovery_url, old.origin_metadata -> 'image_urls')
    is distinct from
    (new.year, new.make, new.model, new.vin, new.sale_price, new.asking_price, new.mileage, new.color, new.engine,
      new.transmission, new.description, new.discovery_url, new.origin_metadata -> 'image_urls')
    and current_setting('micro_scrape.writer', true) is distinct from 'daemon'
  )
  execute function micro_scrape.on_vehicle_changed();
