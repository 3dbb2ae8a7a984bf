/** `doctor --invariants` and the files of photographs: lost, damaged, half-written, in a bucket, or in another place. */
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { one } from '../support/client.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { command } from './command.ts';
import { diagnose, fix, names, withCatalogue } from './diagnosis.ts';
import { type World, withWorld } from './world.ts';

describe.concurrent('photographs', () => {
  const folderOf = ({ env }: World) => String(env.BLOB_STORE).slice('file:'.length);
  /** One vehicle with photographs, and where the last of them lies. */
  async function withPhotographs(
    database: TestDatabase,
    work: (world: World, file: string, count: number) => Promise<void>,
  ): Promise<void> {
    await withWorld(database, async (world) => {
      const added = await command(['add', '--wait', world.urlOf('porsche-911-1995')], world.env);
      expect(added.code).toBe(0);
      const { key, n } = await one(
        world.client,
        'select max(storage_path) filter (where not is_primary) as key, count(*)::int as n from vehicle_images',
      );
      await work(world, path.join(folderOf(world), String(key)), Number(n));
    });
  }
  const breaks: readonly (readonly [string, (file: string) => Promise<void>, RegExp])[] = [
    ['whose file is gone', (file) => rm(file), /1 found: vehicle \S+: \S+ is not in \//],
    ['whose file is damaged', (file) => writeFile(file, 'no picture'), /1 found: vehicle \S+: \S+ in \/\S+ is damaged/],
  ];
  for (const [what, damage, detail] of breaks) {
    test(`${what} are named, and downloaded again by what is printed`, async ({ database }) => {
      await withPhotographs(database, async ({ client, env, settled }, file, count) => {
        const bytes = await readFile(file);
        await damage(file);
        const found = await diagnose(env);
        expect([names(found), found[0]?.detail]).toEqual([['bytes-before-rows'], expect.stringMatching(detail)]);
        await fix(found, client, env);
        await eventually('it is there again', async () => bytes.equals(await readFile(file)));
        await settled();
        expect(await one(client, 'select count(*)::int as n from vehicle_images')).toEqual({ n: count });
        expect(await diagnose(env)).toEqual([]);
      });
    });
  }

  test('none of which is there are a matter of BLOB_STORE first', async ({ database }) => {
    await withPhotographs(database, async ({ env }) => {
      const found = await diagnose({ ...env, BLOB_STORE: `${env.BLOB_STORE}/elsewhere` });
      expect(names(found)).toEqual(['bytes-before-rows']);
      expect(found[0]?.fix[0]).toMatch(
        /^BLOB_STORE=\S+ +# that of the daemons: not one photograph is in \/.*elsewhere/,
      );
    });
  });

  test('that a dead daemon left half-written are named, and the row of one says what else it is', {
    timeout: 300_000,
  }, async ({ database }) => {
    await withPhotographs(database, async (world) => {
      const { client, env } = world;
      const stray = path.join(folderOf(world), '.incoming', "of a daemon's");
      await writeFile(stray, 'half');
      const then = new Date(Date.now() - 10 * 60_000);
      await utimes(stray, then, then);
      await client.query(`update vehicle_images set file_hash = 'other' where not is_primary and position = 1`);
      const found = await diagnose(env);
      expect(names(found)).toEqual(['no-strays', 'bytes-before-rows']);
      expect(found[1]?.detail).toMatch(/^1 found: .* has file_hash other$/);
      expect(found[0]?.fix).toEqual([expect.stringMatching(/^rm -f '\/.*\/of a daemon'\\''s'$/)]);
      await fix(found, client, env);
      await expect(stat(stray)).rejects.toMatchObject({ code: 'ENOENT' });
      await world.settled();
      expect(await diagnose(env)).toEqual([]);
    });
  });

  test('in a bucket are read there, and one that is damaged is named with the line that takes it away', {
    timeout: 300_000,
  }, async ({ database }) => {
    await withCatalogue(database, async (client, { DATABASE_URL = '' }) => {
      const objects = new Map<string, Buffer>();
      const bucket = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk) => chunks.push(chunk));
        request.on('end', () => {
          const name = new URL(request.url ?? '/', 'http://s3').pathname;
          if (request.method === 'PUT') objects.set(name, Buffer.concat(chunks));
          const object = objects.get(name);
          response.writeHead(object === undefined ? 404 : 200);
          response.end(request.method === 'GET' ? (object ?? '<Error><Code>NoSuchKey</Code></Error>') : undefined);
        });
      });
      await new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve));
      try {
        const endpoint = `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`;
        const env = { DATABASE_URL, BLOB_STORE: 's3://photos/kept/', S3_ENDPOINT: endpoint };
        const key = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' };
        const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
        objects.set(`/photos/kept/ba/${sha256}`, Buffer.from('abc'));
        await client.query('update vehicle_images set file_hash = $1, storage_path = $2', [sha256, `ba/${sha256}`]);
        expect(await diagnose({ ...env, ...key })).toEqual([]);
        objects.set(`/photos/kept/ba/${sha256}`, Buffer.from('abd'));
        const [found] = await diagnose({ ...env, ...key });
        expect(found).toMatchObject({
          check: 'bytes-before-rows',
          detail: expect.stringMatching(/^1 found: vehicle \S+: ba\/\S+ in s3:\/\/photos\/kept\/ is damaged$/),
        });
        expect(found?.fix[0]).toBe(`aws s3 rm 's3://photos/kept/ba/${sha256}' --endpoint-url '${endpoint}'`);
      } finally {
        bucket.closeAllConnections();
        bucket.close();
      }
    });
  });
});
