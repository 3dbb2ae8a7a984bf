/**
 * One process that reads pages, one after the other.
 * Invariant: whatever a page does to it, it ends alone: its heap has a limit of its own, it holds no connection and no
 * secret, and it is gone once the daemon is.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { programBeside } from '../../runtime/program-beside.ts';
import type { Adapter } from '../adapters/adapter.ts';
import { addedAdapters } from '../adapters/registry.ts';
import type { KnownCar, Quoted } from '../model/quoted.ts';
import type { SentPage } from '../reading.ts';

/** What a process that has been told to end may still take, before it is killed. */
const GRACE_MS = 1_000;
/** The kernel counts in hundredths of a second, on every machine that Node runs on. */
const MS_PER_TICK = 10;
/** Of what it wrote to standard error. */
const LAST_WORDS = 4_000;
/**
 * A page of 22 KB makes 3.5 MB of objects, of which nothing is needed behind it. With the daemon's own 2 MB for the youngest
 * objects V8 looked through them 1.4 times a page; and lists that had been seen to live long it put among the old ones at
 * once, where they kept the trees of all pages before. A page took 8.2 to 9.6 ms of the processor, of all threads, with
 * these 7.1 to 7.7, in as much memory (with 6 or 8 MB half a millisecond less, and 30 MB more for pages of 750 KB). What the operator says in `NODE_OPTIONS` stands.
 */
const YOUNG_MB = 4;
const YOUNG_FLAGS = ['--no-allocation-site-pretenuring', `--max-semi-space-size=${YOUNG_MB}`];
/** All of the environment that it may see: where compiled code is kept, how memory is handed out, what is profiled. */
const SEEN = /^(?:TMPDIR|NODE_COMPILE_CACHE|NODE_OPTIONS|MALLOC_\w+)$/;

export interface Body {
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
}

/** Each is a pure function of the page. */
export type PageTask =
  | { readonly kind: 'decode'; readonly body: Body }
  | { readonly kind: 'read'; readonly input: SentPage }
  | { readonly kind: 'readable'; readonly input: SentPage }
  | { readonly kind: 'prove'; readonly input: SentPage; readonly answer: readonly Quoted[]; readonly known: KnownCar };

/** What a process is told. */
export type Told =
  | PageTask
  | { readonly kind: 'end' }
  | { readonly kind: 'adapters'; readonly added: readonly Adapter[] };

export type Answer = { readonly value: unknown } | { readonly error: string };

/** What a process says, at first without an answer; `usedMs`: of the processor, since it began. */
export interface Said {
  readonly answer?: Answer;
  readonly usedMs: number;
}

/** Why a process has ended; `memory`: the page needed more than its heap may hold. */
export interface Death {
  readonly memory: boolean;
  readonly words: string;
}

export class ReaderProcess {
  readonly #child: ChildProcess;
  readonly #ready: Promise<boolean>;
  /** Resolves, and never rejects, when the process has ended. */
  readonly ended: Promise<Death>;
  /** Of the processor, until it last said something: to ask the system before each page took a tenth of the main thread. */
  usedMs = 0;
  #said = '';

  /** @param heapMb what its objects may take at most */
  constructor(heapMb: number) {
    this.#child = fork(programBeside(import.meta.url, 'reader-process.child'), {
      // Named one by one: with `--eval` each process would begin what the daemon is, and that one its own.
      execArgv: [
        ...(process.env.NODE_OPTIONS?.includes('semi-space') ? [] : YOUNG_FLAGS),
        `--max-old-space-size=${heapMb}`,
      ],
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => SEEN.test(name))),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (words: string) => {
      this.#said = (this.#said + words).slice(-LAST_WORDS);
    });
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        const memory = this.#said.includes('heap out of memory');
        resolve({ memory, words: memory ? 'it needs more memory than a page gets' : how });
      };
      this.#child.once('error', (error) => end(error.message));
      // Not `exit`: what it wrote last is read by then.
      this.#child.once('close', (code, signal) => end(`its reader ended with ${signal ?? code}${this.#lastLine()}`));
    });
    this.#ready = Promise.race([this.#hear().then(() => this.#tellAdapters()), this.ended.then(() => false)]);
  }

  /** It has loaded its own copy of the registry; what another program has added is a table, so it can be sent. */
  #tellAdapters(): true {
    const told: Told = { kind: 'adapters', added: addedAdapters() };
    if (told.added.length > 0) this.#child.send(told, () => undefined);
    return true;
  }

  async #hear(): Promise<Said> {
    const [said]: Said[] = await once(this.#child, 'message');
    if (said === undefined) throw new Error('a reader said nothing');
    this.usedMs = said.usedMs;
    return said;
  }

  /** Resolves with false when the process has ended instead. */
  async isReady(): Promise<boolean> {
    return this.#ready.catch(() => false);
  }

  /** One at a time. Resolves with how the process ended when that came first; never rejects. */
  async ask(task: PageTask): Promise<Answer | Death> {
    const answer = this.#hear().then((said) => said.answer ?? { error: 'its reader gave no answer' });
    // The callback takes an error of a channel that is closed already: the death tells of it.
    this.#child.send(task, () => undefined);
    return Promise.race([answer, this.ended]).catch(() => this.ended);
  }

  /** Of the processor, since it began; `undefined` where the system does not tell (Linux does). */
  async processorMs(): Promise<number | undefined> {
    const stat = await readFile(`/proc/${this.#child.pid}/stat`, 'utf8').catch(() => undefined);
    // What follows the program's name, which may hold anything, begins with the third field; 14 and 15 are its times.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields && (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** It may still be seen to run. */
  get killed(): boolean {
    return this.#child.killed;
  }

  async end(): Promise<void> {
    // Not disconnect(): Node then tells of no `close`.
    const end: Told = { kind: 'end' };
    this.#child.send(end, () => undefined);
    const killing = new AbortController();
    void delay(GRACE_MS, undefined, { signal: killing.signal }).then(
      () => this.kill(),
      () => undefined,
    );
    await this.ended;
    killing.abort();
  }

  #lastLine(): string {
    const line = this.#said.trim().split('\n').at(-1) ?? '';
    return line === '' ? '' : `: ${line}`;
  }
}
