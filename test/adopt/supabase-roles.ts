/** A database as Supabase hands it out: its roles, what it grants by default, and what each of them may really do. */
import pg from 'pg';
import { ask, urlAs } from './servers.ts';

export const API_ROLES = ['anon', 'authenticated', 'service_role'] as const;

/** The roles, which a server has once. `project_owner` is Supabase's `postgres`: it owns the database and is no superuser. */
export const ROLES = `
  create role anon nologin noinherit; create role authenticated nologin noinherit; create role service_role nologin noinherit bypassrls;
  create role authenticator login noinherit password 'secret-of-the-test'; grant anon, authenticated, service_role to authenticator`;
export const OWNER = `create role project_owner login createrole createdb bypassrls password 'secret-of-the-test'`;

/** Typed by the owner in each project's database, by Supabase. */
export const DEFAULT_PRIVILEGES = `
  grant usage on schema public to anon, authenticated, service_role;
  alter default privileges in schema public grant all on tables to project_owner, anon, authenticated, service_role;
  alter default privileges in schema public grant all on functions to project_owner, anon, authenticated, service_role;
  alter default privileges in schema public grant all on sequences to project_owner, anon, authenticated, service_role`;
/** What Supabase's documentation lets people type when something is refused. */
export const GRANT_ALL = `
  grant usage on schema public to anon, authenticated, service_role;
  grant all on all tables in schema public to anon, authenticated, service_role;
  grant all on all routines in schema public to anon, authenticated, service_role;
  grant all on all sequences in schema public to anon, authenticated, service_role`;

/** The owner's login to the database of `url`, which is the owner's from then on. */
export async function asOwner(url: string): Promise<string> {
  const database = pg.escapeIdentifier(new URL(url).pathname.slice(1));
  await ask(url, `alter database ${database} owner to project_owner`);
  return urlAs(url, 'project_owner');
}

const OBJECTS = `
  select c.oid::regclass::text as name, case c.relkind when 'v' then 'view' when 'm' then 'view' when 'S' then 'sequence' else 'table' end as kind,
    (select quote_ident(attname) from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = '' order by attnum limit 1) as argument
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'micro_scrape', 'graphile_worker') and c.relkind in ('r', 'p', 'v', 'm', 'S')
  union all
  select p.oid::regproc::text, 'function', array_to_string(array(select 'null::' || format_type(t, null) from unnest(p.proargtypes) t), ', ')
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('public', 'micro_scrape', 'graphile_worker') and p.prokind = 'f'
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by 2, 1`;

interface Tried {
  readonly right: string;
  readonly sql: string;
}

function triesOf({ name, kind, argument }: Record<string, unknown>): Tried[] {
  switch (kind) {
    case 'function':
      return [{ right: 'execute', sql: `select ${name}(${argument})` }];
    case 'sequence':
      return [
        { right: 'select', sql: `select * from ${name}` },
        { right: 'usage', sql: `select nextval('${name}')` },
      ];
    default:
      return [
        { right: 'select', sql: `select * from ${name} limit 1` },
        { right: 'insert', sql: `insert into ${name} default values` },
        { right: 'update', sql: `update ${name} set ${argument} = ${argument}` },
        { right: 'delete', sql: `delete from ${name}` },
        ...(kind === 'table' ? [{ right: 'truncate', sql: `truncate ${name}` }] : []),
      ];
  }
}

/** 42501; and 55000, which a view that cannot be written to answers to everybody. */
const REFUSED = ['42501', '55000'];

/** Tries everything that the catalogue lists as `role`, each in a transaction that is rolled back, and says what was not refused. */
export async function whatMay(url: string, role: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'the test itself', query_timeout: 60_000 });
  await client.connect();
  try {
    const { rows } = await client.query(OBJECTS);
    const allowed: string[] = [];
    for (const object of rows) {
      for (const { right, sql } of triesOf(object)) {
        await client.query(`begin; set local statement_timeout = '20s'; set local role ${role}`);
        const code = await client.query(sql).then(
          () => undefined,
          (error: unknown) => (error instanceof pg.DatabaseError ? error.code : String(error)),
        );
        await client.query('rollback');
        if (code === undefined || !REFUSED.includes(code)) {
          allowed.push(`${right} ${object.name}`);
        }
      }
    }
    if (rows.length < 100) throw new Error(`only ${rows.length} objects were found to be tried`);
    return allowed;
  } finally {
    await client.end();
  }
}
