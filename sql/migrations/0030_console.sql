-- Lists of vehicles in pages: lowest score first, newest first, and the id tells apart who was added by one statement.
drop index micro_scrape.vehicle_state_worst_idx;
create index vehicle_state_worst_idx on micro_scrape.vehicle_state (score, listed_at desc nulls last, vehicle_id);
-- Those of an outcome that few have; pending and complete ones are so many that the other finds them soon.
create index vehicle_state_resting_idx on micro_scrape.vehicle_state (outcome, score, listed_at desc nulls last, vehicle_id)
where outcome not in ('pending', 'complete');

-- Who wrote a value, where it was a person, and who said that one is wrong; null: nobody was named.
alter table micro_scrape.field_sources add column written_by text;
alter table micro_scrape.rejections add column said_by text;
