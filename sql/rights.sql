-- What is amiss with the rights of others on what is ours, each with the line that fixes it: a question about the catalogue
-- that changes nothing. migrate types the lines in the transaction that makes something in public, and at its end; doctor
-- prints them. `fixable`: by the role that asks; without it, and never by migrate, where the table is not ours.
--
-- Supabase gives `anon` and `authenticated` (anybody who has the address of the project) all rights on whatever is made in
-- public, and `service_role` none on what lies elsewhere. They hold what PUBLIC holds as well. Whoever else was given a
-- right by its owner keeps it.
with role as (
  select oid, rolname::text as name, rolname <> 'service_role' as outsider from pg_roles where rolname in ('anon', 'authenticated', 'service_role')
), outsider as (
  select oid, quote_ident(name) as name from role where outsider
  union all
  select 0, 'public' where exists (select from role where outsider)
), queue as (
  -- One that was there before us is other people's.
  select exists (select from micro_scrape.additions where kind = 'schema' and name = 'graphile_worker') as ours
), relation as (
  select c.oid, format('%I.%I', n.nspname, c.relname) as name, c.relkind, c.relacl, c.relowner, c.relrowsecurity, n.nspname = 'public' as in_public,
    n.nspname <> 'public' or c.relkind = 'v' or exists (select from micro_scrape.additions a where a.kind = 'table' and a.name = 'public.' || c.relname) as ours
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'S')
    and (n.nspname = 'micro_scrape' or n.nspname = 'graphile_worker' and (select ours from queue)
      or n.nspname = 'public' and (c.relkind = 'v' and c.relname in ('vehicles_needing_micro_scrape', 'micro_scrape_runs')
        or c.relkind in ('r', 'p') and c.relname in ('vehicles', 'vehicle_images')))
), held as (
  -- Rights on a table and on columns of it, by whom.
  select r.oid, a.grantee, a.privilege_type from relation r cross join aclexplode(r.relacl) a
  union
  select r.oid, a.grantee, a.privilege_type from relation r join pg_attribute t on t.attrelid = r.oid and t.attnum > 0 cross join aclexplode(t.attacl) a
), routine as (
  -- Those that only compute serve the views, and whoever reads these must be able to call them: they stay everybody's.
  select p.oid, p.oid::regprocedure::text as name, p.proacl, p.proowner, n.nspname = 'public' as in_public, p.prorettype = 'trigger'::regtype or p.proname = 'notify' as inner_work,
    n.nspname = 'public' or p.provolatile = 'v' or p.prosecdef as acts
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'micro_scrape' or n.nspname = 'public' and p.proname = 'mark_vehicle_micro_scrape_complete'
), wanted as (
  -- The two views run with the rights of whoever reads them, and so does what they call.
  select name from unnest('{public.vehicles_needing_micro_scrape,public.micro_scrape_runs,micro_scrape.vehicle_state,micro_scrape.vehicle_events,
    micro_scrape.settings,micro_scrape.adoption,micro_scrape.runs,micro_scrape.run_vehicles}'::text[]) as name
)
-- 1. The schemas.
select format('%s may use the schema %I', o.name, n.nspname) as problem, format('REVOKE ALL ON SCHEMA %I FROM %s;', n.nspname, o.name) as fix,
  true as ours, pg_has_role(n.nspowner, 'USAGE') as fixable
from pg_namespace n cross join aclexplode(n.nspacl) a join outsider o on o.oid = a.grantee
where n.nspname = 'micro_scrape' or n.nspname = 'graphile_worker' and (select ours from queue)
group by n.oid, n.nspname, n.nspowner, o.name
union all
-- 2. Tables, views and sequences that are ours; a table in public is the catalogue's own as soon as somebody has switched
-- row-level security on: from then on its policies say who may what.
select format('%s may %s on %s', o.name, string_agg(distinct h.privilege_type, ', '), r.name),
  format('REVOKE ALL ON %s FROM %s;', r.name, o.name), true, pg_has_role(r.relowner, 'USAGE')
from relation r join held h on h.oid = r.oid join outsider o on o.oid = h.grantee
where r.ours and not (r.in_public and r.relkind <> 'v' and r.relrowsecurity)
group by r.name, r.relowner, o.name
union all
-- 3. And row-level security, where it hides nothing from anybody else who was let in.
select format('row-level security is off on %s, which other roles than its owner may use', r.name), format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY;', r.name),
  true, pg_has_role(r.relowner, 'USAGE')
from relation r
where r.ours and r.in_public and r.relkind <> 'v' and not r.relrowsecurity
  and exists (select from held h join outsider o on o.oid = h.grantee where h.oid = r.oid)
  and not exists (select from held h join pg_roles g on g.oid = h.grantee
    where h.oid = r.oid and g.oid <> r.relowner and not g.rolbypassrls and not g.rolsuper and g.oid not in (select oid from role))
union all
-- 4. Tables of other people's.
select format('%s may %s on %s, whose row-level security is off', o.name, string_agg(distinct h.privilege_type, ', '), r.name),
  format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY;   -- then sql/roles.sql again', r.name), false, false
from relation r join held h on h.oid = r.oid join outsider o on o.oid = h.grantee
where not r.ours and not r.relrowsecurity and h.privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')
group by r.name, o.name
union all
-- 5. Functions, all of one grantee in one line. PUBLIC may call a new one.
select format('%s may call %s of our functions that do more than compute', o.name, count(*)),
  format('REVOKE ALL ON FUNCTION %s FROM %s;', string_agg(f.name, ', ' order by f.name), o.name), true, bool_and(pg_has_role(f.proowner, 'USAGE'))
from routine f cross join aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a
join (select * from outsider where oid <> 0 union all select 0, 'public') o on o.oid = a.grantee
where o.oid <> 0 or f.acts and (not f.in_public or exists (select from outsider))
group by o.name, f.in_public
union all
-- 6. Whoever was let into our schema could call them when PUBLIC could. What is held by PUBLIC counts for nothing here and
-- below: it is taken away in the same round.
select format('%s may use the schema micro_scrape and not call %s of its functions', g.rolname, count(*)),
  format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA micro_scrape TO %I;', g.rolname), true, bool_and(pg_has_role(f.proowner, 'USAGE'))
from pg_namespace n cross join aclexplode(n.nspacl) u join pg_roles g on g.oid = u.grantee
join routine f on not f.in_public and f.acts and not f.inner_work and not pg_has_role(g.oid, f.proowner, 'USAGE')
where n.nspname = 'micro_scrape' and u.privilege_type = 'USAGE' and g.oid not in (select oid from role)
  and not exists (select from aclexplode(f.proacl) a where a.grantee = g.oid)
group by g.rolname
union all
-- 7. What the service role is to have: the views with what they read, and the function.
select format('service_role may not use the schema %I, in which lies what the views read', n.nspname),
  format('GRANT USAGE ON SCHEMA %I TO service_role;', n.nspname), true, pg_has_role(n.nspowner, 'USAGE')
from role r cross join pg_namespace n
where not r.outsider and n.nspname = 'micro_scrape' and not exists (select from aclexplode(n.nspacl) a where a.grantee = r.oid and a.privilege_type = 'USAGE')
union all
select format('service_role may not read %s', t.name), format('GRANT SELECT ON %s TO service_role;', t.name), true, pg_has_role(t.relowner, 'USAGE')
from role r cross join wanted w join relation t on t.name = w.name
where not r.outsider and not exists (select from held h where h.oid = t.oid and h.grantee = r.oid and h.privilege_type = 'SELECT')
union all
select format('service_role may not work with %s', t.name), format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO service_role;', t.name), true, pg_has_role(t.relowner, 'USAGE')
from role r cross join relation t
where not r.outsider and t.in_public and t.ours and t.relkind <> 'v'
  and not exists (select from held h where h.oid = t.oid and h.grantee = r.oid and h.privilege_type = 'SELECT')
union all
select format('service_role may not call %s', f.name), format('GRANT EXECUTE ON FUNCTION %s TO service_role;', f.name), true, pg_has_role(f.proowner, 'USAGE')
from role r cross join routine f
where not r.outsider and f.in_public and not exists (select from aclexplode(f.proacl) a where a.grantee = r.oid)
union all
-- Nothing else of ours is its to change.
select format('service_role may %s on %s', string_agg(distinct h.privilege_type, ', '), t.name),
  format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON %s FROM service_role;', t.name), true, pg_has_role(t.relowner, 'USAGE')
from role r cross join relation t join held h on h.oid = t.oid and h.grantee = r.oid
where not r.outsider and t.relkind <> 'S' and (not t.in_public or t.relkind = 'v')
  and h.privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER')
group by t.name, t.relowner
