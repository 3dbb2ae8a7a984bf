/**
 * Tells from `postmaster.pid` whether a live server works on a data directory: the file outlives a killed
 * server, and its pid may meanwhile belong to any other process.
 */

import { execFile } from 'node:child_process';
import { readFile, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { FatalError } from '../runtime/errors.ts';
import { hasCode, orMissing } from '../runtime/thrown.ts';

const exec = promisify(execFile);

/** A server whose parent was just killed needs a moment to note that it is stopping. */
const noticeMs = 500;
/** What such a server may take for its last checkpoint. */
const shutdownMs = 30_000;

interface Holder {
  readonly pid: number;
  readonly stopping: boolean;
}

/**
 * Returns once no server works on `cluster` and PostgreSQL will accept the lock file that may be left.
 *
 * @throws FatalError 69 naming the process that serves the directory
 */
export async function waitUntilUnserved(cluster: string, signal?: AbortSignal): Promise<void> {
  const started = performance.now();
  for (;;) {
    signal?.throwIfAborted();
    const holder = await findHolder(cluster);
    if (holder === undefined) return;
    if (performance.now() - started > (holder.stopping ? shutdownMs : noticeMs)) {
      throw new FatalError(
        `Another PostgreSQL server (process ${holder.pid}) ${holder.stopping ? 'is still shutting down on' : 'already serves'} ` +
          `${cluster}. Stop the micro-scrape it belongs to, or use another data folder.`,
        69,
      );
    }
    await delay(25, undefined, { signal });
  }
}

async function findHolder(cluster: string): Promise<Holder | undefined> {
  const file = path.join(cluster, 'postmaster.pid');
  const content = await orMissing(readFile(file, 'utf8'));
  if (content === undefined) return undefined;
  // Lines: pid, data directory, start time, port, socket directory, listen address, shared memory key, state.
  const lines = content.split('\n');
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (!Number.isSafeInteger(pid) || pid === 0) return undefined; // PostgreSQL itself judges an empty or broken file
  if (!isAlive(pid)) return undefined;
  if (await servesCluster(pid, cluster)) return { pid, stopping: lines[7]?.trim() === 'stopping' };
  // The pid was given to another process. PostgreSQL only asks whether the pid lives and would refuse for ever.
  if ((await orMissing(readFile(file, 'utf8'))) === content) await unlink(file);
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, but another user's; a server runs as the owner of its data, which we may signal.
    if (hasCode(error, 'ESRCH', 'EPERM')) return false;
    throw error;
  }
}

/** A postmaster's working directory is its data directory. When that cannot be known the answer is the safe one. */
async function servesCluster(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    try {
      // By device and inode: a path may differ between mounts.
      const [theirs, ours] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(cluster)]);
      return theirs.dev === ours.dev && theirs.ino === ours.ino;
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ESRCH')) return false; // ended meanwhile, or a zombie
      if (hasCode(error, 'EACCES', 'EPERM')) return true;
      throw error;
    }
  }
  if (process.platform === 'win32') return true;
  try {
    const { stdout } = await exec('ps', ['-p', String(pid), '-o', 'command='], { timeout: 5_000 });
    return stdout.includes(cluster);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true;
    return false; // ps answers with a failure when the process is gone
  }
}
