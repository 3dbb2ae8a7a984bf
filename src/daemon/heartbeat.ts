/**
 * Says every two seconds that this daemon lives, sends its canary along, and frees what dead ones held.
 * Invariant: a job or a vehicle is held only by a daemon whose heartbeat is younger than ten seconds; after that any
 * other daemon gives it back to the queue. (graphile-worker alone would wait four hours.)
 */
import { hostname } from 'node:os';
import type { Pool } from 'pg';
import { z } from 'zod';
import { inTransaction } from '../db/pool.ts';
import type { DaemonEvents } from '../events.ts';
import type { Service } from '../lifecycle/service.ts';
import { asError, wait } from '../lifecycle/wait.ts';

const BEAT_INTERVAL_MS = 2_000;
/** A way of two minutes without a canary is broken somewhere. */
export const CANARY_MAX_AGE_S = 120;

// The row is made again if somebody took us for dead (a long stop of the process) and deleted it.
const BEAT = `
  insert into micro_scrape.daemons (id, pool_id, hostname, pid) values ($1, $2, $3, $4)
  on conflict (id) do update set pool_id = excluded.pool_id, beat_at = clock_timestamp()`;
const DEAD = `
  delete from micro_scrape.daemons where id in (
    select id from micro_scrape.daemons where beat_at < clock_timestamp() - interval '10 seconds' for update skip locked)
  returning id, pool_id`;
// A job that was running when its daemon died is runnable at once; the vehicle's claim would refuse it otherwise.
const FREE_JOBS = 'select graphile_worker.force_unlock_workers($1)';
const FREE_VEHICLES = `
  update micro_scrape.vehicle_state set leased_by = null, leased_at = null where leased_by = any ($1)`;
// Once a minute, and at once after the start.
const SEND_CANARY = `
  update micro_scrape.daemons set canary_sent_at = clock_timestamp()
  where id = $1 and (canary_sent_at is null or canary_sent_at < clock_timestamp() - interval '60 seconds')`;
const FAREWELL = 'delete from micro_scrape.daemons where id = $1';

const dead = z.array(z.object({ id: z.string(), pool_id: z.string().nullable() }));

export class Heartbeat implements Service {
  readonly name = 'heartbeat';
  readonly #pool: Pool;
  readonly #events: DaemonEvents;
  readonly #daemonId: string;
  readonly #poolId: () => string | undefined;
  readonly #stopping = new AbortController();
  #loop: Promise<void> | undefined;

  /** `poolId`: the name under which graphile-worker locks this daemon's jobs; it changes when the runner is rebuilt. */
  constructor(options: { pool: Pool; events: DaemonEvents; daemonId: string; poolId: () => string | undefined }) {
    this.#pool = options.pool;
    this.#events = options.events;
    this.#daemonId = options.daemonId;
    this.#poolId = options.poolId;
  }

  async start(): Promise<void> {
    await this.beat();
    await this.#pool.query(SEND_CANARY, [this.#daemonId]);
    this.#loop = this.#run();
  }

  /** Beats now; called also when the runner has a new pool, so that no job is locked by an unknown one for long. */
  async beat(): Promise<void> {
    await this.#pool.query(BEAT, [this.#daemonId, this.#poolId() ?? null, hostname(), process.pid]);
  }

  async stop(): Promise<void> {
    if (this.#stopping.signal.aborted) {
      return;
    }
    this.#stopping.abort();
    await this.#loop;
    await this.#pool.query(FAREWELL, [this.#daemonId]);
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await wait(BEAT_INTERVAL_MS, this.#stopping.signal);
      if (this.#stopping.signal.aborted) {
        return;
      }
      try {
        await this.beat();
        await this.#pool.query(SEND_CANARY, [this.#daemonId]);
        await this.#freeTheDead();
      } catch (error) {
        this.#events.emit('fault', { where: this.name, error: asError(error) });
      }
    }
  }

  async #freeTheDead(): Promise<void> {
    const freed = await inTransaction(this.#pool, async (client) => {
      const gone = dead.parse((await client.query(DEAD)).rows);
      if (gone.length === 0) {
        return undefined;
      }
      await client.query(FREE_JOBS, [gone.map((row) => row.pool_id).filter((id) => id !== null)]);
      const { rowCount } = await client.query(FREE_VEHICLES, [gone.map((row) => row.id)]);
      return { daemons: gone.length, vehicles: rowCount ?? 0 };
    });
    if (freed !== undefined) {
      this.#events.emit('reaper:freed', freed);
    }
  }
}
