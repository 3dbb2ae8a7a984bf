/**
 * Says every two seconds that this daemon lives, sends its canary along, and frees what dead ones held.
 * Invariant: a job or a vehicle is held only by a daemon whose heartbeat is younger than ten seconds and that works on
 * it; anything else is given back to the queue (see sql/functions/65_free.sql).
 */
import { hostname } from 'node:os';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { DaemonEvents } from '../events.ts';
import type { Service } from '../lifecycle/service.ts';
import { asError, wait } from '../lifecycle/wait.ts';

const BEAT_INTERVAL_MS = 2_000;
/** A way of two minutes without a canary is broken somewhere. */
export const CANARY_MAX_AGE_S = 120;

// The row is made again if somebody took us for dead (a long stop of the process) and deleted it.
const BEAT = `
  insert into micro_scrape.daemons (id, pool_ids, hostname, pid, seats) values ($1, $2, $3, $4, $5)
  on conflict (id) do update set pool_ids = excluded.pool_ids, seats = excluded.seats, beat_at = clock_timestamp()`;
const FREE_DEAD = 'select daemons, vehicles, put_off from micro_scrape.free_dead()';
const FREE_FORGOTTEN = 'select vehicles, jobs from micro_scrape.free_forgotten($1, $2, $3, $4)';
/** Locked jobs that nobody works on are looked for with every fifth beat, vehicles with each. */
const LOOK_AT_JOBS_EVERY = 5;
// At once after the start, then once a minute; one that has not come back is sent again after ten seconds, so that what
// was broken and is mended counts as ready soon.
const SEND_CANARY = `
  update micro_scrape.daemons set canary_sent_at = clock_timestamp()
  where id = $1 and (canary_sent_at is null or canary_sent_at < clock_timestamp()
    - case when canary_returned_at >= canary_sent_at then interval '60 seconds' else interval '10 seconds' end)`;
const FAREWELL = 'delete from micro_scrape.daemons where id = $1';

const dead = z.object({ daemons: z.number(), vehicles: z.number(), put_off: z.number() });
const forgotten = z.object({ vehicles: z.number(), jobs: z.number() });

export interface HeartbeatOptions {
  /** Its own: a beat must not wait behind the work. */
  readonly pool: Pool;
  readonly events: DaemonEvents;
  readonly daemonId: string;
  /** The names under which graphile-worker locks this daemon's jobs; they change when a runner is rebuilt. */
  readonly poolIds: () => readonly string[];
  /** What the seats are used for now, by use. */
  readonly seats: () => Readonly<Record<string, number>>;
  /** What is being worked on now. */
  readonly runningJobs: () => readonly { readonly id: string; readonly vehicleId: string | undefined }[];
}

export class Heartbeat implements Service {
  readonly name = 'heartbeat';
  readonly #pool: Pool;
  readonly #options: HeartbeatOptions;
  readonly #stopping = new AbortController();
  #loop: Promise<void> | undefined;

  constructor(options: HeartbeatOptions) {
    this.#pool = options.pool;
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.beat();
    await this.#pool.query(SEND_CANARY, [this.#options.daemonId]);
    this.#loop = this.#run();
  }

  /** Beats now; called also when the runner has a new pool, so that no job is locked by an unknown one for long. */
  async beat(): Promise<void> {
    const { daemonId, poolIds, seats } = this.#options;
    await this.#pool.query(BEAT, [daemonId, poolIds(), hostname(), process.pid, JSON.stringify(seats())]);
  }

  async stop(): Promise<void> {
    if (this.#stopping.signal.aborted) {
      return;
    }
    this.#stopping.abort();
    await this.#loop;
    await this.#pool.query(FAREWELL, [this.#options.daemonId]);
  }

  async #run(): Promise<void> {
    // What the dead left is freed before the first wait: the one who starts is often the one who starts again.
    for (let beats = 0; !this.#stopping.signal.aborted; beats += 1) {
      try {
        await this.beat();
        await this.#pool.query(SEND_CANARY, [this.#options.daemonId]);
        await this.#freeDead();
        await this.#freeForgotten(beats % LOOK_AT_JOBS_EVERY === LOOK_AT_JOBS_EVERY - 1);
      } catch (error) {
        this.#options.events.emit('fault', { where: this.name, error: asError(error) });
      }
      await wait(BEAT_INTERVAL_MS, this.#stopping.signal);
    }
  }

  async #freeDead(): Promise<void> {
    const freed = dead.parse((await this.#pool.query(FREE_DEAD)).rows[0]);
    if (freed.daemons > 0) {
      const { daemons, vehicles, put_off: putOff } = freed;
      this.#options.events.emit('reaper:freed', { daemons, vehicles, putOff });
    }
  }

  async #freeForgotten(lookAtJobs: boolean): Promise<void> {
    const running = this.#options.runningJobs();
    const vehicles = running.map((job) => job.vehicleId).filter((id) => id !== undefined);
    const jobs = running.map((job) => job.id);
    const { rows } = await this.#pool.query(FREE_FORGOTTEN, [this.#options.daemonId, vehicles, jobs, lookAtJobs]);
    const freed = forgotten.parse(rows[0]);
    if (freed.vehicles > 0 || freed.jobs > 0) {
      this.#options.events.emit('reaper:freed', {
        daemons: 0,
        vehicles: Math.max(freed.vehicles, freed.jobs),
        putOff: 0,
      });
    }
  }
}
