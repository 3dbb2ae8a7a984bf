/**
 * How often a host is visited, by all daemons together.
 * Invariant: two requests let go by `enter` for one host are never closer than the interval, whichever daemon makes
 * them and however late they use their slot; and a waiting vehicle holds its place without asking again.
 */
import type { Pool } from 'pg';
import { z } from 'zod';
import { FIND_PAUSE, PAUSE, RECORD_FAILURE, RECORD_SUCCESS, REFUSAL, RESERVE_SLOT, START } from './statements.ts';

/** A free slot at most this far away is waited for; a farther one is handed back so that no worker stands idle. */
const NEAR_MS = 250;
/** How long a request whose slot has come waits behind others that came late. */
const PATIENCE_MS = 5_000;
/** A slot missed by more than this (the daemon was off) goes back to the end of the line, or all would come at once. */
const MAX_LATE_MS = 60_000;

const FAILURES_BEFORE_PAUSE = 5;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** What pacing needs of a `pg.Pool`; the pool's own timeouts are the deadlines. */
export type Database = Pick<Pool, 'query'>;

export interface Slot {
  readonly at: Date;
  /** From now until then, by the database's clock; zero or less: it has come. */
  readonly waitMs: number;
}

export type Entry =
  | { readonly go: true; readonly at: Date; readonly waitMs: number }
  /** The slot at `at` is the caller's: it comes back then and passes `at` to `enter`. */
  | { readonly go: false; readonly at: Date; readonly reason: string };

export interface Pause {
  readonly until: Date;
  readonly reason: string;
}

const slotRow = z.object({ at: z.date(), wait_ms: z.number() });
const refusalRow = z.object({ paused: z.boolean(), late_ms: z.number(), at: z.date() });
const pauseRow = z.object({ until: z.date(), reason: z.string() });
const untilRow = z.object({ until: z.date() });

export class Pacing {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Takes the next free slot of the host; it is then nobody else's. */
  async reserve(host: string, intervalMs: number): Promise<Slot> {
    const [row] = await this.#query(slotRow, RESERVE_SLOT, [host, intervalMs]);
    if (row === undefined) throw new Error(`no slot was reserved for ${host}`);
    return { at: row.at, waitMs: row.wait_ms };
  }

  /**
   * Asks to send one request. `reservedAt`: the slot an earlier call gave. With an interval of 0 there are no slots,
   * only pauses.
   */
  async enter(host: string, intervalMs: number, reservedAt?: Date): Promise<Entry> {
    if (intervalMs <= 0) {
      const pause = await this.findPause(host);
      if (pause !== undefined) return { go: false, at: pause.until, reason: pause.reason };
      return { go: true, at: new Date(), waitMs: 0 };
    }
    let slot = reservedAt;
    if (slot === undefined) {
      const free = await this.reserve(host, intervalMs);
      if (free.waitMs > NEAR_MS) return { go: false, at: free.at, reason: await this.#whyLater(host) };
      slot = free.at;
    }
    const [started] = await this.#query(slotRow, START, [host, intervalMs, PATIENCE_MS, slot]);
    if (started !== undefined) return { go: true, at: started.at, waitMs: started.wait_ms };
    const [refusal] = await this.#query(refusalRow, REFUSAL, [host, intervalMs, slot]);
    // No row yet: nothing stands against the slot but that it has not come.
    if (refusal === undefined) return { go: false, at: slot, reason: 'waits for its turn' };
    if (!refusal.paused && refusal.late_ms <= MAX_LATE_MS) {
      return { go: false, at: refusal.at, reason: 'waits for its turn' };
    }
    const next = await this.reserve(host, intervalMs);
    return { go: false, at: next.at, reason: await this.#whyLater(host) };
  }

  async findPause(host: string): Promise<Pause | undefined> {
    const [row] = await this.#query(pauseRow, FIND_PAUSE, [host]);
    return row;
  }

  /** Nobody visits the host for `forMs`; returns when that ends. */
  async pause(host: string, forMs: number, reason: string): Promise<Date> {
    const [row] = await this.#query(untilRow, PAUSE, [host, forMs, reason]);
    if (row === undefined) throw new Error(`${host} was not paused`);
    return row.until;
  }

  async recordSuccess(host: string): Promise<void> {
    await this.#database.query(RECORD_SUCCESS, [host]);
  }

  /** The fifth failure in a row pauses the host for 30 s, each further one twice as long, up to an hour. */
  async recordFailure(host: string, reason: string): Promise<void> {
    await this.#database.query(RECORD_FAILURE, [host, reason, FAILURES_BEFORE_PAUSE, FIRST_PAUSE_MS, LONGEST_PAUSE_MS]);
  }

  async #whyLater(host: string): Promise<string> {
    return (await this.findPause(host))?.reason ?? 'waits for its turn';
  }

  async #query<T>(row: z.ZodType<T>, sql: string, parameters: unknown[]): Promise<T[]> {
    const { rows } = await this.#database.query(sql, parameters);
    return z.array(row).parse(rows);
  }
}
