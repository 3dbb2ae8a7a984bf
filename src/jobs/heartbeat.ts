/**
 * Says every two seconds that this daemon lives, looks around with the same statement, and frees what dead ones held.
 * Invariants: a job or a vehicle is held only by a daemon whose heartbeat is younger than ten seconds and that works on
 * it; anything else is given back to the queue (see sql/functions/65_rescue.sql). A daemon with nothing to do says nothing
 * else to the database.
 */

import { hostname } from 'node:os';
import type { Pool, QueryConfig } from 'pg';
import type { Session } from '../database/session.ts';
import {
  BEAT,
  BEAT_AND_LOOK,
  FAREWELL,
  type Look,
  look,
  RESCUE_CRASHED,
  RESCUE_ORPHANED,
  RESIGN,
  rescuedFromCrashed,
  rescuedOrphans,
  SEND_CANARY,
} from '../database/statements/heartbeat.ts';
import type { Leadership } from '../dispatch/dispatcher.ts';
import type { DaemonEvents } from '../events.ts';
import { Backoff } from '../runtime/backoff.ts';
import { Latch } from '../runtime/latch.ts';
import { BEAT_INTERVAL_MS } from '../runtime/limits.ts';
import type { Service } from '../runtime/service.ts';
import { asError } from '../runtime/thrown.ts';

/** Locked jobs that nobody works on are looked for with every fifth beat, vehicles with each. */
const LOOK_AT_JOBS_EVERY = 5;
/** A NOTIFY of our own goes along with every second beat (see src/dispatch/listener.ts). */
const PROBE_EVERY = 2;

export interface HeartbeatOptions {
  /** Its own: a beat must not wait behind the work. It must write no event either: it may hold the doorbell's lock itself. */
  readonly session: Session;
  /** For what a beat finds to do. */
  readonly pool: Pool;
  readonly events: DaemonEvents;
  readonly daemonId: string;
  /** The names under which graphile-worker locks this daemon's jobs; they change when a runner is rebuilt. */
  readonly poolIds: () => readonly string[];
  /** What the seats are used for now, by use. */
  readonly seats: () => Readonly<Record<string, number>>;
  /** What is being worked on now. */
  readonly runningJobs: () => readonly { readonly id: string; readonly vehicleId: string | undefined }[];
  /** The tasks that would be taken at once, and for how many jobs there is room. */
  readonly idle: () => { readonly tasks: readonly string[]; readonly seats: number };
  /** So many jobs of these wait. */
  readonly onReady: (jobs: number) => void;
  /** Where a NOTIFY of our own is expected every four seconds. */
  readonly probeChannel: string;
  /** Rung when the leader must look. */
  readonly notifier: Latch;
}

export class Heartbeat implements Service, Leadership {
  readonly name = 'heartbeat';
  readonly #options: HeartbeatOptions;
  readonly #stopping = new AbortController();
  readonly #beatNow = new Latch();
  #loop: Promise<void> | undefined;
  #chores: Promise<void> | undefined;
  #candidate: ((lost: AbortSignal) => void) | undefined;
  #leading = false;
  #lookAt: NodeJS.Timeout | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#options.session.connect();
    await this.#query(BEAT, this.#self());
    this.#loop = this.#run();
  }

  /** Beats soon; for when the runner has a new pool, so that no job is locked by an unknown one for long. */
  beatNow(): void {
    this.#beatNow.notify();
  }

  async lead(signal: AbortSignal): Promise<AbortSignal | undefined> {
    const elected = Promise.withResolvers<AbortSignal | undefined>();
    const giveUp = () => elected.resolve(undefined);
    signal.addEventListener('abort', giveUp, { once: true });
    this.#candidate = elected.resolve;
    this.beatNow();
    const lost = await elected.promise;
    this.#candidate = undefined;
    signal.removeEventListener('abort', giveUp);
    return lost;
  }

  async resign(): Promise<void> {
    this.#leading = false;
    try {
      await this.#query(RESIGN, []);
    } catch {
      // The session is lost, and with it its locks.
    }
  }

  async stop(): Promise<void> {
    if (this.#stopping.signal.aborted) {
      return;
    }
    this.#stopping.abort();
    await this.#loop;
    await this.#chores;
    clearTimeout(this.#lookAt);
    const { session, daemonId } = this.#options;
    try {
      if (session.lost.aborted) {
        await session.connect();
      }
      await this.#query(FAREWELL, [daemonId]);
    } finally {
      await session.close();
    }
  }

  async #run(): Promise<void> {
    const { session } = this.#options;
    const stopped = this.#stopping.signal;
    const backoff = new Backoff();
    // What the dead left is freed before the first wait: the one who starts is often the one who starts again.
    for (let beats = 0; !stopped.aborted; beats += 1) {
      await this.#guarded(async () => {
        if (session.lost.aborted) {
          await session.connect();
        }
        await this.#beat(beats);
        backoff.reset();
      });
      const { lost } = session;
      const wake = () => this.#beatNow.notify();
      lost.addEventListener('abort', wake, { once: true });
      await this.#beatNow.wait(lost.aborted ? backoff.next() : BEAT_INTERVAL_MS, stopped);
      lost.removeEventListener('abort', wake);
    }
  }

  async #beat(beats: number): Promise<void> {
    const { session, onReady } = this.#options;
    const seen = await this.#beatAndLook(beats);
    if (seen.leads) {
      this.#leading = true;
      this.#candidate?.(session.lost);
    }
    if (this.#leading && seen.look_in_ms !== null) {
      this.#notifyIn(seen.look_in_ms);
    }
    if (seen.ready > 0) {
      onReady(seen.ready);
    }
    // Beats go on meanwhile.
    this.#chores ??= this.#do(seen, looksAtJobs(beats)).finally(() => {
      this.#chores = undefined;
    });
  }

  /** Each on its own: one that fails takes no other along. */
  async #do(found: Look, lookAtJobs: boolean): Promise<void> {
    if (found.canary_due) {
      await this.#guarded(() => this.#options.pool.query(SEND_CANARY, [this.#options.daemonId]));
    }
    if (found.dead) {
      await this.#guarded(() => this.#rescueCrashed());
    }
    if (found.orphaned) {
      await this.#guarded(() => this.#rescueOrphaned(lookAtJobs));
    }
  }

  async #beatAndLook(beats: number): Promise<Look> {
    const { idle, probeChannel } = this.#options;
    const { vehicles, jobs } = this.#atWork();
    const { tasks, seats } = idle();
    const stands = this.#candidate !== undefined;
    const leads = this.#leading && !stands;
    const probe = beats % PROBE_EVERY === 0 ? probeChannel : null;
    const more = [stands, leads, tasks, seats, vehicles, jobs, looksAtJobs(beats), probe, String(performance.now())];
    try {
      return look.parse((await this.#query(BEAT_AND_LOOK, [...this.#self(), ...more], 'beat')).rows[0]);
    } catch (error) {
      // What cannot be looked at (a table of the queue is gone) must not have us taken for dead.
      if (!this.#options.session.lost.aborted) {
        await this.#query(BEAT, this.#self());
      }
      throw error;
    }
  }

  #self(): unknown[] {
    const { daemonId, poolIds, seats } = this.#options;
    return [daemonId, poolIds(), hostname(), process.pid, JSON.stringify(seats())];
  }

  #atWork(): { vehicles: readonly string[]; jobs: readonly string[] } {
    const running = this.#options.runningJobs();
    return {
      vehicles: running.map((job) => job.vehicleId).filter((id) => id !== undefined),
      jobs: running.map((job) => job.id),
    };
  }

  /** A later time is told again by the beats until then. */
  #notifyIn(ms: number): void {
    clearTimeout(this.#lookAt);
    if (ms < BEAT_INTERVAL_MS) {
      this.#lookAt = setTimeout(() => this.#options.notifier.notify('sweep'), Math.max(ms, 0));
    }
  }

  async #rescueCrashed(): Promise<void> {
    const freed = rescuedFromCrashed.parse((await this.#options.pool.query(RESCUE_CRASHED)).rows[0]);
    if (freed.daemons > 0) {
      const { daemons, vehicles, put_off: putOff } = freed;
      this.#options.events.emit('rescued', { daemons, vehicles, putOff });
    }
  }

  async #rescueOrphaned(lookAtJobs: boolean): Promise<void> {
    const { pool, daemonId } = this.#options;
    const { vehicles, jobs } = this.#atWork();
    const { rows } = await pool.query(RESCUE_ORPHANED, [daemonId, vehicles, jobs, lookAtJobs]);
    const freed = rescuedOrphans.parse(rows[0]);
    if (freed.vehicles > 0 || freed.jobs > 0) {
      const most = Math.max(freed.vehicles, freed.jobs);
      this.#options.events.emit('rescued', { daemons: 0, vehicles: most, putOff: 0 });
    }
  }

  async #guarded(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#options.events.emit('fault', { where: this.name, error: asError(error) });
    }
  }

  #query(text: string, values: unknown[], name?: string): ReturnType<Session['query']> {
    const query: QueryConfig = { text, values, ...(name !== undefined && { name }) };
    return this.#options.session.query(query);
  }
}

const looksAtJobs = (beats: number): boolean => beats % LOOK_AT_JOBS_EVERY === LOOK_AT_JOBS_EVERY - 1;
