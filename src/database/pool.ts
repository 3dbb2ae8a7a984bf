/**
 * Connections to PostgreSQL.
 * Invariant: no query waits for ever: connecting, each statement and an idle transaction all have a limit, and a
 * connection that breaks while idle is dropped with a report instead of ending the process.
 */

import pg from 'pg';
import { messageOf } from '../runtime/thrown.ts';
import { settingsOf, settler } from './session-settings.ts';
import { readTls } from './tls.ts';

/** What a statement needs: a pool, or one client inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/** Said in a connection string they would be sent with the login, which a pooler refuses, or take the place of ours. */
const OURS = [
  'application_name',
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'query_timeout',
];

/**
 * How one connection is made. A query past `queryTimeoutMs` is given up on our side even when the network is silent; with
 * the roll-back's second that is noticed within 10 s. What the server is to know is asked for afterwards (settings.ts):
 * a pooler takes nothing of it with the login.
 */
export function connectionConfig(
  connectionString: string,
  role: string,
  queryTimeoutMs = QUERY_TIMEOUT_MS,
): pg.ClientConfig {
  const { connectionString: plain = connectionString, ...tls } = readTls(connectionString);
  const url = URL.parse(plain);
  const said = OURS.filter((name) => url?.searchParams.has(name));
  for (const name of said) {
    url?.searchParams.delete(name);
  }
  return {
    ...tls,
    connectionString: said.length > 0 && url !== null ? url.href : plain,
    application_name: `micro-scrape ${role}`,
    connectionTimeoutMillis: queryTimeoutMs === 0 ? 5_000 : Math.min(5_000, queryTimeoutMs),
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

const QUERY_TIMEOUT_MS = 7_000;
/** The server's own limit comes first, so that a slow statement ends with a clean error. */
const serverLimit = (queryTimeoutMs: number): number => Math.max(0, queryTimeoutMs - 1_000);

/** One connection of its own, which keeps its session; its loss is said by the query under way. */
export async function openClient(
  connectionString: string,
  role: string,
  options: { queryTimeoutMs?: number; idleSession?: string; idleInTransaction?: string } = {},
): Promise<pg.Client> {
  const { queryTimeoutMs = QUERY_TIMEOUT_MS, ...idle } = options;
  const config = connectionConfig(connectionString, role, queryTimeoutMs);
  const client = new pg.Client(config);
  client.on('error', () => {});
  try {
    await client.connect();
    await settler(config, settingsOf(serverLimit(queryTimeoutMs), { ...idle, name: `micro-scrape ${role}` }))(client);
    return client;
  } catch (error) {
    // A silent server would keep this waiting for as long as the kernel does.
    client.end().catch(() => {});
    throw error;
  }
}

/** A canary comes once a minute: with the 10 s of pg's default its way is connected anew each time, by four connections. */
const IDLE_TIMEOUT_MS = 90_000;

export function createPool(options: {
  connectionString: string;
  /** Shown in pg_stat_activity after `micro-scrape`. */
  role: string;
  max: number;
  /** Default 7 s. */
  queryTimeoutMs?: number;
  /** False through a transaction pooler; found out where it is not known. */
  keepsSession?: boolean;
  /** More that its sessions are set to, where they are kept. */
  session?: Readonly<Record<string, string>>;
  onError: (error: Error) => void;
}): pg.Pool {
  const { queryTimeoutMs = QUERY_TIMEOUT_MS, session = {} } = options;
  const config = connectionConfig(options.connectionString, options.role, queryTimeoutMs);
  const pool = new pg.Pool({
    ...config,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    max: options.max,
    onConnect: settler(config, settingsOf(serverLimit(queryTimeoutMs), { also: session }), options.keepsSession),
  });
  // end() resolves before the last socket is closed: what is said of a connection after that is no news.
  const report = (error: Error) => {
    if (!pool.ending) {
      options.onError(error);
    }
  };
  if (options.keepsSession === true) {
    keepingSession.add(pool);
  }
  pool.on('error', report);
  // A client that is checked out reports its own loss; without a listener Node would end the process.
  pool.on('connect', (client) => {
    client.on('error', report);
  });
  return pool;
}

const keepingSession = new WeakSet<Queryable>();

/**
 * A statement that is asked for each vehicle: prepared by connections that keep their session, where it is else parsed and
 * planned at each call. Behind a transaction pooler nothing stays prepared.
 */
export function ask(db: Queryable, name: string, text: string, values: unknown[]): Promise<pg.QueryResult> {
  return db.query({ text, values, ...(keepingSession.has(db) && { name }) });
}

/** After a query that got no answer this one gets none either. */
const ROLLBACK_TIMEOUT_MS = 1_000;

/**
 * Runs `work` in one transaction. When the answer to COMMIT is lost the outcome is unknown: callers write so that
 * doing it again changes nothing (fence, compare-and-set, content addresses).
 */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: unknown;
  try {
    // Through a transaction pooler the session could not be asked for it.
    await client.query("begin; set local idle_in_transaction_session_timeout = '10s'");
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    failure = error;
    try {
      await client.query(within(ROLLBACK_TIMEOUT_MS, 'rollback'));
    } catch (rollbackError) {
      // The connection is broken: PostgreSQL rolls back by itself. Handing the error to release() discards the client.
      failure = new AggregateError([error, rollbackError], messageOf(error));
    }
    throw error;
  } finally {
    client.release(failure instanceof AggregateError);
  }
}

/** A statement with a time limit of its own on our side, in ms. */
export function within(queryTimeoutMs: number, text: string, values: unknown[] = []): pg.QueryConfig {
  // pg reads the limit from here too; its types only know it for a whole connection.
  return { text, values, query_timeout: queryTimeoutMs } as pg.QueryConfig;
}

/** Host, port, database and user of a connection string, for messages: never the password. */
export function describeConnection(connectionString: string): string {
  const url = URL.parse(connectionString);
  if (url === null) {
    return 'the given DATABASE_URL';
  }
  const database = decodeURIComponent(url.pathname.slice(1)) || 'the default database';
  return `${database} at ${url.hostname || 'localhost'}:${url.port || 5432}${url.username === '' ? '' : ` as ${decodeURIComponent(url.username)}`}`;
}
