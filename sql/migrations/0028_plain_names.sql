-- Standard names. Daemons of the version before do no work from here on until they are replaced: they lose nothing, what
-- they held is rescued like that of any daemon that stops.
alter table micro_scrape.vehicle_state rename column wanted to requested;
alter table micro_scrape.vehicle_state rename column done to handled;
alter table micro_scrape.vehicle_state rename column wanted_at to requested_at;
alter table micro_scrape.vehicle_state rename column deaths to crash_count;
alter table micro_scrape.vehicle_state rename column parked to rate_limited;
alter index micro_scrape.vehicle_state_parked_idx rename to vehicle_state_rate_limited_idx;
alter table micro_scrape.state_counts rename column parked to rate_limited;
alter table micro_scrape.state_count_changes rename column parked to rate_limited;
alter view if exists micro_scrape.vehicle_counts rename column parked to rate_limited;

alter table micro_scrape.hosts drop constraint hosts_line_check;
update micro_scrape.hosts set line = 'rate_limited' where line = 'parked';
alter table micro_scrape.hosts add constraint hosts_line_check check (line in ('rate_limited', 'resting'));

-- functions/ makes them again under their names of now. ring() stays until the last trigger that calls it has been
-- replaced (triggers/canary_sent.sql): without it the events of writers would be lost meanwhile.
drop function if exists micro_scrape.commit_run(uuid, bigint, bigint, jsonb), micro_scrape.free_dead(),
  micro_scrape.free_forgotten(uuid, uuid[], bigint[], boolean), micro_scrape.is_any_forgotten(uuid, uuid[], bigint[], boolean),
  micro_scrape.mend_lines(), micro_scrape.ring_for_hosts();
