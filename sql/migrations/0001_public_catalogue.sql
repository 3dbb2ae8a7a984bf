-- The catalogue in the schema public, run by whoever owns it: tables that are missing are made, columns that are absent
-- are added, and nothing else is touched. Each addition is written down, so that leaving can take away exactly that.
-- A table or column that is there costs no lock: ALTER TABLE is only reached for an absent one, and none of the columns
-- needs a rewrite or a scan.
do $catalogue$
declare
  v_missing record;
begin
  if to_regclass('public.vehicles') is null then
    create table public.vehicles (id uuid primary key default gen_random_uuid());
    insert into micro_scrape.additions (kind, name) values ('table', 'public.vehicles');
  end if;

  if to_regclass('public.vehicle_images') is null then
    create table public.vehicle_images (
      id uuid primary key default gen_random_uuid(),
      vehicle_id uuid not null,
      image_url text
    );
    -- A partitioned table of vehicles may have no key on the id alone, and then cannot be referred to.
    if exists (select from pg_index i where i.indrelid = 'public.vehicles'::regclass and i.indisunique and i.indimmediate
        and i.indisvalid and i.indpred is null and i.indnkeyatts = 1
        and i.indkey[0] = (select attnum from pg_attribute where attrelid = i.indrelid and attname = 'id')) then
      alter table public.vehicle_images add foreign key (vehicle_id) references public.vehicles (id) on delete cascade;
    end if;
    -- Every score counts a vehicle's images: without an index on vehicle_id each count reads the whole table.
    create index vehicle_images_vehicle_id_idx on public.vehicle_images (vehicle_id);
    insert into micro_scrape.additions (kind, name) values ('table', 'public.vehicle_images');
  end if;

  for v_missing in
    select c.* from (values
      ('vehicles', 'year', 'integer'),
      ('vehicles', 'make', 'text'),
      ('vehicles', 'model', 'text'),
      ('vehicles', 'vin', 'text'),
      ('vehicles', 'sale_price', 'numeric'),
      ('vehicles', 'asking_price', 'numeric'),
      ('vehicles', 'currency', 'text'),
      ('vehicles', 'mileage', 'integer'),
      ('vehicles', 'color', 'text'),
      ('vehicles', 'engine', 'text'),
      ('vehicles', 'transmission', 'text'),
      ('vehicles', 'description', 'text'),
      ('vehicles', 'discovery_url', 'text'),
      ('vehicles', 'origin_metadata', 'jsonb'),
      ('vehicles', 'status', 'text'),
      ('vehicles', 'created_at', 'timestamptz not null default now()'),
      ('vehicles', 'updated_at', 'timestamptz not null default now()'),
      ('vehicle_images', 'storage_path', 'text'),
      ('vehicle_images', 'source', 'text'),
      ('vehicle_images', 'source_url', 'text'),
      ('vehicle_images', 'file_hash', 'text'),
      ('vehicle_images', 'file_size', 'bigint'),
      ('vehicle_images', 'mime_type', 'text'),
      ('vehicle_images', 'width', 'integer'),
      ('vehicle_images', 'height', 'integer'),
      ('vehicle_images', 'position', 'integer'),
      ('vehicle_images', 'is_primary', 'boolean not null default false'),
      ('vehicle_images', 'created_at', 'timestamptz not null default now()')
    ) as c (relation, name, definition)
    where not exists (select from pg_attribute a
      where a.attrelid = ('public.' || c.relation)::regclass and a.attname = c.name and not a.attisdropped)
  loop
    execute format('alter table public.%I add column %I %s', v_missing.relation, v_missing.name, v_missing.definition);
    insert into micro_scrape.additions (kind, name)
    select 'column', format('public.%s.%s', v_missing.relation, v_missing.name)
    where not exists (select from micro_scrape.additions a where a.kind = 'table' and a.name = 'public.' || v_missing.relation);
  end loop;

  if to_regclass('public.micro_scrape_runs') is null then
    create table public.micro_scrape_runs (
      id uuid primary key default gen_random_uuid(),
      run_type text not null check (run_type in ('scheduled', 'manual', 'triggered')),
      batch_size integer not null,
      status text not null default 'running' check (status in ('running', 'completed', 'failed', 'timeout')),
      vehicles_analyzed integer not null default 0,
      vehicles_improved integer not null default 0,
      vehicles_marked_complete integer not null default 0,
      actions_executed integer not null default 0,
      actions_succeeded integer not null default 0,
      actions_failed integer not null default 0,
      runtime_ms integer,
      error_message text,
      started_at timestamptz not null default clock_timestamp(),
      completed_at timestamptz,
      created_at timestamptz not null default now()
    );
    create index micro_scrape_runs_started_at_idx on public.micro_scrape_runs (started_at desc);
    create index micro_scrape_runs_running_idx on public.micro_scrape_runs (started_at) where status = 'running';
    insert into micro_scrape.additions (kind, name) values ('table', 'public.micro_scrape_runs');
  end if;
end
$catalogue$;
