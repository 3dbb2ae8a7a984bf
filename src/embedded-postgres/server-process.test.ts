import { cp, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isRoot, query, serverPid, temporaryFolder } from '../../test/support/embedded-server.ts';
import { findPostgresBinaries, type PostgresBinaries } from './binaries.ts';
import { giveTo, openCluster } from './cluster.ts';
import { chooseAccount, chooseLauncher, type Launcher } from './run-as-account.ts';
import { startServer } from './server-process.ts';

async function listening() {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** A new cluster in `folder`, and all that it takes to start a server on it. */
async function prepared(folder: string, binaries?: PostgresBinaries) {
  const used = binaries ?? (await findPostgresBinaries());
  const account = await chooseAccount(undefined);
  await giveTo(folder, account);
  const launcher = await chooseLauncher({ account, folder, postgres: used.postgres });
  const cluster = await openCluster({ folder, launcher, binaries: used, durable: false });
  return { folder, cluster, launcher, binaries: used, settings: {} };
}

async function start(options: Parameters<typeof startServer>[0]) {
  const server = await startServer(options);
  onTestFinished(() => server.stop());
  return server;
}

test('a port that is taken at the last moment is given up for another one', async () => {
  const options = await prepared(await temporaryFolder());
  const taken = await listening();
  const free = await listening();
  await free.close();
  const ports = [taken.port, taken.port, free.port];
  const server = await start({ ...options, choosePort: async () => ports.shift() ?? 0 });
  expect(server.port).toBe(free.port);
  expect(ports).toEqual([]);
});

test('of two servers that start on the same data at once, the second says which process was first', async () => {
  const options = await prepared(await temporaryFolder());
  await start(options);
  await expect(start(options)).rejects.toMatchObject({
    exitCode: 69,
    message: expect.stringContaining(`process ${await serverPid(options.folder)}) already serves`),
  });
});

test.runIf(isRoot && process.platform === 'linux')(
  'root serves data and runs programs that lie below a folder only root may pass',
  async () => {
    const locked = await temporaryFolder(0o700);
    const installed = await findPostgresBinaries();
    const native = path.join(locked, 'native');
    await cp(path.resolve(path.dirname(installed.postgres), '..'), native, { recursive: true, verbatimSymlinks: true });
    const binaries: PostgresBinaries = {
      initdb: path.join(native, 'bin', 'initdb'),
      postgres: path.join(native, 'bin', 'postgres'),
      pgCtl: path.join(native, 'bin', 'pg_ctl'),
    };
    const folder = path.join(locked, 'data');
    await mkdir(folder);
    const options = await prepared(folder, binaries);
    const server = await start(options);
    const url = `postgresql://postgres:${options.cluster.password}@127.0.0.1:${server.port}/postgres`;
    expect(await query(url, `select current_setting('data_directory') as data`)).toEqual([
      { data: options.cluster.data },
    ]);
    expect(capabilities(options.launcher)).toEqual(['dac_read_search']);
  },
);

test.runIf(isRoot && process.platform === 'linux')(
  'root gives the server no capability where it does not need one',
  async () => {
    const open = await temporaryFolder(0o755);
    const { postgres } = await findPostgresBinaries();
    const copied = path.join(open, 'native');
    await cp(path.resolve(path.dirname(postgres), '..'), copied, { recursive: true, verbatimSymlinks: true });
    const account = await chooseAccount(undefined);
    const launcher = await chooseLauncher({ account, folder: open, postgres: path.join(copied, 'bin', 'postgres') });
    expect(account?.uid).toBeGreaterThan(0);
    expect(capabilities(launcher)).toEqual([]);
  },
);

function capabilities(launcher: Launcher): string[] {
  return launcher.prefix.flatMap((flag) => /^--ambient-caps=\+(\w+)$/.exec(flag)?.[1] ?? []);
}
