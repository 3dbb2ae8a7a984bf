import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  accepts,
  isRoot,
  lockFile,
  query,
  serveElsewhere,
  serveElsewhereWell,
  serverPid,
  temporaryFolder,
  until,
} from '../../test/support/embedded-server.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { chooseAccount } from './run-as-account.ts';

async function start(dataDir: string, durable = false) {
  const server = await startEmbeddedPostgres({ dataDir, durable });
  onTestFinished(() => server.stop());
  return server;
}

/** An environment where the watcher is needed: nothing is found on its PATH but what every system has. */
async function withoutSetpriv(): Promise<NodeJS.ProcessEnv> {
  const folder = await temporaryFolder(0o755);
  await symlink('/bin/sh', path.join(folder, 'sh'));
  await symlink('/usr/bin/id', path.join(folder, 'id'));
  return { PATH: folder };
}

/** An account other than root for a program that must be able to read this checkout. */
async function ordinaryAccount() {
  const account = await chooseAccount(undefined);
  if (account === undefined) return undefined;
  const reading = spawn('test', ['-r', import.meta.filename], { ...account });
  const [code] = await once(reading, 'exit');
  return code === 0 ? account : undefined;
}

describe('when the process that started it is killed', () => {
  test('the server ends, orderly', async () => {
    const dataDir = await temporaryFolder();
    const { process: parent, port, url } = await serveElsewhereWell(dataDir);
    await query(url, 'create table kept as select 1 as one');
    const pid = await serverPid(dataDir);
    parent.kill('SIGKILL');
    await until(async () => !(await accepts(port)) && !isAlive(pid));
    expect(await readFile(path.join(dataDir, 'server.log'), 'utf8')).toMatch(/database system is shut down/);
    await expect(serverPid(dataDir)).rejects.toThrow(/ENOENT/);
  });

  test('the server ends also where the kernel does not see to it, by its watcher', async () => {
    const dataDir = await temporaryFolder(0o755);
    const { process: parent, port } = await serveElsewhereWell(dataDir, { env: await withoutSetpriv() });
    const pid = await serverPid(dataDir);
    parent.kill('SIGKILL');
    await until(async () => !(await accepts(port)) && !isAlive(pid));
    expect(await readFile(path.join(dataDir, 'server.log'), 'utf8')).toMatch(/database system is shut down/);
  });

  test('the next start waits for that end and finds the data', async () => {
    const dataDir = await temporaryFolder();
    const { process: parent, url } = await serveElsewhereWell(dataDir);
    await query(url, 'create table kept as select 1 as one');
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    const next = await start(dataDir);
    expect(await query(next.url, 'select * from kept')).toEqual([{ one: 1 }]);
  });
});

test('a durable server that is killed itself has every commit at the next start', async () => {
  const dataDir = await temporaryFolder();
  const first = await start(dataDir, true);
  await query(first.url, 'create table kept as select 1 as one');
  process.kill(await serverPid(dataDir), 'SIGKILL');
  await first.stop();
  const next = await start(dataDir, true);
  expect(await query(next.url, 'select * from kept')).toEqual([{ one: 1 }]);
});

test.each([
  { by: 'the kernel', environment: async () => process.env },
  { by: 'its watcher', environment: withoutSetpriv },
])('a process that has finished its work ends without stopping its server, which is ended by $by', async (row) => {
  const dataDir = await temporaryFolder(0o755);
  const { process: parent, port } = await serveElsewhereWell(dataDir, { env: await row.environment() });
  const ended = once(parent, 'exit');
  parent.stdin?.end();
  expect(await ended).toEqual([0, null]);
  await until(async () => !(await accepts(port)));
});

describe('a lock file left behind', () => {
  test.each([
    { whose: 'a process that is gone', pidOf: async () => 2 ** 22 + 1 },
    { whose: 'a process that is something else now', pidOf: () => otherProcessOfTheServersUser() },
  ])('by $whose does not keep the server from starting', async ({ pidOf }) => {
    const dataDir = await temporaryFolder();
    await (await start(dataDir)).stop();
    const data = path.join(dataDir, 'cluster', 'data');
    const pid = await pidOf();
    await writeFile(lockFile(dataDir), `${pid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n  1 1\nready   \n`);
    const account = await chooseAccount(undefined);
    if (account !== undefined) await chown(lockFile(dataDir), account.uid, account.gid);
    const next = await start(dataDir);
    expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await serverPid(dataDir)).not.toBe(pid);
  });
});

/** PostgreSQL itself would take it for a server: same user, alive. */
async function otherProcessOfTheServersUser(): Promise<number> {
  const account = await chooseAccount(undefined);
  const child = spawn('sleep', ['300'], { ...account, cwd: '/', stdio: 'ignore' });
  onTestFinished(() => void child.kill());
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('no pid');
  return child.pid;
}

test.runIf(!isRoot || (await ordinaryAccount()) !== undefined)(
  'an ordinary user serves, the server ends with its parent, and a folder that cannot be written is refused',
  async () => {
    const account = await ordinaryAccount();
    const folder = await temporaryFolder(0o755);
    const dataDir = path.join(folder, 'data');
    await mkdir(dataDir);
    if (account !== undefined) await chown(dataDir, account.uid, account.gid);
    const { process: parent, url, port } = await serveElsewhereWell(dataDir, { ...account });
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    parent.kill('SIGKILL');
    await until(async () => !(await accepts(port)));

    const locked = path.join(folder, 'locked');
    await mkdir(locked);
    await chmod(locked, 0o500);
    const { answer } = await serveElsewhere(path.join(locked, 'data'), { ...account });
    expect(answer).toEqual({ exitCode: 78, message: expect.stringContaining(locked) });
  },
);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
