-- The canary: a probe of our own that goes the whole way of a vehicle (trigger, dispatcher, queue, worker), so that a
-- daemon that cannot work says so instead of standing idle with a healthy face.
alter table micro_scrape.daemons
  add column canary_sent_at timestamptz,
  add column canary_returned_at timestamptz;
