/** A database in which the original has been at home for a while, with views of the owner's own upon its objects. */

export const ORIGINAL = `
  create table vehicles (
    id uuid primary key default gen_random_uuid(), year int, make text, model text, vin text, sale_price numeric, asking_price numeric,
    description text, mileage int, color text, engine text, transmission text, discovery_url text, origin_metadata jsonb default '{}',
    status text, created_at timestamptz default now(), updated_at timestamptz default now());
  create table vehicle_images (
    id uuid primary key default gen_random_uuid(), vehicle_id uuid references vehicles (id) on delete cascade, image_url text,
    storage_path text, source text, source_url text, file_hash text, file_size bigint, mime_type text, position int,
    is_primary boolean default false, created_at timestamptz default now());
  create table vehicle_quality_scores (vehicle_id uuid primary key references vehicles (id) on delete cascade, overall_score int);
  create table micro_scrape_runs (
    id uuid primary key default gen_random_uuid(),
    run_type text default 'scheduled' check (run_type in ('scheduled', 'manual', 'triggered')), batch_size integer default 20,
    vehicles_analyzed integer default 0, vehicles_improved integer default 0, vehicles_marked_complete integer default 0,
    actions_executed integer default 0, actions_succeeded integer default 0, actions_failed integer default 0, runtime_ms integer,
    status text default 'completed' check (status in ('running', 'completed', 'failed', 'timeout')), error_message text,
    started_at timestamptz default now(), completed_at timestamptz, created_at timestamptz default now());
  create index idx_micro_scrape_runs_status on micro_scrape_runs (status, started_at desc);
  create index micro_scrape_runs_started_at_idx on micro_scrape_runs (started_at desc);
  alter table micro_scrape_runs enable row level security;
  create policy everybody on micro_scrape_runs for select using (true);
  create function mark_vehicle_micro_scrape_complete(p_vehicle_id uuid) returns void language plpgsql security definer as $$
    begin
      update vehicles set origin_metadata = coalesce(origin_metadata, '{}') || '{"micro_scrape_complete": true}' where id = p_vehicle_id;
    end $$;
  create view vehicles_needing_micro_scrape as
    select v.id, v.make, v.model, v.year, v.discovery_url, v.origin_metadata, coalesce(s.overall_score, 0) as quality_score,
      count(i.id) as image_count, v.vin is null as missing_vin, v.sale_price is null as missing_price,
      coalesce(v.description, '') = '' as missing_description,
      jsonb_array_length(coalesce(v.origin_metadata -> 'image_urls', '[]')) > 0 and count(i.id) = 0 as images_need_download,
      coalesce(s.overall_score, 0) < 85 as below_threshold, v.created_at, v.updated_at
    from vehicles v left join vehicle_quality_scores s on s.vehicle_id = v.id left join vehicle_images i on i.vehicle_id = v.id
    where v.discovery_url <> '' group by v.id, s.overall_score order by coalesce(s.overall_score, 0), v.created_at desc;
  create view repair_queue as select id, quality_score from vehicles_needing_micro_scrape limit 100;
  create schema reports;
  create view reports.weekly as select date_trunc('week', started_at) as week, count(*) as runs from micro_scrape_runs group by 1;
  insert into vehicles (discovery_url, year, make, model, origin_metadata)
    select 'https://cars.example/listing/' || n, 1960 + n % 50, 'Maker ' || n % 7, 'Model ' || n, '{"image_urls": ["https://cars.example/1.jpg"]}'
    from generate_series(1, 40) n;
  insert into vehicle_quality_scores select id, 40 from vehicles;
  insert into micro_scrape_runs (id, run_type, status, vehicles_analyzed, actions_executed, actions_succeeded, actions_failed, runtime_ms, started_at, completed_at)
    values ('00000000-0000-4000-8000-000000000001', 'manual', 'completed', 20, 9, 5, 3, 29000, '2025-01-01', '2025-01-01 00:00:29'),
      ('00000000-0000-4000-8000-000000000002', null, 'running', null, null, null, null, null, '2025-01-02', null)`;

/** What its owner set up around it: pg_cron's table as it looks, a job of his own beside the original's, a webhook. */
export const CALLERS = `
  create schema cron;
  create table cron.job (jobid bigint generated always as identity primary key, schedule text not null, command text not null,
    nodename text default 'localhost', nodeport integer default 5432, database text default current_database(), username text default current_user,
    active boolean default true, jobname text);
  insert into cron.job (schedule, command, jobname) values
    ('0 3 * * *', 'vacuum vehicles', 'nightly'),
    ('*/5 * * * *', $$select net.http_post(url := 'https://ref.supabase.example/functions/v1/micro-scrape-bandaid')$$, 'micro-scrape-bandaid');
  create function call_bandaid() returns trigger language plpgsql as
    $$ begin perform 'https://ref.supabase.example/functions/v1/micro-scrape-bandaid'; return new; end $$;
  create trigger heal after insert on vehicles for each row execute function call_bandaid();
  create function runs_today() returns bigint language sql as 'select count(*) from micro_scrape_runs where started_at > current_date'`;
