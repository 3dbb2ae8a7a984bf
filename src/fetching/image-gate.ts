/**
 * Spaces out image downloads within this process.
 * Invariant: at most two downloads from one host at once, each due at least the given spacing after the one before.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Share } from '../runtime/share.ts';

const AT_ONCE = 2;
/** Hosts are named by data, so their number is anybody's. */
const MAX_IDLE_HOSTS = 200;

interface Line {
  readonly places: Share;
  /** Who waits or downloads. */
  users: number;
  /** Of the monotonic clock, ms. */
  nextStartAt: number;
}

export class ImageGate {
  readonly #lines = new Map<string, Line>();

  /** Runs `download` when it is the host's turn; gives up waiting when the signal aborts. */
  async run<T>(host: string, spacingMs: number, signal: AbortSignal, download: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(host) ?? { places: new Share(AT_ONCE), users: 0, nextStartAt: 0 };
    this.#lines.set(host, line);
    line.users += 1;
    try {
      const leave = await line.places.take(1, signal);
      try {
        const startAt = Math.max(performance.now(), line.nextStartAt);
        line.nextStartAt = startAt + spacingMs;
        const waitMs = startAt - performance.now();
        if (waitMs > 0) await sleep(waitMs, undefined, { signal });
        signal.throwIfAborted();
        return await download();
      } finally {
        leave();
      }
    } finally {
      line.users -= 1;
      if (line.users === 0) this.#forgetIdle();
    }
  }

  #forgetIdle(): void {
    if (this.#lines.size <= MAX_IDLE_HOSTS) return;
    for (const [host, line] of this.#lines) {
      if (line.users === 0 && line.nextStartAt <= performance.now()) this.#lines.delete(host);
    }
  }
}
