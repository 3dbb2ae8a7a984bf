insert into vehicles (id, discovery_url, year, make, model, transmission) values
  ('00000000-0000-4000-8000-000000000001', 'https://cars.example/1', 1995, 'Porsche', '911', 'manual'),
  ('00000000-0000-4000-8000-000000000002', 'https://cars.example/2', 1999, 'Mazda', 'MX-5', null),
  ('00000000-0000-4000-8000-000000000003', 'https://away.example/3', null, null, null, null);
insert into vehicle_images (vehicle_id, image_url, storage_path, source, file_hash) values
  ('00000000-0000-4000-8000-000000000001', 'https://cars.example/1.jpg', 'ab/ab00', 'micro-scrape', 'ab00');
select * from micro_scrape.dispatch(10);
update micro_scrape.settings set threshold = 80;
update micro_scrape.vehicle_state set done = wanted, outcome = 'exhausted', reason = 'the page has no more', settled_at = clock_timestamp(), run_id = null
where vehicle_id = '00000000-0000-4000-8000-000000000001';
update micro_scrape.vehicle_state set outcome = 'waiting', reason = 'the host is away', parked = true, slot_at = clock_timestamp() + interval '1 hour'
where vehicle_id = '00000000-0000-4000-8000-000000000003';
insert into micro_scrape.pages (vehicle_id, requested_url, url, kind, kind_reason, blob_key) values
  ('00000000-0000-4000-8000-000000000001', 'https://cars.example/1', 'https://cars.example/1', 'listing', 'a form', 'cd/cd00');
insert into micro_scrape.field_sources (vehicle_id, field, value, source_url, method, snippet, confidence, extractor_version) values
  ('00000000-0000-4000-8000-000000000001', 'transmission', 'manual', 'https://cars.example/1', 'dom_label', 'Gearbox: manual', 0.9, 1),
  -- Of a vehicle that was deleted.
  ('00000000-0000-4000-8000-000000000009', 'transmission', 'manual', 'https://cars.example/9', 'dom_label', 'Gearbox: manual', 0.9, 1);
insert into micro_scrape.action_log (vehicle_id, run_id, action, succeeded, filled, runtime_ms)
select '00000000-0000-4000-8000-000000000001', id, 'extract-listing', true, '{transmission}', 5 from micro_scrape_runs limit 1;
insert into micro_scrape.hosts (host, robots_txt, robots_status, robots_fetched_at) values ('cars.example', 'User-agent: *', 200, clock_timestamp());
