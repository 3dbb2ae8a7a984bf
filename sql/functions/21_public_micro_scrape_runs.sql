-- Runs as people see them, true at every moment whether or not they are folded (42_runs.sql): what the run's own row counts
-- and what the vehicles that have settled since add to it. A run is open as long as a vehicle's state names it. A folded
-- run has all of it in its own row, and none of its rows elsewhere is looked for. With the rights and under the policies of
-- whoever asks, as when it was a table.
create or replace view public.micro_scrape_runs with (security_invoker = true) as
select r.id, r.run_type, r.batch_size,
  case when r.status <> 'running' or o.is_open then r.status else 'completed' end as status,
  r.vehicles_analyzed + c.analyzed as vehicles_analyzed,
  r.vehicles_improved + c.improved as vehicles_improved,
  r.vehicles_marked_complete + c.marked as vehicles_marked_complete,
  r.actions_executed + c.executed as actions_executed,
  r.actions_succeeded + c.succeeded as actions_succeeded,
  r.actions_failed + c.executed - c.succeeded as actions_failed,
  -- The column holds 24.8 days; a run may wait for a site longer.
  case when r.status <> 'running' then r.runtime_ms
    when e.completed_at is not null then round(1000 * extract(epoch from least(e.completed_at - r.started_at, interval '24 days')))::integer end as runtime_ms,
  r.error_message, r.started_at, e.completed_at, r.created_at
from micro_scrape.runs r
-- The status stands inside, where PostgreSQL looks at it before it looks for rows; and who asks for what has ended looks for
-- the rows of nothing else, because this comes first (50,000 open runs: 6 s otherwise).
-- The first run from this one on that has a vehicle: one step in the index, whatever the planner takes the number of a run's
-- vehicles for. Asked for one that is equal, it read all of the state where it took them for many (4 s instead of 15 ms).
left join lateral (
  select s.run_id = r.id as is_open from micro_scrape.vehicle_state s
  where r.status = 'running' and s.run_id >= r.id order by s.run_id limit 1
) o on true
cross join lateral (
  select count(*)::integer as analyzed, (count(*) filter (where v.improved))::integer as improved,
    (count(*) filter (where v.marked))::integer as marked, coalesce(sum(v.executed), 0)::integer as executed,
    coalesce(sum(v.succeeded), 0)::integer as succeeded, max(v.settled_at) as last_settled_at
  from micro_scrape.run_vehicles v where r.status = 'running' and v.run_id = r.id
) c
cross join lateral (
  -- A run whose vehicles all went to another one, or were complete at once, ended when it began.
  select case when r.status <> 'running' then r.completed_at when o.is_open is not true then coalesce(c.last_settled_at, r.started_at) end as completed_at
) e;

-- Whoever could read the table can read the view. The right to name what lies in our schema is not given with it.
do $readers$
declare
  v_reader text;
begin
  for v_reader in
    select distinct case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end
    from pg_class c cross join aclexplode(c.relacl) a
    where c.oid = 'micro_scrape.runs'::regclass and a.privilege_type = 'SELECT' and a.grantee <> c.relowner
  loop
    execute format('grant select on public.micro_scrape_runs, micro_scrape.run_vehicles to %s', v_reader);
    execute format('grant select (run_id) on micro_scrape.vehicle_state to %s', v_reader);
  end loop;
end
$readers$;
