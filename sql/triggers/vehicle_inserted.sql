-- Statement-level with a transition table: one call for one row and for 50,000 (see functions/81_on_vehicle_inserted.sql).
create or replace trigger micro_scrape_vehicle_inserted
  after insert on public.vehicles
  referencing new table as inserted
  for each statement execute function micro_scrape.on_vehicle_inserted();
