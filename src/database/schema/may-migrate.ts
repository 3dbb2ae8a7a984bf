/**
 * Whether this connection's role may do what a migration is about to do, looked at before anything is done.
 * Invariant: refused with everything as it was, with all that is missing named at once, and with who may do it; what is
 * printed then is all that has to be typed.
 */
import type pg from 'pg';
import { z } from 'zod';
import { FatalError } from '../../runtime/errors.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';
import { triggersOf } from './drift.ts';
import type { Step } from './plan.ts';

/** By role, because it is asked for this one and for those who could do it instead. Functions that name a role take any. */
const MISSING = `
  select problem from (
    select 1 as n, 'make schemas in the database ' || current_database() as problem
    where not has_database_privilege($1, current_database(), 'CREATE')
      and (select count(*) from pg_namespace where nspname = any ($2)) < cardinality($2::text[])
    union all
    select 2, format('change the schema %s, which is %s''s', nspname, pg_get_userbyid(nspowner)) from pg_namespace
    where nspname = any ($2) and not pg_has_role($1, nspowner, 'MEMBER')
    union all
    select 3, 'make views and functions in the schema public' from pg_namespace
    where nspname = 'public' and $5 and not (has_schema_privilege($1, oid, 'USAGE') and has_schema_privilege($1, oid, 'CREATE'))
    union all
    select 4, format('change %I.%I, which is %s''s', n.nspname, c.relname, pg_get_userbyid(c.relowner))
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relname = any ($3) and not pg_has_role($1, c.relowner, 'USAGE')
    union all
    select 5, format('change the function %s, which is %s''s', p.oid::regprocedure, pg_get_userbyid(p.proowner))
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.proname = any ($3) and not pg_has_role($1, p.proowner, 'USAGE')
    union all
    select 6, format('make triggers on %I.%I', n.nspname, c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname || '.' || c.relname = any ($4) and not has_table_privilege($1, c.oid, 'TRIGGER')
  ) missing order by n, problem`;
/** The owner of the tables, the database's, a superuser; of the first two only who may also hand our schemas to this role. */
const OTHERS = `
  select r.rolname as name from pg_roles r
  where r.rolname <> current_user and r.rolcanlogin and (r.rolsuper or (
      r.oid in (select relowner from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relname = 'vehicles'
        union all select datdba from pg_database where datname = current_database())
      and (pg_has_role(r.oid, current_user, 'MEMBER') or r.rolcreaterole and current_setting('server_version_num')::int < 160000)))
  order by r.rolsuper, r.rolname`;
const WHERE = 'select current_user as role, current_database() as database';

const problems = z.array(z.object({ problem: z.string() }));
const names = z.array(z.object({ name: z.string() }));
const here = z.object({ role: z.string(), database: z.string() });

/** What the steps touch. */
interface Needs {
  readonly schemas: readonly string[];
  /** Tables, views and functions in public that are altered or replaced. */
  readonly altered: readonly string[];
  /** Tables that get triggers. */
  readonly triggered: readonly string[];
  /** Whether something is made in public. */
  readonly makes: boolean;
}

/** Throws FatalError (78) when the role may not do all of it; nothing is changed. */
export async function assertMayApply(
  client: pg.ClientBase,
  steps: readonly Step[],
  connectionString: string,
): Promise<void> {
  const needs = needsOf(steps);
  const { role, database } = here.parse((await client.query(WHERE)).rows[0]);
  const missing = await missingFor(client, role, needs);
  if (missing.length === 0) {
    return;
  }
  let able: string | undefined;
  for (const { name } of names.parse((await client.query(OTHERS)).rows)) {
    able ??= (await missingFor(client, name, needs)).length === 0 ? name : undefined;
  }
  const url = urlOf(connectionString, database);
  const sslmode = URL.parse(connectionString)?.searchParams.get('sslmode');
  const settings = [
    `micro_scrape.role=${role}`,
    ...(QUEUE_SCHEMA === 'graphile_worker' ? [] : [`micro_scrape.queue_schema=${QUEUE_SCHEMA}`]),
  ];
  throw new FatalError(
    `Role ${role} may not do all that this migration does, and nothing was changed. It may not\n` +
      `${missing.map((problem) => `  ${problem}`).join('\n')}\n` +
      `Have it done once by ${able ?? 'the owner of the tables'}, who also gives ${role} what a daemon needs:\n` +
      // Not within the URL: what is printed is freed of logins.
      `  export PGUSER=${able ?? 'OWNER'} PGPASSWORD=PASSWORD${sslmode ? ` PGSSLMODE=${sslmode}` : ''}\n` +
      `  DATABASE_URL=${url} npx micro-scrape migrate\n` +
      `  PGOPTIONS="${settings.map((each) => `-c ${each}`).join(' ')}" psql ${url} -f sql/roles.sql\n` +
      'then do as before.',
    78,
  );
}

async function missingFor(client: pg.ClientBase, role: string, needs: Needs): Promise<string[]> {
  const values = [role, needs.schemas, needs.altered, needs.triggered, needs.makes];
  return problems.parse((await client.query(MISSING, values)).rows).map(({ problem }) => problem);
}

/** What of ours and of the catalogue's may stand in public. */
const IN_PUBLIC = [
  'vehicles',
  'vehicle_images',
  'micro_scrape_runs',
  'vehicles_needing_micro_scrape',
  'mark_vehicle_micro_scrape_complete',
];

function needsOf(steps: readonly Step[]): Needs {
  const schemas = new Set<string>();
  const altered = new Set<string>();
  const triggered = new Set<string>();
  let makes = false;
  for (const step of steps) {
    if (step.kind === 'queue') {
      schemas.add(QUEUE_SCHEMA);
    } else if (step.kind === 'index') {
      altered.add('vehicle_images');
      makes = true;
    } else {
      schemas.add('micro_scrape');
    }
    if (step.kind !== 'file' || !step.inPublic) {
      continue;
    }
    const [, view] = /^functions\/\d+_public_(\w+)\.sql$/.exec(step.name) ?? [];
    if (step.name.startsWith('triggers/')) {
      for (const { table } of triggersOf(step)) {
        triggered.add(table);
      }
    } else {
      makes = true;
      for (const name of view === undefined ? IN_PUBLIC : [view]) {
        altered.add(name);
      }
    }
  }
  return { schemas: [...schemas], altered: [...altered], triggered: [...triggered], makes };
}

/** Host and port as they were given. */
function urlOf(connectionString: string, database: string): string {
  const given = URL.parse(connectionString);
  const host = given === null || given.hostname === '' ? 'HOST:5432' : `${given.hostname}:${given.port || 5432}`;
  return `postgres://${host}/${encodeURIComponent(database)}`;
}
