-- Which runner takes the vehicle's next job: 'work', or 'recogniser' when photographs must be read, which one thread does.
-- progress: what the run under way has done so far, for whoever goes on with it after a wait; void after a new event.
alter table micro_scrape.vehicle_state
  add column lane text not null default 'work' check (lane in ('work', 'recogniser')),
  add column progress jsonb;
