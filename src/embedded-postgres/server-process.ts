/**
 * One running `postgres`: started on a free port, ready when it answers a login, ended in order, and ended by
 * the kernel or a watcher when this process is killed.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { FatalError } from '../runtime/errors.ts';
import { programBeside } from '../runtime/program-beside.ts';
import { hasCode, orMissing } from '../runtime/thrown.ts';
import type { PostgresBinaries } from './binaries.ts';
import { type Cluster, superuser } from './cluster.ts';
import { interruptServer } from './interrupt.ts';
import { waitUntilUnserved } from './lock-file.ts';
import { commandLine, type Launcher, serverEnvironment } from './run-as-account.ts';

/** Recovery after a crash of the machine replays up to 1 GB of log (max_wal_size) before it answers. */
const readyDeadlineMs = 120_000;
const stopDeadlineMs = 30_000;
const quitDeadlineMs = 10_000;

/**
 * Ends worth another try: someone took the port since we saw it free, sessions of a killed server have not ended
 * yet, or another process started a server on the same data at the same moment (the next look names it).
 */
const passing = /Address already in use|pre-existing shared memory block|lock file "postmaster.pid" already exists/;

export interface ServerProcess {
  readonly port: number;
  stop(): Promise<void>;
}

interface ServerOptions {
  folder: string;
  cluster: Cluster;
  launcher: Launcher;
  binaries: PostgresBinaries;
  settings: Record<string, string>;
  /** Gives a port that is free at this moment, another at every call. */
  choosePort?: () => Promise<number>;
  signal?: AbortSignal | undefined;
}

/** @throws FatalError 69 with the end of the server's log when it does not come up */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { choosePort = freePort } = options;
  const deadline = AbortSignal.timeout(readyDeadlineMs);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  const log = await openLog(options.folder);
  try {
    for (;;) {
      const { size: before } = await log.stat();
      const attempt = await startOnce(options, log.fd, await choosePort(), signal);
      if (attempt !== 'ended') return attempt;
      const lines = await lastLogLines(options.folder, before);
      if (!passing.test(lines)) {
        throw new FatalError(`The embedded PostgreSQL in ${options.folder} ended while starting:\n${lines}`, 69);
      }
      await delay(50, undefined, { signal });
      await waitUntilUnserved(options.cluster.data, signal);
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!deadline.aborted) throw error;
    throw new FatalError(
      `The embedded PostgreSQL in ${options.folder} was not ready after ${readyDeadlineMs / 1000} s:\n` +
        (await lastLogLines(options.folder)),
      69,
      { cause: error },
    );
  } finally {
    await log.close();
  }
}

async function startOnce(
  { cluster, launcher, binaries, settings }: ServerOptions,
  logFd: number,
  port: number,
  signal: AbortSignal,
): Promise<ServerProcess | 'ended'> {
  const all = { ...settings, listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) };
  const [file, args] = commandLine(launcher, binaries.postgres, [
    '-D',
    cluster.data,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const child = spawn(file, args, {
    ...launcher.spawnAs,
    cwd: '/',
    env: serverEnvironment(),
    // A file, not a pipe: a pipe that a busy process does not read stops the server at 64 kB.
    stdio: ['ignore', logFd, logFd],
    // Its own session: Ctrl-C reaches us alone, and we end the server after those who use it.
    detached: true,
    windowsHide: true,
  });
  await once(child, 'spawn');
  const ended = once(child, 'exit');
  const watcher = launcher.endsWithParent ? undefined : watchParent(child, binaries);
  const server = { port, stop: () => endServer(child, binaries, watcher) };
  try {
    if (watcher) await once(watcher, 'spawn');
    while (child.exitCode === null && child.signalCode === null) {
      // Whoever else holds the port may accept and stay silent: the end of our server counts more than its answer.
      if (await Promise.race([answers(port, cluster.password), ended.then(() => false)])) {
        child.unref();
        watcher?.unref();
        return server;
      }
      await Promise.race([delay(20, undefined, { signal }), ended]);
      signal.throwIfAborted();
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
  await server.stop();
  return 'ended';
}

async function openLog(folder: string) {
  const file = logFile(folder);
  await orMissing(rename(file, `${file}.1`)); // the last run's log stays for whoever asks why it ended
  return open(file, 'a', 0o600);
}

function logFile(folder: string): string {
  return path.join(folder, 'server.log');
}

/** @param from size of the log, in bytes, before what is of interest was written */
async function lastLogLines(folder: string, from = 0): Promise<string> {
  const content = await readFile(logFile(folder));
  return content.toString('utf8', from).trimEnd().split('\n').slice(-20).join('\n');
}

/** A port that was free a moment ago; the caller copes when it is taken meanwhile. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new FatalError('A TCP server without a port', 70);
  return address.port;
}

/** True once a client can log in; false while nobody listens or the server still starts. */
async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: superuser,
    password,
    database: 'postgres',
    ssl: false,
    application_name: 'embedded-postgres',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined); // a server that dies during the login also rejects the calls below
  try {
    await client.connect();
    return true;
  } catch (error) {
    const invalidPassword = '28P01';
    if (hasCode(error, invalidPassword)) {
      throw new FatalError(
        `The embedded PostgreSQL refuses its own password: that of the role "${superuser}" was changed. ` +
          'Write the new one to cluster/password in its data folder.',
        78,
        { cause: error },
      );
    }
    return false;
  } finally {
    await client.end();
  }
}

function watchParent(child: ChildProcess, binaries: PostgresBinaries): ChildProcess {
  const program = fileURLToPath(programBeside(import.meta.url, 'parent-watch'));
  return spawn(process.execPath, [program, String(child.pid), binaries.pgCtl], {
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
  });
}

async function endServer(child: ChildProcess, binaries: PostgresBinaries, watcher?: ChildProcess): Promise<void> {
  const { pid } = child;
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  if (pid === undefined) return;
  child.ref();
  for (const [signal, deadlineMs] of [
    ['INT', stopDeadlineMs],
    ['QUIT', quitDeadlineMs],
  ] as const) {
    if (hasEnded()) break;
    await interruptServer(pid, signal, binaries.pgCtl);
    if (hasEnded()) break;
    try {
      await once(child, 'exit', { signal: AbortSignal.timeout(deadlineMs) });
    } catch (error) {
      if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    }
  }
  if (!hasEnded()) throw new FatalError(`The embedded PostgreSQL (process ${pid}) does not end.`, 70);
  // Only now: while the server lives, its watcher must too.
  if (watcher?.pid === undefined || watcher.exitCode !== null || watcher.signalCode !== null) return;
  watcher.ref();
  watcher.kill();
  await once(watcher, 'exit');
}
