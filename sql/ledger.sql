-- What migrate itself needs: which files were applied, and what was added outside the schema micro_scrape, so that
-- leaving takes away exactly that. An IF NOT EXISTS would ask for the right to create schemas even where ours is there.
do $ledger$
begin
  if to_regnamespace('micro_scrape') is null then
    create schema micro_scrape;
  end if;
end
$ledger$;
create table if not exists micro_scrape.applied_sql (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default clock_timestamp()
);
create table if not exists micro_scrape.additions (
  kind text not null check (kind in ('schema', 'table', 'column', 'index')),
  -- As in public.vehicles.currency.
  name text not null,
  added_at timestamptz not null default clock_timestamp(),
  primary key (kind, name)
);
insert into micro_scrape.additions (kind, name)
select 'schema', 'graphile_worker' where to_regnamespace('graphile_worker') is null;
