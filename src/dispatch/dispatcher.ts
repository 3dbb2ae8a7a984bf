/**
 * Turns events into state and jobs; one daemon at a time does it.
 *
 * Invariant: the dispatcher never sleeps over a committed event. It waits without an end only while it holds the doorbell
 * lock exclusively and has looked once since it took it. A writer that did not ring holds that lock shared until its
 * commit is visible, so the lock cannot be taken while such a writer is in flight: the look after taking it sees all of
 * them. Any later writer fails to get the lock and rings once its commit is visible; a ring that comes while we look is
 * remembered, so the next wait ends at once. Both locks live on the session of the heartbeat: losing it frees them, wakes
 * us, and we begin anew.
 *
 *   follow:  try the leader lock with every heartbeat             -> lead
 *   lead:    look; take in a batch of old vehicles while there are any -> lead
 *            many wrote since the last look                       -> wait 10 ms .. 0.5 s, lead
 *            few or none did: try the doorbell lock
 *              not got (a silent writer is in flight)             -> wait 10 ms .. 0.5 s, lead
 *              got                                                -> asleep
 *   asleep:  look; many wrote since the last look, or some did for a while -> let go, wait 10 ms, lead
 *                  few or none did  -> wait for the notifier, a due time, the session's loss or the stop: asleep
 *
 * Ringing makes the commits of a whole server wait for one another, so many writers are freed of it; for a few, letting go
 * of the lock and taking it again would be two round trips and two looks for each vehicle.
 * Asleep it asks the database nothing. The heartbeat proves the session, looks for events whose ring was lost, and rings.
 */

import type { Pool } from 'pg';
import { LOCKS } from '../database/locks.ts';
import type { Session } from '../database/session.ts';
import { adoptVehicles } from '../database/statements/adopt-vehicles.ts';
import { type Drained, drain } from '../database/statements/drain.ts';
import { foldRuns } from '../database/statements/fold-runs.ts';
import type { DaemonEvents } from '../events.ts';
import { Backoff } from '../runtime/backoff.ts';
import type { Latch, Path } from '../runtime/latch.ts';
import type { Service } from '../runtime/service.ts';
import { asError } from '../runtime/thrown.ts';
import { wait } from '../runtime/wait.ts';

/** Events taken in one transaction: large enough for 10,000 rows at once, small enough to stay under a second. */
const MAX_EVENTS = 500;
/** Vehicles that were there before us, taken in at a time: their rows are locked for as long as that takes (0.05 s). */
const ADOPT_BATCH = 100;
/** Ended runs are folded this often while work comes in; what is left when it stops is the reconcile's. */
const FOLD_EVERY_MS = 60_000;
/** Without a listener nobody rings: look this often. */
const DEAF_INTERVAL_MS = 1_000;
/** The heartbeat tells of what is due sooner; setTimeout takes no more than 24 days. */
const LONGEST_SLEEP_MS = 3_600_000;
/**
 * So many events in one look, and 400 a second since the look before, are writers that wait for one another when they ring.
 * Ten, because at 200 a second a look finds one or two; 4 and 30 made no difference to 16 writers.
 */
const MANY_EVENTS = 10;
const MANY_PER_MS = 0.4;
/**
 * On a slow disk writers who ring come one by one, few however many they are: where a commit took 5 ms, sixteen wrote 75 rows a
 * second instead of 900. So while at least 20 a second come they may write without ringing for a moment after a second, and
 * what comes then shows how many they are. Who writes in that moment waits 10 ms: were they few, the next one comes later.
 */
const TRY_AFTER_MS = 1_000;
const TRY_AT_LAST_AFTER_MS = 8_000;
const TRY_FROM_PER_MS = 0.02;
/** Awake it looks so soon again; less and less often while many write, or nobody but one who holds the lock shared. */
const LOOK_AGAIN_MS = 10;
const LONGEST_LOOK_MS = 500;
/** What is due and locked by somebody is not found again at once. */
const SHORTEST_SLEEP_MS = 10;

const TRY_BELL = `select pg_try_advisory_lock(${LOCKS.doorbell}) as got`;
const FREE_BELL = `select pg_advisory_unlock(${LOCKS.doorbell})`;

/** The leader's lock, on a session that is proved every two seconds. */
export interface Leadership {
  /** Resolves once this daemon leads, with a signal that aborts when it does no longer; with nothing when `signal` aborts. */
  lead(signal: AbortSignal): Promise<AbortSignal | undefined>;
  /** Lets go of all locks of the session; never rejects. */
  resign(): Promise<void>;
}

export interface DispatcherOptions {
  /** For the work itself; a pool of its own, of one. */
  readonly pool: Pool;
  /** Where the locks are held. */
  readonly session: Session;
  readonly leadership: Leadership;
  readonly events: DaemonEvents;
  readonly notifier: Latch;
  readonly listener: { readonly connected: boolean };
}

export class Dispatcher implements Service {
  readonly name = 'dispatcher';
  readonly #options: DispatcherOptions;
  readonly #stopping = new AbortController();
  readonly #backoff = new Backoff();
  #loop: Promise<void> | undefined;
  #foldedAt = performance.now();
  #lookedAt = performance.now();
  #tryAfterMs = TRY_AFTER_MS;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { events, leadership } = this.#options;
    const stopped = this.#stopping.signal;
    while (!stopped.aborted) {
      const lost = await leadership.lead(stopped);
      if (lost === undefined) {
        return;
      }
      events.emit('dispatcher:leading', { leading: true });
      try {
        await this.#lead(AbortSignal.any([lost, stopped]));
      } catch (error) {
        events.emit('fault', { where: this.name, error: asError(error) });
      }
      events.emit('dispatcher:leading', { leading: false });
      // Whoever cannot do the work leaves it to others, and whoever stops keeps nobody waiting.
      await leadership.resign();
      await wait(this.#backoff.next(), stopped);
    }
  }

  async #lead(signal: AbortSignal): Promise<void> {
    const { notifier, pool } = this.#options;
    let path: Path = 'sweep';
    let lookAgainMs = LOOK_AGAIN_MS;
    let adopted = false;
    while (!signal.aborted) {
      const { taken, many } = await this.#drain(path, signal);
      if (many) {
        this.#tryAfterMs = TRY_AFTER_MS;
      } else if (taken > 0) {
        lookAgainMs = LOOK_AGAIN_MS;
      }
      if (!adopted) {
        // New events go first, between two batches.
        adopted = (await adoptVehicles(pool, ADOPT_BATCH)).finished;
      } else if (!this.#options.listener.connected) {
        path = await notifier.wait(DEAF_INTERVAL_MS, signal);
      } else if (!many && (await this.#tryBell())) {
        lookAgainMs = LOOK_AGAIN_MS;
        path = await this.#sleepUnderBell(signal);
      } else {
        path = await notifier.wait(lookAgainMs, signal);
        lookAgainMs = Math.min(lookAgainMs * 2, LONGEST_LOOK_MS);
      }
    }
  }

  /** A failure costs the leadership, and with it the lock. */
  async #sleepUnderBell(signal: AbortSignal): Promise<Path> {
    const path = await this.#sleep(signal);
    if (!signal.aborted) {
      await this.#options.session.query({ text: FREE_BELL });
      // So that the next look shows how many write; what was rung until then is in it.
      await wait(LOOK_AGAIN_MS, signal);
      return this.#options.notifier.wait(0, signal);
    }
    return path;
  }

  async #sleep(signal: AbortSignal): Promise<Path> {
    const { notifier, listener } = this.#options;
    let path: Path = 'sweep';
    let [since, events] = [performance.now(), 0];
    // The first time because a writer may have committed silently between the last look and the lock.
    while (!signal.aborted) {
      const { taken, many, nextInMs } = await this.#drain(path, signal, true);
      events += taken;
      const forMs = performance.now() - since;
      if (many || !listener.connected) {
        break;
      }
      if (forMs > this.#tryAfterMs) {
        if (events > TRY_FROM_PER_MS * forMs) {
          this.#tryAfterMs = Math.min(2 * this.#tryAfterMs, TRY_AT_LAST_AFTER_MS);
          break;
        }
        [since, events, this.#tryAfterMs] = [performance.now(), 0, TRY_AFTER_MS];
      }
      path = await notifier.wait(Math.min(Math.max(nextInMs, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS), signal);
    }
    return path;
  }

  /** Takes what there is, and says how many events that were, and whether they come fast. */
  async #drain(
    path: Path,
    signal: AbortSignal,
    underBell = false,
  ): Promise<{ taken: number; many: boolean; nextInMs: number }> {
    let taken = 0;
    let worked = false;
    while (!signal.aborted) {
      const started = performance.now();
      const done = await drain(this.#options.pool, MAX_EVENTS);
      this.#backoff.reset();
      taken += done.taken;
      if (done.vehicles > 0 || done.woken > 0) {
        worked = true;
        this.#tell(done, path, (performance.now() - started) / 1000);
      }
      // Batch after batch under the bell would keep writers ringing for seconds.
      if (underBell && done.taken === MAX_EVENTS) {
        break;
      }
      // A batch that is not full was the last one: whoever writes all the time must not keep us from adopting.
      if (done.taken < MAX_EVENTS && done.woken < MAX_EVENTS && done.promised === 0) {
        if (worked && performance.now() - this.#foldedAt > FOLD_EVERY_MS) {
          await foldRuns(this.#options.pool);
          this.#foldedAt = performance.now();
        }
        return { taken, many: this.#areMany(taken), nextInMs: done.next_in_ms ?? Number.POSITIVE_INFINITY };
      }
    }
    return { taken, many: this.#areMany(taken), nextInMs: 0 };
  }

  #areMany(events: number): boolean {
    const before = this.#lookedAt;
    this.#lookedAt = performance.now();
    // A full batch may be all that a slow machine takes in that time.
    return events >= Math.min(MAX_EVENTS, Math.max(MANY_EVENTS, MANY_PER_MS * (this.#lookedAt - before)));
  }

  async #tryBell(): Promise<boolean> {
    const { rows } = await this.#options.session.query({ text: TRY_BELL });
    return rows[0]?.got === true;
  }

  #tell(done: Drained, path: Path, seconds: number): void {
    this.#options.events.emit('dispatch:done', {
      path,
      kinds: done.kinds ?? {},
      vehicles: done.vehicles,
      jobs: done.jobs + done.woken,
      marked: done.marked,
      reopened: done.reopened,
      oldestSeconds: done.oldest_seconds,
      seconds,
    });
  }
}
