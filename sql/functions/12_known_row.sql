-- The columns of vehicles that micro-scrape fills.
create or replace function micro_scrape.fields() returns text[]
language sql immutable parallel safe
return :FIELD_NAMES::text[];

-- A vehicle as the daemon reads it: a value that is none (08_known.sql) is null, a number is one whatever the column's type.
create or replace function micro_scrape.known_row(v public.vehicles) returns jsonb
language sql stable parallel safe
return jsonb_build_object(
  'id', v.id, :KNOWN_FIELDS,
  'discovery_url', nullif(btrim(v.discovery_url), ''), 'image_urls', micro_scrape.known_urls(v.origin_metadata));
