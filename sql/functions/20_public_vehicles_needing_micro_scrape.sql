-- What still needs work, worst first. Two halves, because scoring a million rows at each look takes 15 s: those whose
-- stored score is known to be true are read in the order of an index; those with an event that is not dispatched yet or
-- without any state are scored as they stand, so that the answer is right also while no daemon runs.
-- Without state are those that adoption has not reached (a range of ids), and those that no event told of. To look for the
-- latter compares all ids (1 s at a million), so above 32 MB of state (some 100,000 vehicles) they show when the reconcile
-- has found them. PostgreSQL skips a half whose condition without columns is false.
create or replace view public.vehicles_needing_micro_scrape with (security_invoker = true) as
select
  w.id, w.make, w.model, w.year, w.discovery_url, w.origin_metadata,
  w.quality_score,
  w.image_count,
  'vin' = any (w.gaps) as missing_vin,
  'price' = any (w.gaps) as missing_price,
  'description' = any (w.gaps) as missing_description,
  'images_downloaded' = any (w.gaps) as images_need_download,
  w.quality_score < (select threshold from micro_scrape.settings) as below_threshold,
  w.created_at, w.updated_at
from (
  (select v.id, v.make, v.model, v.year, v.discovery_url, v.origin_metadata, s.score as quality_score,
    s.image_count::bigint as image_count, s.gaps, s.listed_at, v.created_at, v.updated_at
  from micro_scrape.vehicle_state s
  join public.vehicles v on v.id = s.vehicle_id
  where not micro_scrape.is_complete(s.gaps, (select threshold from micro_scrape.settings))
    and coalesce(btrim(v.discovery_url), '') <> ''
    and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = s.vehicle_id)
  -- A limit that cuts nothing: it makes the planner keep the plan that has its first rows at once.
  order by s.score, s.listed_at desc nulls last limit 9223372036854775807)
  union all
  (select (r.v).id, (r.v).make, (r.v).model, (r.v).year, (r.v).discovery_url, (r.v).origin_metadata, micro_scrape.score(g.gaps),
    i.image_count, g.gaps, (r.v).created_at, (r.v).created_at, (r.v).updated_at
  from (select u.id from micro_scrape.unscored() u (id)) fresh
  -- OFFSET 0: one by one, by their key. A table of events that was large once looks large to the planner, which then reads
  -- all vehicles instead (2 s at a million).
  cross join lateral (select v from public.vehicles v where v.id = fresh.id offset 0) r
  cross join lateral (select count(*) as image_count from public.vehicle_images where vehicle_id = (r.v).id) i
  cross join lateral (select micro_scrape.gaps(r.v, i.image_count) as gaps offset 0) g
  where coalesce(btrim((r.v).discovery_url), '') <> ''
    and not micro_scrape.is_complete(g.gaps, (select threshold from micro_scrape.settings)))
) w
order by w.quality_score, w.listed_at desc nulls last;
