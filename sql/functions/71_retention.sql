-- What is ours goes when its time is over (micro_scrape.settings, keep_*). Called by the reconcile, in slices: nobody waits
-- for it longer than for a thousand rows, and it waits for nobody.

-- Of the vehicles with ids from p_from to p_to: pages that were not read for long, and evidence of values that are no longer
-- ours or were followed by another so long ago. p_take of each at the most; the next round takes more.
create or replace function micro_scrape.prune_slice(p_from uuid, p_to uuid, p_take integer) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  delete from micro_scrape.pages p where p.vehicle_id in (
    select o.vehicle_id from micro_scrape.pages o
    where o.vehicle_id between p_from and p_to
      and o.fetched_at < clock_timestamp() - (select keep_pages from micro_scrape.settings)
      -- Whoever is at work on it may be reading it.
      and not exists (select from micro_scrape.vehicle_state s where s.vehicle_id = o.vehicle_id and s.requested > s.handled)
    limit p_take for update of o skip locked);
  delete from micro_scrape.field_sources f where f.id in (
    select o.id from micro_scrape.field_sources o
    cross join (select clock_timestamp() - keep_evidence as before from micro_scrape.settings) k
    where o.vehicle_id between p_from and p_to and o.written_at < k.before
      and (o.taken_back_at < k.before or exists (
        select from micro_scrape.field_sources n where n.vehicle_id = o.vehicle_id and n.field = o.field
          and (n.written_at, n.id) > (o.written_at, o.id) and n.written_at < k.before))
    limit p_take for update of o skip locked);
$$;

-- Takes away the rows of p_take vehicles at the most that were deleted long enough ago; each has tens of them. Returns of
-- how many vehicles.
create or replace function micro_scrape.forget_deleted(p_take integer) returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_ids uuid[];
begin
  select coalesce(array_agg(g.vehicle_id), '{}') into v_ids from (
    select d.vehicle_id from micro_scrape.deleted_vehicles d
    where d.noticed_at <= clock_timestamp() - (select keep_deleted from micro_scrape.settings)
    order by d.noticed_at limit p_take for update skip locked) g;
  perform micro_scrape.forget(v_ids);
  return cardinality(v_ids);
end
$$;

-- Everything else that is over: p_take rows of a kind at the most. Returns how many rows went of what there may be more.
create or replace function micro_scrape.prune(p_take integer) returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_keep micro_scrape.settings := (select s from micro_scrape.settings s);
  v_now timestamptz := clock_timestamp();
  v_rows integer;
  v_all integer := 0;
begin
  -- In the order of ids, which is that of time: where the first is young, all are.
  delete from micro_scrape.action_log l
  where l.id in (select o.id from micro_scrape.action_log o order by o.id limit p_take) and l.ended_at < v_now - v_keep.keep_actions;
  get diagnostics v_rows = row_count;
  v_all := v_all + v_rows;

  delete from micro_scrape.runs r where r.id in (
    select o.id from micro_scrape.runs o where o.started_at < v_now - v_keep.keep_runs and o.status <> 'running'
    order by o.started_at limit p_take for update skip locked);
  get diagnostics v_rows = row_count;
  v_all := v_all + v_rows;

  delete from micro_scrape.model_answers a where (a.vehicle_id, a.page_key, a.model) in (
    select o.vehicle_id, o.page_key, o.model from micro_scrape.model_answers o
    -- The budget counts those of a day.
    where o.asked_at < v_now - v_keep.keep_pages and o.asked_at < v_now - interval '1 day' order by o.asked_at limit p_take for update skip locked);
  get diagnostics v_rows = row_count;
  v_all := v_all + v_rows;

  delete from micro_scrape.hosts h where h.host in (
    select o.host from micro_scrape.hosts o
    where o.updated_at < v_now - v_keep.keep_hosts and o.line is null and o.slow_ms = 0 and coalesce(o.held_until < v_now, true)
      and not exists (select from micro_scrape.vehicle_state s where s.waits_at = o.host)
    limit p_take for update skip locked);
  get diagnostics v_rows = row_count;
  v_all := v_all + v_rows;

  delete from micro_scrape.audit a where a.id in (select o.id from micro_scrape.audit o order by o.id limit p_take) and a.at < v_now - v_keep.keep_audit;
  get diagnostics v_rows = row_count;
  v_all := v_all + v_rows;
  -- In the order of days, so that where the first is young all are.
  delete from micro_scrape.site_tallies t where (t.day, t.host, t.what, t.outcome) in (
    select o.day, o.host, o.what, o.outcome from micro_scrape.site_tallies o
    where o.day < (v_now - v_keep.keep_tallies) at time zone 'UTC' order by o.day limit p_take for update skip locked);
  get diagnostics v_rows = row_count;
  v_all := v_all + v_rows;
  delete from micro_scrape.history h where h.at in (
    select o.at from micro_scrape.history o where o.at < v_now - v_keep.keep_tallies order by o.at limit p_take for update skip locked);
  get diagnostics v_rows = row_count;
  v_all := v_all + v_rows;

  -- A copy of robots.txt is obeyed for a day.
  update micro_scrape.hosts h set robots_txt = null, robots_status = null, robots_fetched_at = null where h.host in (
    select o.host from micro_scrape.hosts o where o.robots_fetched_at < v_now - interval '2 days' limit p_take for update skip locked);
  get diagnostics v_rows = row_count;
  return v_all + v_rows;
end
$$;

-- Takes away every row of those of the vehicles that are no more; one that is back was restored. The runs that counted their
-- actions say so.
create or replace function micro_scrape.forget(p_ids uuid[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from micro_scrape.deleted_vehicles d where d.vehicle_id = any (p_ids);
  p_ids := array(select i from unnest(p_ids) i where not exists (select from public.vehicles v where v.id = i));
  with gone as (
    delete from micro_scrape.action_log l where l.vehicle_id = any (p_ids) returning l.run_id
  ) update micro_scrape.runs r set forgotten = true where r.id in (select g.run_id from gone g) and not r.forgotten;
  delete from micro_scrape.field_sources f where f.vehicle_id = any (p_ids);
  delete from micro_scrape.pages p where p.vehicle_id = any (p_ids);
  delete from micro_scrape.photographs p where p.vehicle_id = any (p_ids);
  delete from micro_scrape.rejections r where r.vehicle_id = any (p_ids);
  delete from micro_scrape.proposals p where p.vehicle_id = any (p_ids);
  delete from micro_scrape.model_answers a where a.vehicle_id = any (p_ids);
end
$$;

-- Begins the time after which forget takes what is left of these.
create or replace function micro_scrape.notice_deleted(p_ids uuid[]) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  insert into micro_scrape.deleted_vehicles as d (vehicle_id) select unnest(p_ids)
  on conflict (vehicle_id) do update set noticed_at = excluded.noticed_at;
$$;

-- How much room each table takes with its indexes, as of when it was last vacuumed or analyzed: asking for the files
-- themselves waits for whoever holds the table.
create or replace view micro_scrape.table_sizes as
select n.nspname || '.' || c.relname as name,
  sum(greatest(part.relpages, 0))::bigint * current_setting('block_size')::bigint as bytes
from pg_class c join pg_namespace n on n.oid = c.relnamespace
cross join lateral (
  select p.relpages from pg_class p where p.oid in (c.oid, c.reltoastrelid)
  union all select p.relpages from pg_index i join pg_class p on p.oid = i.indexrelid where i.indrelid in (c.oid, c.reltoastrelid)) part
where n.nspname in ('micro_scrape', 'graphile_worker') and c.relkind = 'r'
group by 1;

-- How much room all of ours takes, written down once a day and kept for a year.
create or replace function micro_scrape.measure() returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  insert into micro_scrape.sizes (day, vehicles, bytes)
  select (clock_timestamp() at time zone 'UTC')::date, (select coalesce(sum(vehicles), 0) from micro_scrape.vehicle_counts), sum(t.bytes)
  from micro_scrape.table_sizes t
  where not exists (select from micro_scrape.sizes s where s.day = (clock_timestamp() at time zone 'UTC')::date)
  having count(*) > 0
  on conflict do nothing;
  delete from micro_scrape.sizes s where s.day < (clock_timestamp() at time zone 'UTC')::date - 365;
$$;
