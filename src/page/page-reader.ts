/**
 * Reads pages off the main thread.
 * Invariant: however hostile a page is, it costs one worker at most its deadline; the event loop never waits for it. The
 * deadline counts from the moment a worker has taken the page: that many others are read first, or that a thread is
 * still starting, says nothing of this one.
 */
import { Piscina } from 'piscina';
import { GiveUpError, RetryError } from '../errors.ts';
import type { ProvenAnswer } from './model-answer.ts';
import type { KnownCar, Quoted } from './quoted.ts';
import type { PageInput, PageReading } from './reading.ts';

/** A 500 KB page takes about 0.1 s; one that takes 50 times as long is built to. */
const READ_DEADLINE_MS = 5_000;

export interface PageReader {
  /**
   * @throws RetryError when a worker did not come to its end in time: a machine that is short of processors looks the same
   * as a page that is built to be slow, and only trying again tells them apart
   * @throws GiveUpError (`invalid`) when the page cannot be read at all, or only in more memory than it gets
   */
  read(input: PageInput, signal: AbortSignal): Promise<PageReading>;
  /** The text of the page that a model may be shown, and what its answer proves; both throw as `read` does. */
  readable(input: PageInput, signal: AbortSignal): Promise<string>;
  prove(input: PageInput, answer: readonly Quoted[], known: KnownCar, signal: AbortSignal): Promise<ProvenAnswer>;
  close(): Promise<void>;
}

/** Each is a pure function of the page. */
export type PageTask =
  | { readonly kind: 'read'; readonly input: PageInput }
  | { readonly kind: 'readable'; readonly input: PageInput }
  | { readonly kind: 'prove'; readonly input: PageInput; readonly answer: readonly Quoted[]; readonly known: KnownCar };

/** What a worker is given: `taken[0]` becomes 1 when it begins. */
export interface PageJob {
  readonly task: PageTask;
  readonly taken: Int32Array;
}

export function createPageReader(options: { threads: number; deadlineMs?: number }): PageReader {
  const { threads, deadlineMs = READ_DEADLINE_MS } = options;
  const pool = new Piscina({
    filename: new URL('./page-reader.worker.ts', import.meta.url).href,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const run = async (task: PageTask, signal: AbortSignal) => {
    const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const deadline = deadlineFrom(taken, deadlineMs);
    try {
      return await pool.run({ task, taken }, { signal: AbortSignal.any([signal, deadline.signal]) });
    } catch (error) {
      signal.throwIfAborted();
      if (deadline.signal.aborted) {
        throw new RetryError(`the page could not be read within ${deadlineMs / 1000} s`);
      }
      throw new GiveUpError(`the page could not be read: ${String(error)}`, 'invalid');
    } finally {
      deadline.end();
    }
  };
  return {
    read: (input, signal) => run({ kind: 'read', input }, signal),
    readable: (input, signal) => run({ kind: 'readable', input }, signal),
    prove: (input, answer, known, signal) => run({ kind: 'prove', input, answer, known }, signal),
    async close() {
      await pool.destroy();
    },
  };
}

/** Aborts `ms` after `taken` was set; `end` lets go of both waits. */
function deadlineFrom(taken: Int32Array, ms: number): { signal: AbortSignal; end(): void } {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const start = () => {
    if (!ended) {
      timer = setTimeout(() => late.abort(), ms);
    }
  };
  // It never rejects.
  void Promise.resolve(Atomics.waitAsync(taken, 0, 0).value).then(start);
  return {
    signal: late.signal,
    end() {
      ended = true;
      clearTimeout(timer);
      Atomics.notify(taken, 0);
    },
  };
}
