/**
 * Whether this role may do everything a daemon does.
 * Invariant: the table below names every right our statements use, and no other; one GRANT mends one table.
 */
import pg from 'pg';
import { z } from 'zod';
import { FIELDS } from '../../vehicle/fields.ts';
import { type Check, type Finding, ok, problem } from './finding.ts';

/** `for update` needs UPDATE as well. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  'public.vehicles': ['SELECT'],
  'public.vehicle_images': ['SELECT', 'INSERT'],
  'public.micro_scrape_runs': ['SELECT', 'INSERT', 'UPDATE'],
  'public.vehicles_needing_micro_scrape': ['SELECT'],
  'micro_scrape.settings': ['SELECT'],
  'micro_scrape.applied_sql': ['SELECT'],
  'micro_scrape.vehicle_events': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.vehicle_state': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.field_sources': ['SELECT', 'INSERT'],
  'micro_scrape.action_log': ['SELECT', 'INSERT'],
  'micro_scrape.pages': ['SELECT', 'INSERT', 'UPDATE'],
  'micro_scrape.hosts': ['SELECT', 'INSERT', 'UPDATE'],
  'micro_scrape.daemons': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.adoption': ['SELECT', 'UPDATE'],
  'graphile_worker._private_jobs': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'graphile_worker._private_tasks': ['SELECT', 'INSERT'],
  'graphile_worker._private_job_queues': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'graphile_worker._private_known_crontabs': ['SELECT', 'INSERT', 'UPDATE'],
  'graphile_worker.jobs': ['SELECT'],
};
const SCHEMAS = ['public', 'micro_scrape', 'graphile_worker'];
const UPDATED_COLUMNS = [...FIELDS, 'origin_metadata', 'updated_at'];

// Through the catalogue's own tables: to_regclass() refuses to look into a schema that the role may not use.
const OF_SCHEMAS = `
  select n.nspname as name from pg_namespace n where n.nspname = any ($1) and not has_schema_privilege(n.oid, 'USAGE')`;
const OF_TABLES = `
  select w.name, array_agg(w.privilege order by w.n) as missing
  from unnest($1::text[], $2::text[]) with ordinality as w (name, privilege, n)
  join pg_namespace s on s.nspname = split_part(w.name, '.', 1)
  join pg_class c on c.relnamespace = s.oid and c.relname = split_part(w.name, '.', 2)
  where not has_table_privilege(c.oid, w.privilege) group by w.name order by w.name`;
const OF_COLUMNS = `
  select a.attname as name from pg_attribute a
  where a.attrelid = 'public.vehicles'::regclass and a.attname = any ($1) and not a.attisdropped
    and not has_column_privilege(a.attrelid, a.attnum, 'UPDATE')`;
// The functions behind triggers run as their owner; ring() is theirs alone.
const OF_FUNCTIONS = `
  select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where (n.nspname = 'micro_scrape' and p.proname <> 'ring' and p.prorettype <> 'trigger'::regtype
      or n.nspname = 'public' and p.proname = 'mark_vehicle_micro_scrape_complete'
      or n.nspname = 'graphile_worker' and p.proname in ('add_job', 'add_jobs', 'force_unlock_workers'))
    and not has_function_privilege(p.oid, 'EXECUTE')`;

const names = z.array(z.object({ name: z.string() }));
const tables = z.array(z.object({ name: z.string(), missing: z.array(z.string()) }));

export const checkRights: Check = async ({ pool, role }) => {
  const who = pg.escapeIdentifier(role);
  const wanted = Object.entries(TABLES).flatMap(([table, rights]) => rights.map((right) => [table, right] as const));
  const findings: Finding[] = [];
  for (const { name } of names.parse((await pool.query(OF_SCHEMAS, [SCHEMAS])).rows)) {
    findings.push(
      problem('rights', `role ${role} may not use the schema ${name}`, `GRANT USAGE ON SCHEMA ${name} TO ${who};`),
    );
  }
  const missing = tables.parse(
    (await pool.query(OF_TABLES, [wanted.map(([table]) => table), wanted.map(([, right]) => right)])).rows,
  );
  for (const { name, missing: rights } of missing) {
    const list = rights.join(', ');
    findings.push(problem('rights', `role ${role} lacks ${list} on ${name}`, `GRANT ${list} ON ${name} TO ${who};`));
  }
  const columns = names.parse((await pool.query(OF_COLUMNS, [UPDATED_COLUMNS])).rows).map((row) => row.name);
  if (columns.length > 0) {
    findings.push(
      problem(
        'rights',
        `role ${role} may not fill ${columns.join(', ')} of public.vehicles`,
        `GRANT UPDATE (${columns.join(', ')}) ON public.vehicles TO ${who};`,
      ),
    );
  }
  for (const { name } of names.parse((await pool.query(OF_FUNCTIONS)).rows)) {
    findings.push(
      problem('rights', `role ${role} may not execute ${name}`, `GRANT EXECUTE ON FUNCTION ${name} TO ${who};`),
    );
  }
  return findings.length > 0 ? findings : [ok('rights', `role ${role} has every right that is used`)];
};
