/**
 * Reads pages off the main thread.
 * Invariant: however hostile a page is, it costs one worker at most its deadline; the event loop never waits for it.
 */
import { Piscina } from 'piscina';
import { GiveUpError } from '../errors.ts';
import type { PageInput, PageReading } from './reading.ts';

/** A 500 KB page takes about 0.1 s; one that takes 50 times as long is built to. */
const READ_DEADLINE_MS = 5_000;

export interface PageReader {
  /** Throws GiveUpError (`invalid`) when the page cannot be read in time or memory. */
  read(input: PageInput, signal: AbortSignal): Promise<PageReading>;
  close(): Promise<void>;
}

export function createPageReader(options: { threads: number }): PageReader {
  const pool = new Piscina<PageInput, PageReading>({
    filename: new URL('./page-reader.worker.ts', import.meta.url).href,
    minThreads: 1,
    maxThreads: options.threads,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  return {
    async read(input, signal) {
      const deadline = AbortSignal.timeout(READ_DEADLINE_MS);
      try {
        return await pool.run(input, { signal: AbortSignal.any([signal, deadline]) });
      } catch (error) {
        signal.throwIfAborted();
        const reason = deadline.aborted ? `took more than ${READ_DEADLINE_MS / 1000} s` : String(error);
        throw new GiveUpError(`the page could not be read: ${reason}`, 'invalid');
      }
    },
    async close() {
      await pool.destroy();
    },
  };
}
