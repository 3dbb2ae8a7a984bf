/**
 * A host's leave for one request: its robots.txt, its pause and its pace.
 * Invariant: whoever has had a turn has been let in by all three, and who stands in line costs the host nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { abortable } from '../runtime/wait.ts';
import type { Pacing } from './pacing.ts';
import type { Robots } from './robots.ts';
import { hostKey } from './target.ts';
import { inTime, notNow } from './waiting-for-a-seat.ts';

export class Turns {
  readonly #pacing: Pacing;
  readonly #robots: Robots | undefined;
  readonly #minIntervalMs: number;

  constructor(options: { pacing: Pacing; robots: Robots | undefined; minIntervalMs: number }) {
    this.#pacing = options.pacing;
    this.#robots = options.robots;
    this.#minIntervalMs = options.minIntervalMs;
  }

  /** Rules that must be asked for are asked for within the turn: who stands in line costs the host nothing at all. */
  async take(url: URL, reservedAt: Date | undefined, signal: AbortSignal): Promise<void> {
    const host = hostKey(url);
    const known = this.#robots === undefined ? 0 : await this.#robots.checkKnown(url);
    const entry = await this.#pacing.enter(host, Math.max(this.#minIntervalMs, known ?? 0), reservedAt);
    if (entry.waitMs > 0) await sleep(entry.waitMs, undefined, { signal });
    if (known !== undefined) return;
    const asked = await this.checkRobots(url, signal);
    if (asked > this.#minIntervalMs) await this.#pacing.widen(host, asked);
  }

  /**
   * Returns the interval the host asks for, ms. A robots.txt that is slow to come is not waited for with a seat: it is
   * read on, and whoever comes back finds it.
   */
  async checkRobots(url: URL, signal: AbortSignal): Promise<number> {
    const robots = this.#robots;
    if (robots === undefined) return 0;
    const late = () => notNow(`${hostKey(url)} answers slowly: waits for its robots.txt`);
    return inTime(late, signal, (withinPatience) => abortable(robots.check(url), withinPatience));
  }
}
