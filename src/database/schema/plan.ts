/**
 * What has to be done to bring a database to this version, found by looking and without changing anything.
 * Invariant: `migrate` does exactly these steps and a dry run prints exactly their SQL.
 */
import type pg from 'pg';
import { z } from 'zod';
import { FatalError } from '../../runtime/errors.ts';
import { OLDEST_SERVER, probeServer, type Server } from '../server.ts';
import { explainMismatch } from './adopt.ts';
import { CATALOGUE_FILE, findDrift, SWEEP } from './drift.ts';
import {
  copyRuns,
  describeTakeover,
  explainTaken,
  findForeign,
  OLD_RUNS,
  refuseForeign,
  SET_ASIDE,
  setAside,
  type Takeover,
} from './from-bandaid.ts';
import { planQueue } from './plan-queue.ts';
import { readSqlFile, readSqlFiles, type SqlFile } from './sql-files.ts';

export type Step =
  /** Our schema and the two tables in which migrate keeps its books. */
  | { readonly kind: 'ledger'; readonly name: string; readonly text: string }
  /** The queue's own migrations, applied by its library; `text` is what that does. */
  | { readonly kind: 'queue'; readonly name: string; readonly text: string }
  /** One file of sql/, in one transaction with its record. */
  | ({ readonly kind: 'file'; readonly because?: string } & SqlFile)
  /** Built without blocking writers, and so outside a transaction. */
  | { readonly kind: 'index'; readonly name: string; readonly text: string }
  /** What of ours was left on a table that is not the catalogue any more. */
  | { readonly kind: 'sweep'; readonly name: string; readonly text: string };

/** What is only done when somebody has said so. */
export interface Wishes {
  /** Set aside what bears our names and is not ours, instead of refusing it. */
  readonly fromBandaid?: boolean;
  /** Make an empty public.vehicles although something like it is there under another name. */
  readonly create?: boolean;
  /** Bring a queue that another program uses to our revision. */
  readonly upgradeQueue?: boolean;
  /** Switch on triggers of ours that somebody has switched off. */
  readonly switchOn?: boolean;
}

const HAS_LEDGER = `select to_regclass('micro_scrape.additions') is not null as has_ledger`;
const APPLIED = 'select name, checksum from micro_scrape.applied_sql';
/** $1 column, $2 our name of it. A table that is made now comes with the one on vehicles. Building elsewhere: somebody else is at it. */
const IMAGE_INDEX = `
  select c.relkind = 'p' and $1 = 'storage_path' or exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      join pg_class x on x.oid = i.indexrelid
      where i.indrelid = c.oid and a.attname = $1 and i.indisvalid and (i.indpred is null or x.relname = $2)) as indexed,
    (select i.indexrelid::regclass::text from pg_index i join pg_class x on x.oid = i.indexrelid
      where x.relname = $2 and x.relnamespace = c.relnamespace and (i.indrelid <> c.oid or not i.indisvalid)) as broken
  from pg_class c where c.oid = to_regclass('public.vehicle_images')`;

const ledger = z.object({ has_ledger: z.boolean() });
const appliedFiles = z.array(z.object({ name: z.string(), checksum: z.string() }));
const imageIndex = z.object({ indexed: z.boolean(), broken: z.string().nullable() });

/** Throws FatalError (78) when the server, the tables or a newer database stand against it; nothing is changed. */
export async function planMigration(client: pg.ClientBase, wishes: Wishes = {}): Promise<Step[]> {
  refuseServer(await probeServer(client));
  const applied = await readApplied(client);
  const known = applied ?? new Map<string, string>();
  const migrations = await readSqlFiles('migrations');
  refuseOtherHistory(known, migrations);
  const pending = migrations.filter((file) => !known.has(file.name));
  // Also at a start with nothing to bring in: a table may have been swapped for one that does not fit.
  const foreign = pending.length > 0 ? await findForeign(client, new Set(known.keys())) : [];
  const taken = wishes.fromBandaid === true ? await explainTaken(client, foreign) : refuseForeign(foreign);
  await explainMismatch(client, { create: wishes.create === true, prepared: known.has(CATALOGUE_FILE) }, taken);
  const fixed = await findFixed(client, applied !== undefined, wishes);

  const steps: Step[] = [];
  if (applied === undefined) {
    steps.push({ kind: 'ledger', name: 'ledger.sql', text: await readSqlFile('ledger.sql') });
  }
  if (foreign.length > 0) {
    steps.push(generated(SET_ASIDE, setAside(foreign)));
  }
  const queue = await planQueue(client, wishes.upgradeQueue === true);
  if (queue !== undefined) {
    steps.push({ kind: 'queue', name: 'graphile-worker', text: queue });
  }
  const because = ({ name }: SqlFile) => {
    const problem = fixed.get(name);
    return problem === undefined ? {} : { because: problem };
  };
  for (const file of migrations.filter(({ name }) => name === CATALOGUE_FILE && fixed.has(name))) {
    steps.push({ kind: 'file', ...again(file), ...because(file) });
  }
  steps.push(...pending.map((file) => ({ kind: 'file' as const, ...file })));
  if ((foreign.length > 0 || known.has(SET_ASIDE)) && !known.has(OLD_RUNS)) {
    const text = await copyRuns(client, foreign);
    steps.push(...(text === undefined ? [] : [generated(OLD_RUNS, text)]));
  }
  steps.push(...(await planImageIndex(client, 'vehicle_id')));
  // Whether a row still names a file.
  steps.push(...(await planImageIndex(client, 'storage_path')));
  // Replacing a trigger locks its table for a moment, so it is done only for a missing or changed one.
  for (const file of [...(await readSqlFiles('functions')), ...(await readSqlFiles('triggers'))]) {
    if (known.get(file.name) !== file.checksum || fixed.has(file.name)) {
      steps.push({ kind: 'file', ...file, ...because(file) });
    }
  }
  if (fixed.has(SWEEP.name)) {
    steps.push({ kind: 'sweep', ...SWEEP });
  }
  return steps;
}

/** What was found decides its text, so that there is none to compare it with later. */
function generated(name: string, text: string): Step {
  return { kind: 'file', name, text, checksum: 'of what was found', inPublic: true };
}

/** Nothing where nothing was ever applied. */
async function readApplied(client: pg.ClientBase): Promise<Map<string, string> | undefined> {
  if (!ledger.parse((await client.query(HAS_LEDGER)).rows[0]).has_ledger) {
    return undefined;
  }
  return new Map(appliedFiles.parse((await client.query(APPLIED)).rows).map((row) => [row.name, row.checksum]));
}

/** What of the original is in the way or was set aside, in words. */
export async function explainTakeover(client: pg.ClientBase): Promise<Takeover> {
  const known = (await readApplied(client)) ?? new Map<string, string>();
  return describeTakeover(client, await findForeign(client, new Set(known.keys())));
}

/** What is applied again although it was, because the database is no longer as it was left: by name, with the first reason. */
async function findFixed(client: pg.ClientBase, prepared: boolean, { switchOn }: Wishes): Promise<Map<string, string>> {
  const drift = prepared ? await findDrift(client) : [];
  const wanted = drift.filter(({ off }) => off !== true || switchOn === true).toReversed();
  return new Map(wanted.flatMap(({ files, problem }) => files.map((file) => [file, problem] as const)));
}

/** What was once written down as added, and is gone, is added again; a table of runs it makes no more. */
function again(file: SqlFile): SqlFile {
  const text = `delete from micro_scrape.additions a where case a.kind
  when 'table' then to_regclass(a.name) is null
  when 'column' then not exists (select from pg_attribute c where c.attrelid = to_regclass(split_part(a.name, '.', 1) || '.' || split_part(a.name, '.', 2))
    and c.attname = split_part(a.name, '.', 3) and not c.attisdropped) end;
${file.text}
do $runs$ begin
  if exists (select from micro_scrape.additions where kind = 'table' and name = 'public.micro_scrape_runs')
    and to_regclass('micro_scrape.runs') is not null then
    drop table public.micro_scrape_runs;
    delete from micro_scrape.additions where kind = 'table' and name = 'public.micro_scrape_runs';
  end if;
end $runs$;`;
  return { ...file, text };
}

function refuseServer(seen: Server): void {
  if (seen.version < OLDEST_SERVER) {
    throw new FatalError(
      `This server is PostgreSQL ${Math.floor(seen.version / 10_000)}; micro-scrape needs 15 or later.`,
      78,
    );
  }
  if (seen.standby) {
    throw new FatalError('This server is a standby and takes no writes: connect to the primary (DATABASE_URL).', 78);
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
      // A failed build leaves an invalid index that is written to and never read, a table that was renamed away one of our name.
      text:
        (seen.broken === null ? '' : `drop index concurrently if exists public.${name};\n`) +
        `create index concurrently ${name} on public.vehicle_images (${column})${only};`,
    },
  ];
}
