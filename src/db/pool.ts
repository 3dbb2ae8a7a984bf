/**
 * Connections to PostgreSQL.
 * Invariant: no query waits for ever: connecting, each statement and an idle transaction all have a limit, and a
 * connection that breaks while idle is dropped with a report instead of ending the process.
 */
import pg from 'pg';

/** What a statement needs: a pool, or one client inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/** Limits of one connection. A query past `query_timeout` is given up on our side even when the network is silent. */
export function connectionLimits(role: string): pg.ClientConfig {
  return {
    application_name: `micro-scrape ${role}`,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    statement_timeout: 12_000,
    idle_in_transaction_session_timeout: 20_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

export function createPool(options: {
  connectionString: string;
  /** Shown in pg_stat_activity after `micro-scrape`. */
  role: string;
  max: number;
  onError: (error: Error) => void;
}): pg.Pool {
  const pool = new pg.Pool({
    ...connectionLimits(options.role),
    connectionString: options.connectionString,
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
      await client.query('rollback');
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

/** Host, port, database and user of a connection string, for messages: never the password. */
export function describeConnection(connectionString: string): string {
  const url = URL.parse(connectionString);
  if (url === null) {
    return 'the given DATABASE_URL';
  }
  const database = decodeURIComponent(url.pathname.slice(1)) || 'the default database';
  return `${database} at ${url.hostname || 'localhost'}:${url.port || 5432}${url.username === '' ? '' : ` as ${decodeURIComponent(url.username)}`}`;
}
