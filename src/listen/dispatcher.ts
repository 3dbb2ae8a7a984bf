/**
 * Turns events into state and jobs; one daemon at a time does it.
 *
 * Invariant: the dispatcher never sleeps over a committed event. It sleeps only while it holds the doorbell lock
 * exclusively and has found nothing after taking it. A writer that did not ring holds that lock shared until its
 * commit is visible, so the lock cannot be taken while such a writer is in flight; any later writer fails to get it
 * and rings. Both locks live on one connection: losing it frees them, wakes us, and we begin anew.
 *
 *   follow:  try the leader lock every 2 s                     -> lead
 *   lead:    drain; take in a batch of old vehicles while there are any -> lead
 *            try the doorbell lock
 *              not got (a silent writer is in flight)          -> wait 10 ms .. 0.5 s, lead
 *              got: drain once more; anything found            -> let go, lead
 *                   nothing                                    -> asleep
 *   asleep:  bell, due time, 5 s check, connection lost, stop  -> let go, lead
 */
import pg from 'pg';
import { connectionLimits, within } from '../db/pool.ts';
import { adoptVehicles } from '../db/statements/adopt-vehicles.ts';
import { dispatchEvents } from '../db/statements/dispatch-events.ts';
import { foldRuns } from '../db/statements/fold-runs.ts';
import { wakeDue } from '../db/statements/wake-due.ts';
import type { DaemonEvents } from '../events.ts';
import { Backoff } from '../lifecycle/backoff.ts';
import type { Bell } from '../lifecycle/bell.ts';
import type { Service } from '../lifecycle/service.ts';
import { asError, wait } from '../lifecycle/wait.ts';

/** Events taken in one transaction: large enough for 10,000 rows at once, small enough to stay under a second. */
const MAX_EVENTS = 500;
/** Vehicles that were there before us, taken in at a time: their rows are locked for as long as that takes (0.05 s). */
const ADOPT_BATCH = 100;
const FOLLOW_INTERVAL_MS = 2_000;
/** Ended runs are folded this often while work comes in; what is left when it stops is the reconcile's. */
const FOLD_EVERY_MS = 60_000;
/** Asleep, the connection is proved this often; the query also moves a stuck NOTIFY queue on and finds lost rings. */
const CHECK_INTERVAL_MS = 5_000;
/** For statements that cost nothing: what takes longer is a silent network. */
const CHECK_TIMEOUT_MS = 3_000;
/** Without a listener nobody rings: look this often. */
const DEAF_INTERVAL_MS = 1_000;

const TRY_LEAD = 'select pg_try_advisory_lock(28019, 2) as got';
const TRY_BELL = 'select pg_try_advisory_lock(28019, 1) as got';
const FREE_BELL = 'select pg_advisory_unlock(28019, 1)';
const CHECK = 'select pg_notification_queue_usage(), exists (select from micro_scrape.vehicle_events) as waiting';
// A leader that is stopped or cut off keeps its session, and with it both locks, until the server ends it. Whoever
// lives asks at least every five seconds. The usage is asked here as well: a queue of notifications that was full stays
// full until somebody asks, and as long as it is no job can be made.
const BEGIN = "select set_config('idle_session_timeout', '9s', false), pg_notification_queue_usage()";

export interface DispatcherOptions {
  /** A direct connection: advisory locks and a transaction pooler do not go together. */
  readonly connectionString: string;
  readonly events: DaemonEvents;
  readonly bell: Bell;
  readonly listener: { readonly connected: boolean };
}

export class Dispatcher implements Service {
  readonly name = 'dispatcher';
  readonly #options: DispatcherOptions;
  readonly #stopping = new AbortController();
  #loop: Promise<void> | undefined;
  #leading = false;
  #foldedAt = performance.now();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  get leading(): boolean {
    return this.#leading;
  }

  async start(): Promise<void> {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const backoff = new Backoff();
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#withConnection(async (client, signal) => {
          if (await this.#becomeLeader(client, signal)) {
            backoff.reset();
            await this.#lead(client, signal);
          }
        });
      } catch (error) {
        this.#options.events.emit('fault', { where: this.name, error: asError(error) });
      }
      if (this.#leading) {
        this.#leading = false;
        this.#options.events.emit('dispatcher:leading', { leading: false });
      }
      await wait(backoff.next(), this.#stopping.signal);
    }
  }

  /** `signal` aborts when the service stops or the connection, and with it every lock, is lost. */
  async #withConnection(work: (client: pg.Client, signal: AbortSignal) => Promise<void>): Promise<void> {
    const client = new pg.Client({
      ...connectionLimits('dispatcher'),
      connectionString: this.#options.connectionString,
    });
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
    try {
      await client.connect();
      await client.query(within(CHECK_TIMEOUT_MS, BEGIN));
      await work(client, AbortSignal.any([lost.signal, this.#stopping.signal]));
    } finally {
      await endConnection(client);
    }
  }

  async #becomeLeader(client: pg.Client, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      if (await tryLock(client, TRY_LEAD)) {
        this.#leading = true;
        this.#options.events.emit('dispatcher:leading', { leading: true });
        return true;
      }
      await wait(FOLLOW_INTERVAL_MS, signal);
    }
    return false;
  }

  async #lead(client: pg.Client, signal: AbortSignal): Promise<void> {
    let path: 'notify' | 'sweep' = 'sweep';
    let lookAgainMs = 10;
    let adopted = false;
    while (!signal.aborted) {
      await this.#drain(client, path, signal);
      if (!adopted) {
        // New events go first, between two batches.
        adopted = (await adoptVehicles(client, ADOPT_BATCH)).finished;
      } else if (!this.#options.listener.connected) {
        path = (await this.#options.bell.wait(DEAF_INTERVAL_MS, signal)) ? 'notify' : 'sweep';
      } else if (await tryLock(client, TRY_BELL)) {
        lookAgainMs = 10;
        path = await this.#sleepUnderBell(client, signal);
      } else {
        path = (await this.#options.bell.wait(lookAgainMs, signal)) ? 'notify' : 'sweep';
        lookAgainMs = Math.min(lookAgainMs * 2, 500);
      }
    }
  }

  /** A failure ends the connection, and with it the lock: asking a silent one to let go would cost its timeout again. */
  async #sleepUnderBell(client: pg.Client, signal: AbortSignal): Promise<'notify' | 'sweep'> {
    const path = await this.#sleep(client, signal);
    if (!signal.aborted) {
      await client.query(within(CHECK_TIMEOUT_MS, FREE_BELL));
    }
    return path;
  }

  async #sleep(client: pg.Client, signal: AbortSignal): Promise<'notify' | 'sweep'> {
    // Final drain under the lock: a writer may have committed silently between the last look and the lock.
    if (await this.#drain(client, 'sweep', signal)) {
      return 'sweep';
    }
    while (!signal.aborted) {
      const woken = await wakeDue(client, MAX_EVENTS);
      const due = woken.nextInMs === undefined ? Number.POSITIVE_INFINITY : Math.max(woken.nextInMs, 0);
      if (woken.events > 0 || due === 0) {
        return 'sweep';
      }
      if (await this.#options.bell.wait(Math.min(due, CHECK_INTERVAL_MS), signal)) {
        return 'notify';
      }
      if (due <= CHECK_INTERVAL_MS || !this.#options.listener.connected) {
        return 'sweep';
      }
      if (!signal.aborted) {
        const { rows } = await client.query<{ waiting: boolean }>(within(CHECK_TIMEOUT_MS, CHECK));
        if (rows[0]?.waiting === true) {
          // Its NOTIFY was lost, or not sent because the queue of notifications was full.
          return 'sweep';
        }
      }
    }
    return 'sweep';
  }

  /** Takes what there is; true when there was something, and then there may be more. */
  async #drain(client: pg.Client, path: 'notify' | 'sweep', signal: AbortSignal): Promise<boolean> {
    let any = false;
    let worked = false;
    // A batch that is not full was the last one: whoever writes all the time must not keep us from adopting.
    for (let full = true; full && !signal.aborted; ) {
      const started = performance.now();
      const woken = await wakeDue(client, MAX_EVENTS);
      const done = await dispatchEvents(client, MAX_EVENTS);
      full = done.taken === MAX_EVENTS || woken.jobs === MAX_EVENTS;
      any ||= done.taken > 0 || woken.jobs > 0;
      // Otherwise there was nothing, or only our own canary.
      if (done.vehicles > 0 || woken.jobs > 0) {
        this.#options.events.emit('dispatch:done', {
          path,
          kinds: done.kinds ?? {},
          vehicles: done.vehicles,
          jobs: done.jobs + woken.jobs,
          marked: done.marked,
          reopened: done.reopened,
          oldestSeconds: done.oldest_seconds,
          seconds: (performance.now() - started) / 1000,
        });
        worked = true;
      }
    }
    if (worked && performance.now() - this.#foldedAt > FOLD_EVERY_MS) {
      await foldRuns(client);
      this.#foldedAt = performance.now();
    }
    return any;
  }
}

async function tryLock(client: pg.Client, statement: string): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>(within(CHECK_TIMEOUT_MS, statement));
  return rows[0]?.got === true;
}

/** A connection that is already broken has nothing to say goodbye to; a silent one gets a second. */
async function endConnection(client: pg.Client): Promise<void> {
  const finished = new AbortController();
  const ended = client.end().then(
    () => finished.abort(),
    () => finished.abort(),
  );
  await Promise.race([ended, wait(1_000, finished.signal)]);
}
