/** A file stays as long as a row names it, and goes when none has for a week. */
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { describe, expect } from 'vitest';
import { reconcile } from '../../src/database/statements/reconcile.ts';
import { sweep } from '../../src/jobs/sweep-store.ts';
import { type BlobStore, openBlobStore } from '../../src/media/store/blob-store.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { passDays } from './retention/catalogue.ts';

interface World {
  readonly client: pg.Client;
  readonly folder: string;
  readonly blobs: BlobStore;
  /** All parts of the store, as the reconciles of a day; how many files went. */
  readonly sweepAll: () => Promise<number>;
  readonly files: () => Promise<string[]>;
  /** Rows and files grow older. */
  readonly age: (days: number) => Promise<void>;
}

async function withStore(database: TestDatabase, use: (world: World) => Promise<void>): Promise<void> {
  const client = await connect(database);
  const folder = await mkdtemp(path.join(tmpdir(), 'micro-scrape-files-'));
  const blobs = await openBlobStore(`file:${folder}`, { signal: AbortSignal.timeout(30_000) });
  const files = async () =>
    (await readdir(folder, { recursive: true }))
      .map((name) => name.replaceAll(path.sep, '/'))
      .filter((name) => /^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(name));
  // What opening the store has left is no row's file.
  for (const each of await files()) await rm(path.join(folder, each));
  try {
    await client.query('select * from micro_scrape.adopt(1)');
    await use({
      ...{ client, folder, blobs, files },
      sweepAll: async () => {
        let removed = 0;
        for (let part = 0; part < 256; part++) removed += (await sweep(client, blobs)).removed;
        return removed;
      },
      age: async (days) => {
        await passDays(client, days);
        for (const each of await files()) await utimes(path.join(folder, each), new Date(0), new Date(0));
      },
    });
  } finally {
    blobs.close();
    await client.end();
    await rm(folder, { recursive: true });
  }
}

const put = async (blobs: BlobStore, text: string) => (await blobs.put(Buffer.from(text))).key;

async function vehicle(
  client: pg.Client,
  { page, images }: { page?: string; images: readonly string[] },
): Promise<string> {
  const { id } = await one(client, `insert into vehicles (discovery_url) values ('https://a.example/1') returning id`);
  if (page !== undefined) {
    await client.query(
      `insert into micro_scrape.pages (vehicle_id, requested_url, url, kind, kind_reason, blob_key) values ($1, 'u', 'u', 'listing', '', $2)`,
      [id, page],
    );
  }
  await client.query(
    `insert into vehicle_images (vehicle_id, image_url, storage_path, source) select $1, k, k, 'micro-scrape' from unnest($2::text[]) k`,
    [id, images],
  );
  await client.query('select count(*) from micro_scrape.dispatch(100)');
  return String(id);
}

describe('the files of a deleted vehicle', () => {
  test('go a week after no row named them, but not those that another vehicle has too', async ({ database }) => {
    await withStore(database, async ({ client, blobs, sweepAll, files, age }) => {
      const shared = await put(blobs, 'a logo that two sellers use');
      const own = [await put(blobs, 'a photograph'), await put(blobs, 'another')];
      const [page, other] = [await put(blobs, 'its page'), await put(blobs, 'the other page')];
      const gone = await vehicle(client, { page, images: [shared, ...own] });
      await vehicle(client, { page: other, images: [shared] });
      await age(30);
      expect(await sweepAll()).toBe(0);
      await client.query('delete from vehicles where id = $1', [gone]);
      await reconcile(client);
      expect(await sweepAll()).toBe(0);
      await age(6);
      expect(await sweepAll()).toBe(0);
      await age(2);
      // The page's row goes with the vehicle's, after a week; its file a week after that.
      await reconcile(client);
      expect(await sweepAll()).toBe(2);
      await age(8);
      expect(await sweepAll()).toBe(1);
      expect((await files()).sort()).toEqual([shared, other].sort());
      expect(await client.query('select from micro_scrape.unused_files')).toMatchObject({ rowCount: 0 });
    });
  });

  test('stay when the rows come back within the week, or the same bytes are stored again', async ({ database }) => {
    await withStore(database, async ({ client, blobs, sweepAll, files, age }) => {
      const [restored, again] = [await put(blobs, 'restored'), await put(blobs, 'stored again')];
      const id = await vehicle(client, { images: [restored, again] });
      await client.query('create temporary table saved as select * from vehicle_images; delete from vehicle_images');
      await age(1);
      await sweepAll();
      expect(await client.query('select from micro_scrape.unused_files')).toMatchObject({ rowCount: 2 });
      await client.query('insert into vehicle_images select * from saved where storage_path = $1', [restored]);
      await age(8);
      // Between the storing and the row that names it.
      expect(await put(blobs, 'stored again')).toBe(again);
      expect(await sweepAll()).toBe(0);
      await client.query(`insert into vehicle_images (vehicle_id, storage_path) values ($1, $2)`, [id, again]);
      await age(20);
      expect(await sweepAll()).toBe(0);
      expect((await files()).sort()).toEqual([restored, again].sort());
    });
  });
});

describe('a file that no row ever named', () => {
  test('as a crash between the two leaves it goes after a week, and what is not ours stays', async ({ database }) => {
    await withStore(database, async ({ client, folder, blobs, sweepAll, files, age }) => {
      const orphan = await put(blobs, 'stored, and then the power failed');
      const theirs = path.join(folder, orphan.slice(0, 2), 'notes.txt');
      await writeFile(theirs, 'not ours');
      await sweepAll();
      await age(8);
      await client.query('update micro_scrape.settings set keep_deleted = null');
      expect(await sweepAll()).toBe(0);
      await client.query(`update micro_scrape.settings set keep_deleted = '7 days'`);
      expect(await sweepAll()).toBe(1);
      expect(await files()).toEqual([]);
      expect(await readdir(path.dirname(theirs))).toEqual(['notes.txt']);
    });
  });

  test('is removed by the reconcile of a daemon', async ({ database }) => {
    const daemon = await startTestDaemon(database);
    const client = await connect(database);
    try {
      const blobs = await openBlobStore(`file:${daemon.blobs}`, { signal: AbortSignal.timeout(30_000) });
      const orphan = await put(blobs, 'of no row');
      blobs.close();
      await utimes(path.join(daemon.blobs, orphan), new Date(0), new Date(0));
      await client.query(`insert into micro_scrape.unused_files values ($1, clock_timestamp() - interval '8 days')`, [
        orphan,
      ]);
      const before = (Number.parseInt(orphan.slice(0, 2), 16) + 255) % 256;
      await eventually('the file is gone', async () => {
        await client.query('update micro_scrape.adoption set swept_to = $1', [before]);
        await client.query(`select graphile_worker.add_job('reconcile', job_key => 'the test')`);
        return !(await readdir(daemon.blobs, { recursive: true })).includes(orphan);
      });
    } finally {
      await client.end();
      await daemon.stop();
    }
  });

  test('stays in a store that belongs to another database: a copy of one does not empty the store of the other', async ({
    database,
  }) => {
    await withStore(database, async ({ client, folder, blobs, files, sweepAll, age }) => {
      await writeFile(path.join(folder, 'OWNER'), 'catalogue on 7/16384\n');
      await put(blobs, 'of the other database');
      await sweepAll();
      await age(30);
      expect(await sweepAll()).toBe(0);
      expect(await sweep(client, blobs)).toEqual({ removed: 0, owner: 'catalogue on 7/16384' });
      expect(await files()).toHaveLength(1);
      // What the runbook says, where the database has moved.
      await rm(path.join(folder, 'OWNER'));
      await sweepAll();
      await age(8);
      expect(await sweepAll()).toBe(1);
    });
  });
});
