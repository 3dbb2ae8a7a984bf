import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openBlobStore } from '../../src/media/store/blob-store.ts';
import { eventually } from '../support/eventually.ts';
import { blobOf, STEPS } from './halted-writes.ts';
import { figures } from './world.ts';

const PROGRAM = fileURLToPath(new URL('./halted-writes.ts', import.meta.url));
const BLOBS = 50;
const STRAYS = '.incoming';

test(`kill -9 at any step of a file leaves whole files or none, and the next writer has them all (${BLOBS} files at each step)`, async () => {
  let files = 0;
  let strays = 0;
  for (const step of STEPS) {
    const directory = await mkdtemp(join(tmpdir(), 'micro-scrape-files-'));
    try {
      await killAt(step, directory);
      const left = await readdir(directory, { recursive: true, withFileTypes: true });
      const paths = left.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      for (const path of paths) {
        if (path.includes(STRAYS)) {
          strays += 1;
          // Two minutes later.
          const then = new Date(Date.now() - 120_000);
          await utimes(path, then, then);
        } else expect(sha256(await readFile(path)), step).toBe(path.slice(-64));
      }

      const store = await openBlobStore(`file:${directory}`, { signal: AbortSignal.timeout(60_000) });
      for (let n = 0; n < BLOBS; n += 1) {
        const { key } = await store.put(blobOf(n));
        expect(blobOf(n).equals(await store.get(key)), step).toBe(true);
        files += 1;
      }
      expect(await readdir(join(directory, STRAYS)), step).toEqual([]);
    } finally {
      await rm(directory, { recursive: true });
    }
  }
  figures('kill -9 while files are written', {
    steps: STEPS.length,
    files,
    'half-written ones left and swept': strays,
    damaged: 0,
  });
  expect(files).toBe(STEPS.length * BLOBS);
  // Before it is opened there is no file; after the rename it is no stray.
  expect(strays).toBe(3 * BLOBS);
});

async function killAt(step: string, directory: string): Promise<void> {
  const writer = spawn(process.execPath, [PROGRAM, directory, step, String(BLOBS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(writer, 'close');
  let said = '';
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  try {
    await eventually(`every file is before its ${step}`, () => said.includes('halted'), 60_000);
  } finally {
    writer.kill('SIGKILL');
    await ended;
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
