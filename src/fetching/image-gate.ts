/**
 * Spaces out image downloads within this process.
 * Invariant: at most two downloads from one host at once, each due at least the given spacing after the one before.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const AT_ONCE = 2;
/** Hosts are named by data, so their number is anybody's. */
const MAX_IDLE_HOSTS = 200;

interface Line {
  waiting: (() => void)[];
  running: number;
  /** Of the monotonic clock, ms. */
  nextStartAt: number;
}

export class ImageGate {
  readonly #lines = new Map<string, Line>();

  /** Runs `download` when it is the host's turn; gives up waiting when the signal aborts. */
  async run<T>(host: string, spacingMs: number, signal: AbortSignal, download: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(host) ?? { waiting: [], running: 0, nextStartAt: 0 };
    this.#lines.set(host, line);
    if (line.running < AT_ONCE) line.running++;
    else await this.#wait(line, signal);
    try {
      const startAt = Math.max(performance.now(), line.nextStartAt);
      line.nextStartAt = startAt + spacingMs;
      const waitMs = startAt - performance.now();
      if (waitMs > 0) await sleep(waitMs, undefined, { signal });
      signal.throwIfAborted();
      return await download();
    } finally {
      const next = line.waiting.shift();
      // With somebody waiting the place is handed on, so `running` stays as it is.
      if (next !== undefined) next();
      else if (--line.running === 0) this.#forgetIdle();
    }
  }

  #forgetIdle(): void {
    if (this.#lines.size <= MAX_IDLE_HOSTS) return;
    for (const [host, line] of this.#lines) {
      if (line.running === 0 && line.nextStartAt <= performance.now()) this.#lines.delete(host);
    }
  }

  #wait(line: Line, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const turn = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        line.waiting = line.waiting.filter((one) => one !== turn);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      line.waiting.push(turn);
    });
  }
}
