/** How much there is, how fast it grows, and a store that belongs to another database. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { reconcile } from '../../src/database/statements/reconcile.ts';
import { sweep } from '../../src/jobs/sweep-store.ts';
import { openBlobStore } from '../../src/media/store/blob-store.ts';
import { connect } from '../support/client.ts';
import { test } from '../support/database.ts';
import { commandJson } from './command.ts';
import { doctorShape } from './shapes.ts';

test('doctor says how much room all of ours takes, and how much more than a week ago', async ({ database }) => {
  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-size-'));
  const client = await connect(database);
  const env = { DATABASE_URL: database.url, BLOB_STORE: `file:${folder}` };
  const ask = async () => {
    const { findings } = doctorShape.parse((await commandJson(['doctor'], env)).answer);
    return (name: string) => findings.find(({ check }) => check === name);
  };
  try {
    await reconcile(client);
    await client.query(`update micro_scrape.sizes set day = day - 9, bytes = bytes - 3000000`);
    await reconcile(client);
    await reconcile(client);
    expect((await client.query('select current_date - day as days from micro_scrape.sizes order by 1')).rows).toEqual([
      { days: 0 },
      { days: 9 },
    ]);
    const blobs = await openBlobStore(env.BLOB_STORE, { signal: AbortSignal.timeout(30_000) });
    await sweep(client, blobs);
    blobs.close();
    const first = await ask();
    expect(first('size')?.detail).toMatch(
      /^[\d.]+ kB for 0 vehicles: \w+\.\w+ [\d.]+ kB, .*; 3\.\d MB more than 9 days ago, when there were 0 vehicles$/,
    );
    expect(first('files')).toMatchObject({ level: 'ok', detail: expect.stringMatching(/^0 files that no row names/) });
    await writeFile(join(folder, 'OWNER'), 'catalogue on 7/16384\n');
    expect((await ask())('files')).toMatchObject({
      level: 'warning',
      detail: expect.stringMatching(
        /^no file is removed: .* belongs to the database catalogue on 7\/16384, this one is test_/,
      ),
      fix: [`rm '${folder}/OWNER'`],
    });
  } finally {
    await client.end();
    await rm(folder, { recursive: true });
  }
});
