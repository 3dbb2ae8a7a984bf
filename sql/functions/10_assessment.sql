-- The score, defined once. Everything else (dispatcher, view, daemon, dry run) asks these functions.
-- A gap is a name; the score is 100 less the weights of the gaps.
-- gaps(), score() and is_complete() of two arguments are plain expressions without a subquery, so that PostgreSQL puts
-- them into the query that asks: as calls they cost 60 us a vehicle, so 4. Whoever uses the gaps of a row more than once
-- writes `lateral (select micro_scrape.gaps(v, n) as gaps offset 0)`; without the OFFSET they are computed for each use.

create or replace function micro_scrape.gaps(v public.vehicles, image_count bigint) returns text[]
language sql stable parallel safe
return array_remove(array[
  :FIELD_GAPS,
  case when image_count > 0 then null
    -- As known_urls() has it.
    when jsonb_typeof(v.origin_metadata -> 'image_urls') = 'array'
      and jsonb_path_exists(v.origin_metadata, 'strict $.image_urls[*] ? (@.type() == "string" && @ != "")', '{}', true) then 'images_downloaded'
    else 'images_extracted' end
], null);

create or replace function micro_scrape.score(gaps text[]) returns smallint
language sql immutable parallel safe
return (100
  - :GAP_POINTS)::smallint;

create or replace function micro_scrape.is_complete(gaps text[], threshold smallint) returns boolean
language sql immutable parallel safe
return micro_scrape.score(gaps) >= threshold and not gaps && :CRITICAL_GAPS;

create or replace function micro_scrape.is_complete(gaps text[]) returns boolean
language sql stable parallel safe
return micro_scrape.is_complete(gaps, (select threshold from micro_scrape.settings));

create or replace function micro_scrape.is_marked(origin_metadata jsonb) returns boolean
language sql immutable parallel safe
return coalesce(origin_metadata ->> 'micro_scrape_complete' = 'true', false);
