/**
 * Where the database is no longer what `migrate` made of it: a table was swapped for another, a trigger, a column, a view or
 * a function is gone or changed.
 * Invariant: judged by what the names mean now, not by what was once written down; files that this database has in another
 * version's text are that version's business.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Queryable } from '../pool.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';
import { NEEDED_COLUMNS } from './adopt.ts';
import { findMissingRights } from './rights.ts';
import { readSqlFiles, type SqlFile } from './sql-files.ts';

export interface Drift {
  /** As a sentence without its end. */
  readonly problem: string;
  /** Names of the files of sql/ that fix it when they are applied again; none: it is somebody's to decide. */
  readonly files: readonly string[];
  /** What is typed to fix it. */
  readonly fix: string;
  /** A trigger that somebody has switched off, as for a large import: only switched on when that is asked for. */
  readonly off?: true;
}

/** Adds what is absent to the tables of the catalogue, and nothing else. */
export const CATALOGUE_FILE = 'migrations/0001_public_catalogue.sql';
/** And columns of fields that came later. */
const COLUMNS_FILE = 'functions/03_public_columns.sql';
const MIGRATE = 'npx micro-scrape migrate';

const APPLIED = 'select name, checksum from micro_scrape.applied_sql';
const LOOK = `
  with ours as (
    select c.oid, n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relname in ('vehicles', 'vehicle_images') and c.relkind in ('r', 'p')),
  elsewhere as (
    select c.oid, n.nspname || '.' || c.relname as name, c.reltype from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('micro_scrape', '${QUEUE_SCHEMA}', 'pg_catalog', 'information_schema') and c.relkind in ('r', 'p')
      and c.oid not in (select oid from ours))
  select
    (select coalesce(json_object_agg(o.name, array(
        select a.attname::text from pg_attribute a where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped)), '{}')
      from ours o) as columns,
    -- Clones of a trigger on partitions bear its name too.
    (select coalesce(json_agg(json_build_object('name', t.tgname, 'table', n.nspname || '.' || c.relname, 'off', t.tgenabled in ('D', 'R'))), '[]')
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_proc p on p.oid = t.tgfoid join pg_namespace f on f.oid = p.pronamespace
      where not t.tgisinternal and t.tgparentid = 0 and f.nspname = 'micro_scrape') as triggers,
    (select coalesce(json_agg(json_build_object('name', n.nspname || '.' || p.proname, 'body', nullif(md5(p.prosrc), md5('')),
        'rows_of', (select min(e.name) from elsewhere e where e.reltype = any (p.proargtypes)))), '[]')
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'micro_scrape' or n.nspname = 'public' and p.proname = 'mark_vehicle_micro_scrape_complete') as functions,
    (select coalesce(json_agg(json_build_object('name', n.nspname || '.' || c.relname, 'reads', (
        select min(e.name) from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
          and d.refclassid = 'pg_class'::regclass join elsewhere e on e.oid = d.refobjid where r.ev_class = c.oid))), '[]')
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and (n.nspname = 'micro_scrape' or n.nspname = 'public')) as views,
    (select coalesce(json_agg(json_build_object('name', k.conname, 'refers_to', e.name, 'definition', pg_get_constraintdef(k.oid))), '[]')
      from pg_constraint k join ours o on o.oid = k.conrelid and o.name = 'public.vehicle_images' join elsewhere e on e.oid = k.confrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'vehicle_id' and k.conkey = array[a.attnum]
      where k.contype = 'f' and k.conparentid = 0 and exists (select from ours where name = 'public.vehicles')) as foreign_keys`;

const applied = z.array(z.object({ name: z.string(), checksum: z.string() }));
const look = z.object({
  columns: z.record(z.string(), z.array(z.string())),
  triggers: z.array(z.object({ name: z.string(), table: z.string(), off: z.boolean() })),
  functions: z.array(z.object({ name: z.string(), body: z.string().nullable(), rows_of: z.string().nullable() })),
  views: z.array(z.object({ name: z.string(), reads: z.string().nullable() })),
  foreign_keys: z.array(z.object({ name: z.string(), refers_to: z.string(), definition: z.string() })),
});
type Seen = z.infer<typeof look>;

export interface DeclaredTrigger {
  readonly name: string;
  /** As in public.vehicles. */
  readonly table: string;
}

/** In the order in which they stand in a file of sql/triggers. */
export function triggersOf({ text }: SqlFile): DeclaredTrigger[] {
  return [
    // bounded: the SQL is ours.
    ...text.matchAll(/create or replace trigger (\w+)[^;]*?\bon ([a-z_]+\.[a-z_]+)\s+(?:referencing|for)\b/g),
  ].map(([, name = '', table = '']) => ({ name, table }));
}

/** Of all of sql/; empty for a database that is not ours yet. */
export async function findDrift(db: Queryable): Promise<Drift[]> {
  const known = new Map(applied.parse((await db.query(APPLIED)).rows).map((row) => [row.name, row.checksum]));
  const current = async (folder: 'functions' | 'triggers') =>
    (await readSqlFiles(folder)).filter((file) => known.get(file.name) === file.checksum);
  const functions = await current('functions');
  const seen = look.parse((await db.query(LOOK)).rows[0]);
  return [
    ...(known.has(CATALOGUE_FILE) ? absentColumns(seen) : []),
    ...changedTriggers(seen, await current('triggers')),
    ...functions.flatMap((file) => [...changedFunctions(seen, file), ...changedViews(seen, file)]),
    ...ofOldTable(seen, functions),
    ...foreignKeys(seen),
  ];
}

/** And what the role of this connection has lost. */
export async function findDriftAndRights(db: Queryable): Promise<Pick<Drift, 'problem' | 'fix'>[]> {
  return [...(await findDrift(db)), ...(await findMissingRights(db))];
}

function absentColumns({ columns }: Seen): Drift[] {
  return Object.entries(NEEDED_COLUMNS).flatMap(([table, needed]) => {
    const present = columns[`public.${table}`];
    const absent = needed.filter((name) => present?.includes(name) !== true);
    if (absent.length === 0) {
      return [];
    }
    const problem =
      present === undefined
        ? `there is no table public.${table}`
        : `public.${table} has no column ${absent.join(', ')}`;
    return [{ problem, files: [CATALOGUE_FILE, COLUMNS_FILE], fix: MIGRATE }];
  });
}

const fixedBy = ({ name }: SqlFile, problem: string): Drift => ({ problem, files: [name], fix: MIGRATE });

function changedTriggers({ triggers }: Seen, files: readonly SqlFile[]): Drift[] {
  return files.flatMap((file) =>
    triggersOf(file).flatMap(({ name, table }): Drift[] => {
      const found = triggers.find((each) => each.name === name && each.table === table);
      if (found?.off === false) {
        return [];
      }
      return found === undefined
        ? [fixedBy(file, `the trigger ${name} is not on ${table}`)]
        : [{ ...fixedBy(file, `the trigger ${name} on ${table} is switched off`), off: true }];
    }),
  );
}

/** What stands between the dollars is what pg_proc keeps; bodies of the form `return …` are kept otherwise. */
function changedFunctions({ functions }: Seen, file: SqlFile): Drift[] {
  const declared = file.text.matchAll(
    /create (?:or replace )?function ([a-z_.]+)\(|^as \$(\w*)\$([\s\S]*?)\$\2\$|^return\b/gm,
  );
  const drift: Drift[] = [];
  let name = '';
  for (const [, begun, , body] of declared) {
    if (begun !== undefined) {
      name = begun;
    } else {
      const same = functions.filter((each) => each.name === name);
      const expected = body === undefined ? null : createHash('md5').update(body).digest('hex');
      if (same.length === 0) {
        drift.push(fixedBy(file, `the function ${name} is gone`));
      } else if (!same.some((each) => each.body === expected)) {
        drift.push(fixedBy(file, `the function ${name} has another text than this version's`));
      }
    }
  }
  return drift;
}

function changedViews({ views }: Seen, file: SqlFile): Drift[] {
  return [...file.text.matchAll(/create or replace view ([a-z_.]+)/g)].flatMap(([, name = '']) =>
    views.some((each) => each.name === name) ? [] : [fixedBy(file, `the view ${name} is gone`)],
  );
}

/** Views and row types hold on to a table by its number: renamed away, they go with it, and so do functions already parsed. */
function ofOldTable({ views, functions }: Seen, files: readonly SqlFile[]): Drift[] {
  const ours = new Set(
    files.flatMap(({ text }) => [...text.matchAll(/create or replace view ([a-z_.]+)/g)].map(([, name]) => name)),
  );
  const problems = [
    ...views
      .filter(({ name, reads }) => reads !== null && ours.has(name))
      .map(({ name, reads }) => `the view ${name} reads ${reads}`),
    ...functions
      .filter((each) => each.rows_of !== null)
      .map((each) => `the function ${each.name} takes rows of ${each.rows_of}`),
  ];
  return problems.map((problem) => ({
    problem: `${problem}, which is not the catalogue any more`,
    files: [...files.map(({ name }) => name), SWEEP.name],
    fix: MIGRATE,
  }));
}

/** Of a table that is other people's too: how rows that are already wrong are dealt with is theirs to say. */
function foreignKeys({ foreign_keys }: Seen): Drift[] {
  return foreign_keys.map(({ name, refers_to, definition }) => ({
    problem: `public.vehicle_images.vehicle_id refers to ${refers_to} and not to public.vehicles, so photographs of new vehicles are refused`,
    files: [],
    fix:
      `ALTER TABLE public.vehicle_images DROP CONSTRAINT "${name}", ADD CONSTRAINT "${name}" ` +
      `${definition.replace(/REFERENCES .*?\(/, 'REFERENCES public.vehicles(').replace(/ NOT VALID$/, '')} NOT VALID;`,
  }));
}

/** What of ours still holds on to a table that is not the catalogue any more; last, when nothing uses it. */
export const SWEEP = {
  name: 'what was left on another table',
  text: `do $sweep$
declare
  v_line text;
begin
  for v_line in
    select format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass)
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    where not t.tgisinternal and t.tgparentid = 0 and p.pronamespace = 'micro_scrape'::regnamespace
      and c.relnamespace <> 'micro_scrape'::regnamespace
      and c.oid not in ('public.vehicles'::regclass, 'public.vehicle_images'::regclass)
    union all
    select format('drop function %s', p.oid::regprocedure)
    from pg_proc p join pg_type t on t.oid = any (p.proargtypes) join pg_class c on c.oid = t.typrelid
    where p.pronamespace = 'micro_scrape'::regnamespace and c.relkind in ('r', 'p')
      and c.relnamespace <> 'micro_scrape'::regnamespace
      and c.oid not in ('public.vehicles'::regclass, 'public.vehicle_images'::regclass)
  loop
    execute v_line;
  end loop;
end
$sweep$;`,
} as const;
