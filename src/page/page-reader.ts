/**
 * Reads pages off the main thread.
 * Invariant: however hostile a page is, it costs one worker at most its limit; the event loop never waits for it. The limit
 * is one of the processor's time and counts from the moment a worker has taken the page: that many others are read first,
 * that a thread is still starting, or that the machine has other things to do, says nothing of this one.
 */
import type { Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { GiveUpError, RetryError } from '../errors.ts';
import { wait } from '../lifecycle/wait.ts';
import type { ProvenAnswer } from './model-answer.ts';
import type { KnownCar, Quoted } from './quoted.ts';
import type { PageInput, PageReading } from './reading.ts';

/** Of the processor. A 500 KB page takes about 0.1 s; one that takes 50 times as long is built to. */
const READ_LIMIT_MS = 5_000;
/** By the clock, for a thread that does not even say what it has used; a third of a vehicle's turn. */
const SILENCE_LIMIT_MS = 60_000;
/** A thread that has used less than its limit when it could have used all is looked at this often. */
const LOOK_EVERY_MS = 100;

export interface PageReader {
  /**
   * @throws RetryError when a worker did not come to its end within its limit
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

/** What a worker is given: `taken[0]` becomes the id of its thread when it begins. */
export interface PageJob {
  readonly task: PageTask;
  readonly taken: Int32Array;
}

/** @param options.limitMs of the processor, for one page */
export function createPageReader(options: { threads: number; limitMs?: number }): PageReader {
  const { threads, limitMs = READ_LIMIT_MS } = options;
  const pool = new Piscina({
    filename: new URL('./page-reader.worker.ts', import.meta.url).href,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const run = async (task: PageTask, signal: AbortSignal) => {
    const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const ended = new AbortController();
    const late = new AbortController();
    const worker = () => pool.threads.find(({ threadId }) => threadId === taken[0]);
    void isLate(taken, worker, limitMs, ended.signal).then((is) => is && late.abort());
    try {
      return await pool.run({ task, taken }, { signal: AbortSignal.any([signal, late.signal]) });
    } catch (error) {
      signal.throwIfAborted();
      if (late.signal.aborted) {
        throw new RetryError(`the page took more than ${limitMs / 1000} s to read`);
      }
      throw new GiveUpError(`the page could not be read: ${String(error)}`, 'invalid');
    } finally {
      ended.abort();
      Atomics.notify(taken, 0);
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

/** Resolves with true once the thread that has taken the page has used up its limit, with false once `ended` aborts; never rejects. */
async function isLate(
  taken: Int32Array,
  worker: () => Worker | undefined,
  limitMs: number,
  ended: AbortSignal,
): Promise<boolean> {
  await Atomics.waitAsync(taken, 0, 0).value;
  const used = async () => {
    const usage = await Promise.race([worker()?.cpuUsage(), wait(SILENCE_LIMIT_MS, ended)]);
    return usage === undefined ? Number.POSITIVE_INFINITY : (usage.user + usage.system) / 1000;
  };
  try {
    const end = (await used()) + limitMs;
    for (let left = limitMs; left > 0 && !ended.aborted; left = end - (await used())) {
      await wait(Math.max(left, Math.min(limitMs, LOOK_EVERY_MS)), ended);
    }
  } catch {
    // The thread has ended meanwhile, and with it the reading.
  }
  return !ended.aborted;
}
