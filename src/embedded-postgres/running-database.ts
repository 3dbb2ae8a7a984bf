/**
 * Finds the embedded PostgreSQL that a daemon started in this folder is serving, without starting or touching it.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FatalError } from '../runtime/errors.ts';
import { hasCode, orMissing } from '../runtime/thrown.ts';
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
    return await orMissing(readFile(file, 'utf8'), (thrown) => hasCode(thrown, 'ENOENT', 'ENOTDIR'));
  } catch (cause) {
    if (!hasCode(cause, 'EACCES')) {
      throw cause;
    }
    const why = `${file} belongs to another user: run this command as the user who runs the daemon.`;
    throw new FatalError(why, 78, { cause });
  }
}
