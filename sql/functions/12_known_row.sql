-- A vehicle as the daemon reads it: a value that is none (08_known.sql) is null, a number is one whatever the column's type.
create or replace function micro_scrape.known_row(v public.vehicles) returns jsonb
language sql stable parallel safe
return jsonb_build_object(
  'id', v.id, 'year', micro_scrape.known_year(v.year), 'make', micro_scrape.known_text(v.make),
  'model', micro_scrape.known_model(v.model), 'vin', micro_scrape.known_vin(v.vin),
  'sale_price', micro_scrape.known_price(v.sale_price), 'asking_price', micro_scrape.known_price(v.asking_price),
  'currency', nullif(btrim(v.currency), ''), 'mileage', micro_scrape.known_mileage(v.mileage),
  'color', micro_scrape.known_text(v.color), 'engine', micro_scrape.known_text(v.engine),
  'transmission', micro_scrape.known_text(v.transmission), 'description', micro_scrape.known_text(v.description),
  'discovery_url', nullif(btrim(v.discovery_url), ''), 'image_urls', to_jsonb(micro_scrape.image_urls(v.origin_metadata)));
