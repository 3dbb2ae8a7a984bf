import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { accepts, query, serveElsewhere, serverPid, temporaryFolder } from '../../test/support/embedded-server.ts';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres.ts';

async function start(options: Partial<EmbeddedPostgresOptions> & { dataDir: string }) {
  const server = await startEmbeddedPostgres({ durable: false, ...options });
  onTestFinished(() => server.stop());
  return server;
}

describe('an embedded server', () => {
  test('starts in a new folder, serves what was asked for, and closes its port when stopped', async () => {
    const dataDir = path.join(await temporaryFolder(), 'made', 'on the way');
    const server = await start({ dataDir, database: 'Größe "1"', settings: { work_mem: '7MB' } });
    expect(
      await query(
        server.url,
        `select current_database() as database, current_setting('TimeZone') as zone, current_setting('work_mem') as work_mem,
           current_setting('max_connections') as connections, current_setting('autovacuum') as autovacuum,
           current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets,
           getdatabaseencoding() as encoding, upper('ß-é') as upper, 'Z' < 'a' as by_code_point`,
      ),
    ).toEqual([
      {
        database: 'Größe "1"',
        zone: 'UTC',
        work_mem: '7MB',
        connections: '200',
        autovacuum: 'on',
        listens: '127.0.0.1',
        sockets: '',
        encoding: 'UTF8',
        upper: 'ß-É',
        by_code_point: true,
      },
    ]);
    await server.stop();
    expect(await accepts(server.port)).toBe(false);
    await server.stop();
  });

  test('keeps its data, its password and its database over a restart', async () => {
    const dataDir = await temporaryFolder();
    const first = await start({ dataDir });
    await query(first.url, 'create table kept as select 7 as seven');
    await first.stop();
    const second = await start({ dataDir });
    expect(await query(second.url, 'select * from kept')).toEqual([{ seven: 7 }]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
  });

  test.each([
    { durable: true, expected: 'on' },
    { durable: false, expected: 'off' },
  ])('writes to disk at every commit only when durable: $durable', async ({ durable, expected }) => {
    const { url } = await start({ dataDir: await temporaryFolder(), durable });
    expect(
      await query(
        url,
        `select distinct setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`,
      ),
    ).toEqual([{ setting: expected }]);
  });

  test('lets in nobody without its password, which only its owner can read', async () => {
    const dataDir = await temporaryFolder();
    const { url } = await start({ dataDir });
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(new URL(url).password).toMatch(/^[\w-]{32}$/);
    expect((await stat(path.join(dataDir, 'cluster', 'password'))).mode & 0o777).toBe(0o600);
  });

  test('is refused a second time on the same folder, by this process and by another', async () => {
    const dataDir = await temporaryFolder();
    await start({ dataDir });
    await expect(start({ dataDir })).rejects.toMatchObject({
      exitCode: 69,
      message: expect.stringContaining(`(${process.pid})`),
    });
    const { answer } = await serveElsewhere(dataDir);
    expect(answer).toEqual({ exitCode: 69, message: expect.stringContaining(`process ${await serverPid(dataDir)}`) });
  });

  test('comes up once when two processes make the same folder at the same moment', async () => {
    const dataDir = await temporaryFolder();
    const answers = (await Promise.all([serveElsewhere(dataDir), serveElsewhere(dataDir)])).map(({ answer }) => answer);
    expect(answers).toContainEqual({ url: expect.any(String), port: expect.any(Number) });
    expect(answers).toContainEqual({ exitCode: 69, message: expect.stringMatching(/process \d+\) already serves/) });
    expect(await readdir(dataDir)).not.toContainEqual(expect.stringContaining('initialising'));
  });

  test('does not start at all when already aborted, and leaves no process when aborted on the way', async () => {
    const dataDir = await temporaryFolder();
    const reason = new Error('enough');
    await expect(start({ dataDir, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(await readdir(dataDir)).toEqual([]);

    for (const seen of ['initialising', 'server.log']) {
      const abort = new AbortController();
      const starting = start({ dataDir, signal: abort.signal });
      const settled = starting.catch((error: unknown) => error);
      while (!(await readdir(dataDir)).some((entry) => entry.startsWith(seen))) await new Promise(setImmediate);
      abort.abort(reason);
      expect(await settled).toBe(reason);
    }
    expect(await readdir(dataDir)).toEqual(['cluster', 'server.log']);
    await expect(serverPid(dataDir)).rejects.toThrow(/ENOENT/);
  });
});

describe('a data folder', () => {
  test('whose making was interrupted is made again', async () => {
    const dataDir = await temporaryFolder();
    const unusedPid = 2 ** 22 + 1; // above the highest pid of Linux
    const halfMade = path.join(dataDir, `initialising-${unusedPid}`);
    await mkdir(path.join(halfMade, 'data', 'base'), { recursive: true });
    await writeFile(path.join(halfMade, 'data', 'PG_VERSION'), '18\n');
    const { url } = await start({ dataDir });
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await readdir(dataDir)).not.toContain(path.basename(halfMade));
  });

  test('with anything else in it is left alone', async () => {
    const dataDir = await temporaryFolder();
    await writeFile(path.join(dataDir, 'letter.txt'), 'dear');
    await expect(start({ dataDir })).rejects.toMatchObject({
      exitCode: 78,
      message: expect.stringContaining('"letter.txt"'),
    });
    expect(await readdir(dataDir)).toEqual(['letter.txt']);
  });

  test('that cannot be a folder is refused', async () => {
    const file = path.join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect(start({ dataDir: path.join(file, 'below') })).rejects.toMatchObject({ exitCode: 78 });
  });

  test('of another major version, or one that lost its files, is refused with what to do', async () => {
    const dataDir = await temporaryFolder();
    await (await start({ dataDir })).stop();
    const version = path.join(dataDir, 'cluster', 'data', 'PG_VERSION');
    await writeFile(version, '14\n');
    await expect(start({ dataDir })).rejects.toMatchObject({
      exitCode: 78,
      message: expect.stringMatching(/made by PostgreSQL 14, but PostgreSQL 18 is installed/),
    });
    await cp(version, path.join(dataDir, 'cluster', 'password'));
    await writeFile(version, '18\n');
    await expect(start({ dataDir })).rejects.toMatchObject({
      exitCode: 78,
      message: expect.stringMatching(/refuses its own password/),
    });
  });

  test('whose server cannot start is refused with the end of its log', async () => {
    const dataDir = await temporaryFolder();
    await expect(start({ dataDir, settings: { shared_buffers: 'many' } })).rejects.toMatchObject({
      exitCode: 69,
      message: expect.stringContaining('invalid value for parameter "shared_buffers": "many"'),
    });
    expect(await readFile(path.join(dataDir, 'server.log'), 'utf8')).toContain('shared_buffers');
  });
});
