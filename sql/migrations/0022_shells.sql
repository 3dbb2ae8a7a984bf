-- Pages that only scripts would fill, to count their hosts without a look at every page.
create index pages_shell on micro_scrape.pages (vehicle_id) where kind = 'shell';
