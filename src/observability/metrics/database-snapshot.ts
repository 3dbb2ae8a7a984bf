/**
 * The state of queue and catalogue as the database has it, for the gauges.
 * Invariant: at most one query at a time and one every 15 s however often it is asked for; no scrape waits longer than
 * 150 ms while the last answer is younger than a minute; a failure removes the figures instead of showing old ones, and
 * never reaches the caller.
 */

import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { inTransaction } from '../../database/pool.ts';
import { findDriftAndRights } from '../../database/schema/drift.ts';
import { certificateEndsAt } from '../../database/tls.ts';
import { siteOf } from '../../extraction/adapters/registry.ts';
import { asError } from '../../runtime/thrown.ts';
import { forecast } from '../forecast.ts';
import type { ProcessState } from './process-state.ts';
import type { MetricsRegistry } from './registry.ts';
import { SNAPSHOT, type Snapshot, type SnapshotRow, snapshotRow } from './snapshot-query.ts';

const MAX_AGE_MS = 15_000;
const STATEMENT_TIMEOUT_MS = 2_000;
/** Connecting and the network included; a scraper gives up after 10 s. */
const DEADLINE_MS = 4_000;
/** A queue of a million jobs takes half a second to count: then the answer before is shown, which is not much older. */
const PATIENCE_MS = 150;
const STALE_S = 60;
/** On a large catalogue the query rests this many times as long as it took, so it never takes over 5 % of a core. */
const REST = 20;

export class DatabaseSnapshot {
  readonly #pool: pg.Pool;
  readonly #metrics: MetricsRegistry;
  readonly #onFailure: (error: Error) => void;
  readonly #configuredInterval: number;
  #flight: Promise<void> | undefined;
  #freshUntil = 0;
  #failed = false;
  reading: ProcessState['reading'] = { succeeded: false, at: 0, seconds: 0 };
  certificateEndsAt: number | undefined;

  /**
   * `onFailure` is told when reading begins to fail, not again until it has worked in between.
   * `configuredInterval`: between two pages of a host that was not asked yet, in seconds.
   */
  constructor(
    pool: pg.Pool,
    metrics: MetricsRegistry,
    options: { onFailure: (error: Error) => void; configuredInterval: number },
  ) {
    this.#pool = pool;
    this.#metrics = metrics;
    this.#onFailure = options.onFailure;
    this.#configuredInterval = options.configuredInterval;
  }

  /** Resolves when the gauges are as fresh as they may be; never rejects. */
  refresh(): Promise<void> {
    if (performance.now() < this.#freshUntil) return Promise.resolve();
    this.#flight ??= this.#read().finally(() => {
      this.#flight = undefined;
    });
    const { succeeded, at } = this.reading;
    const isShown = succeeded && Date.now() / 1000 - at < STALE_S;
    return isShown ? Promise.race([this.#flight, wait(PATIENCE_MS, undefined, { ref: false })]) : this.#flight;
  }

  async #read(): Promise<void> {
    const startedAt = performance.now();
    let succeeded = false;
    try {
      this.#metrics.showSnapshot(await this.#query());
      succeeded = true;
    } catch (error) {
      this.#metrics.showSnapshot(undefined);
      if (!this.#failed) this.#onFailure(asError(error));
    }
    this.#failed = !succeeded;
    const tookMs = performance.now() - startedAt;
    this.reading = { succeeded, at: succeeded ? Date.now() / 1000 : this.reading.at, seconds: tookMs / 1000 };
    this.#freshUntil = performance.now() + Math.max(MAX_AGE_MS, tookMs * REST);
  }

  async #query(): Promise<Snapshot> {
    const deadline = new AbortController();
    try {
      return await Promise.race([
        inTransaction(this.#pool, async (client) => {
          this.certificateEndsAt = certificateEndsAt(client) ?? this.certificateEndsAt;
          // `local`: the setting must not stay on a connection that a pooler hands to others. Compiling the query takes
          // longer than running it.
          await client.query(`set local statement_timeout = ${STATEMENT_TIMEOUT_MS}; set local jit = off`);
          const { rows } = await client.query(SNAPSHOT);
          return understood(
            snapshotRow.parse(rows[0]),
            (await findDriftAndRights(client)).length,
            this.#configuredInterval,
          );
        }),
        wait(DEADLINE_MS, undefined, { signal: deadline.signal }).then(() => {
          throw new Error(`the database did not answer the snapshot query within ${DEADLINE_MS} ms`);
        }),
      ]);
    } finally {
      deadline.abort();
    }
  }
}

/** The answer with its hosts as sites, and with what follows from it. */
function understood(row: SnapshotRow, drift: number, configuredInterval: number): Snapshot {
  const waiting = new Map<string, number>();
  const sites = row.sites.map((site) => ({ ...site, source: siteOf(`https://${site.host}/`) }));
  for (const site of sites) waiting.set(site.source, (waiting.get(site.source) ?? 0) + site.waiting);
  const ranked = sites.toSorted((a, b) => (waiting.get(b.source) ?? 0) - (waiting.get(a.source) ?? 0));
  return { ...row, sites: ranked, drift, forecast: forecast(paceOf(row, configuredInterval)) };
}

function paceOf(row: SnapshotRow, configuredInterval: number) {
  const ready = row.jobs.filter(({ state }) => state === 'ready');
  const reading = ready.filter(({ task }) => task === 'read-photographs');
  const others = ready.filter(({ task }) => task !== 'read-photographs');
  const sum = (counts: readonly number[]) => counts.reduce((total, each) => total + each, 0);
  const named = row.sites.map(({ host, with_work: vehicles, rate_limited: parked, interval_seconds }) => ({
    ...{ host, vehicles, parked, interval_seconds },
  }));
  // Of more hosts than are named each has few: none of them sets the pace.
  const rest = {
    ...{ host: 'others', interval_seconds: 0, parked: 0 },
    vehicles: Math.max(0, row.vehicles.with_work - sum(named.map(({ vehicles }) => vehicles))),
  };
  return {
    livingDaemons: row.daemons_alive,
    backlog: row.vehicles.with_work === 0 ? [] : [...named, rest].filter(({ vehicles }) => vehicles > 0),
    estimated: false,
    pauses: row.sites
      .filter(({ pause }) => pause !== null)
      .map(({ host, pause_seconds: seconds, says }) => ({ host, seconds, reason: says ?? 'paused' })),
    settled: row.settled,
    queue: {
      ready: sum(ready.map(({ count }) => count)),
      recogniser: sum(reading.map(({ count }) => count)),
      oldestSeconds: Math.max(0, ...others.map(({ oldest }) => oldest)),
    },
    freeSeats: row.free_seats,
    configuredInterval,
  };
}
