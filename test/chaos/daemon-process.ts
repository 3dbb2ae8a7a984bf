/** One daemon as an operator runs it: a process of its own, seen through its log, its exit code and its HTTP answers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '../support/eventually.ts';

export const SERVICE_KEY = 'a-key-of-the-chaos-that-is-long-enough-0123456789';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** The tree whose src/main.ts is run: this project, or a copy of it without one of its guards (see mutants.ts). */
const root = (): string => process.env.CHAOS_ROOT ?? PROJECT;

export interface DaemonProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Everything printed so far. */
  output(): string;
  /** Lines of the log that hold `text`. */
  lines(text: string): string[];
  /** Where it answers HTTP; known once it has said so. */
  readonly origin: string;
  /** Exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  readonly hasEnded: boolean;
  signal(name: NodeJS.Signals): void;
  /** kill -9, and gone when it resolves. */
  kill(): Promise<void>;
}

export interface DaemonOptions {
  readonly databaseUrl: string;
  readonly blobs: string;
  /** host:port of the site, which is on this machine. */
  readonly siteHost: string;
  readonly env?: Record<string, string>;
  /** Options of Node, instead of those that suit hundreds of starts. */
  readonly node?: readonly string[];
}

/** A start fills the young generation's first megabyte again and again: a fifteenth of its processor time, and hundreds start. */
const ROOMY = ['--min-semi-space-size=16'];

/** Resolves when the daemon has said that it is ready to work. */
export async function startDaemonProcess(options: DaemonOptions): Promise<DaemonProcess> {
  const daemon = spawnDaemon(options);
  try {
    await daemon.started;
    return daemon;
  } catch (error) {
    await daemon.kill();
    throw error;
  }
}

/** `started` rejects when the process ends before it is ready. */
export function spawnDaemon(options: DaemonOptions): DaemonProcess & { readonly started: Promise<void> } {
  const child = spawn(process.execPath, [...(options.node ?? ROOMY), join(root(), 'src/main.ts'), 'start'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      DATABASE_URL: options.databaseUrl,
      BLOB_STORE: `file:${options.blobs}`,
      FETCH_ALLOW_PRIVATE: options.siteHost,
      FETCH_MIN_INTERVAL_MS: '0',
      SERVICE_KEY,
      PORT: '0',
      CONCURRENCY: '4',
      // Hundreds are started: a sixth of the 1.9 s of processor time that each start takes.
      NODE_COMPILE_CACHE: join(tmpdir(), 'micro-scrape-compiled'),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  let hasEnded = false;
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    hasEnded = true;
    return code ?? signal ?? 'unknown';
  });
  let origin = '';
  const started = eventually(
    'the daemon is ready',
    () => {
      origin = /"origin":"(http:[^"]+)"/.exec(output)?.[1] ?? '';
      return origin !== '' || hasEnded;
    },
    90_000,
  ).then(() => {
    if (origin === '') throw new Error(`the daemon ended before it was ready:\n${output.slice(-2_000)}`);
  });
  // Whoever does not wait for the start sees its failure in `ended`.
  started.catch(() => undefined);
  return {
    child,
    pid: child.pid ?? 0,
    output: () => output,
    lines: (text) => output.split('\n').filter((line) => line.includes(text)),
    get origin() {
      return origin;
    },
    ended,
    get hasEnded() {
      return hasEnded;
    },
    started,
    signal: (name) => {
      child.kill(name);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
