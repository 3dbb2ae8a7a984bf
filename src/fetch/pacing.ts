/**
 * How often a host is visited, by all daemons together.
 * Invariant: two requests let go by `enter` for one host are never closer than the interval, whichever daemon makes
 * them and however late they use their slot; who must wait reserves nothing, but stands in line (sql/functions/44_lines.sql).
 */
import type { Pool } from 'pg';
import { z } from 'zod';
import { HostError, SlotError } from '../errors.ts';
import {
  FIND_LIMIT,
  FIND_STATE,
  RECORD_FAILURE,
  RECORD_SUCCESS,
  RESERVE_SLOT,
  START,
  TAKE_SLOT,
  WIDEN,
} from './statements.ts';

/** A free slot at most this far away is waited for; for a farther one the vehicle stands in line. */
const NEAR_MS = 250;
/** How long a request whose slot has come waits behind others that came late: as late as the dispatcher may be. */
const PATIENCE_MS = 1_000;

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
const stateRow = z.object({
  reason: z.string(),
  refuses: z.boolean(),
  slow_ms: z.number(),
  paused: z.boolean(),
  until: z.date(),
  wait_ms: z.number(),
  asked_at: z.date(),
});
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

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Asks to send one request, and returns when it may go. `reservedAt`: the slot for which the dispatcher has let the
   * vehicle in. With an interval of 0 there are slots only where a person or the host's trouble asks for them.
   *
   * @throws HostError when the vehicle must stand in line; SlotError when its slot has not come yet
   */
  async enter(host: string, intervalMs: number, reservedAt?: Date): Promise<{ at: Date; waitMs: number }> {
    if (intervalMs <= 0 && (reservedAt !== undefined || !(await this.#isLimited(host)))) {
      await this.refuseWhilePaused(host);
      return { at: new Date(), waitMs: 0 };
    }
    let slot = reservedAt;
    if (slot === undefined) {
      const [taken] = await this.#query(takenRow, TAKE_SLOT, [host, intervalMs, NEAR_MS]);
      if (taken === undefined) throw inLine(host, await this.#find(host));
      slot = taken.at;
    }
    const [started] = await this.#query(startedRow, START, [host, intervalMs, PATIENCE_MS, slot]);
    if (started !== undefined) return { at: started.at, waitMs: started.wait_ms };
    const state = await this.#find(host);
    // Too early, since an event came meanwhile: nothing else stands against the slot.
    if (state === undefined || (!state.paused && slot.getTime() - state.asked_at.getTime() > PATIENCE_MS)) {
      throw new SlotError(`${host}: waits for its turn`, slot);
    }
    throw inLine(host, state);
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
    const state = await this.#find(host);
    if (state?.paused === true) throw inLine(host, state);
    return state?.slow_ms ?? 0;
  }

  async recordSuccess(host: string, photograph: boolean): Promise<void> {
    await this.#database.query(RECORD_SUCCESS, [host, photograph]);
  }

  /** Gives what the vehicle has to wait for, or nothing when this is its own trouble and not the host's. */
  async recordFailure(host: string, failure: Failure): Promise<HostError | undefined> {
    const { why, photograph, refuses, restMs, failedAt } = failure;
    const values = [host, why, photograph, refuses, restMs ?? null, failedAt ?? null];
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

  async #isLimited(host: string): Promise<boolean> {
    return ((await this.#database.query(FIND_LIMIT, [host])).rowCount ?? 0) > 0;
  }

  async #find(host: string): Promise<z.infer<typeof stateRow> | undefined> {
    return (await this.#query(stateRow, FIND_STATE, [host]))[0];
  }

  async #query<T>(row: z.ZodType<T>, sql: string, parameters: unknown[]): Promise<T[]> {
    const { rows } = await this.#database.query(sql, parameters);
    return z.array(row).parse(rows);
  }
}

function inLine(host: string, state: z.infer<typeof stateRow> | undefined): HostError {
  return new HostError(state?.reason ?? `${host}: waits for its turn`, state?.until ?? new Date(), {
    host,
    refuses: state?.refuses ?? false,
    failed: false,
    inLine: true,
    waitMs: state?.wait_ms ?? 0,
  });
}
