/**
 * Takes everything of ours out of a database.
 * Invariant: what goes is our two schemas, our triggers, views and function, and of the schema public exactly what
 * `migrate` wrote down as added; rows and values that others could miss stay and are named. What cannot be done in one
 * transaction comes before it, and what is written down goes with it: broken off anywhere, the next one finishes.
 */

import pg from 'pg';
import { z } from 'zod';
import { TASKS } from '../../events.ts';
import { FatalError } from '../../runtime/errors.ts';
import { LEASE_S } from '../../runtime/limits.ts';
import { retryUntilUnlocked } from '../lock-retry.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';
import { type Addition, dropAdditions, readAdditions } from './additions.ts';
import { findForeign, giveBack, OUR_RUN } from './from-bandaid.ts';
import { withMigrationLock } from './migrate.ts';
import { PURGE_MARKS, purgeMarks } from './purge-marks.ts';
import { readSqlFiles } from './sql-files.ts';

export interface UninstallOptions {
  readonly connectionString: string;
  /** Also drop columns we added that hold values. */
  readonly yes: boolean;
  /** Also take the marks out of origin_metadata. */
  readonly purgeMarks: boolean;
  /** Only say what would be done. */
  readonly dryRun: boolean;
}

export interface Uninstalled {
  /** The SQL, statement by statement; empty when there was nothing of ours. */
  readonly statements: readonly string[];
  /** What stays although we made it, with the reason. */
  readonly kept: readonly string[];
  /** Rows of ours that are lost: runs, evidence. */
  readonly lost: readonly string[];
  readonly marksPurged: number;
}

const OUR_TASK_LIST = TASKS.map((name) => `'${name}'`).join(', ');

const PRESENT = `
  select to_regclass('micro_scrape.additions') is not null as prepared, to_regclass('${QUEUE_SCHEMA}._private_tasks') is not null as queue,
    exists (select from pg_class where oid = to_regclass('public.micro_scrape_runs') and relkind = 'v') as runs,
    exists (select from pg_class where oid = to_regclass('micro_scrape.daemons')) as daemons`;
const APPLIED = 'select name from micro_scrape.applied_sql';
const ALIVE = `select hostname || ' process ' || pid as name from micro_scrape.daemons where beat_at > clock_timestamp() - interval '${LEASE_S} seconds'`;
const FOREIGN_TASKS = `
  select t.identifier as name from ${QUEUE_SCHEMA}._private_tasks t
  where t.identifier not in (${OUR_TASK_LIST}) order by 1`;
const OWN_TASKS = `select from ${QUEUE_SCHEMA}._private_tasks where identifier in (${OUR_TASK_LIST}) limit 1`;
const LEFT_INDEXES = `
  select c.oid::regclass::text as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('i', 'I') and c.relname ~ '^micro_scrape_vehicle_images_.*_idx$'`;
const LEFT_FUNCTION = `
  select p.oid::regprocedure::text as name, p.prosrc as body from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proname = 'mark_vehicle_micro_scrape_complete'`;
const LOST = `
  select (select count(*)::int from micro_scrape.field_sources) as evidence, (select count(*)::int from public.micro_scrape_runs r where ${OUR_RUN}) as runs`;
const OTHERS = `
  select pg_describe_object(classid, objid, 0) as name from (
    select 'pg_class'::regclass as classid, c.oid as objid, c.relnamespace as schema from pg_class c where c.relkind <> 't'
    union all select 'pg_proc'::regclass, oid, pronamespace from pg_proc
    union all select 'pg_trigger'::regclass, t.oid, c.relnamespace from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal
    union all select 'pg_constraint'::regclass, oid, connamespace from pg_constraint where contype <> 'n'
    union all select 'pg_attrdef'::regclass, d.oid, c.relnamespace from pg_attrdef d join pg_class c on c.oid = d.adrelid
    union all select 'pg_policy'::regclass, p.oid, c.relnamespace from pg_policy p join pg_class c on c.oid = p.polrelid
  ) o join pg_namespace n on n.oid = o.schema and n.nspname not in ('micro_scrape', '${QUEUE_SCHEMA}')
    and n.nspname !~ '^pg_'`;

/** `runs`: it is the view, and not yet or not at all the table of an earlier version. */
const present = z.object({ prepared: z.boolean(), queue: z.boolean(), runs: z.boolean(), daemons: z.boolean() });
const names = z.array(z.object({ name: z.string() }));

const OUTSIDE = [
  'drop trigger if exists micro_scrape_vehicle_inserted on public.vehicles',
  'drop trigger if exists micro_scrape_vehicle_changed on public.vehicles',
  'drop trigger if exists micro_scrape_vehicle_images_added on public.vehicle_images',
  'drop trigger if exists micro_scrape_vehicle_images_deleted on public.vehicle_images',
  'drop view if exists public.vehicles_needing_micro_scrape',
  'drop function if exists public.mark_vehicle_micro_scrape_complete(uuid)',
];

/** Throws FatalError (78) while daemons run, and where something of other people's depends on ours: nothing is changed then. */
export async function uninstall(options: UninstallOptions): Promise<Uninstalled> {
  return withMigrationLock(options.connectionString, async (client) => {
    const { prepared, queue, runs, daemons } = present.parse((await client.query(PRESENT)).rows[0]);
    if (daemons) {
      await refuseWhileAlive(client);
    }
    const added = prepared ? await readAdditions(client) : [];
    const kept: string[] = [];
    // A migration that was broken off has not come to all of these, and what bears such a name is still its owner's.
    const outside = prepared
      ? await withoutForeign(client, [...OUTSIDE, ...(runs ? ['drop view public.micro_scrape_runs'] : [])])
      : await leftFunction(client);
    const schemas = [
      ...(prepared ? ['drop schema micro_scrape cascade'] : []),
      ...(await endQueue(client, queue, added, kept)),
    ];
    const own = [...(await dropAdditions(client, added, options.yes, kept)), ...(await giveBack(client))];
    const indexes = [
      ...added.filter(({ kind }) => kind === 'index').map(({ name }) => name),
      ...(prepared ? [] : names.parse((await client.query(LEFT_INDEXES)).rows).map(({ name }) => name)),
    ].map((name) => `drop index concurrently if exists ${name}`);
    const lost = prepared && runs ? await describeLoss(client) : [];
    const inOne = [...outside, ...schemas, ...own];
    let marksPurged = 0;
    if (!options.dryRun) {
      const drop = (end: 'rollback' | 'commit') =>
        retryUntilUnlocked(client, 'uninstall', () => dropAll(client, outside, schemas, own), end);
      // Tried first, so that what stands against it is met while all is in place.
      await drop('rollback');
      for (const statement of indexes) {
        await client.query(statement);
      }
      marksPurged = options.purgeMarks ? await purgeMarks(client) : 0;
      await drop('commit');
    }
    const purge = options.purgeMarks ? [PURGE_MARKS] : [];
    const statements = [...indexes, ...purge, ...(inOne.length > 0 ? ['begin', ...inOne, 'commit'] : [])];
    return { statements, kept, lost, marksPurged };
  });
}

/** Where our schema is gone and with it what was written down: known by its text. */
async function leftFunction(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string; body: string }>(LEFT_FUNCTION);
  const files = await readSqlFiles('functions');
  return rows
    .filter(({ body }) => files.some(({ inPublic, text }) => inPublic && text.includes(body)))
    .map(({ name }) => `drop function ${name}`);
}

async function withoutForeign(client: pg.ClientBase, statements: readonly string[]): Promise<string[]> {
  const applied = names.parse((await client.query(APPLIED)).rows).map(({ name }) => name);
  const foreign = await findForeign(client, new Set(applied));
  return statements.filter((statement) => !foreign.some(({ name }) => statement.includes(` public.${name}`)));
}

async function refuseWhileAlive(client: pg.ClientBase): Promise<void> {
  const alive = names.parse((await client.query(ALIVE)).rows);
  if (alive.length > 0) {
    throw new FatalError(
      `Stop the daemons first, they work on what is to be removed: ${alive.map(({ name }) => name).join(', ')}.`,
      78,
    );
  }
}

async function endQueue(
  client: pg.ClientBase,
  present: boolean,
  added: readonly Addition[],
  kept: string[],
): Promise<string[]> {
  // Nothing written down, and nothing of ours in it.
  if (!present || (added.length === 0 && (await client.query(OWN_TASKS)).rowCount === 0)) {
    return [];
  }
  const foreign = names.parse((await client.query(FOREIGN_TASKS)).rows).map(({ name }) => name);
  const made = added.some(({ kind, name }) => kind === 'schema' && name === QUEUE_SCHEMA);
  if (made && foreign.length === 0) {
    return [`drop schema ${QUEUE_SCHEMA} cascade`];
  }
  kept.push(
    `the schema ${QUEUE_SCHEMA}, without our jobs: ${made ? `it serves other tasks (${foreign.join(', ')})` : 'it was there before, or nobody knows any more'}`,
  );
  const ours = `(select id from ${QUEUE_SCHEMA}._private_tasks where identifier in (${OUR_TASK_LIST}))`;
  return [
    `delete from ${QUEUE_SCHEMA}._private_jobs where task_id in ${ours}`,
    `delete from ${QUEUE_SCHEMA}._private_known_crontabs where identifier = 'reconcile'`,
    `delete from ${QUEUE_SCHEMA}._private_tasks where identifier in (${OUR_TASK_LIST})`,
  ];
}

async function describeLoss(client: pg.ClientBase): Promise<string[]> {
  const { evidence, runs } = z
    .object({ evidence: z.number(), runs: z.number() })
    .parse((await client.query(LOST)).rows[0]);
  return [
    ...(runs > 0 ? [`${runs.toLocaleString('en-US')} runs in micro_scrape_runs`] : []),
    ...(evidence > 0
      ? [`the evidence of ${evidence.toLocaleString('en-US')} values in micro_scrape.field_sources`]
      : []),
  ];
}

const DEPENDENT_OBJECTS = '2BP01';

async function dropAll(
  client: pg.ClientBase,
  outside: readonly string[],
  schemas: readonly string[],
  own: readonly string[],
): Promise<void> {
  try {
    for (const statement of outside) {
      await client.query(statement);
    }
    // CASCADE would also take what other people built upon it: what has vanished elsewhere is looked for afterwards.
    const before = names.parse((await client.query(OTHERS)).rows).map(({ name }) => name);
    for (const statement of schemas) {
      await client.query(statement);
    }
    const after = new Set(names.parse((await client.query(OTHERS)).rows).map(({ name }) => name));
    const vanished = before.filter((name) => !after.has(name));
    if (vanished.length > 0) {
      throw dependent(vanished.join(', '));
    }
    for (const statement of own) {
      await client.query(statement);
    }
  } catch (error) {
    throw error instanceof pg.DatabaseError && error.code === DEPENDENT_OBJECTS
      ? dependent(error.detail ?? error.message)
      : error;
  }
}

function dependent(what: string): FatalError {
  return new FatalError(`Nothing was removed: something of yours depends on it. Drop or change it first: ${what}`, 78);
}
