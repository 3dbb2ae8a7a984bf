/**
 * How often a host is visited, by all daemons together.
 * Invariant: two requests let go by `enter` for one host are never closer than the interval, whichever daemon makes
 * them and however late they use their slot; who must wait reserves nothing, but stands in line (sql/functions/44_lines.sql).
 */
import type { Pool } from 'pg';
import { z } from 'zod';
import { HostError, RateLimitedError } from '../runtime/errors.ts';
import { Latest } from '../runtime/latest.ts';
import { cleanText } from '../runtime/text.ts';
import { type HostState, hostState } from './host-state.ts';
import { FIND_STATE, RECORD_FAILURE, RECORD_SUCCESS, RESERVE_SLOT, START, TAKE_SLOT, WIDEN } from './statements.ts';

/** A free slot at most this far away is waited for; for a farther one the vehicle stands in line. */
const NEAR_MS = 250;
/** How long a request whose slot has come waits behind others that came late: as late as the dispatcher may be. */
const PATIENCE_MS = 1_000;

/**
 * For so long what was seen of a host is what there is: a request that was let go as long before a pause would be under
 * way as well. Photographs of one page ask together.
 */
const SEEN_MS = 100;
/** A host in good health is not told more often that it is. */
const TOLD_MS = 10_000;
const MOST_SEEN = 1_000;

/** What pacing needs of a `pg.Pool`; the pool's own timeouts are the deadlines. */
export type Database = Pick<Pool, 'query'>;

/** A request that failed by the host's fault until proved otherwise. */
export interface Failure {
  readonly why: string;
  readonly photograph: boolean;
  readonly refuses: boolean;
  /** What the host asks for, or the rest after a refusal. */
  readonly restMs: number | undefined;
  /** When the same vehicle last failed. */
  readonly failedAt: Date | undefined;
}

const takenRow = z.object({ at: z.date() });
const startedRow = z.object({ at: z.date(), wait_ms: z.number() });
const stateRow = z.object({ state: hostState });
const failureRow = z.object({
  own: z.boolean(),
  alone: z.boolean(),
  paused: z.boolean(),
  until: z.date(),
  wait_ms: z.number(),
  reason: z.string(),
  refuses: z.boolean(),
});

export class Pacing {
  readonly #database: Database;
  readonly #seen = new Latest<{ state: HostState; at: number }>(MOST_SEEN);

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Asks to send one request, and returns when it may go. `reservedAt`: the slot for which the dispatcher has let the
   * vehicle in. With an interval of 0 there are slots only where a person or the host's trouble asks for them.
   *
   * @throws HostError when the vehicle must stand in line; RateLimitedError when its slot has not come yet
   */
  async enter(host: string, intervalMs: number, reservedAt?: Date): Promise<{ at: Date; waitMs: number }> {
    if (intervalMs <= 0) {
      const state = await this.#look(host);
      if (reservedAt !== undefined || !state.limited) {
        if (state.paused) throw inLine(state);
        return { at: new Date(), waitMs: 0 };
      }
    }
    let slot = reservedAt;
    if (slot === undefined) {
      const [taken] = await this.#query(takenRow, TAKE_SLOT, [host, intervalMs, NEAR_MS]);
      if (taken === undefined) throw inLine(await this.#find(host));
      slot = taken.at;
    }
    const [started] = await this.#query(startedRow, START, [host, intervalMs, PATIENCE_MS, slot]);
    if (started !== undefined) return { at: started.at, waitMs: started.wait_ms };
    const state = await this.#find(host);
    // Too early, since an event came meanwhile: nothing else stands against the slot.
    if (!state.paused && slot.getTime() - state.asked_at.getTime() > PATIENCE_MS) {
      throw new RateLimitedError(`${host}: waits for its turn`, slot);
    }
    throw inLine(state);
  }

  /** The next free slot, for whoever cannot stand in line. */
  async reserve(host: string): Promise<Date> {
    const [row] = await this.#query(takenRow, RESERVE_SLOT, [host]);
    if (row === undefined) throw new Error(`no slot was reserved for ${host}`);
    return row.at;
  }

  /** robots.txt, read after the turn was taken, asks for more time between two requests. */
  async widen(host: string, intervalMs: number): Promise<void> {
    await this.#database.query(WIDEN, [host, intervalMs]);
  }

  /** The pace that a person asks for, ms. @throws HostError while the host is left alone */
  async refuseWhilePaused(host: string): Promise<number> {
    const state = await this.#look(host);
    if (state.paused) throw inLine(state);
    return state.slow_ms;
  }

  /** What was seen of a host on another errand. */
  learn(state: HostState): void {
    this.#seen.set(state.host, { state, at: performance.now() });
  }

  async recordSuccess(host: string, photograph: boolean): Promise<void> {
    const seen = this.#seen.get(host);
    const isNews =
      seen === undefined ||
      performance.now() - seen.at > TOLD_MS ||
      seen.state.failures > 0 ||
      !(photograph || seen.state.answered);
    if (isNews) {
      this.#seen.delete(host);
      await this.#database.query(RECORD_SUCCESS, [host, photograph]);
    }
  }

  /** Gives what the vehicle has to wait for, or nothing when this is its own trouble and not the host's. */
  async recordFailure(host: string, failure: Failure): Promise<HostError | undefined> {
    const { why, photograph, refuses, restMs, failedAt } = failure;
    this.#seen.delete(host);
    const values = [host, cleanText(why), photograph, refuses, restMs ?? null, failedAt ?? null];
    const [found] = await this.#query(failureRow, RECORD_FAILURE, values);
    if (found === undefined) throw new Error(`the failure of ${host} was not recorded`);
    if (found.own || (photograph && !found.paused)) return undefined;
    return new HostError(found.reason, found.until, {
      host,
      refuses: found.refuses,
      failed: true,
      inLine: !found.alone,
      waitMs: found.wait_ms,
    });
  }

  async #look(host: string): Promise<HostState> {
    const seen = this.#seen.get(host);
    return seen !== undefined && performance.now() - seen.at < SEEN_MS ? seen.state : this.#find(host);
  }

  async #find(host: string): Promise<HostState> {
    const [row] = await this.#query(stateRow, FIND_STATE, [host]);
    if (row === undefined) throw new Error(`no state of ${host}`);
    this.learn(row.state);
    return row.state;
  }

  async #query<T>(row: z.ZodType<T>, sql: string, parameters: unknown[]): Promise<T[]> {
    const { rows } = await this.#database.query(sql, parameters);
    return z.array(row).parse(rows);
  }
}

function inLine({ host, reason, until, refuses, wait_ms: waitMs }: HostState): HostError {
  return new HostError(reason, until, { host, refuses, failed: false, inLine: true, waitMs });
}
