/**
 * Reads pages off the main thread, in processes that may die.
 * Invariant: however hostile a page is, it costs itself and one process at most its limit; the event loop never waits for
 * it and no other page is lost. The limit is one of the processor's time and counts from the moment a process has taken
 * the page: that many others are read first, that a process is still starting, or that the machine has other things to do,
 * says nothing of this one.
 */
import { isPlainUtf8 } from '../../fetching/charset.ts';
import { PermanentError, RetryError } from '../../runtime/errors.ts';
import { Share } from '../../runtime/share.ts';
import type { ProvenAnswer } from '../model/model-answer.ts';
import type { KnownCar, Quoted } from '../model/quoted.ts';
import type { PageReading, SentPage } from '../reading.ts';
import { type Body, type PageTask, ReaderProcess } from './reader-process.ts';

/** Of the processor. A 500 KB page takes about 0.1 s; one that takes 50 times as long is built to. */
const READ_LIMIT_MS = 5_000;
/** By the clock, where the system does not tell what a process has used; a third of a vehicle's turn. */
const SILENCE_LIMIT_MS = 60_000;
/** A process that has used less than its limit when it could have used all is looked at this often. */
const LOOK_EVERY_MS = 100;
/** A page of as many parts as are read (tree.ts) takes 150. */
const HEAP_MB = 256;
/** A process that has had nothing to do for so long ends, and gives back its 84 MB; a new one is there in 0.3 s. */
const IDLE_MS = 30_000;

export interface PageReader {
  /** The body of a page in UTF-8, whatever charset it is in; throws as `read` does. */
  toUtf8(body: Body, signal: AbortSignal): Promise<Uint8Array>;
  /**
   * @throws PermanentError (`invalid`) when the page cannot be read at all, or only in more time or memory than it gets
   * @throws RetryError when the process that read it ended for a reason that is not the page's
   */
  read(input: SentPage, signal: AbortSignal): Promise<PageReading>;
  /** The text of the page that a model may be shown, and what its answer proves; both throw as `read` does. */
  readable(input: SentPage, signal: AbortSignal): Promise<string>;
  prove(input: SentPage, answer: readonly Quoted[], known: KnownCar, signal: AbortSignal): Promise<ProvenAnswer>;
  close(): Promise<void>;
}

interface Idle {
  readonly reader: ReaderProcess;
  readonly timer: NodeJS.Timeout;
}

/**
 * @param options.processes at most so many at once
 * @param options.limitMs of the processor, for one page
 */
export function createPageReader(options: {
  processes: number;
  limitMs?: number;
  heapMb?: number;
  idleMs?: number;
}): PageReader {
  const { processes, limitMs = READ_LIMIT_MS, heapMb = HEAP_MB, idleMs = IDLE_MS } = options;
  const running = new Set<ReaderProcess>();
  const idle: Idle[] = [];
  const seats = new Share(processes);
  const closed = new AbortController();

  const begin = async (): Promise<ReaderProcess> => {
    // The one that was busy last: the others may then end.
    const last = idle.pop();
    clearTimeout(last?.timer);
    if (last !== undefined) return last.reader;
    const reader = new ReaderProcess(heapMb);
    running.add(reader);
    void reader.ended.then(() => {
      running.delete(reader);
      const place = idle.findIndex((each) => each.reader === reader);
      if (place >= 0) clearTimeout(idle.splice(place, 1)[0]?.timer);
    });
    if (!(await reader.isReady())) throw new RetryError((await reader.ended).words);
    return reader;
  };
  const rest = (reader: ReaderProcess) => {
    if (!running.has(reader) || reader.killed) return;
    const each: Idle = {
      reader,
      timer: setTimeout(() => {
        // First: one that has been told to end takes no page any more.
        idle.splice(idle.indexOf(each), 1);
        void reader.end();
      }, idleMs).unref(),
    };
    idle.push(each);
  };

  const run = async <T>(task: PageTask, caller: AbortSignal): Promise<T> => {
    const signal = AbortSignal.any([caller, closed.signal]);
    const leaveSeat = await seats.take(1, signal);
    let reader: ReaderProcess | undefined;
    try {
      reader = await begin();
      signal.throwIfAborted();
      const busy = reader;
      const stop = () => busy.kill();
      signal.addEventListener('abort', stop, { once: true });
      const watched = watch(busy, limitMs);
      const answer = await busy.ask(task).finally(() => {
        watched.over();
        signal.removeEventListener('abort', stop);
      });
      if ('value' in answer) return answer.value as T;
      signal.throwIfAborted();
      if (watched.isLate) throw new PermanentError(`the page took more than ${limitMs / 1000} s to read`, 'invalid');
      if ('error' in answer) throw new PermanentError(`the page could not be read: ${answer.error}`, 'invalid');
      if (answer.memory) throw new PermanentError(`the page could not be read: ${answer.words}`, 'invalid');
      throw new RetryError(`the page could not be read: ${answer.words}`);
    } finally {
      if (reader !== undefined) rest(reader);
      leaveSeat();
    }
  };
  return {
    async toUtf8(body, signal) {
      // Nearly all pages: they are spared the way to a process and back.
      return isPlainUtf8(body.bytes) ? body.bytes : run({ kind: 'decode', body }, signal);
    },
    read: (input, signal) => run({ kind: 'read', input }, signal),
    readable: (input, signal) => run({ kind: 'readable', input }, signal),
    prove: (input, answer, known, signal) => run({ kind: 'prove', input, answer, known }, signal),
    async close() {
      closed.abort(new Error('the reader is closed'));
      await Promise.all([...running].map((reader) => reader.end()));
    },
  };
}

/** Kills the process once it has used up its limit, unless it is `over` before. */
function watch(reader: ReaderProcess, limitMs: number): { isLate: boolean; readonly over: () => void } {
  const began = performance.now();
  const before = reader.usedMs;
  let isOver = false;
  const look = async () => {
    const now = await reader.processorMs();
    const left = now === undefined ? SILENCE_LIMIT_MS - (performance.now() - began) : limitMs - (now - before);
    if (isOver) return;
    if (left > 0) timer = lookIn(left);
    else {
      watched.isLate = true;
      reader.kill();
    }
  };
  const lookIn = (ms: number) => setTimeout(() => void look(), Math.max(ms, Math.min(limitMs, LOOK_EVERY_MS)));
  let timer = lookIn(limitMs);
  const over = () => {
    isOver = true;
    clearTimeout(timer);
  };
  const watched = { isLate: false, over };
  return watched;
}
