-- A column list and WHEN, because most changes of the state (leases, heartbeats, times) count nothing.
create or replace trigger micro_scrape_state_added
  after insert on micro_scrape.vehicle_state
  referencing new table as added
  for each statement execute function micro_scrape.on_state_added();

create or replace trigger micro_scrape_state_changed
  after update of gaps, score, outcome, wanted, done, parked on micro_scrape.vehicle_state
  for each row
  when (
    (old.gaps, old.score, old.outcome, old.wanted > old.done, old.parked)
    is distinct from (new.gaps, new.score, new.outcome, new.wanted > new.done, new.parked)
  )
  execute function micro_scrape.on_state_changed();

create or replace trigger micro_scrape_state_removed
  after delete on micro_scrape.vehicle_state
  referencing old table as removed
  for each statement execute function micro_scrape.on_state_removed();

create or replace trigger micro_scrape_state_truncated
  after truncate on micro_scrape.vehicle_state
  for each statement execute function micro_scrape.on_state_removed();

-- In the transaction that makes the triggers, so that nothing comes between.
select micro_scrape.recount_states();
