-- What still needs work, worst first: computed from the rows as they are, so it is true also while no daemon runs.
create or replace view public.vehicles_needing_micro_scrape with (security_invoker = true) as
select
  v.id, v.make, v.model, v.year, v.discovery_url, v.origin_metadata,
  micro_scrape.score(g.gaps) as quality_score,
  i.image_count,
  'vin' = any (g.gaps) as missing_vin,
  'price' = any (g.gaps) as missing_price,
  'description' = any (g.gaps) as missing_description,
  'images_downloaded' = any (g.gaps) as images_need_download,
  micro_scrape.score(g.gaps) < (select threshold from micro_scrape.settings) as below_threshold,
  v.created_at, v.updated_at
from public.vehicles v
cross join lateral (select count(*) as image_count from public.vehicle_images where vehicle_id = v.id) i
cross join lateral (select micro_scrape.gaps(v, i.image_count) as gaps) g
where coalesce(btrim(v.discovery_url), '') <> '' and not micro_scrape.is_complete(g.gaps)
order by quality_score, v.created_at desc;
