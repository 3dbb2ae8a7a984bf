-- A column list and WHEN, because most changes of the state (leases, heartbeats, times) count nothing.
create or replace trigger micro_scrape_state_added
  after insert on micro_scrape.vehicle_state
  referencing new table as added
  for each statement execute function micro_scrape.on_state_added();

create or replace trigger micro_scrape_state_changed
  after update of gaps, score, outcome, requested, handled, rate_limited on micro_scrape.vehicle_state
  for each row
  when (
    (old.gaps, old.score, old.outcome, old.requested > old.handled, old.rate_limited)
    is distinct from (new.gaps, new.score, new.outcome, new.requested > new.handled, new.rate_limited)
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
