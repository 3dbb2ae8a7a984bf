/**
 * Objects in public that bear our names and are not ours: the original's, or anybody's.
 * Invariant: they are set aside, under their name with `_bandaid` behind it, and only when told to; whatever is built upon
 * them goes on with them, and leaving gives them their names back.
 */
import pg from 'pg';
import { z } from 'zod';
import type { Queryable } from '../pool.ts';
import { readAdditions } from './additions.ts';
import { findCallers } from './bandaid-callers.ts';
import { readSqlFiles } from './sql-files.ts';

/** Steps of `migrate`, as they are called in micro_scrape.applied_sql. */
export const SET_ASIDE = 'bandaid/set-aside';
export const OLD_RUNS = 'bandaid/runs';
/** Of the runs `r`: those copied from the original's table began before they were copied, and none of ours did. */
export const OUR_RUN = `not exists (select from micro_scrape.applied_sql t where t.name = '${OLD_RUNS}' and r.started_at < t.applied_at)`;

const VIEW = 'vehicles_needing_micro_scrape';
const RUNS = 'micro_scrape_runs';
const FUNCTION = 'mark_vehicle_micro_scrape_complete';
/** Ours come into being with these names (migrations/0001_public_catalogue.sql). */
const INDEXES = ['micro_scrape_runs_pkey', 'micro_scrape_runs_started_at_idx', 'micro_scrape_runs_running_idx'];
const SUFFIX = '_bandaid';

/** `$3` stands behind the names: nothing, or the suffix for what was set aside. */
const FOUND = `
  select c.relname::text as name, 'table' as alter, '' as arguments,
    array(select distinct r.ev_class::regclass::text from pg_depend d
      join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid and r.ev_class <> c.oid
      where d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid order by 1) as dependants,
    (select string_agg(distinct a.grantee::regrole::text, ', ') from aclexplode(c.relacl) a
      where c.relkind in ('r', 'p') and not c.relrowsecurity and a.privilege_type in ('INSERT', 'UPDATE', 'DELETE')
        and a.grantee::regrole::text in ('anon', 'authenticated')) as "openTo"
  from pg_class c where c.relnamespace = to_regnamespace('public') and c.relname in ('${VIEW}' || $3, '${RUNS}' || $3)
  union all
  select c.relname::text, 'index', '', '{}', null from pg_index i join pg_class c on c.oid = i.indexrelid
  where i.indrelid = to_regclass('public.${RUNS}' || $3) and c.relname in (select n || $3 from unnest($1::text[]) n)
  union all
  select p.proname::text, 'routine', '(uuid)', '{}', null from pg_proc p where p.oid = to_regprocedure('public.' || $2 || $3 || '(uuid)')
  order by 1`;
/** What the original's table of runs has, by type; a table of another kind keeps its rows to itself. */
const RUN_COLUMNS: Readonly<Record<string, string>> = {
  id: 'uuid',
  run_type: 'text',
  batch_size: 'integer',
  vehicles_analyzed: 'integer',
  vehicles_improved: 'integer',
  vehicles_marked_complete: 'integer',
  actions_executed: 'integer',
  actions_succeeded: 'integer',
  actions_failed: 'integer',
  runtime_ms: 'integer',
  status: 'text',
  error_message: 'text',
  started_at: 'timestamp with time zone',
  completed_at: 'timestamp with time zone',
  created_at: 'timestamp with time zone',
};
const HAS_RUNS = `
  select count(*)::int as fitting from pg_attribute a join unnest($2::text[], $3::text[]) as w (name, type)
    on a.attname = w.name and format_type(a.atttypid, null) = w.type
  where a.attrelid = to_regclass('public.' || $1) and not a.attisdropped`;

/** A run that was never ended waits for nobody here. What was NULL takes what the original's defaults say. */
const COPY_RUNS = `
insert into micro_scrape.runs (id, run_type, batch_size, vehicles_analyzed, vehicles_improved, vehicles_marked_complete,
  actions_executed, actions_succeeded, actions_failed, runtime_ms, status, error_message, started_at, completed_at, created_at)
select id, case when run_type in ('scheduled', 'manual', 'triggered') then run_type else 'scheduled' end, coalesce(batch_size, 20),
  coalesce(vehicles_analyzed, 0), coalesce(vehicles_improved, 0), coalesce(vehicles_marked_complete, 0),
  coalesce(actions_executed, 0), coalesce(actions_succeeded, 0), coalesce(actions_failed, 0), runtime_ms,
  case when status in ('completed', 'failed', 'timeout') then status else 'timeout' end, error_message,
  least(coalesce(started_at, created_at, completed_at), now()), coalesce(completed_at, started_at, created_at), coalesce(created_at, started_at, now())
from public.${RUNS}${SUFFIX}
where id is not null and coalesce(started_at, created_at, completed_at) is not null
on conflict (id) do nothing;`;

const BODY = `select prosrc as name from pg_proc where oid = to_regprocedure('public.${FUNCTION}(uuid)')`;

const found = z.array(
  z.object({
    name: z.string(),
    alter: z.enum(['table', 'index', 'routine']),
    /** Of a function. */
    arguments: z.string(),
    /** Views upon it. */
    dependants: z.array(z.string()),
    /** Supabase gives those who are anybody all rights, and only row-level security takes them away again. */
    openTo: z.string().nullable(),
  }),
);
const names = z.array(z.object({ name: z.string() }));
export type Found = z.infer<typeof found>[number];

async function find(client: Queryable, suffix: string): Promise<Found[]> {
  const { rows } = await client.query(FOUND, [INDEXES, FUNCTION, suffix]);
  return found.parse(rows).map((each) => ({ ...each, name: each.name.slice(0, each.name.length - suffix.length) }));
}

/**
 * What bears a name of ours and was not made by us.
 *
 * @param applied names of the files of sql/ that were applied before
 */
export async function findForeign(client: pg.ClientBase, applied: ReadonlySet<string>): Promise<Found[]> {
  // Until it became a view it was a table, written down as added.
  const added = applied.size === 0 ? [] : (await readAdditions(client)).map(({ name }) => name);
  const isOurs = (name: string) =>
    [...applied].some((file) => file.endsWith(`_public_${name}.sql`)) || added.includes(`public.${name}`);
  const present = (await find(client, '')).filter(({ name, alter }) => !isOurs(alter === 'index' ? RUNS : name));
  return present.some(({ name }) => name === FUNCTION) && (await isOurFunction(client))
    ? present.filter(({ name }) => name !== FUNCTION)
    : present;
}

/** A copy of the schema public alone brings it along, and nothing of what we wrote down. */
async function isOurFunction(client: pg.ClientBase): Promise<boolean> {
  const body = names.parse((await client.query(BODY)).rows)[0]?.name;
  return body !== undefined && (await readSqlFiles('functions')).some(({ text }) => text.includes(body));
}

/** What forbids to set them aside. */
export async function explainTaken(client: pg.ClientBase, foreign: readonly Found[]): Promise<string[]> {
  const taken = await find(client, SUFFIX);
  return foreign
    .filter(({ name }) => taken.some((each) => each.name === name))
    .map(
      ({ name }) => `public.${name}${SUFFIX} is there already: rename or drop it, so that ${name} can be called that`,
    );
}

/** Why they may not stay: a line each, and what to do about all of them. */
export function refuseForeign(foreign: readonly Found[]): string[] {
  const lines = foreign
    .filter(({ alter }) => alter !== 'index')
    .map((each) => {
      const { name, alter, arguments: args } = each;
      return `public.${name}${args} is there and not ours: ALTER ${alter.toUpperCase()} public.${name}${args} RENAME TO ${name}_before;`;
    });
  return lines.length === 0
    ? []
    : [
        ...lines,
        'or all of that at once, keeping the runs, and undone by --uninstall: npx micro-scrape migrate --from-bandaid (--dry-run shows it)',
      ];
}

/** SQL that sets them aside and writes down that this was done. */
export function setAside(foreign: readonly Found[]): string {
  return [
    'create table micro_scrape.set_aside (name text primary key);',
    ...foreign.map(({ name }) => `insert into micro_scrape.set_aside (name) values (${pg.escapeLiteral(name)});`),
    ...foreign.map((each) => `${rename(each, '', SUFFIX)};`),
  ].join('\n');
}

/** SQL that gives them their names back; a thing that is gone by now is left out. */
export async function giveBack(client: pg.ClientBase): Promise<string[]> {
  return (await findSetAside(client)).map((each) => rename(each, SUFFIX, ''));
}

function rename({ name, alter, arguments: args }: Found, from: string, to: string): string {
  return `alter ${alter} public.${name}${from}${args} rename to ${name}${to}`;
}

async function findSetAside(client: Queryable): Promise<Found[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('micro_scrape.set_aside') is not null as there`,
  );
  if (rows[0]?.there !== true) {
    return [];
  }
  const written = names
    .parse((await client.query('select name from micro_scrape.set_aside')).rows)
    .map(({ name }) => name);
  return (await find(client, SUFFIX)).filter(({ name }) => written.includes(name));
}

/** SQL that shows the runs of the original among ours; undefined when there are none or they are of another kind. */
export async function copyRuns(client: Queryable, foreign: readonly Found[]): Promise<string | undefined> {
  const name = foreign.some((each) => each.name === RUNS) ? RUNS : RUNS + SUFFIX;
  return (await hasRuns(client, name)) ? COPY_RUNS : undefined;
}

async function hasRuns(client: Queryable, name: string): Promise<boolean> {
  const { rows } = await client.query<{ fitting: number }>(HAS_RUNS, [
    name,
    Object.keys(RUN_COLUMNS),
    Object.values(RUN_COLUMNS),
  ]);
  return rows[0]?.fitting === Object.keys(RUN_COLUMNS).length;
}

export interface Takeover {
  /** What was set aside, or would be. */
  readonly aside: readonly string[];
  /** What else still runs the original, with the line to type. */
  readonly switchOff: readonly string[];
}

/** For people: before it is done and afterwards. */
export async function describeTakeover(client: pg.ClientBase, foreign: readonly Found[]): Promise<Takeover> {
  const aside: string[] = [];
  for (const { name, alter, arguments: args, dependants, openTo } of [...foreign, ...(await findSetAside(client))]) {
    if (alter !== 'index') {
      const runs = name === RUNS && ((await hasRuns(client, RUNS)) || (await hasRuns(client, RUNS + SUFFIX)));
      aside.push(
        `public.${name}${args} is called ${name}${SUFFIX}` +
          (runs ? `, and its runs stand in ${RUNS} as well` : '') +
          (dependants.length > 0 ? `; upon it, as before: ${dependants.join(', ')}` : '') +
          (openTo === null ? '' : `; ${openTo} may change it: ALTER TABLE ${name}${SUFFIX} ENABLE ROW LEVEL SECURITY;`),
      );
    }
  }
  return { aside, switchOff: await findCallers(client) };
}
