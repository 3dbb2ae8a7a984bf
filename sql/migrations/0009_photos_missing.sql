-- Photographs that could not be had the last time and may be had another time, beside others that are stored.
alter table micro_scrape.vehicle_state add column photos_missing integer not null default 0;
