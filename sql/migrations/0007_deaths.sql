-- Daemons that died, one after the other, while they worked on the vehicle; a run that comes to its end sets it to 0.
alter table micro_scrape.vehicle_state add column deaths smallint not null default 0;
