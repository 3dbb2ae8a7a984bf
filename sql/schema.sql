-- The schema as migrate leaves it in an empty database, to be read and not to be run: sql/migrations, sql/functions and
-- sql/triggers make it. A test compares it; UPDATE_SCHEMA=1 npx vitest run test/adopt/schema.test.ts writes it anew.

create table micro_scrape.action_log (
  id bigint generated always as identity not null,
  vehicle_id uuid not null,
  run_id uuid,
  action text not null,
  succeeded boolean not null,
  filled text[] default '{}'::text[] not null,
  note text,
  runtime_ms integer not null,
  ended_at timestamp with time zone default clock_timestamp() not null,
  constraint action_log_pkey PRIMARY KEY (id)
);

create table micro_scrape.additions (
  kind text not null,
  name text not null,
  added_at timestamp with time zone default clock_timestamp() not null,
  constraint additions_pkey PRIMARY KEY (kind, name),
  constraint additions_kind_check CHECK ((kind = ANY (ARRAY['schema'::text, 'table'::text, 'column'::text, 'index'::text])))
);

create table micro_scrape.adoption (
  only_row boolean default true not null,
  last_id uuid,
  adopted bigint default 0 not null,
  finished_at timestamp with time zone,
  compare_from uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  rules_done integer default 0 not null,
  rules_under_way integer default 0 not null,
  rules_last_id uuid,
  swept_to smallint default 0 not null,
  constraint adoption_pkey PRIMARY KEY (only_row),
  constraint adoption_only_row_check CHECK (only_row)
);

create table micro_scrape.applied_sql (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default clock_timestamp() not null,
  constraint applied_sql_pkey PRIMARY KEY (name)
);

create table micro_scrape.audit (
  id bigint generated always as identity not null,
  at timestamp with time zone default clock_timestamp() not null,
  who text not null,
  what text not null,
  target text,
  detail jsonb default '{}'::jsonb not null,
  constraint audit_pkey PRIMARY KEY (id)
);

create table micro_scrape.daemons (
  id uuid not null,
  pool_ids text[] default '{}'::text[] not null,
  hostname text not null,
  pid integer not null,
  started_at timestamp with time zone default clock_timestamp() not null,
  beat_at timestamp with time zone default clock_timestamp() not null,
  canary_sent_at timestamp with time zone,
  canary_returned_at timestamp with time zone,
  seats jsonb,
  version text,
  constraint daemons_pkey PRIMARY KEY (id)
);

create table micro_scrape.deleted_vehicles (
  vehicle_id uuid not null,
  noticed_at timestamp with time zone default clock_timestamp() not null,
  constraint deleted_vehicles_pkey PRIMARY KEY (vehicle_id)
);

create table micro_scrape.field_sources (
  id bigint generated always as identity not null,
  vehicle_id uuid not null,
  field text not null,
  value text not null,
  page_value text,
  source_url text,
  method text not null,
  snippet text not null,
  confidence real not null,
  extractor_version integer not null,
  run_id uuid,
  written_at timestamp with time zone default clock_timestamp() not null,
  replaced text,
  taken_back text,
  taken_back_at timestamp with time zone,
  written_by text,
  rendered boolean default false not null,
  constraint field_sources_pkey PRIMARY KEY (id),
  constraint field_sources_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint field_sources_taken_back_check CHECK ((taken_back = ANY (ARRAY['rejected'::text, 'edited'::text, 'undone'::text])))
);

create table micro_scrape.history (
  at timestamp with time zone not null,
  outcomes jsonb not null,
  with_work integer not null,
  settled integer not null,
  reasons jsonb not null,
  backlog jsonb not null,
  constraint history_pkey PRIMARY KEY (at)
);

create table micro_scrape.hosts (
  host text not null,
  next_slot_at timestamp with time zone,
  last_start_at timestamp with time zone,
  paused_until timestamp with time zone,
  pause_reason text,
  failures integer default 0 not null,
  robots_txt text,
  robots_fetched_at timestamp with time zone,
  robots_status integer,
  updated_at timestamp with time zone default clock_timestamp() not null,
  failing_since timestamp with time zone,
  failing text,
  refuses boolean default false not null,
  last_success_at timestamp with time zone,
  held_until timestamp with time zone,
  held_reason text,
  interval_ms integer default 0 not null,
  slow_ms integer default 0 not null,
  line text,
  opens_at timestamp with time zone generated always as (COALESCE(GREATEST(next_slot_at, paused_until, held_until), '-infinity'::timestamp with time zone)) stored not null,
  looks text,
  constraint hosts_pkey PRIMARY KEY (host),
  constraint hosts_failing_check CHECK ((failing = ANY (ARRAY['pages'::text, 'photographs'::text]))),
  constraint hosts_line_check CHECK ((line = ANY (ARRAY['rate_limited'::text, 'resting'::text])))
);

create table micro_scrape.model_answers (
  vehicle_id uuid not null,
  page_key text not null,
  model text not null,
  text_key text not null,
  extractor_version integer not null,
  host text not null,
  asked_at timestamp with time zone default clock_timestamp() not null,
  answer jsonb,
  error text,
  constraint model_answers_pkey PRIMARY KEY (vehicle_id, page_key, model)
);

create table micro_scrape.pages (
  vehicle_id uuid not null,
  requested_url text not null,
  url text not null,
  kind text not null,
  kind_reason text not null,
  blob_key text not null,
  etag text,
  last_modified text,
  fetched_at timestamp with time zone default clock_timestamp() not null,
  rendered text,
  constraint pages_pkey PRIMARY KEY (vehicle_id)
);

create table micro_scrape.photographs (
  vehicle_id uuid not null,
  url text not null,
  state text not null,
  tries smallint default 0 not null,
  look bytea,
  note text,
  vin_read jsonb,
  at timestamp with time zone default clock_timestamp() not null,
  constraint photographs_state_check CHECK ((state = ANY (ARRAY['stored'::text, 'copy'::text, 'refused'::text, 'failed'::text, 'missing'::text])))
);

create table micro_scrape.proposals (
  vehicle_id uuid not null,
  field text not null,
  value text not null,
  page_value text,
  source_url text,
  method text not null,
  snippet text not null,
  confidence real not null,
  extractor_version integer not null,
  why text not null,
  read_at timestamp with time zone default clock_timestamp() not null,
  constraint proposals_pkey PRIMARY KEY (vehicle_id, field),
  constraint proposals_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint proposals_why_check CHECK ((why = ANY (ARRAY['differs'::text, 'doubtful'::text])))
);

create table micro_scrape.rejections (
  id bigint generated always as identity not null,
  vehicle_id uuid not null,
  field text not null,
  value text not null,
  value_key text not null,
  kind text not null,
  note text,
  field_source_id bigint,
  at timestamp with time zone default clock_timestamp() not null,
  said_by text,
  constraint rejections_vehicle_id_field_value_key_key UNIQUE (vehicle_id, field, value_key),
  constraint rejections_pkey PRIMARY KEY (id),
  constraint rejections_kind_check CHECK ((kind = ANY (ARRAY['said'::text, 'edited'::text])))
);

create table micro_scrape.run_vehicles (
  run_id uuid not null,
  vehicle_id uuid not null,
  improved boolean not null,
  marked boolean not null,
  executed integer not null,
  succeeded integer not null,
  settled_at timestamp with time zone default clock_timestamp() not null
);

create table micro_scrape.runs (
  id uuid default gen_random_uuid() not null,
  run_type text not null,
  batch_size integer not null,
  status text default 'running'::text not null,
  vehicles_analyzed integer default 0 not null,
  vehicles_improved integer default 0 not null,
  vehicles_marked_complete integer default 0 not null,
  actions_executed integer default 0 not null,
  actions_succeeded integer default 0 not null,
  actions_failed integer default 0 not null,
  runtime_ms integer,
  error_message text,
  started_at timestamp with time zone default clock_timestamp() not null,
  completed_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  forgotten boolean default false not null,
  constraint runs_pkey PRIMARY KEY (id),
  constraint runs_run_type_check CHECK ((run_type = ANY (ARRAY['scheduled'::text, 'manual'::text, 'triggered'::text]))),
  constraint runs_status_check CHECK ((status = ANY (ARRAY['running'::text, 'completed'::text, 'failed'::text, 'timeout'::text])))
);

create table micro_scrape.settings (
  only_row boolean default true not null,
  threshold smallint default 85 not null,
  notify_mode text default 'doorbell'::text not null,
  batch_size integer default 20 not null,
  images_per_vehicle integer default 60 not null,
  max_attempts smallint default 5 not null,
  min_confidence real default 0 not null,
  model_calls_per_day integer default 1000 not null,
  model_calls_per_host_per_day integer default 200 not null,
  keep_actions interval default '90 days'::interval,
  keep_evidence interval default '1 year'::interval,
  keep_pages interval default '180 days'::interval,
  keep_runs interval default '1 year'::interval,
  keep_hosts interval default '30 days'::interval,
  keep_deleted interval default '7 days'::interval,
  keep_audit interval default '1 year'::interval,
  keep_tallies interval default '30 days'::interval,
  constraint settings_pkey PRIMARY KEY (only_row),
  constraint settings_batch_size_check CHECK (((batch_size >= 1) AND (batch_size <= 500))),
  constraint settings_images_per_vehicle_check CHECK (((images_per_vehicle >= 1) AND (images_per_vehicle <= 1000))),
  constraint settings_keep_actions_check CHECK ((keep_actions >= '00:00:00'::interval)),
  constraint settings_keep_audit_check CHECK ((keep_audit >= '00:00:00'::interval)),
  constraint settings_keep_deleted_check CHECK ((keep_deleted >= '00:00:00'::interval)),
  constraint settings_keep_evidence_check CHECK ((keep_evidence >= '00:00:00'::interval)),
  constraint settings_keep_hosts_check CHECK ((keep_hosts >= '00:00:00'::interval)),
  constraint settings_keep_pages_check CHECK ((keep_pages >= '00:00:00'::interval)),
  constraint settings_keep_runs_check CHECK ((keep_runs >= '00:00:00'::interval)),
  constraint settings_keep_tallies_check CHECK ((keep_tallies >= '00:00:00'::interval)),
  constraint settings_max_attempts_check CHECK (((max_attempts >= 1) AND (max_attempts <= 20))),
  constraint settings_min_confidence_check CHECK (((min_confidence >= (0)::double precision) AND (min_confidence <= (1)::double precision))),
  constraint settings_model_calls_per_day_check CHECK ((model_calls_per_day >= 0)),
  constraint settings_model_calls_per_host_per_day_check CHECK ((model_calls_per_host_per_day >= 0)),
  constraint settings_notify_mode_check CHECK ((notify_mode = ANY (ARRAY['doorbell'::text, 'always'::text]))),
  constraint settings_only_row_check CHECK (only_row),
  constraint settings_threshold_check CHECK (((threshold >= 0) AND (threshold <= 100)))
);

create table micro_scrape.site_tallies (
  day date not null,
  host text not null,
  what text not null,
  outcome text not null,
  count bigint not null,
  constraint site_tallies_pkey PRIMARY KEY (day, host, what, outcome)
);

create table micro_scrape.sizes (
  day date not null,
  vehicles bigint not null,
  bytes bigint not null,
  constraint sizes_pkey PRIMARY KEY (day)
);

create table micro_scrape.state_count_changes (
  id bigint generated always as identity not null,
  gaps text[] not null,
  score smallint not null,
  outcome text not null,
  has_work boolean not null,
  rate_limited boolean not null,
  vehicles bigint not null,
  constraint state_count_changes_pkey PRIMARY KEY (id)
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000);

create table micro_scrape.state_counts (
  gaps text[] not null,
  score smallint not null,
  outcome text not null,
  has_work boolean not null,
  rate_limited boolean not null,
  vehicles bigint not null,
  constraint state_counts_pkey PRIMARY KEY (gaps, score, outcome, has_work, rate_limited)
);

create table micro_scrape.unused_files (
  key text not null,
  since timestamp with time zone default clock_timestamp() not null,
  constraint unused_files_pkey PRIMARY KEY (key)
);

create table micro_scrape.vehicle_events (
  id bigint generated always as identity not null,
  vehicle_id uuid not null,
  kind text not null,
  at timestamp with time zone default clock_timestamp() not null,
  constraint vehicle_events_pkey PRIMARY KEY (id)
);

create table micro_scrape.vehicle_state (
  vehicle_id uuid not null,
  score smallint not null,
  image_count integer not null,
  gaps text[] not null,
  outcome text default 'pending'::text not null,
  reason text,
  requested bigint default 0 not null,
  handled bigint default 0 not null,
  fence bigint default 0 not null,
  leased_by uuid,
  leased_at timestamp with time zone,
  attempts integer default 0 not null,
  next_try_at timestamp with time zone,
  slot_at timestamp with time zone,
  rate_limited boolean default false not null,
  run_id uuid,
  run_improved boolean default false not null,
  last_error text,
  mark_refused text,
  extractor_version integer,
  requested_at timestamp with time zone,
  settled_at timestamp with time zone,
  completed_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  listed_at timestamp with time zone,
  crash_count smallint default 0 not null,
  reread boolean default false not null,
  photos_missing integer default 0 not null,
  lane text default 'work'::text not null,
  progress jsonb,
  waits_at text,
  failed_at timestamp with time zone,
  excluded_at timestamp with time zone,
  excluded_by text,
  excluded_note text,
  run_marked boolean default false not null,
  run_executed smallint default 0 not null,
  run_succeeded smallint default 0 not null,
  constraint vehicle_state_pkey PRIMARY KEY (vehicle_id),
  constraint vehicle_state_excluded_by_check CHECK ((excluded_by = ANY (ARRAY['person'::text, 'mark'::text, 'undo'::text]))),
  constraint vehicle_state_lane_check CHECK ((lane = ANY (ARRAY['work'::text, 'recogniser'::text, 'browser'::text]))) NOT VALID,
  constraint vehicle_state_outcome_check CHECK ((outcome = ANY (ARRAY['pending'::text, 'waiting'::text, 'complete'::text, 'exhausted'::text, 'gone'::text, 'blocked'::text, 'invalid'::text, 'excluded'::text]))) NOT VALID
);

create table public.vehicle_images (
  id uuid default gen_random_uuid() not null,
  vehicle_id uuid not null,
  image_url text,
  source text,
  width integer,
  "position" integer,
  file_size bigint,
  is_primary boolean default false not null,
  storage_path text,
  file_hash text,
  source_url text,
  height integer,
  mime_type text,
  created_at timestamp with time zone default now() not null,
  constraint vehicle_images_pkey PRIMARY KEY (id),
  constraint vehicle_images_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES public.vehicles(id) ON DELETE CASCADE
);

create table public.vehicles (
  id uuid default gen_random_uuid() not null,
  transmission text,
  status text,
  updated_at timestamp with time zone default now() not null,
  make text,
  engine text,
  color text,
  asking_price numeric,
  created_at timestamp with time zone default now() not null,
  vin text,
  sale_price numeric,
  mileage integer,
  model text,
  origin_metadata jsonb,
  year integer,
  description text,
  discovery_url text,
  currency text,
  constraint vehicles_pkey PRIMARY KEY (id)
);
CREATE INDEX action_log_vehicle_idx ON micro_scrape.action_log USING btree (vehicle_id, ended_at DESC);
CREATE INDEX audit_target_idx ON micro_scrape.audit USING btree (target, id);
CREATE INDEX deleted_vehicles_noticed_idx ON micro_scrape.deleted_vehicles USING btree (noticed_at);
CREATE INDEX field_sources_vehicle_idx ON micro_scrape.field_sources USING btree (vehicle_id, field, written_at DESC);
CREATE INDEX hosts_line_idx ON micro_scrape.hosts USING btree (opens_at) WHERE (line IS NOT NULL);
CREATE INDEX model_answers_asked_idx ON micro_scrape.model_answers USING btree (asked_at, host);
CREATE INDEX pages_blob_key_idx ON micro_scrape.pages USING btree (blob_key);
CREATE INDEX pages_shell ON micro_scrape.pages USING btree (vehicle_id) WHERE (kind = 'shell'::text);
CREATE UNIQUE INDEX photographs_url_idx ON micro_scrape.photographs USING btree (vehicle_id, md5(url));
CREATE INDEX proposals_why_idx ON micro_scrape.proposals USING btree (why, field);
CREATE INDEX run_vehicles_run_idx ON micro_scrape.run_vehicles USING btree (run_id);
CREATE INDEX runs_running_idx ON micro_scrape.runs USING btree (started_at) WHERE (status = 'running'::text);
CREATE INDEX runs_started_at_idx ON micro_scrape.runs USING btree (started_at DESC);
CREATE INDEX site_tallies_host_idx ON micro_scrape.site_tallies USING btree (host, day);
CREATE INDEX vehicle_state_backlog_idx ON micro_scrape.vehicle_state USING btree (score, requested_at DESC) WHERE (requested > handled);
CREATE INDEX vehicle_state_error_idx ON micro_scrape.vehicle_state USING btree (outcome) WHERE (last_error IS NOT NULL);
CREATE INDEX vehicle_state_leased_idx ON micro_scrape.vehicle_state USING btree (leased_by) WHERE (leased_by IS NOT NULL);
CREATE INDEX vehicle_state_line_idx ON micro_scrape.vehicle_state USING btree (waits_at, rate_limited, score, requested_at) WHERE (waits_at IS NOT NULL);
CREATE INDEX vehicle_state_next_try_idx ON micro_scrape.vehicle_state USING btree (next_try_at) WHERE (next_try_at IS NOT NULL);
CREATE INDEX vehicle_state_rate_limited_idx ON micro_scrape.vehicle_state USING btree (slot_at) WHERE rate_limited;
CREATE INDEX vehicle_state_resting_idx ON micro_scrape.vehicle_state USING btree (outcome, score, listed_at DESC NULLS LAST, vehicle_id) WHERE (outcome <> ALL (ARRAY['pending'::text, 'complete'::text]));
CREATE INDEX vehicle_state_run_idx ON micro_scrape.vehicle_state USING btree (run_id) WHERE (run_id IS NOT NULL);
CREATE INDEX vehicle_state_settled_idx ON micro_scrape.vehicle_state USING btree (settled_at) WHERE (settled_at IS NOT NULL);
CREATE INDEX vehicle_state_worst_idx ON micro_scrape.vehicle_state USING btree (score, listed_at DESC NULLS LAST, vehicle_id);
CREATE INDEX micro_scrape_vehicle_images_storage_path_idx ON public.vehicle_images USING btree (storage_path) WHERE (storage_path IS NOT NULL);
CREATE INDEX vehicle_images_vehicle_id_idx ON public.vehicle_images USING btree (vehicle_id);

create view micro_scrape."precision" as
 SELECT COALESCE("substring"(lower(source_url), '^https?://(?:www\.)?([^/:?#]+)'::text), ''::text) AS source,
    field,
    method,
    count(*) AS written,
    count(*) FILTER (WHERE (taken_back IS NULL)) AS kept,
    count(*) FILTER (WHERE (taken_back = 'rejected'::text)) AS rejected,
    count(*) FILTER (WHERE (taken_back = 'edited'::text)) AS edited,
    round(((count(*) FILTER (WHERE (taken_back IS NULL)))::numeric / (count(*))::numeric), 4) AS share
   FROM micro_scrape.field_sources f
  WHERE ((field <> 'image_urls'::text) AND (method <> 'person'::text) AND (taken_back IS DISTINCT FROM 'undone'::text))
  GROUP BY COALESCE("substring"(lower(source_url), '^https?://(?:www\.)?([^/:?#]+)'::text), ''::text), field, method;

create view micro_scrape.disagreements as
 SELECT p.vehicle_id,
    p.field,
    (to_jsonb(v.*) ->> p.field) AS row_value,
    p.value AS page_value,
    p.page_value AS as_written,
    p.source_url,
    p.method,
    p.snippet,
    p.confidence,
    p.read_at
   FROM (micro_scrape.proposals p
     JOIN public.vehicles v ON ((v.id = p.vehicle_id)))
  WHERE ((p.why = 'differs'::text) AND ((to_jsonb(v.*) ->> p.field) IS NOT NULL) AND (micro_scrape.value_key((to_jsonb(v.*) ->> p.field)) <> micro_scrape.value_key(p.value)));

create view micro_scrape.table_sizes as
 SELECT (((n.nspname)::text || '.'::text) || (c.relname)::text) AS name,
    (sum(GREATEST(part.relpages, 0)) * (current_setting('block_size'::text))::bigint) AS bytes
   FROM ((pg_class c
     JOIN pg_namespace n ON ((n.oid = c.relnamespace)))
     CROSS JOIN LATERAL ( SELECT p.relpages
           FROM pg_class p
          WHERE (p.oid = ANY (ARRAY[c.oid, c.reltoastrelid]))
        UNION ALL
         SELECT p.relpages
           FROM (pg_index i
             JOIN pg_class p ON ((p.oid = i.indexrelid)))
          WHERE (i.indrelid = ANY (ARRAY[c.oid, c.reltoastrelid]))) part)
  WHERE ((n.nspname = ANY (ARRAY['micro_scrape'::name, 'graphile_worker'::name])) AND (c.relkind = 'r'::"char"))
  GROUP BY (((n.nspname)::text || '.'::text) || (c.relname)::text);

create view micro_scrape.vehicle_counts as
 SELECT gaps,
    score,
    outcome,
    has_work,
    rate_limited,
    (sum(vehicles))::bigint AS vehicles
   FROM ( SELECT state_counts.gaps,
            state_counts.score,
            state_counts.outcome,
            state_counts.has_work,
            state_counts.rate_limited,
            state_counts.vehicles
           FROM micro_scrape.state_counts
        UNION ALL
         SELECT state_count_changes.gaps,
            state_count_changes.score,
            state_count_changes.outcome,
            state_count_changes.has_work,
            state_count_changes.rate_limited,
            state_count_changes.vehicles
           FROM micro_scrape.state_count_changes) counted
  GROUP BY gaps, score, outcome, has_work, rate_limited
 HAVING (sum(vehicles) <> (0)::numeric);

create view public.micro_scrape_runs as
 SELECT r.id,
    r.run_type,
    r.batch_size,
        CASE
            WHEN ((r.status <> 'running'::text) OR o.is_open) THEN r.status
            ELSE 'completed'::text
        END AS status,
    (r.vehicles_analyzed + c.analyzed) AS vehicles_analyzed,
    (r.vehicles_improved + c.improved) AS vehicles_improved,
    (r.vehicles_marked_complete + c.marked) AS vehicles_marked_complete,
    (r.actions_executed + c.executed) AS actions_executed,
    (r.actions_succeeded + c.succeeded) AS actions_succeeded,
    ((r.actions_failed + c.executed) - c.succeeded) AS actions_failed,
        CASE
            WHEN (r.status <> 'running'::text) THEN r.runtime_ms
            WHEN (e.completed_at IS NOT NULL) THEN (round(((1000)::numeric * EXTRACT(epoch FROM LEAST((e.completed_at - r.started_at), '24 days'::interval)))))::integer
            ELSE NULL::integer
        END AS runtime_ms,
    r.error_message,
    r.started_at,
    e.completed_at,
    r.created_at
   FROM (((micro_scrape.runs r
     LEFT JOIN LATERAL ( SELECT (s.run_id = r.id) AS is_open
           FROM micro_scrape.vehicle_state s
          WHERE ((r.status = 'running'::text) AND (s.run_id >= r.id))
          ORDER BY s.run_id
         LIMIT 1) o ON (true))
     CROSS JOIN LATERAL ( SELECT (count(*))::integer AS analyzed,
            (count(*) FILTER (WHERE v.improved))::integer AS improved,
            (count(*) FILTER (WHERE v.marked))::integer AS marked,
            (COALESCE(sum(v.executed), (0)::bigint))::integer AS executed,
            (COALESCE(sum(v.succeeded), (0)::bigint))::integer AS succeeded,
            max(v.settled_at) AS last_settled_at
           FROM micro_scrape.run_vehicles v
          WHERE ((r.status = 'running'::text) AND (v.run_id = r.id))) c)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (r.status <> 'running'::text) THEN r.completed_at
                    WHEN (o.is_open IS NOT TRUE) THEN COALESCE(c.last_settled_at, r.started_at)
                    ELSE NULL::timestamp with time zone
                END AS completed_at) e);

create view public.vehicles_needing_micro_scrape as
 SELECT id,
    make,
    model,
    year,
    discovery_url,
    origin_metadata,
    quality_score,
    image_count,
    ('vin'::text = ANY (gaps)) AS missing_vin,
    ('price'::text = ANY (gaps)) AS missing_price,
    ('description'::text = ANY (gaps)) AS missing_description,
    ('images_downloaded'::text = ANY (gaps)) AS images_need_download,
    (quality_score < ( SELECT settings.threshold
           FROM micro_scrape.settings)) AS below_threshold,
    created_at,
    updated_at
   FROM (( SELECT v.id,
            v.make,
            v.model,
            v.year,
            v.discovery_url,
            v.origin_metadata,
            s.score AS quality_score,
            (s.image_count)::bigint AS image_count,
            s.gaps,
            s.listed_at,
            v.created_at,
            v.updated_at
           FROM (micro_scrape.vehicle_state s
             JOIN public.vehicles v ON ((v.id = s.vehicle_id)))
          WHERE ((NOT micro_scrape.is_complete(s.gaps, ( SELECT settings.threshold
                   FROM micro_scrape.settings))) AND (COALESCE(btrim(v.discovery_url), ''::text) <> ''::text) AND (NOT (EXISTS ( SELECT
                   FROM micro_scrape.vehicle_events e
                  WHERE (e.vehicle_id = s.vehicle_id)))))
          ORDER BY s.score, s.listed_at DESC NULLS LAST
         LIMIT '9223372036854775807'::bigint)
        UNION ALL
         SELECT (r.v).id AS id,
            (r.v).make AS make,
            (r.v).model AS model,
            (r.v).year AS year,
            (r.v).discovery_url AS discovery_url,
            (r.v).origin_metadata AS origin_metadata,
            micro_scrape.score(g.gaps) AS score,
            i.image_count,
            g.gaps,
            (r.v).created_at AS created_at,
            (r.v).created_at AS created_at,
            (r.v).updated_at AS updated_at
           FROM (((( SELECT u.id
                   FROM micro_scrape.unscored() u(id)) fresh
             CROSS JOIN LATERAL ( SELECT v.*::public.vehicles AS v
                   FROM public.vehicles v
                  WHERE (v.id = fresh.id)
                 OFFSET 0) r)
             CROSS JOIN LATERAL ( SELECT count(*) AS image_count
                   FROM public.vehicle_images
                  WHERE (vehicle_images.vehicle_id = (r.v).id)) i)
             CROSS JOIN LATERAL ( SELECT micro_scrape.gaps(r.v, i.image_count) AS gaps
                 OFFSET 0) g)
          WHERE ((COALESCE(btrim((r.v).discovery_url), ''::text) <> ''::text) AND (NOT micro_scrape.is_complete(g.gaps, ( SELECT settings.threshold
                   FROM micro_scrape.settings))))) w
  ORDER BY quality_score, listed_at DESC NULLS LAST;

CREATE TRIGGER micro_scrape_canary_sent AFTER UPDATE OF canary_sent_at ON micro_scrape.daemons FOR EACH ROW WHEN ((old.canary_sent_at IS DISTINCT FROM new.canary_sent_at)) EXECUTE FUNCTION micro_scrape.on_canary_sent();

CREATE TRIGGER micro_scrape_notify_mode_set AFTER UPDATE OF notify_mode ON micro_scrape.settings FOR EACH ROW EXECUTE FUNCTION micro_scrape.on_notify_mode_set();

CREATE TRIGGER micro_scrape_state_added AFTER INSERT ON micro_scrape.vehicle_state REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION micro_scrape.on_state_added();

CREATE TRIGGER micro_scrape_state_changed AFTER UPDATE OF gaps, score, outcome, requested, handled, rate_limited ON micro_scrape.vehicle_state FOR EACH ROW WHEN ((((((old.gaps IS DISTINCT FROM new.gaps) OR (old.score IS DISTINCT FROM new.score)) OR (old.outcome IS DISTINCT FROM new.outcome)) OR ((old.requested > old.handled) IS DISTINCT FROM (new.requested > new.handled))) OR (old.rate_limited IS DISTINCT FROM new.rate_limited))) EXECUTE FUNCTION micro_scrape.on_state_changed();

CREATE TRIGGER micro_scrape_state_removed AFTER DELETE ON micro_scrape.vehicle_state REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION micro_scrape.on_state_removed();

CREATE TRIGGER micro_scrape_state_truncated AFTER TRUNCATE ON micro_scrape.vehicle_state FOR EACH STATEMENT EXECUTE FUNCTION micro_scrape.on_state_removed();

CREATE TRIGGER micro_scrape_vehicle_images_added AFTER INSERT ON public.vehicle_images REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION micro_scrape.on_vehicle_images_changed();

CREATE TRIGGER micro_scrape_vehicle_images_deleted AFTER DELETE ON public.vehicle_images REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION micro_scrape.on_vehicle_images_changed();

CREATE TRIGGER micro_scrape_vehicle_changed AFTER UPDATE OF year, make, model, vin, sale_price, asking_price, description, mileage, color, engine, transmission, discovery_url, origin_metadata ON public.vehicles FOR EACH ROW WHEN (((((((((((((((old.year IS DISTINCT FROM new.year) OR (old.make IS DISTINCT FROM new.make)) OR (old.model IS DISTINCT FROM new.model)) OR (old.vin IS DISTINCT FROM new.vin)) OR (old.sale_price IS DISTINCT FROM new.sale_price)) OR (old.asking_price IS DISTINCT FROM new.asking_price)) OR (old.description IS DISTINCT FROM new.description)) OR (old.mileage IS DISTINCT FROM new.mileage)) OR (old.color IS DISTINCT FROM new.color)) OR (old.engine IS DISTINCT FROM new.engine)) OR (old.transmission IS DISTINCT FROM new.transmission)) OR (old.discovery_url IS DISTINCT FROM new.discovery_url)) OR ((old.origin_metadata -> 'image_urls'::text) IS DISTINCT FROM (new.origin_metadata -> 'image_urls'::text))) AND (current_setting('micro_scrape.writer'::text, true) IS DISTINCT FROM 'daemon'::text))) EXECUTE FUNCTION micro_scrape.on_vehicle_changed();

CREATE TRIGGER micro_scrape_vehicle_inserted AFTER INSERT ON public.vehicles REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION micro_scrape.on_vehicle_inserted();
-- function micro_scrape.accept(p_vehicle_id uuid, p_field text) returns text
-- function micro_scrape.add_up_state_counts() returns integer
-- function micro_scrape.adopt(p_limit integer) returns TABLE(taken integer, finished boolean)
-- function micro_scrape.claim(p_vehicle_id uuid, p_daemon uuid, p_lane text, p_force boolean) returns jsonb
-- function micro_scrape.column_of(v public.vehicles, p_field text) returns text
-- function micro_scrape.commit_run(p_vehicle_id uuid, p_fence bigint, p_requested bigint, p_run jsonb) returns jsonb
-- function micro_scrape.correct(p_vehicle_id uuid, p_field text, p_value text, p_note text DEFAULT NULL::text) returns text
-- function micro_scrape.count_in_run(p_run_id uuid, p_vehicle_id uuid, p_improved boolean, p_marked boolean, p_executed integer, p_succeeded integer) returns void
-- function micro_scrape.dispatch(p_max_events integer) returns TABLE(taken integer, kinds jsonb, vehicles integer, jobs integer, marked integer, reopened integer, oldest timestamp with time zone)
-- function micro_scrape.drain(p_limit integer) returns TABLE(taken integer, kinds jsonb, vehicles integer, jobs integer, marked integer, reopened integer, oldest timestamp with time zone, woken integer, promised integer, next_in_ms bigint)
-- function micro_scrape.due_in_ms() returns bigint
-- function micro_scrape.enqueue(p_ids uuid[], p_force boolean[], p_fresh boolean[], p_since timestamp with time zone[], p_run_type text, p_batch_size integer) returns TABLE(vehicle_id uuid, run_id uuid, score smallint, gaps text[], has_work boolean, marked boolean, reopened boolean)
-- function micro_scrape.enqueue_all(p_ids uuid[], p_batch_size integer) returns void
-- function micro_scrape.exclude(p_vehicle_id uuid, p_note text DEFAULT NULL::text) returns void
-- function micro_scrape.fields() returns text[]
-- function micro_scrape.fill(p_vehicle_id uuid, p_values jsonb, OUT filled text[], OUT refused text[]) returns record
-- function micro_scrape.fix_lines() returns integer
-- function micro_scrape.fold_runs(p_limit integer) returns integer
-- function micro_scrape.forget(p_ids uuid[]) returns void
-- function micro_scrape.forget_deleted(p_take integer) returns integer
-- function micro_scrape.forget_deleted(p_vehicle_id uuid, p_fence bigint) returns boolean
-- function micro_scrape.gaps(v public.vehicles, image_count bigint) returns text[]
-- function micro_scrape.hold_vehicle(p_vehicle_id uuid) returns void
-- function micro_scrape.host_answered(p_host text, p_photograph boolean) returns void
-- function micro_scrape.host_failed(p_host text, p_why text, p_photograph boolean, p_refuses boolean, p_rest interval, p_failed_at timestamp with time zone) returns TABLE(own boolean, alone boolean, paused boolean, until timestamp with time zone, wait_ms double precision, reason text, refuses boolean)
-- function micro_scrape.host_of(p_address text) returns text
-- function micro_scrape.host_state(p_host text, h micro_scrape.hosts, p_at timestamp with time zone) returns jsonb
-- function micro_scrape.include(p_vehicle_id uuid) returns boolean
-- function micro_scrape.is_any_orphaned(p_daemon uuid, p_vehicles uuid[], p_jobs bigint[], p_look_at_jobs boolean) returns boolean
-- function micro_scrape.is_complete(gaps text[]) returns boolean
-- function micro_scrape.is_complete(gaps text[], threshold smallint) returns boolean
-- function micro_scrape.is_marked(origin_metadata jsonb) returns boolean
-- function micro_scrape.is_of_the_server(p_sqlstate text, p_message text) returns boolean
-- function micro_scrape.is_rejected(p_vehicle_id uuid, p_field text, p_value text) returns boolean
-- function micro_scrape.job_of(p_vehicle_id uuid, p_lane text, p_score smallint) returns graphile_worker.job_spec
-- function micro_scrape.keep_actions(p_vehicle_id uuid, p_run_id uuid, p_run jsonb, p_told jsonb, p_changed text) returns jsonb
-- function micro_scrape.keep_evidence(p_vehicle_id uuid, p_run_id uuid, p_run jsonb, p_evidence jsonb, p_was jsonb) returns void
-- function micro_scrape.keep_image_urls(p_vehicle_id uuid, p_urls jsonb) returns boolean
-- function micro_scrape.keep_page(p_vehicle_id uuid, p_page jsonb) returns void
-- function micro_scrape.keep_photographs(p_vehicle_id uuid, p_source_url text, p_photographs jsonb, OUT added integer, OUT refused text) returns record
-- function micro_scrape.keep_proposals(p_vehicle_id uuid, p_extractor_version integer, p_whole boolean, p_proposals jsonb) returns void
-- function micro_scrape.known_mileage(value double precision) returns double precision
-- function micro_scrape.known_model(value text) returns text
-- function micro_scrape.known_price(value double precision) returns double precision
-- function micro_scrape.known_row(v public.vehicles) returns jsonb
-- function micro_scrape.known_text(value text) returns text
-- function micro_scrape.known_urls(origin_metadata jsonb) returns jsonb
-- function micro_scrape.known_vin(value text) returns text
-- function micro_scrape.known_year(value double precision) returns double precision
-- function micro_scrape.lacks(p_gaps text[], p_discovery_url text, p_done jsonb) returns text
-- function micro_scrape.lease_limit() returns timestamp with time zone
-- function micro_scrape.leave_browser() returns integer
-- function micro_scrape.let_in(p_now timestamp with time zone, p_limit integer) returns TABLE(jobs integer, events integer)
-- function micro_scrape.look_in_ms() returns bigint
-- function micro_scrape.may_be_asleep() returns boolean
-- function micro_scrape.measure() returns void
-- function micro_scrape.note_look(p_host text, p_look "char") returns void
-- function micro_scrape.notice_deleted(p_ids uuid[]) returns void
-- function micro_scrape.notice_edits(p_ids uuid[]) returns integer
-- function micro_scrape.notify(p_event text, p_count bigint) returns void
-- function micro_scrape.notify_for_hosts() returns void
-- function micro_scrape.on_canary_sent() returns trigger
-- function micro_scrape.on_notify_mode_set() returns trigger
-- function micro_scrape.on_state_added() returns trigger
-- function micro_scrape.on_state_changed() returns trigger
-- function micro_scrape.on_state_removed() returns trigger
-- function micro_scrape.on_vehicle_changed() returns trigger
-- function micro_scrape.on_vehicle_images_changed() returns trigger
-- function micro_scrape.on_vehicle_inserted() returns trigger
-- function micro_scrape.open_line(p_host text, p_line text) returns void
-- function micro_scrape.pace_of(h micro_scrape.hosts) returns interval
-- function micro_scrape.pause_host(p_host text, p_until timestamp with time zone DEFAULT NULL::timestamp with time zone, p_reason text DEFAULT NULL::text) returns text
-- function micro_scrape.person() returns text
-- function micro_scrape.prune(p_take integer) returns integer
-- function micro_scrape.prune_slice(p_from uuid, p_to uuid, p_take integer) returns void
-- function micro_scrape.reconcile(p_limit integer) returns TABLE(unseen integer, jobless integer, mismarked integer)
-- function micro_scrape.reconcile_slice(p_from uuid, p_size integer, p_take integer, p_compare boolean) returns TABLE(unseen integer, jobless integer, mismarked integer, more boolean, next_from uuid)
-- function micro_scrape.recount_states() returns void
-- function micro_scrape.reject(p_vehicle_id uuid, p_field text, p_note text DEFAULT NULL::text) returns text
-- function micro_scrape.remove_job(p_id bigint, p_reason text) returns uuid
-- function micro_scrape.requeue_lost(p_ids uuid[]) returns integer
-- function micro_scrape.reread(p_ids uuid[], p_before integer) returns TABLE(vehicle_id uuid, score smallint, outcome text)
-- function micro_scrape.rescue_crashed() returns TABLE(daemons integer, vehicles integer, put_off integer)
-- function micro_scrape.rescue_orphaned(p_daemon uuid, p_vehicles uuid[], p_jobs bigint[], p_look_at_jobs boolean) returns TABLE(vehicles integer, jobs integer)
-- function micro_scrape.rest_lines(p_limit integer) returns integer
-- function micro_scrape.resume_host(p_host text) returns text
-- function micro_scrape.retry_wait(p_attempt integer) returns interval
-- function micro_scrape.say_wrong(p_vehicle_id uuid, p_column text, p_value text, p_note text) returns void
-- function micro_scrape.says(h micro_scrape.hosts) returns text
-- function micro_scrape.says_nothing(value text) returns boolean
-- function micro_scrape.score(gaps text[]) returns smallint
-- function micro_scrape.set_aside(p_vehicle_id uuid, p_by text, p_note text) returns void
-- function micro_scrape.set_mark(p_vehicle_id uuid, p_complete boolean) returns text
-- function micro_scrape.slow_host(p_host text, p_interval interval) returns text
-- function micro_scrape.step(p_failures integer, p_pace interval) returns interval
-- function micro_scrape.take_writes(p_vehicle_id uuid, p_known jsonb, p_writes jsonb, p_has_rejections boolean, p_one_by_one boolean, OUT filled text[], OUT findings jsonb, OUT evidence jsonb, OUT proposing jsonb, OUT told jsonb, OUT surprised boolean) returns record
-- function micro_scrape.try_fill(p_vehicle_id uuid, p_values jsonb) returns text
-- function micro_scrape.undo(p_vehicle_id uuid, p_since timestamp with time zone DEFAULT NULL::timestamp with time zone) returns TABLE(field text, value text, now text)
-- function micro_scrape.unscored() returns SETOF uuid
-- function micro_scrape.value_key(value text) returns text
-- function micro_scrape.values_for(p_values jsonb, p_fields text[]) returns jsonb
-- function micro_scrape.wake_due(p_limit integer) returns TABLE(jobs integer, events integer, next_in_ms bigint)
-- function micro_scrape.wake_for_rules(p_version integer, p_size integer) returns TABLE(woken integer, finished boolean)
-- function micro_scrape.wake_shells(p_limit integer) returns integer
-- function micro_scrape.with_keys(origin_metadata jsonb, keys jsonb) returns jsonb
-- function micro_scrape.with_mark(origin_metadata jsonb) returns jsonb
-- function micro_scrape.write_by_hand(p_vehicle_id uuid, p_column text, p_value text) returns void
-- function public.mark_vehicle_micro_scrape_complete(p_vehicle_id uuid) returns void
