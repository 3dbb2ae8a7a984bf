/**
 * Vehicles that lose their daemon at a chosen message of their run, and what is left once another daemon was there.
 * Invariant: a vehicle's point counts as reached only when the daemon wanted to send exactly that message and died
 * before it left; everything the vehicle's run had sent by then was answered.
 */
import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DaemonProcess } from '../chaos/daemon-process.ts';
import type { SeenMessage } from '../chaos/proxy.ts';
import { BEHAVIOURS } from '../site/behaviours.ts';
import { eventually } from '../support/eventually.ts';
import { leftOf } from './left-of.ts';
import type { World } from './world.ts';

/** The n-th message of a run that changes something or makes it last; from 1. */
export type Point = number;

export interface Crash {
  readonly point: Point;
  /** False when the daemon died before the run came so far. */
  readonly reached: boolean;
  /** What is kept about the vehicle in the end. */
  readonly left: string;
}

/** As many vehicles as may lose one daemon together: each kill costs a start, three seconds of a processor. */
export const AT_ONCE = 64;
/**
 * How long runs are held until all are there, and how long the others may take to their points after the first has come
 * to its own: less than the 7 s after which a daemon gives up on a statement.
 */
const PATIENCE_MS = 4_500;

const WRITE = /^\s*(insert|update|delete|commit)\b|micro_scrape\.(claim|commit_run|host_answered)\(/i;
const CLAIM = /micro_scrape\.claim\(/;
const COMPLETION = /delete from "graphile_worker"\._private_jobs/;

export const isWrite = (sql: string): boolean => WRITE.test(sql);

interface Travel {
  readonly vehicleId: string;
  readonly point: Point | undefined;
  readonly said: string[];
  writes: number;
  readonly claimed: PromiseWithResolvers<void>;
  readonly reached: PromiseWithResolvers<void>;
  isThere: boolean;
}

export class Crashes {
  readonly #world: World;
  readonly #byVehicle = new Map<string, Travel>();
  readonly #byJob = new Map<string, Travel>();
  /** Whose transaction a connection is in: BEGIN and COMMIT name nobody. */
  readonly #byConnection = new Map<number, Travel>();
  #daemon: DaemonProcess;
  #gathering = false;
  #trials = 0;

  private constructor(world: World, daemon: DaemonProcess) {
    this.#world = world;
    this.#daemon = daemon;
    world.proxy.onClientMessage = (message) => this.#see(message);
  }

  static async begin(world: World): Promise<Crashes> {
    // Each vehicle has a run of its own, so that its counters can be compared too.
    await world.client.query('update micro_scrape.settings set batch_size = 1');
    return new Crashes(world, await startDaemon(world));
  }

  /** A run without a crash: what it says to the database, and what is left of it. */
  async clean(): Promise<{ said: readonly string[]; left: string }> {
    const [travel] = await this.#gather([undefined]);
    return { said: travel?.said ?? [], left: (await this.#leave())[0] ?? '' };
  }

  /** One vehicle for each point, or for as many of the first of them as come together in time. */
  async at(points: readonly Point[]): Promise<Crash[]> {
    const travels = await this.#gather(points);
    const reached = travels.map((travel) => travel.reached.promise);
    // A run may have to wait for a row that another one holds at its own point: that one is not waited for.
    const late = Promise.race([...reached, unawaited(20_000)]).then(() => unawaited(PATIENCE_MS));
    await Promise.race([Promise.all(reached), late]);
    await this.#daemon.kill();
    // The ten seconds of the dead one are over at once, so that a hundred crashes do not take a hundred times ten.
    await this.#world.client.query(`update micro_scrape.daemons set beat_at = beat_at - interval '1 minute'`);
    const left = await this.#leave(async () => {
      this.#daemon = await startDaemon(this.#world);
    });
    return travels.map(({ point = 0, isThere }, i) => ({ point, reached: isThere, left: left[i] ?? '' }));
  }

  /** Inserts the vehicles one by one, so that each has a run of its own, and lets them go together. */
  async #gather(points: readonly (Point | undefined)[]): Promise<Travel[]> {
    const { client, proxy, blobs } = this.#world;
    // Every run keeps the same bytes: without this only the first of all would have written them.
    for (const entry of await readdir(blobs, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) await rm(join(entry.parentPath, entry.name));
    this.#gathering = true;
    const travels: Travel[] = [];
    const began = performance.now();
    for (const point of points) {
      if (performance.now() - began > PATIENCE_MS) break;
      this.#trials += 1;
      const travel: Travel = {
        vehicleId: randomUUID(),
        point,
        said: [],
        writes: 0,
        claimed: Promise.withResolvers(),
        reached: Promise.withResolvers(),
        isThere: false,
      };
      travels.push(travel);
      this.#byVehicle.set(travel.vehicleId, travel);
      const url = `${this.#world.site.origin}${BEHAVIOURS.car(7, 2)}&trial=${this.#trials}`;
      await client.query('insert into vehicles (id, discovery_url) values ($1, $2)', [travel.vehicleId, url]);
      await travel.claimed.promise;
    }
    const { rows } = await client.query<{ job: string; vehicle: string }>(
      "select id::text as job, payload ->> 'vehicle_id' as vehicle from graphile_worker._private_jobs",
    );
    for (const { job, vehicle } of rows) {
      const travel = this.#byVehicle.get(vehicle);
      if (travel !== undefined) this.#byJob.set(job, travel);
    }
    this.#gathering = false;
    proxy.release();
    return travels;
  }

  /** What is left of each vehicle once all are complete; `meanwhile` before it is waited for. */
  async #leave(meanwhile?: () => Promise<void>): Promise<string[]> {
    const ids = [...this.#byVehicle.keys()];
    if (meanwhile !== undefined) {
      this.#forget();
      await meanwhile();
    }
    await this.#world.complete(ids, 60_000);
    await eventually('its job is gone and its run closed', async () => {
      const { rows } = await this.#world.client.query(
        `select from graphile_worker.jobs where task_identifier = 'micro-scrape'
         union all select from micro_scrape_runs where status = 'running'`,
      );
      return rows.length === 0;
    });
    this.#forget();
    const left: string[] = [];
    for (const id of ids) left.push(await leftOf(this.#world.client, id));
    return left;
  }

  #forget(): void {
    this.#byVehicle.clear();
    this.#byJob.clear();
    this.#byConnection.clear();
  }

  #see(message: SeenMessage): 'withhold' | 'hold' | undefined {
    const travel = this.#whose(message);
    if (travel === undefined || travel.isThere) return undefined;
    const { sql } = message;
    travel.said.push(sql);
    if (isWrite(sql)) travel.writes += 1;
    const isClaim = CLAIM.test(sql);
    if (isClaim) travel.claimed.resolve();
    const { point } = travel;
    if (isWrite(sql) && travel.writes === point) {
      travel.isThere = true;
      travel.reached.resolve();
      return 'withhold';
    }
    return isClaim && this.#gathering ? 'hold' : undefined;
  }

  /** Whose run a message belongs to; of several runs at once this is known only for what names its vehicle or job. */
  #whose({ role, sql, values, connection }: SeenMessage): Travel | undefined {
    if (role.endsWith(' queue')) {
      return COMPLETION.test(sql) ? this.#byJob.get(values[0] ?? '') : undefined;
    }
    // The listener's probe and the turns at a host come over the same connections.
    if (!role.endsWith(' work') || sql === '' || /canary|pg_notify|micro_scrape\.hosts/.test(sql)) return undefined;
    if (sql.startsWith('begin')) this.#byConnection.delete(connection);
    const named = values.map((value) => this.#byVehicle.get(value)).find((travel) => travel !== undefined);
    if (named !== undefined) this.#byConnection.set(connection, named);
    const [first, ...others] = this.#byVehicle.values();
    return others.length === 0 ? first : (named ?? this.#byConnection.get(connection));
  }
}

const unawaited = (ms: number): Promise<void> => delay(ms, undefined, { ref: false });

function startDaemon(world: World): Promise<DaemonProcess> {
  return world.start('proxied', { env: { CONCURRENCY: String(AT_ONCE) } });
}
