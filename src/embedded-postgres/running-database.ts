/**
 * Finds the embedded PostgreSQL that a daemon started in this folder is serving, without starting or touching it.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FatalError } from '../runtime/errors.ts';
import { hasCode } from '../runtime/thrown.ts';
import { superuser } from './cluster.ts';

/** Name of the database that startEmbeddedPostgres makes. */
const DATABASE = 'micro_scrape';

/**
 * The server's URL, or nothing when none was started on this folder. A file left by a killed server still names a port:
 * whoever connects there learns that nobody answers.
 *
 * @param folder as given to startEmbeddedPostgres
 */
export async function findRunningServer(folder: string): Promise<string | undefined> {
  const lock = await readIfThere(join(folder, 'cluster', 'data', 'postmaster.pid'));
  const password = await readIfThere(join(folder, 'cluster', 'password'));
  // Lines: pid, data directory, start time, port, socket directory, listen address, shared memory key, state.
  const port = Number.parseInt(lock?.split('\n')[3] ?? '', 10);
  if (password === undefined || !Number.isInteger(port)) {
    return undefined;
  }
  return `postgresql://${superuser}:${password.trim()}@127.0.0.1:${port}/${DATABASE}?sslmode=disable`;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) {
      return undefined;
    }
    if (hasCode(error, 'EACCES')) {
      throw new FatalError(`${file} belongs to another user: run this command as the user who runs the daemon.`, 78, {
        cause: error,
      });
    }
    throw error;
  }
}
