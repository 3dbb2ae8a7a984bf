/**
 * The database a command works on: the one DATABASE_URL names, or the embedded PostgreSQL under ./.data.
 */

import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { describeConnection } from '../database/pool.ts';
import { hasCode } from '../runtime/thrown.ts';

export interface Database {
  readonly url: string;
  /** For messages, without the password. */
  readonly description: string;
  /** Given by SERVICE_KEY; with the embedded database one is made and kept beside the data. */
  readonly serviceKeys: readonly string[];
  close(): Promise<void>;
}

const DATA = '.data';
/** Where the embedded PostgreSQL lives, from the working directory. */
export const EMBEDDED_FOLDER = `${DATA}/postgres`;

export async function openDatabase(config: Config, signal: AbortSignal): Promise<Database> {
  if (config.databaseUrl !== undefined) {
    return {
      url: config.databaseUrl,
      description: describeConnection(config.databaseUrl),
      serviceKeys: config.serviceKeys,
      close: async () => {},
    };
  }
  // Loaded where it is wanted: most daemons run beside a database.
  const { startEmbeddedPostgres } = await import('./embedded-postgres.ts');
  const server = await startEmbeddedPostgres({ dataDir: EMBEDDED_FOLDER, durable: true, signal });
  return {
    url: server.url,
    description: `embedded PostgreSQL on port ${server.port}, data in ${server.dataDir}`,
    serviceKeys: config.serviceKeys.length > 0 ? config.serviceKeys : [await keptKey(`${DATA}/service-key`)],
    close: () => server.stop(),
  };
}

/** Made once, readable by its owner only. */
async function keptKey(path: string): Promise<string> {
  const made = randomBytes(32).toString('hex');
  try {
    await writeFile(path, `${made}\n`, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) {
      return (await readFile(path, 'utf8')).trim();
    }
    throw error;
  }
}
