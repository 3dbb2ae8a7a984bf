/**
 * One tesseract worker thread, started when it is first needed, ended when it has had nothing to read for a while and
 * replaced after a fault.
 * Invariant: it reads one picture at a time, never touches the network, and a reading that is given up on takes its
 * thread with it, since tesseract cannot be interrupted.
 */
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker as Thread } from 'node:worker_threads';
import type { PSM, Worker } from 'tesseract.js';
import { programBeside } from '../../runtime/program-beside.ts';
import { abortable } from '../../runtime/wait.ts';

/** The alphabet of a VIN: no I, O or Q. */
const ALPHABET = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
/** 3 MB instead of 11 for the same readings as the full model. */
const MODEL = '4.0.0_best_int';

/** A start takes a quarter of a second. */
const START_MS = 20_000;
/** It holds 45 MB. */
const IDLE_MS = 60_000;

/** `line`: one level line and nothing else, `block`: one block of text, `scattered`: words anywhere in the picture. */
export type Layout = 'line' | 'block' | 'scattered';

const MODES: Readonly<Record<Layout, keyof typeof PSM>> = {
  line: 'SINGLE_LINE',
  block: 'SINGLE_BLOCK',
  scattered: 'SPARSE_TEXT',
};

/** An engine that reads characters off a picture. Another one may be given to `createVinReader`. */
export interface Recogniser {
  /**
   * The text of a grey picture that was prepared for reading, lines divided by newlines, in any case.
   * @throws the signal's reason on abort
   */
  read(image: Buffer, layout: Layout, signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

export class Tesseract implements Recogniser {
  #worker: Promise<Worker> | undefined;
  #idle: NodeJS.Timeout | undefined;

  readonly #idleMs: number;
  readonly #onRestart: () => void;

  /** `onRestart`: told of each thread that is given up with its reading. */
  constructor(options: { readonly idleMs?: number; readonly onRestart?: () => void } = {}) {
    this.#idleMs = options.idleMs ?? IDLE_MS;
    this.#onRestart = options.onRestart ?? (() => {});
  }

  /** On abort the worker is gone and the next call starts a new one. */
  async read(image: Buffer, layout: Layout, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted();
    clearTimeout(this.#idle);
    this.#worker ??= start();
    const starting = this.#worker;
    try {
      const worker = await abortable(starting, signal);
      return await abortable(recognise(worker, image, layout), signal);
    } catch (error) {
      // Not awaited: a thread that is stuck need not end for the next picture to be read.
      if (this.#worker === starting) this.#worker = undefined;
      this.#onRestart();
      starting.then(endThread).catch(() => undefined);
      throw error;
    } finally {
      this.#idle = setTimeout(() => void this.close(), this.#idleMs).unref();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const closing = this.#worker;
    this.#worker = undefined;
    // A worker that failed to start has nothing to end.
    const worker = await closing?.catch(() => undefined);
    if (worker !== undefined) await endThread(worker);
  }
}

async function recognise(worker: Worker, image: Buffer, layout: Layout): Promise<string> {
  const { PSM } = await import('tesseract.js');
  await worker.setParameters({
    tessedit_pageseg_mode: PSM[MODES[layout]],
    tessedit_char_whitelist: ALPHABET,
    // Its remarks ("Detected 5 diacritics") would otherwise stand on stderr, between our log lines.
    debug_file: '/dev/null',
  });
  // Its search for the angle is a reading of its own, which a line that is level already can do without.
  const { data } = await worker.recognize(image, { rotateAuto: layout !== 'line' });
  return data.text;
}

async function start(): Promise<Worker> {
  const data = path.join(path.dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng')), MODEL);
  await access(path.join(data, 'eng.traineddata.gz'));
  const { createWorker, OEM } = await import('tesseract.js');
  return new Promise((resolve, reject) => {
    // Without an errorHandler a failed job is thrown inside an event listener, which ends the process.
    const workerPath = programBeside(import.meta.url, 'tesseract.worker');
    const options = {
      workerPath: fileURLToPath(workerPath),
      langPath: data,
      gzip: true,
      cacheMethod: 'none',
      errorHandler: reject,
    };
    // Word lists only mislead here, and they can be left out at the start alone. The resolution is told because
    // tesseract complains on stderr about every picture that does not carry one.
    const config = { load_system_dawg: '0', load_freq_dawg: '0', user_defined_dpi: '150' };
    createWorker('eng', OEM.LSTM_ONLY, options, config)
      .then((worker) => {
        guardThread(worker);
        resolve(worker);
      })
      .catch(reject);
    // Some faults of its start are swallowed inside tesseract.js, and the promise never settles.
    setTimeout(() => reject(new Error(`tesseract did not start within ${START_MS / 1_000} s`)), START_MS).unref();
  });
}

/**
 * Not by tesseract's own `terminate`, which forgets the thread: a reading that was given up goes on when an answer of the
 * thread was still on its way, and its next request would be a rejection that nobody can handle, which ends the process.
 * A thread that has ended takes it for nothing.
 */
const endThread = async (worker: Worker): Promise<unknown> => threadOf(worker).terminate();

/** tesseract.js leaves its thread as Node made it; its type does not show it. */
function threadOf(worker: Worker): Thread {
  if (!('worker' in worker) || !(worker.worker instanceof Thread)) throw new Error('tesseract.js runs in no thread');
  return worker.worker;
}

function guardThread(worker: Worker): void {
  const thread = threadOf(worker);
  // A thread that dies (out of memory, a fault in the WebAssembly) raises 'error', which without a listener would end
  // the process; the reading that waits for it meets its deadline.
  thread.on('error', () => undefined);
  // Leptonica's remarks about odd pictures cannot be turned off, and nobody can act on them.
  thread.stderr.unpipe(process.stderr);
  thread.stderr.resume();
}
