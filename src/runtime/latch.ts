/** What made somebody look: a ring that told of something, or a look of one's own. */
export type Path = 'notify' | 'sweep';

/**
 * A latch between one that rings and one that waits.
 * Invariant: a ring while nobody waits is remembered, so the next wait returns at once; many rings are one.
 */
export class Latch {
  #rung: Path | undefined;
  #wake: (() => void) | undefined;

  /** `sweep`: nothing was told, it is only time to look. */
  notify(path: Path = 'notify'): void {
    this.#rung = this.#rung === 'notify' ? 'notify' : path;
    this.#wake?.();
  }

  /** Resolves at a ring, after `ms`, or when `signal` aborts, whichever is first. */
  async wait(ms: number, signal: AbortSignal): Promise<Path> {
    if (this.#rung === undefined && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          this.#wake = undefined;
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener('abort', done, { once: true });
        this.#wake = done;
      });
    }
    const path = this.#rung ?? 'sweep';
    this.#rung = undefined;
    return path;
  }
}
