/**
 * Brings a database to this version: graphile-worker's own schema, then sql/migrations (numbered, each once), then
 * sql/functions and sql/triggers (re-run whenever their text changed or a trigger is missing).
 * Invariant: any number of daemons may do this at the same moment; each file is applied in one transaction under one
 * advisory lock, and a database newer than this program is refused.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { z } from 'zod';
import { FatalError } from '../errors.ts';
import { explainMismatch } from './adopt.ts';
import { connectionLimits, describeConnection } from './pool.ts';

const SQL = new URL('../../sql/', import.meta.url);
/** Second key of the advisory locks under 28019: 1 the doorbell, 2 the leading dispatcher, 3 migration. */
const LOCK = 'select pg_advisory_xact_lock(28019, 3)';
/** Waiting for another daemon's migration is normal; longer than this somebody holds the table itself. */
const LOCK_TIMEOUT_MS = 30_000;

interface SqlFile {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

export interface MigrateResult {
  /** Files applied now, in order; empty when the database was up to date. */
  readonly applied: readonly string[];
}

export async function migrate(options: {
  connectionString: string;
  log?: (line: string) => void;
}): Promise<MigrateResult> {
  const log = options.log ?? (() => {});
  const client = new pg.Client({
    ...connectionLimits('migrate'),
    connectionString: options.connectionString,
    // Building an index over a large existing table takes as long as it takes.
    query_timeout: 0,
    statement_timeout: 0,
    lock_timeout: LOCK_TIMEOUT_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof AggregateError ? error.errors.map(String).join('; ') : String(error);
    throw new FatalError(
      `Cannot reach the database ${describeConnection(options.connectionString)}: ${reason}\n` +
        'Check that PostgreSQL runs there and that DATABASE_URL is right; unset DATABASE_URL to use the embedded PostgreSQL.',
      69,
      { cause: error },
    );
  }
  try {
    const applied: string[] = [];
    // Not a race: graphile-worker numbers its migrations the same way and lets the second comer lose cleanly.
    await runMigrations({ connectionString: options.connectionString, logger: silentWorkerLogger() });
    for (const file of await readFiles('migrations')) {
      if (await applyOnce(client, file)) {
        applied.push(file.name);
        log(`applied ${file.name}`);
      }
    }
    for (const folder of ['functions', 'triggers'] as const) {
      for (const file of await readFiles(folder)) {
        if (await applyWhenChanged(client, file)) {
          applied.push(file.name);
          log(`applied ${file.name}`);
        }
      }
    }
    return { applied };
  } finally {
    await client.end();
  }
}

async function readFiles(folder: 'migrations' | 'functions' | 'triggers'): Promise<SqlFile[]> {
  const directory = new URL(`${folder}/`, SQL);
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, directory), 'utf8');
      return { name: `${folder}/${name}`, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

async function underLock(client: pg.Client, work: () => Promise<boolean>): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query(LOCK);
    await client.query(`create schema if not exists micro_scrape`);
    await client.query(`create table if not exists micro_scrape.applied_sql (
      name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp())`);
    const changed = await work();
    await client.query('commit');
    return changed;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const recorded = z.array(z.object({ name: z.string(), checksum: z.string() }));

async function findRecord(client: pg.Client, name: string): Promise<{ checksum: string } | undefined> {
  const { rows } = await client.query('select name, checksum from micro_scrape.applied_sql where name = $1', [name]);
  return recorded.parse(rows)[0];
}

async function record(client: pg.Client, file: SqlFile): Promise<void> {
  await client.query(
    `insert into micro_scrape.applied_sql (name, checksum) values ($1, $2)
     on conflict (name) do update set checksum = excluded.checksum, applied_at = clock_timestamp()`,
    [file.name, file.checksum],
  );
}

async function applyOnce(client: pg.Client, file: SqlFile): Promise<boolean> {
  return underLock(client, async () => {
    const before = await findRecord(client, file.name);
    if (before !== undefined) {
      if (before.checksum !== file.checksum) {
        throw new FatalError(
          `${file.name} was applied to this database with another text. Migrations are append-only: restore the file, and put the change into a new one.`,
          78,
        );
      }
      return false;
    }
    await refuseNewerDatabase(client);
    await explainMismatch(client);
    await client.query(file.text);
    await record(client, file);
    return true;
  });
}

async function refuseNewerDatabase(client: pg.Client): Promise<void> {
  const known = new Set((await readFiles('migrations')).map((file) => file.name));
  const { rows } = await client.query(
    `select name, checksum from micro_scrape.applied_sql where name like 'migrations/%'`,
  );
  const unknown = recorded.parse(rows).filter((row) => !known.has(row.name));
  if (unknown.length > 0) {
    throw new FatalError(
      `This database was migrated by a newer micro-scrape (${unknown.map((row) => row.name).join(', ')}). Run that version.`,
      78,
    );
  }
}

async function applyWhenChanged(client: pg.Client, file: SqlFile): Promise<boolean> {
  return underLock(client, async () => {
    const before = await findRecord(client, file.name);
    if (before?.checksum === file.checksum && (await triggersPresent(client, file))) {
      return false;
    }
    await client.query(file.text);
    await record(client, file);
    return true;
  });
}

/** Replacing a trigger locks its table for a moment, so it is done only when one is missing or its text changed. */
async function triggersPresent(client: pg.Client, file: SqlFile): Promise<boolean> {
  const names = [...file.text.matchAll(/create or replace trigger (\w+)/g)].map((match) => match[1]);
  if (names.length === 0) {
    return true;
  }
  const { rowCount } = await client.query('select from pg_trigger where tgname = any ($1) and not tgisinternal', [
    names,
  ]);
  return rowCount === names.length;
}

/** graphile-worker announces each of its 20 migrations; our own log line says enough. */
function silentWorkerLogger(): Logger {
  return new Logger(() => () => {});
}
