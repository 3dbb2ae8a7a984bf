-- Pages that scripts fill. The lane 'browser' is for vehicles whose page waits for a browser, where a daemon has one.
alter table micro_scrape.vehicle_state drop constraint vehicle_state_lane_check;
alter table micro_scrape.vehicle_state add constraint vehicle_state_lane_check check (lane in ('work', 'recogniser', 'browser')) not valid;
-- How the page's rendering ended (`complete`, `quiet`, a limit's name, `failed`, or `asked` before it began); null: it was
-- fetched plainly.
alter table micro_scrape.pages add column rendered text;
-- What the latest looks at a host's pages showed, the latest last, 20 of each kind at the most: `s` a plain page that was a
-- shell, `p` any other plain page, `R` a page that the browser filled, `r` one that stayed empty there.
-- Without a default: PostgreSQL 15 adds none to a table whose row type a function takes (pace_of).
alter table micro_scrape.hosts add column looks text;
-- Whether the page on which the value stood was filled by its scripts in the browser.
alter table micro_scrape.field_sources add column rendered boolean not null default false;
