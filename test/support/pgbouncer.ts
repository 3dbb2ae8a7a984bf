/** A real pgbouncer before a test's own database, with the settings of Debian's package but for places and the mode. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { chooseAccount } from '../../src/embedded-postgres/run-as-account.ts';
import { eventually } from './eventually.ts';
import { isHere } from './skipped.ts';

const PROGRAM = 'pgbouncer';
/** It lies where only root's PATH leads. */
const PATH = `${process.env.PATH ?? ''}:/usr/sbin`;

/** Says loudly what is not tested where there is none. */
export function findPgbouncer(unchecked: string): boolean {
  return isHere('pgbouncer', spawnSync(PROGRAM, ['--version'], { env: { PATH } }).status === 0, unchecked);
}

export interface Pgbouncer {
  /** The same database through it. */
  readonly url: string;
  stop(): Promise<void>;
}

export async function startPgbouncer(
  databaseUrl: string,
  mode: 'session' | 'transaction' | 'statement',
): Promise<Pgbouncer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'micro-scrape-pgbouncer-'));
  const server = new URL(databaseUrl);
  const port = await freePort();
  await writeFile(path.join(folder, 'users'), `"${server.username}" "${decodeURIComponent(server.password)}"\n`);
  await writeFile(
    path.join(folder, 'ini'),
    `[databases]
* = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = md5
auth_file = ${folder}/users
logfile = ${folder}/log
pool_mode = ${mode}
`,
  );
  const account = await chooseAccount(undefined);
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  await chmod(path.join(folder, 'users'), 0o644);
  const child = spawn(PROGRAM, [path.join(folder, 'ini')], { ...account, cwd: '/', env: { PATH }, stdio: 'ignore' });
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  try {
    await eventually('pgbouncer answers', () => answers(child, url.href));
  } catch (error) {
    const log = await readFile(path.join(folder, 'log'), 'utf8').catch(String);
    throw new Error(`pgbouncer does not answer: ${log}`, { cause: error });
  }
  return {
    url: url.href,
    stop: async () => {
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(child: ChildProcess, url: string): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
