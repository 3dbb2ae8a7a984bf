/**
 * A program that stores blobs and never gets beyond one step of any of them: `halted-writes.ts DIRECTORY STEP COUNT`.
 * Invariant: what comes before the step has been done for every blob when `halted` is printed, and nothing after it.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { setInterval } from 'node:timers';

/** In the order in which a file is written; the halt is before the step, but within `write`, after half of the bytes. */
export const STEPS = ['open', 'write', 'flush', 'rename', 'flush of the directory'] as const;
export type Step = (typeof STEPS)[number];

/** Blob `n` of a test, the same in every process. */
export const blobOf = (n: number): Buffer => Buffer.from(`blob ${n} `.repeat(20_000));

if (import.meta.main) {
  const [, , directory = '', step = '', count = ''] = process.argv;
  const { openBlobStore } = await import('../../src/media/store/blob-store.ts');
  const store = await openBlobStore(`file:${directory}`, { signal: AbortSignal.timeout(60_000) });
  let halted = 0;
  haltBefore(step as Step, () => {
    halted += 1;
    if (halted === Number(count)) process.stdout.write('halted\n');
  });
  for (let n = 0; n < Number(count); n += 1) void store.put(blobOf(n));
  // Kept alive to be killed.
  setInterval(() => undefined, 60_000);
}

/** Takes the place of what node:fs/promises exports, for whoever imports it by name too. */
function haltBefore(step: Step, onHalt: () => void): void {
  const { open, rename } = fs;
  const halt = (): Promise<never> => {
    onHalt();
    return new Promise(() => undefined);
  };
  fs.open = async (file, flags, mode) => {
    const isDirectory = flags === 'r';
    if (step === 'open' && !isDirectory) return halt();
    const handle = await open(file, flags, mode);
    if (step === 'flush of the directory' && isDirectory) handle.sync = halt;
    if (step === 'flush' && !isDirectory) handle.sync = halt;
    if (step === 'write' && !isDirectory) {
      handle.writeFile = async (data) => {
        if (!Buffer.isBuffer(data)) throw new TypeError('a blob is a buffer');
        await handle.write(data, 0, data.length / 2);
        return halt();
      };
    }
    return handle;
  };
  fs.rename = (from, to) => (step === 'rename' ? halt() : rename(from, to));
  syncBuiltinESMExports();
}
