/**
 * Connections to PostgreSQL.
 * Invariant: no query waits for ever: connecting, each statement and an idle transaction all have a limit, and a
 * connection that breaks while idle is dropped with a report instead of ending the process.
 */
import pg from 'pg';

/** What a statement needs: a pool, or one client inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * Limits of one connection. A query past `query_timeout` is given up on our side even when the network is silent; with
 * the roll-back's second that is noticed within 10 s. The server's own limit comes first, so that a slow statement ends
 * with a clean error.
 */
export function connectionLimits(role: string, queryTimeoutMs = 7_000): pg.ClientConfig {
  return {
    application_name: `micro-scrape ${role}`,
    connectionTimeoutMillis: Math.min(5_000, queryTimeoutMs),
    query_timeout: queryTimeoutMs,
    statement_timeout: queryTimeoutMs - 1_000,
    // What we have locked is a person's row: a transaction whose client has gone silent ends soon.
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
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
  onError: (error: Error) => void;
}): pg.Pool {
  const pool = new pg.Pool({
    ...connectionLimits(options.role, options.queryTimeoutMs),
    connectionString: options.connectionString,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    max: options.max,
  });
  // end() resolves before the last socket is closed: what is said of a connection after that is no news.
  const report = (error: Error) => {
    if (!pool.ending) {
      options.onError(error);
    }
  };
  pool.on('error', report);
  // A client that is checked out reports its own loss; without a listener Node would end the process.
  pool.on('connect', (client) => {
    client.on('error', report);
  });
  return pool;
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
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    failure = error;
    try {
      await client.query(within(ROLLBACK_TIMEOUT_MS, 'rollback'));
    } catch (rollbackError) {
      // The connection is broken: PostgreSQL rolls back by itself. Handing the error to release() discards the client.
      failure = new AggregateError(
        [error, rollbackError],
        error instanceof Error ? error.message : 'transaction failed',
      );
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
