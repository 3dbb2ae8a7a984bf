-- Takes a vehicle for a daemon, raising its fence, and gives all that its run begins with. Null when there is no work in
-- this lane (unless p_force), the vehicle is excluded, or a living daemon has it; whoever has it makes another job at its
-- end if an event came meanwhile. `row` is null when the vehicle was deleted.
-- It has no search_path of its own, as commit_run has none: when two of them ask says_nothing() on one connection, PostgreSQL
-- plans that anew at each change, a sixth of a claim.
create or replace function micro_scrape.claim(p_vehicle_id uuid, p_daemon uuid, p_lane text, p_force boolean) returns jsonb
language plpgsql
as $$
declare
  v_claim jsonb;
begin
  update micro_scrape.vehicle_state s set
    fence = s.fence + 1, leased_by = p_daemon, leased_at = clock_timestamp(), rate_limited = false,
    waits_at = case when s.requested > s.handled then null else s.waits_at end
  where s.vehicle_id = p_vehicle_id
    and (s.requested > s.handled or p_force) and s.excluded_at is null
    and (s.lane = p_lane or p_force)
    and (s.leased_by is null or not exists (
      select from micro_scrape.daemons d
      where d.id = s.leased_by and d.beat_at > micro_scrape.lease_limit()))
  returning jsonb_build_object(
    'fence', s.fence::text, 'requested', s.requested::text, 'gaps', to_jsonb(s.gaps), 'score', s.score, 'attempts', s.attempts,
    'slot_at', s.slot_at, 'outcome', s.outcome, 'reread', s.reread, 'photos_missing', s.photos_missing, 'lane', s.lane,
    'progress', s.progress, 'failed_at', s.failed_at, 'requested_at', s.requested_at, 'run_id', s.run_id)
  into v_claim;
  if not found then
    return null;
  end if;
  -- A statement of its own, after the fence: the row as it stands for whoever now has the vehicle.
  select v_claim || jsonb_build_object(
    'row', case when v.id is not null then micro_scrape.known_row(v) || jsonb_build_object('image_count',
      (select count(*) from public.vehicle_images i where i.vehicle_id = p_vehicle_id)) end,
    'host', case when n.host is not null then micro_scrape.host_state(n.host, h, n.at) end,
    'page', case when p.kind <> 'blocked' then jsonb_build_object('requested_url', p.requested_url, 'url', p.url, 'blob_key', p.blob_key,
      'etag', p.etag, 'last_modified', p.last_modified, 'rendered', nullif(p.rendered, 'asked'),
      'age_seconds', extract(epoch from clock_timestamp() - p.fetched_at)) end,
    'max_attempts', t.max_attempts, 'min_confidence', t.min_confidence, 'images_per_vehicle', t.images_per_vehicle)
  into v_claim from micro_scrape.settings t
  left join public.vehicles v on v.id = p_vehicle_id
  cross join lateral (select micro_scrape.host_of(v.discovery_url) as host, clock_timestamp() as at offset 0) n
  left join micro_scrape.hosts h on h.host = n.host
  left join micro_scrape.pages p on p.vehicle_id = p_vehicle_id;
  return v_claim;
end
$$;
