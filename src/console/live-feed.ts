/**
 * What moves, for all tabs at once.
 * Invariant: one statement at the most every two seconds however many tabs ask, and none while nobody asks: there is no
 * timer here, only the wish of a tab that finds the last answer too old. Whoever asks meanwhile waits for the same answer.
 */
import type { Snapshot } from '../database/statements/live.ts';

const EVERY_MS = 2_000;
/** A tab that has not asked for so long looks at its vehicle no more. */
const WATCHED_MS = 10_000;
/** What one statement looks up; the first come. */
const MOST_WATCHED = 200;

export class LiveFeed {
  readonly #ask: (watched: readonly string[]) => Promise<Snapshot>;
  readonly #now: () => number;
  readonly #watched = new Map<string, number>();
  #last: { at: number; snapshot: Promise<Snapshot> } | undefined;

  constructor(ask: (watched: readonly string[]) => Promise<Snapshot>, now: () => number = () => performance.now()) {
    this.#ask = ask;
    this.#now = now;
  }

  /** `vehicleIds`: seen in the answer from the next statement on, two seconds later at the most. */
  async read(vehicleIds: readonly string[] = []): Promise<Snapshot> {
    const now = this.#now();
    for (const [id, at] of this.#watched) {
      if (now - at > WATCHED_MS) this.#watched.delete(id);
    }
    for (const id of vehicleIds) {
      if (this.#watched.has(id) || this.#watched.size < MOST_WATCHED) this.#watched.set(id, now);
    }
    if (this.#last === undefined || now - this.#last.at >= EVERY_MS) {
      this.#last = { at: now, snapshot: this.#ask([...this.#watched.keys()]) };
    }
    return await this.#last.snapshot;
  }
}
