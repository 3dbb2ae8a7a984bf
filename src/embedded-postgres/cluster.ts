/**
 * The data folder: `cluster/{data,password}` appears in one rename once it is complete, so a half-made one
 * can never be mistaken for a database.
 */

import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FatalError } from '../runtime/errors.ts';
import { isRunning } from '../runtime/is-running.ts';
import { syncDirectory } from '../runtime/sync-directory.ts';
import { hasCode, orMissing } from '../runtime/thrown.ts';
import type { PostgresBinaries } from './binaries.ts';
import { type Account, type Launcher, runProgram } from './run-as-account.ts';

const initialiseDeadlineMs = 120_000;
const ours = /^(cluster|server\.log(\.1)?|initialising-\d+)$/;

/** The only login of an embedded server. */
export const superuser = 'postgres';

export interface Cluster {
  /** The PostgreSQL data directory. */
  readonly data: string;
  readonly password: string;
}

/** The folder as found: its real path and, where a cluster was made in it before, that cluster's owner. */
export interface DataFolder {
  readonly folder: string;
  readonly owner: Account | undefined;
}

/**
 * Makes the folder if it is missing.
 *
 * @throws FatalError 78 when it holds something that is not ours
 */
export async function openDataFolder(dataDir: string): Promise<DataFolder> {
  try {
    await mkdir(dataDir, { recursive: true });
    const folder = await realpath(dataDir);
    const entries = await readdir(folder);
    const foreign = entries.find((entry) => !ours.test(entry));
    if (foreign !== undefined) {
      throw new FatalError(
        `${folder} holds "${foreign}", which no embedded PostgreSQL made. Use an empty folder for its data, ` +
          'or set DATABASE_URL to use a server you run yourself.',
        78,
      );
    }
    if (!entries.includes('cluster')) return { folder, owner: undefined };
    const { uid, gid } = await stat(path.join(folder, 'cluster'));
    return { folder, owner: { uid, gid } };
  } catch (cause) {
    if (!hasCode(cause, 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'EROFS')) throw cause;
    throw new FatalError(`The data folder ${dataDir} cannot be used: ${String(cause)}`, 78, { cause });
  }
}

/**
 * Lets the account the server runs as into the folder, though it may have been made for root alone.
 *
 * @throws FatalError 78 where root may not do that (a container without CAP_CHOWN)
 */
export async function giveTo(folder: string, account: Account | undefined): Promise<void> {
  if (account === undefined) return;
  try {
    await chown(folder, account.uid, account.gid);
  } catch (cause) {
    throw new FatalError(
      `PostgreSQL does not run as root, and this root may not hand ${folder} to user ${account.uid}: ${String(cause)}. ` +
        'Start micro-scrape as an ordinary user or set DATABASE_URL.',
      78,
      { cause },
    );
  }
}

/**
 * Opens the cluster in `folder`, making it first where there is none.
 *
 * @throws FatalError 78 when another major version or another user made it, 69 when it cannot be made
 */
export async function openCluster(options: {
  folder: string;
  launcher: Launcher;
  binaries: PostgresBinaries;
  durable: boolean;
  signal?: AbortSignal | undefined;
}): Promise<Cluster> {
  const root = path.join(options.folder, 'cluster');
  const data = path.join(root, 'data');
  await removeHalfMade(options.folder);
  if ((await orMissing(stat(root))) === undefined) await makeCluster(root, options);
  const [madeBy, password, runs] = await Promise.all([
    readMade(path.join(data, 'PG_VERSION')),
    readMade(path.join(root, 'password')),
    majorVersion(options.launcher, options.binaries, options.signal),
  ]);
  if (madeBy !== runs) {
    throw new FatalError(
      `The data in ${options.folder} was made by PostgreSQL ${madeBy}, but PostgreSQL ${runs} is installed. ` +
        'Dump it with the old version and load it again, move the folder away to start empty, or set DATABASE_URL.',
      78,
    );
  }
  return { data, password };
}

/** A file that every complete cluster has. */
async function readMade(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT', 'EACCES')) throw cause;
    const why = hasCode(cause, 'ENOENT') ? 'is missing' : 'belongs to another user';
    throw new FatalError(
      `${file} ${why}: this is no database that this user could serve. Restore the folder or move it away.`,
      78,
      { cause },
    );
  }
}

async function majorVersion(launcher: Launcher, binaries: PostgresBinaries, signal?: AbortSignal): Promise<string> {
  const answer = await runProgram(launcher, binaries.postgres, ['--version'], { deadlineMs: 10_000, signal });
  const major = /\) (\d+)/.exec(answer)?.[1];
  if (major === undefined) throw new FatalError(`Cannot read a PostgreSQL version from "${answer.trim()}"`, 70);
  return major;
}

/** Removes what a killed initialisation left; one that is being made by a live process is its own business. */
async function removeHalfMade(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    const maker = /^initialising-(\d+)$/.exec(entry)?.[1];
    if (maker === undefined || (Number(maker) !== process.pid && isRunning(Number(maker)))) continue;
    await rm(path.join(folder, entry), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function makeCluster(
  root: string,
  { folder, launcher, binaries, durable, signal }: Parameters<typeof openCluster>[0],
): Promise<void> {
  const staging = path.join(folder, `initialising-${process.pid}`);
  const passwordFile = path.join(staging, 'password');
  await mkdir(staging, { mode: 0o700 });
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: durable });
  if (launcher.account !== undefined) {
    for (const made of [staging, passwordFile]) await chown(made, launcher.account.uid, launcher.account.gid);
  }
  const args = [
    `--pgdata=${path.join(staging, 'data')}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth-host=scram-sha-256',
    '--auth-local=scram-sha-256',
    '--encoding=UTF8',
    // Sorting by code point and Unicode case rules, the same on every machine and for every libc or ICU.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await runProgram(launcher, binaries.initdb, args, { deadlineMs: initialiseDeadlineMs, signal });
    await rename(staging, root);
  } catch (cause) {
    await rm(staging, { recursive: true, force: true, maxRetries: 5 });
    signal?.throwIfAborted();
    if (hasCode(cause, 'ENOTEMPTY', 'EEXIST')) return; // another process was first; its lock file decides who serves
    throw new FatalError(`The embedded PostgreSQL could not make its data in ${folder}: ${String(cause)}`, 69, {
      cause,
    });
  }
  // After a power failure the rename itself must still be there, or committed data would look half-made.
  if (durable) await syncDirectory(folder);
}
