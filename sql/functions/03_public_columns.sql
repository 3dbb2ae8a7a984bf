-- Fields that came after migrations/0001_public_catalogue.sql: a column that is absent is added, and written down for leaving.
do $columns$
declare
  v_missing record;
begin
  for v_missing in
    select c.* from (values
      :FIELD_COLUMNS
    ) as c (name, type)
    where not exists (select from pg_attribute a
      where a.attrelid = 'public.vehicles'::regclass and a.attname = c.name and not a.attisdropped)
  loop
    execute format('alter table public.vehicles add column %I %s', v_missing.name, v_missing.type);
    insert into micro_scrape.additions (kind, name)
    select 'column', format('public.vehicles.%s', v_missing.name)
    where not exists (select from micro_scrape.additions a where a.kind = 'table' and a.name = 'public.vehicles');
  end loop;
end
$columns$;
