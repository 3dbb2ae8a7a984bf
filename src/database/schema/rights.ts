/**
 * Whether this connection's role may do everything a daemon does.
 * Invariant: the tables below name every right our statements use, and no other; what is missing is named with the line
 * that fixes it. Row-level security answers no error (it shows fewer rows and changes none), so writing is also tried.
 */
import pg from 'pg';
import { z } from 'zod';
import { FatalError } from '../../runtime/errors.ts';
import type { Queryable } from '../pool.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';
import { WRITTEN_COLUMNS } from './adopt.ts';

const TABLES: Readonly<Record<string, readonly string[]>> = {
  'public.vehicles': ['SELECT'],
  'public.vehicle_images': ['SELECT'],
  'public.micro_scrape_runs': ['SELECT'],
  'public.vehicles_needing_micro_scrape': ['SELECT'],
  'micro_scrape.settings': ['SELECT'],
  'micro_scrape.applied_sql': ['SELECT'],
  'micro_scrape.vehicle_events': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.vehicle_state': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.vehicle_counts': ['SELECT'],
  'micro_scrape.runs': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.run_vehicles': ['SELECT', 'INSERT', 'DELETE'],
  'micro_scrape.field_sources': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.rejections': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.proposals': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.photographs': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.action_log': ['SELECT', 'INSERT', 'DELETE'],
  'micro_scrape.pages': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.hosts': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.daemons': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.model_answers': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.deleted_vehicles': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'micro_scrape.unused_files': ['SELECT', 'INSERT', 'DELETE'],
  'micro_scrape.table_sizes': ['SELECT'],
  'micro_scrape.sizes': ['SELECT', 'INSERT', 'DELETE'],
  'micro_scrape.adoption': ['SELECT', 'UPDATE'],
  [`${QUEUE_SCHEMA}.migrations`]: ['SELECT'],
  [`${QUEUE_SCHEMA}._private_jobs`]: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  [`${QUEUE_SCHEMA}._private_tasks`]: ['SELECT', 'INSERT'],
  [`${QUEUE_SCHEMA}._private_job_queues`]: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  [`${QUEUE_SCHEMA}._private_known_crontabs`]: ['SELECT', 'INSERT', 'UPDATE'],
  [`${QUEUE_SCHEMA}.jobs`]: ['SELECT'],
};
const COLUMNS = [
  { table: 'public.vehicles', right: 'UPDATE', columns: WRITTEN_COLUMNS.vehicles },
  { table: 'public.vehicle_images', right: 'INSERT', columns: WRITTEN_COLUMNS.vehicle_images },
] as const;
const RIGHTS = Object.entries(TABLES).flatMap(([table, rights]) => rights.map((right) => [table, right] as const));

// Through the catalogue's own tables: to_regclass() refuses to look into a schema that the role may not use.
const OF_SCHEMAS = `
  select n.nspname as name from pg_namespace n
  where n.nspname in ('public', 'micro_scrape', '${QUEUE_SCHEMA}') and not has_schema_privilege(n.oid, 'USAGE')`;
const OF_TABLES = `
  select w.name, array_agg(w.privilege order by w.n) as missing
  from unnest($1::text[], $2::text[]) with ordinality as w (name, privilege, n)
  join pg_namespace s on s.nspname = split_part(w.name, '.', 1)
  join pg_class c on c.relnamespace = s.oid and c.relname = split_part(w.name, '.', 2)
  where not has_table_privilege(c.oid, w.privilege) group by w.name order by w.name`;
const OF_COLUMNS = `
  select a.attname as name from pg_class c join pg_namespace s on s.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = any ($2) and not a.attisdropped
  where s.nspname || '.' || c.relname = $1 and not has_column_privilege(c.oid, a.attnum, $3) order by a.attnum`;
// The functions behind triggers run as their owner; notify() is theirs alone.
const OF_FUNCTIONS = `
  select format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where (n.nspname = 'micro_scrape' and p.proname <> 'notify' and p.prorettype <> 'trigger'::regtype
      or n.nspname = 'public' and p.proname = 'mark_vehicle_micro_scrape_complete'
      or n.nspname = '${QUEUE_SCHEMA}' and p.proname in ('add_job', 'add_jobs', 'force_unlock_workers'))
    and not has_function_privilege(p.oid, 'EXECUTE')`;
/** Ids of photographs may come from a sequence. */
const OF_SEQUENCES = `
  select distinct s.oid::regclass::text as name from pg_attrdef a
  join pg_class c on c.oid = a.adrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = a.oid and d.refclassid = 'pg_class'::regclass
  join pg_class s on s.oid = d.refobjid
  where n.nspname = 'public' and c.relname = 'vehicle_images'
    and case s.relkind when 'S' then not has_sequence_privilege(s.oid, 'USAGE') end`;
const UNSEEN = `
  select distinct n.nspname || '.' || c.relname as name, n.nspname as schema, case n.nspname when 'public' then w.command else 'anything' end as command
  from unnest($1::text[], $2::text[]) as w (name, command)
  join pg_namespace n on n.nspname = split_part(w.name, '.', 1)
  join pg_class c on c.relnamespace = n.oid and c.relname = split_part(w.name, '.', 2)
  where c.relkind in ('r', 'p') and row_security_active(c.oid)
    and not exists (select from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname
      and p.permissive = 'PERMISSIVE' and p.cmd in ('ALL', w.command)
      and (p.roles = '{public}' or exists (select from unnest(p.roles) r where r <> 'public' and pg_has_role(r, 'USAGE'))))
  order by 1, 3`;

const names = z.array(z.object({ name: z.string() }));
const tables = z.array(z.object({ name: z.string(), missing: z.array(z.string()) }));
const unseen = z.array(z.object({ name: z.string(), schema: z.string(), command: z.string() }));

export interface MissingRight {
  /** As a sentence without its end. */
  readonly problem: string;
  /** The line to type, as the owner. */
  readonly fix: string;
}

/** What the connected role lacks, of those objects that are there. */
export async function findMissingRights(db: Queryable): Promise<MissingRight[]> {
  const role = await currentRole(db);
  const missing: MissingRight[] = [];
  const lacks = (what: string, grant: string) =>
    missing.push({ problem: `role ${role} ${what}`, fix: `GRANT ${grant} TO ${pg.escapeIdentifier(role)};` });
  for (const { name } of names.parse((await db.query(OF_SCHEMAS)).rows)) {
    lacks(`may not use the schema ${name}`, `USAGE ON SCHEMA ${name}`);
  }
  const { rows } = await db.query(OF_TABLES, [RIGHTS.map(([table]) => table), RIGHTS.map(([, right]) => right)]);
  for (const { name, missing: rights } of tables.parse(rows)) {
    const list = rights.join(', ');
    lacks(`lacks ${list} on ${name}`, `${list} ON ${name}`);
  }
  for (const { table, right, columns } of COLUMNS) {
    const lacking = names.parse((await db.query(OF_COLUMNS, [table, columns, right])).rows).map((row) => row.name);
    if (lacking.length > 0) {
      const list = lacking.map((name) => pg.escapeIdentifier(name).replace(/^"([a-z_]+)"$/, '$1')).join(', ');
      lacks(`may not ${right} ${list} of ${table}`, `${right} (${list}) ON ${table}`);
    }
  }
  for (const { name } of names.parse((await db.query(OF_SEQUENCES)).rows)) {
    lacks(`may not use the sequence ${name}`, `USAGE ON SEQUENCE ${name}`);
  }
  const functions = names.parse((await db.query(OF_FUNCTIONS)).rows);
  for (const schema of new Set(functions.map(({ name }) => name.slice(0, name.indexOf('.'))))) {
    const lacking = functions.map(({ name }) => name).filter((name) => name.startsWith(`${schema}.`));
    // One line for the many of our own schema.
    const all = schema === 'micro_scrape' ? 'ALL FUNCTIONS IN SCHEMA micro_scrape' : `FUNCTION ${lacking.join(', ')}`;
    lacks(
      `may not execute ${lacking.length > 1 ? `${lacking.length} functions of ${schema}` : lacking[0]}`,
      `EXECUTE ON ${all}`,
    );
  }
  return [...missing, ...(await findUnseenRows(db, role))];
}

/** Tables whose row-level security lets this role see or change nothing, without any error. */
async function findUnseenRows(db: Queryable, role: string): Promise<MissingRight[]> {
  const who = pg.escapeIdentifier(role);
  const wanted = [...RIGHTS, ...COLUMNS.map(({ table, right }) => [table, right] as const)];
  const { rows } = await db.query(UNSEEN, [wanted.map(([table]) => table), wanted.map(([, right]) => right)]);
  return unseen.parse(rows).map(({ name, schema, command }) => {
    const problem = `row-level security of ${name} has no policy for ${command} by role ${role}, and would hide it without an error`;
    const check = command === 'INSERT' ? 'WITH CHECK (true)' : 'USING (true)';
    return schema === 'public'
      ? {
          problem,
          fix: `CREATE POLICY micro_scrape_${command.toLowerCase()} ON ${name} FOR ${command} TO ${who} ${check};`,
        }
      : { problem, fix: `ALTER TABLE ${name} OWNER TO ${who};` };
  });
}

const ONE = 'select id from public.vehicles limit 1';
const TABLE = `
  select row_security_active(oid) as secured, reltuples::float8 as rows from pg_class where oid = 'public.vehicles'::regclass`;
const UPDATE = 'update public.vehicles set updated_at = updated_at where id = $1';

const table = z.object({ secured: z.boolean(), rows: z.number() });

/** Throws FatalError (78) with the lines to type when the role lacks a right or its writes would change nothing. */
export async function assertWorkable(client: pg.ClientBase): Promise<void> {
  const missing = await findMissingRights(client);
  if (missing.length === 0) {
    missing.push(...(await tryUpdate(client)));
  }
  if (missing.length > 0) {
    const problems = missing.map(({ problem }) => `  ${problem}`);
    throw new FatalError(
      `The database does not let micro-scrape work:\n${problems.join('\n')}\nType, as the owner (or run sql/roles.sql):\n${[...new Set(missing.map(({ fix }) => `  ${fix}`))].join('\n')}`,
      78,
    );
  }
}

/**
 * A policy may be there and let nothing through, and a trigger of the table's own may need rights: one row is really
 * updated, and rolled back.
 */
async function tryUpdate(client: pg.ClientBase): Promise<MissingRight[]> {
  const role = await currentRole(client);
  const who = pg.escapeIdentifier(role);
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '100ms'`);
    const { secured, rows: estimated } = table.parse((await client.query(TABLE)).rows[0]);
    const { rows } = await client.query<{ id: string }>(ONE);
    const id = rows[0]?.id;
    if (id === undefined) {
      return secured && estimated > 0
        ? [
            {
              problem: `public.vehicles has about ${Math.round(estimated)} rows, of which row-level security shows role ${role} none`,
              fix: `CREATE POLICY micro_scrape_select ON public.vehicles FOR SELECT TO ${who} USING (true);`,
            },
          ]
        : [];
    }
    const { rowCount } = await client.query(UPDATE, [id]);
    // A trigger of the table's own may drop the change of one row; a policy drops that of all.
    return rowCount === 1 || !secured
      ? []
      : [
          {
            problem: `role ${role} sees vehicle ${id} and updates no row of it, without an error: a policy stands against it`,
            fix: `CREATE POLICY micro_scrape_update ON public.vehicles FOR UPDATE TO ${who} USING (true);`,
          },
        ];
  } catch (error) {
    // Somebody holds that row, or a trigger of the table's own refuses: neither is a missing right.
    if (error instanceof pg.DatabaseError && error.code !== '42501') {
      return [];
    }
    throw error;
  } finally {
    await client.query('rollback');
  }
}

async function currentRole(db: Queryable): Promise<string> {
  const { rows } = await db.query('select current_user as name');
  return names.parse(rows)[0]?.name ?? '';
}
