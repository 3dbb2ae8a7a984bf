/**
 * The database for a command that looks or asks and then ends.
 * Invariant: such a command never starts, migrates or keeps a database; what is wrong with one is said in a sentence
 * with the exit code of its kind (69 away, 78 not prepared or not allowed).
 */

import type { Pool } from 'pg';
import { type Config, describeTypo } from '../config.ts';
import { lasts, unreachable } from '../database/connection-advice.ts';
import { isConnectionError } from '../database/connection-error.ts';
import { createPool, describeConnection } from '../database/pool.ts';
import { EMBEDDED_FOLDER } from '../embedded-postgres/chosen-database.ts';
import { findRunningServer } from '../embedded-postgres/running-database.ts';
import { FatalError } from '../runtime/errors.ts';
import { codeOf, messageOf } from '../runtime/thrown.ts';

/** A command asks a handful of questions, some at the same time. */
const CONNECTIONS = 4;
const PREPARED = `select to_regclass('micro_scrape.vehicle_state') is not null as prepared`;

export interface FoundDatabase {
  readonly url: string;
  /** For messages, without the password. */
  readonly description: string;
  /** Served by a daemon in this folder; gone when that daemon is. */
  readonly embedded: boolean;
}

/** DATABASE_URL, else the embedded server of the daemon that runs in this folder. @throws FatalError 69 */
export async function findDatabase(config: Config): Promise<FoundDatabase> {
  if (config.databaseUrl !== undefined) {
    return { url: config.databaseUrl, description: describeConnection(config.databaseUrl), embedded: false };
  }
  const url = await findRunningServer(EMBEDDED_FOLDER);
  if (url === undefined) {
    throw nothingRuns(config.misspelt.map(describeTypo));
  }
  return { url, description: `embedded PostgreSQL in ${EMBEDDED_FOLDER}`, embedded: true };
}

function nothingRuns(hints: readonly string[], cause?: unknown): FatalError {
  return new FatalError(
    'DATABASE_URL is not set, and no daemon runs in this folder that would serve an embedded PostgreSQL.\n' +
      ['Set DATABASE_URL, or start one here with: npm start', ...hints].join('\n'),
    69,
    { cause },
  );
}

/** Runs `work` with connections to a prepared database. */
export async function withDatabase<T>(config: Config, work: (pool: Pool) => Promise<T>): Promise<T> {
  const database = await findDatabase(config);
  // A connection that breaks while idle is missed by the next question, which then says so.
  const pool = createPool({ connectionString: database.url, role: 'command', max: CONNECTIONS, onError: () => {} });
  try {
    await assertPrepared(pool, database);
    return await work(pool);
  } catch (error) {
    throw explain(error, database);
  } finally {
    await pool.end();
  }
}

async function assertPrepared(pool: Pool, database: FoundDatabase): Promise<void> {
  const { rows } = await pool.query<{ prepared: boolean }>(PREPARED);
  if (rows[0]?.prepared !== true) {
    throw new FatalError(
      `The database ${database.description} is not prepared for micro-scrape. Prepare it with: npx micro-scrape migrate`,
      78,
    );
  }
}

/** Errors of the database as a sentence and an exit code; anything else is what it was. */
function explain(error: unknown, database: FoundDatabase): unknown {
  if (error instanceof FatalError) {
    return error;
  }
  const message = messageOf(error);
  const code = codeOf(error);
  if (isConnectionError(error) && database.embedded) {
    return nothingRuns([], error);
  }
  if (isConnectionError(error) || lasts(error)) {
    return unreachable(error, database.url);
  }
  if (code === '42501') {
    return new FatalError(
      `The database refuses: ${message}. \`npx micro-scrape doctor\` prints the GRANT that fixes it.`,
      78,
      { cause: error },
    );
  }
  if (code !== undefined && ['42P01', '42703', '42883', '3F000'].includes(code)) {
    return new FatalError(
      `The database ${database.description} is of another version than this program (${message}). Bring it up with: npx micro-scrape migrate`,
      78,
      { cause: error },
    );
  }
  return error;
}
