-- A login for the daemon that may do what it needs and nothing else. Run it as whoever ran `npx micro-scrape migrate` (the
-- owner of the tables, or a superuser), after that command and again after each later one; it may be run any number of
-- times. Plain SQL, for psql and for any SQL editor:
--
--   PGOPTIONS="-c micro_scrape.role=micro_scrape_daemon -c micro_scrape.password=$PASSWORD" psql "$ADMIN_URL" -f sql/roles.sql
--
-- Without these settings the role is micro_scrape_daemon and its password is not touched. With QUEUE_SCHEMA also
-- -c micro_scrape.queue_schema=NAME.
-- To take it away again and keep what it owns:
--   REASSIGN OWNED BY micro_scrape_daemon TO CURRENT_USER; DROP OWNED BY micro_scrape_daemon; DROP ROLE micro_scrape_daemon;
do $roles$
declare
  v_role text := coalesce(nullif(current_setting('micro_scrape.role', true), ''), 'micro_scrape_daemon');
  v_password text := nullif(current_setting('micro_scrape.password', true), '');
  v_schemas text[] := array['micro_scrape', coalesce(nullif(current_setting('micro_scrape.queue_schema', true), ''), 'graphile_worker')];
  v_filled text[];
  v_stored text[] := '{vehicle_id,image_url,storage_path,source,source_url,file_hash,file_size,mime_type,width,height,position,is_primary}';
  v_object record;
begin
  if (select count(*) from pg_namespace where nspname = any (v_schemas)) < 2 then
    raise exception 'The database is not prepared yet: run npx micro-scrape migrate first.';
  end if;
  v_filled := micro_scrape.fields() || '{origin_metadata,updated_at}';

  if not exists (select from pg_roles where rolname = v_role) then
    -- Without a word more a role is no superuser, makes no roles and databases, and obeys row-level security.
    execute format('create role %I login', v_role);
  end if;
  if v_password is not null then
    execute format('alter role %I password %L', v_role, v_password);
  end if;
  -- Whoever is no superuser must be a member to give it something to own.
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant %I to %I', v_role, current_user);
  end if;

  -- Our own two schemas belong to it: the queue's tables hide their rows from everybody but their owner, and later
  -- versions are brought in by the daemon itself. What the triggers do they do with this role's rights.
  execute format('grant connect on database %I to %I', current_database(), v_role);
  for v_object in
    select format('alter schema %I owner to %I', n.nspname, v_role) as command, 1 as position
    from pg_namespace n where n.nspname = any (v_schemas) and n.nspowner <> v_role::regrole
    union all
    select format('alter %s %s owner to %I', case c.relkind when 'v' then 'view' when 'S' then 'sequence' when 'c' then 'type' else 'table' end,
      c.oid::regclass, v_role), 2
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any (v_schemas) and c.relkind in ('r', 'p', 'v', 'S', 'c') and c.relowner <> v_role::regrole
      -- The sequence of a column goes with its table.
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i') and c.relkind = 'S')
    union all
    select format('alter routine %s owner to %I', p.oid::regprocedure, v_role), 3
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = any (v_schemas) and p.proowner <> v_role::regrole
    order by position
  loop
    execute v_object.command;
  end loop;

  -- The catalogue: read it, fill these columns of vehicles, add photographs. Nothing else of it can be written or deleted.
  execute format('grant usage on schema public to %I', v_role);
  execute format('grant select on public.vehicles, public.vehicle_images, public.vehicles_needing_micro_scrape, public.micro_scrape_runs to %I', v_role);
  execute format('grant update (%s) on public.vehicles to %I',
    (select string_agg(quote_ident(c), ', ') from unnest(v_filled) c), v_role);
  execute format('grant insert (%s) on public.vehicle_images to %I',
    (select string_agg(quote_ident(c), ', ') from unnest(v_stored) c), v_role);
  execute format('grant execute on function public.mark_vehicle_micro_scrape_complete(uuid) to %I', v_role);
  -- Ids of photographs that come from a sequence.
  for v_object in
    select distinct d.refobjid::regclass as name from pg_attrdef a
    join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = a.oid and d.refclassid = 'pg_class'::regclass
    join pg_class c on c.oid = d.refobjid and c.relkind = 'S'
    where a.adrelid = 'public.vehicle_images'::regclass
  loop
    execute format('grant usage on sequence %s to %I', v_object.name, v_role);
  end loop;

  -- Where row-level security is on, all rows are its business: the daemon serves no single user.
  for v_object in
    select c.oid::regclass as relation, w.command, w.clause
    from (values ('vehicles', 'select', 'using (true)'), ('vehicles', 'update', 'using (true)'),
      ('vehicle_images', 'select', 'using (true)'), ('vehicle_images', 'insert', 'with check (true)')) as w (name, command, clause)
    join pg_class c on c.oid = ('public.' || w.name)::regclass
    where c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = format('%s_%s', v_role, w.command))
  loop
    execute format('create policy %I on %s for %s to %I %s',
      format('%s_%s', v_role, v_object.command), v_object.relation, v_object.command, v_role, v_object.clause);
  end loop;
end
$roles$;
