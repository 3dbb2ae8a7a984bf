/**
 * The two ways to the database that a daemon takes: to many short transactions, and to the sessions in which it listens
 * and holds its locks.
 * Invariant: what cannot work is refused here, before anything is begun or locked.
 */
import pg from 'pg';
import { FatalError } from '../runtime/errors.ts';
import { unreachable } from './connection-advice.ts';
import { connectionConfig, describeConnection } from './pool.ts';
import { keepsSession } from './session-settings.ts';

/** Where Supabase and others put their transaction pooler; sessions are at 5432. */
export const POOLER_PORT = '6543';
// Not by address or port: a pooler, a socket and another name lead to the same server.
const WHERE = `select current_database() || ' ' || extract(epoch from pg_postmaster_start_time()) as place`;

export interface Links {
  /** Keeps its sessions. */
  readonly direct: string;
  /** Transactions go through a transaction pooler: no setting, LISTEN or prepared statement outlives one of them. */
  readonly pooled: boolean;
}

/** Throws FatalError: 78 when they can never work together, 69 when the database is away. */
export async function findLinks(databaseUrl: string, listenUrl: string | undefined): Promise<Links> {
  if (listenUrl === undefined) {
    return { direct: databaseUrl, pooled: false };
  }
  const pooled = !(await keeps(databaseUrl));
  if (!(await isSameDatabase(databaseUrl, listenUrl))) {
    throw new FatalError(
      `LISTEN_DATABASE_URL leads to another database (${describeConnection(listenUrl)}) than DATABASE_URL (${describeConnection(databaseUrl)}).`,
      78,
    );
  }
  return { direct: listenUrl, pooled };
}

/** For what needs locks and settings of a session. */
export async function assertSession(connectionString: string): Promise<void> {
  if (!(await keeps(connectionString))) {
    throw new FatalError(
      `${describeConnection(connectionString)} goes through a transaction pooler, which keeps no session: LISTEN, locks and settings do not pass it. Nothing was begun.\n` +
        `Fix it with:\n  LISTEN_DATABASE_URL=${directTo(connectionString)}`,
      78,
    );
  }
}

async function keeps(connectionString: string): Promise<boolean> {
  try {
    return await keepsSession(connectionConfig(connectionString, 'link'));
  } catch (error) {
    throw unreachable(error, connectionString);
  }
}

export async function isSameDatabase(one: string, other: string): Promise<boolean> {
  const [here, there] = await Promise.all([one, other].map(whereIs));
  return here === there;
}

async function whereIs(connectionString: string): Promise<unknown> {
  const client = new pg.Client(connectionConfig(connectionString, 'link'));
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(WHERE)).rows[0]?.place;
  } catch (error) {
    throw unreachable(error, connectionString);
  } finally {
    client.end().catch(() => {});
  }
}

/** Where the same database is reached without the pooler, as far as that can be known; never with the password. */
export function directTo(connectionString: string): string {
  const parsed = URL.parse(connectionString);
  // Supabase's pooler serves sessions at 5432 of the same host. Of others nobody knows where the server itself is.
  const host = parsed?.port === POOLER_PORT ? parsed.hostname : 'HOST';
  return `postgres://USER:PASSWORD@${host}:5432${parsed?.pathname ?? '/DATABASE'}   # of the server itself or its session-mode pooler`;
}
