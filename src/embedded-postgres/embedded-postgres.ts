/**
 * A PostgreSQL server of our own, reachable at 127.0.0.1 only, that never outlives the process that started it.
 */
import { resolve } from 'node:path';
import pg from 'pg';
import { FatalError } from '../runtime/errors.ts';
import { findPostgresBinaries } from './binaries.ts';
import { giveTo, openCluster, openDataFolder, superuser } from './cluster.ts';
import { waitUntilUnserved } from './lock-file.ts';
import { chooseAccount, chooseLauncher } from './run-as-account.ts';
import { startServer } from './server-process.ts';

export interface EmbeddedPostgres {
  /** `postgresql://…`, with the generated password; for clients on this machine. */
  readonly url: string;
  /** TCP port on 127.0.0.1, chosen anew at every start. */
  readonly port: number;
  readonly dataDir: string;
  /** Ends all sessions and the server; once it resolves the port is closed and all data is on disk. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Folder of the server's own; made if missing. Its password lies in `cluster/password`, its log in `server.log`. */
  dataDir: string;
  /**
   * False (demo, tests) trades safety for speed: a killed server may lose the commits of its last second, a crash
   * of the machine all data. An orderly end loses nothing, nor does a kill of this process alone.
   */
  durable: boolean;
  /** Created if absent. Default `micro_scrape`. */
  database?: string;
  /** Gives the start up; a started server is ended with `stop()`. */
  signal?: AbortSignal;
  /** PostgreSQL settings that override ours. */
  settings?: Record<string, string>;
}

/** Folders this process serves: one process must not make the same cluster twice at the same time. */
const inUse = new Set<string>();

/**
 * Starts PostgreSQL on the data in `dataDir`, which is made at the first start.
 *
 * Started from a worker thread the server ends with that thread: on Linux its parent is the thread, not the process.
 *
 * @throws FatalError 78 when this machine or folder cannot hold a server, 69 when another process serves the folder
 *   or the server does not come up; the signal's reason when aborted
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { durable, signal, database = 'micro_scrape' } = options;
  signal?.throwIfAborted();
  const binaries = await findPostgresBinaries();
  const { folder, owner } = await openDataFolder(resolve(options.dataDir));
  if (inUse.has(folder)) {
    throw new FatalError(`This process (${process.pid}) already serves ${folder}.`, 69);
  }
  inUse.add(folder);
  try {
    const account = await chooseAccount(owner, signal);
    await giveTo(folder, account);
    const launcher = await chooseLauncher({ account, folder, postgres: binaries.postgres, signal });
    const cluster = await openCluster({ folder, launcher, binaries, durable, signal });
    await waitUntilUnserved(cluster.data, signal);
    const server = await startServer({
      folder,
      cluster,
      launcher,
      binaries,
      settings: { ...settingsFor(durable), ...options.settings },
      signal,
    });
    try {
      const url = await ensureDatabase(server.port, cluster.password, database);
      signal?.throwIfAborted();
      return {
        url,
        port: server.port,
        dataDir: options.dataDir,
        stop: async () => {
          await server.stop();
          inUse.delete(folder);
        },
      };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    inUse.delete(folder);
    throw error;
  }
}

function settingsFor(durable: boolean): Record<string, string> {
  return {
    max_connections: '200',
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log is one file per start: only what an operator must see goes there.
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
}

async function ensureDatabase(port: number, password: string, database: string): Promise<string> {
  const urlOf = (name: string) =>
    `postgresql://${superuser}:${password}@127.0.0.1:${port}/${encodeURIComponent(name)}?sslmode=disable`;
  const client = new pg.Client({
    connectionString: urlOf('postgres'),
    application_name: 'embedded-postgres',
    connectionTimeoutMillis: 10_000,
    query_timeout: 60_000,
  });
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
  return urlOf(database);
}
