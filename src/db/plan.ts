/**
 * What has to be done to bring a database to this version, found by looking and without changing anything.
 * Invariant: `migrate` does exactly these steps and a dry run prints exactly their SQL.
 */
import type pg from 'pg';
import { z } from 'zod';
import { FatalError } from '../errors.ts';
import { explainMismatch } from './adopt.ts';
import {
  copyRuns,
  describeTakeover,
  explainTaken,
  type Found,
  findForeign,
  OLD_RUNS,
  refuseForeign,
  SET_ASIDE,
  setAside,
  type Takeover,
} from './from-bandaid.ts';
import { readLedger, readQueueFiles, readSqlFiles, type SqlFile } from './sql-files.ts';

export type Step =
  /** Our schema and the two tables in which migrate keeps its books. */
  | { readonly kind: 'ledger'; readonly name: string; readonly text: string }
  /** The queue's own migrations, applied by its library; `text` is what that does. */
  | { readonly kind: 'queue'; readonly name: string; readonly text: string }
  /** One file of sql/, in one transaction with its record. */
  | ({ readonly kind: 'file' } & SqlFile)
  /** Built without blocking writers, and so outside a transaction. */
  | { readonly kind: 'index'; readonly name: string; readonly text: string };

const OLDEST_SERVER = 150_000;
const LOOK = `
  select current_setting('server_version_num')::int as version, pg_is_in_recovery() as standby,
    current_setting('transaction_read_only')::boolean as read_only,
    to_regclass('micro_scrape.additions') is not null as has_ledger,
    to_regclass('graphile_worker.migrations') is not null as has_queue,
    to_regnamespace('graphile_worker') is not null as has_queue_schema`;
const APPLIED = 'select name, checksum from micro_scrape.applied_sql';
const QUEUE_VERSION = 'select coalesce(max(id), 0) as version from graphile_worker.migrations';
/** Clones of a trigger on partitions bear its name too. */
const TRIGGERS =
  'select tgname as name from pg_trigger where not tgisinternal and tgparentid = 0 and tgname = any ($1)';
/** $1 column, $2 our name of it. A table that is made now comes with the one on vehicles. Building elsewhere: somebody else is at it. */
const IMAGE_INDEX = `
  select c.relkind = 'p' and $1 = 'storage_path' or exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      join pg_class x on x.oid = i.indexrelid
      where i.indrelid = c.oid and a.attname = $1 and i.indisvalid and (i.indpred is null or x.relname = $2)) as indexed,
    (select i.indexrelid::regclass::text from pg_index i join pg_class x on x.oid = i.indexrelid
      where i.indrelid = c.oid and not i.indisvalid and x.relname = $2) as broken
  from pg_class c where c.oid = to_regclass('public.vehicle_images')`;

const look = z.object({
  version: z.number(),
  standby: z.boolean(),
  read_only: z.boolean(),
  has_ledger: z.boolean(),
  has_queue: z.boolean(),
  has_queue_schema: z.boolean(),
});
const applied = z.array(z.object({ name: z.string(), checksum: z.string() }));
const named = z.array(z.object({ name: z.string() }));
const imageIndex = z.object({ indexed: z.boolean(), broken: z.string().nullable() });

/**
 * Throws FatalError (78) when the server, the tables or a newer database stand against it; nothing is changed.
 *
 * @param fromBandaid set aside what bears our names and is not ours, instead of refusing it
 */
export async function planMigration(client: pg.ClientBase, fromBandaid = false): Promise<Step[]> {
  const seen = look.parse((await client.query(LOOK)).rows[0]);
  refuseServer(seen);
  const known = seen.has_ledger ? await readApplied(client) : new Map<string, string>();
  const migrations = await readSqlFiles('migrations');
  refuseOtherHistory(known, migrations);
  const pending = migrations.filter((file) => !known.has(file.name));
  let foreign: readonly Found[] = [];
  if (pending.length > 0) {
    // Not at every start: a table that was adopted and changed afterwards is the doctor's business.
    foreign = await findForeign(client, new Set(known.keys()));
    await explainMismatch(client, fromBandaid ? await explainTaken(client, foreign) : refuseForeign(foreign));
  }

  const steps: Step[] = [];
  if (!seen.has_ledger) {
    steps.push({ kind: 'ledger', name: 'ledger.sql', text: await readLedger() });
  }
  if (foreign.length > 0) {
    steps.push(generated(SET_ASIDE, setAside(foreign)));
  }
  steps.push(...(await planQueue(client, seen)));
  steps.push(...pending.map((file) => ({ kind: 'file' as const, ...file })));
  if ((foreign.length > 0 || known.has(SET_ASIDE)) && !known.has(OLD_RUNS)) {
    const text = await copyRuns(client, foreign);
    steps.push(...(text === undefined ? [] : [generated(OLD_RUNS, text)]));
  }
  steps.push(...(await planImageIndex(client, 'vehicle_id')));
  // Whether a row still names a file.
  steps.push(...(await planImageIndex(client, 'storage_path')));
  for (const file of await readSqlFiles('functions')) {
    if (known.get(file.name) !== file.checksum) {
      steps.push({ kind: 'file', ...file });
    }
  }
  for (const file of await readSqlFiles('triggers')) {
    // Replacing a trigger locks its table for a moment, so it is done only for a missing or changed one.
    if (known.get(file.name) !== file.checksum || !(await triggersPresent(client, file))) {
      steps.push({ kind: 'file', ...file });
    }
  }
  return steps;
}

/** What was found decides its text, so that there is none to compare it with later. */
function generated(name: string, text: string): Step {
  return { kind: 'file', name, text, checksum: 'of what was found', inPublic: true };
}

async function readApplied(client: pg.ClientBase): Promise<Map<string, string>> {
  return new Map(applied.parse((await client.query(APPLIED)).rows).map((row) => [row.name, row.checksum]));
}

/** What of the original is in the way or was set aside, in words. */
export async function explainTakeover(client: pg.ClientBase): Promise<Takeover> {
  const seen = look.parse((await client.query(LOOK)).rows[0]);
  const known = seen.has_ledger ? await readApplied(client) : new Map<string, string>();
  return describeTakeover(client, await findForeign(client, new Set(known.keys())));
}

function refuseServer(seen: z.infer<typeof look>): void {
  if (seen.version < OLDEST_SERVER) {
    throw new FatalError(
      `This server is PostgreSQL ${Math.floor(seen.version / 10_000)}; micro-scrape needs 15 or later.`,
      78,
    );
  }
  if (seen.standby) {
    throw new FatalError('This server is a standby and takes no writes: connect to the primary (DATABASE_URL).', 78);
  }
  if (seen.read_only) {
    throw new FatalError(
      'Transactions are read-only here (default_transaction_read_only; hosts switch it on when a disk is full). ' +
        '`npx micro-scrape doctor` names the line that ends it.',
      78,
    );
  }
}

function refuseOtherHistory(known: ReadonlyMap<string, string>, files: readonly SqlFile[]): void {
  const newer = [...known.keys()].filter(
    (name) => name.startsWith('migrations/') && !files.some((file) => file.name === name),
  );
  if (newer.length > 0) {
    throw new FatalError(
      `This database was migrated by a newer micro-scrape (${newer.join(', ')}). Run that version.`,
      78,
    );
  }
  const other = files.filter((file) => (known.get(file.name) ?? file.checksum) !== file.checksum);
  if (other.length > 0) {
    throw new FatalError(
      `${other.map((file) => file.name).join(', ')} was applied to this database with another text. ` +
        'Migrations are append-only: restore the file, and put the change into a new one.',
      78,
    );
  }
}

async function planQueue(client: pg.ClientBase, seen: z.infer<typeof look>): Promise<Step[]> {
  const version = seen.has_queue
    ? z.object({ version: z.number() }).parse((await client.query(QUEUE_VERSION)).rows[0]).version
    : 0;
  const missing = (await readQueueFiles()).filter((file) => file.number > version);
  if (missing.length === 0) {
    return [];
  }
  const bootstrap = [
    ...(seen.has_queue_schema ? [] : ['create schema graphile_worker;']),
    'create table if not exists graphile_worker.migrations (id int primary key, ts timestamptz default now() not null);',
    'alter table graphile_worker.migrations add column if not exists breaking boolean not null default false;',
  ];
  const text = missing.map(
    ({ number, text: body }) =>
      `begin;\ninsert into graphile_worker.migrations (id, breaking) values (${number}, ${body.startsWith('--! breaking')});\n${body.trim()}\ncommit;`,
  );
  return [{ kind: 'queue', name: 'graphile-worker', text: [...(seen.has_queue ? [] : bootstrap), ...text].join('\n') }];
}

async function planImageIndex(client: pg.ClientBase, column: 'vehicle_id' | 'storage_path'): Promise<Step[]> {
  const name = `micro_scrape_vehicle_images_${column}_idx`;
  const { rows } = await client.query(IMAGE_INDEX, [column, name]);
  const made = { indexed: column === 'vehicle_id', broken: null };
  const seen = rows.length === 0 ? made : imageIndex.parse(rows[0]);
  if (seen.indexed) {
    return [];
  }
  const only = column === 'storage_path' ? ' where storage_path is not null' : '';
  return [
    {
      kind: 'index',
      name: `index ${name}`,
      // A failed build leaves an invalid index that is written to and never read.
      text:
        (seen.broken === null ? '' : `drop index concurrently if exists public.${name};\n`) +
        `create index concurrently ${name} on public.vehicle_images (${column})${only};`,
    },
  ];
}

async function triggersPresent(client: pg.ClientBase, file: SqlFile): Promise<boolean> {
  const names = [...file.text.matchAll(/create or replace trigger (\w+)/g)].map(([, name = '']) => name);
  const found = named.parse((await client.query(TRIGGERS, [names])).rows).map((row) => row.name);
  return names.every((name) => found.includes(name));
}
