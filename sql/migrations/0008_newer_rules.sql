-- A daemon whose rules are newer than those that read a kept page has the page read again, once.
alter table micro_scrape.vehicle_state add column reread boolean not null default false;
-- For which version that is done, for which it is under way, and how far by id.
alter table micro_scrape.adoption
  add column rules_done integer not null default 0,
  add column rules_under_way integer not null default 0,
  add column rules_last_id uuid;
