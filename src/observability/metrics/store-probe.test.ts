import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { StoreProbe } from './store-probe.ts';

const blobs = (owner: () => Promise<string | undefined>) => ({ owner });

test('a store in a directory shows its disk, and does not answer once the directory is gone', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'blobs-'));
  const there = await new StoreProbe({ blobs: blobs(async () => undefined), folder }).state();
  expect(there).toMatchObject({ answers: true, disk: { free: expect.any(Number), size: expect.any(Number) } });
  expect(there.disk?.free).toBeLessThanOrEqual(there.disk?.size ?? 0);
  await rm(folder, { recursive: true });
  const gone = await new StoreProbe({ blobs: blobs(async () => undefined), folder }).state();
  expect(gone).toEqual({ answers: false, disk: undefined });
});

test('one that fails or says nothing does not answer, and any number of scrapes ask it once', async () => {
  let asked = 0;
  const failing = new StoreProbe({
    blobs: blobs(() => {
      asked += 1;
      return Promise.reject(new Error('away'));
    }),
    folder: undefined,
  });
  expect(await Promise.all([failing.state(), failing.state()])).toEqual(
    Array.from({ length: 2 }, () => ({ answers: false, disk: undefined })),
  );
  expect(asked).toBe(1);
  const silent = new StoreProbe({ blobs: blobs(() => new Promise(() => {})), folder: undefined });
  expect(await silent.state()).toEqual({ answers: false, disk: undefined });
});
