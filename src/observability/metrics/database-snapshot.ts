/**
 * The state of queue and catalogue as the database has it, for the gauges.
 * Invariant: at most one query at a time and one every 15 s however often it is asked for; a failure removes the
 * figures instead of showing old ones, and never reaches the caller.
 */

import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { inTransaction } from '../../database/pool.ts';
import { findDriftAndRights } from '../../database/schema/drift.ts';
import { sourceOf } from '../../extraction/adapters/registry.ts';
import { asError } from '../../runtime/thrown.ts';
import { FIELDS, GAPS } from '../../vehicles/fields.ts';
import { CATALOGUE, type GaugeName, type MetricSpec } from './catalogue.ts';
import {
  BANDS,
  EVENT_KINDS,
  JOB_STATES,
  known,
  methodLabel,
  REJECTION_KINDS,
  SOURCES,
  TASKS,
  UNFILLABLE,
  WRITTEN_METHODS,
} from './labels.ts';
import type { MetricsRegistry } from './registry.ts';
import { SNAPSHOT, type SnapshotRow, snapshotRow } from './snapshot-query.ts';

const MAX_AGE_MS = 15_000;
const STATEMENT_TIMEOUT_MS = 2_000;
/** Connecting and the network included; a scraper gives up after 10 s. */
const DEADLINE_MS = 4_000;
/** On a large catalogue the query rests this many times as long as it took, so it never takes over 5 % of a core. */
const REST = 20;

const SNAPSHOT_GAUGES = Object.entries<MetricSpec>(CATALOGUE)
  .filter(([, spec]) => spec.from === 'snapshot')
  .map(([name]) => name as GaugeName);

export class DatabaseSnapshot {
  readonly #pool: pg.Pool;
  readonly #metrics: MetricsRegistry;
  readonly #onFailure: (error: Error) => void;
  #flight: Promise<void> | undefined;
  #freshUntil = 0;
  #failed = false;

  /** `onFailure` is told when reading begins to fail, not again until it has worked in between. */
  constructor(pool: pg.Pool, metrics: MetricsRegistry, onFailure: (error: Error) => void) {
    this.#pool = pool;
    this.#metrics = metrics;
    this.#onFailure = onFailure;
  }

  /** Resolves when the gauges are as fresh as they may be; never rejects. */
  refresh(): Promise<void> {
    if (performance.now() < this.#freshUntil) return Promise.resolve();
    this.#flight ??= this.#read().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  async #read(): Promise<void> {
    const startedAt = performance.now();
    try {
      const { row, drift } = await this.#query();
      // Removing and setting in one turn of the event loop: a scrape in between would see half.
      this.#drop();
      publish(row, this.#metrics);
      this.#metrics.set('schema_drift', {}, drift);
      this.#failed = false;
    } catch (error) {
      this.#drop();
      if (!this.#failed) this.#onFailure(asError(error));
      this.#failed = true;
    }
    const tookMs = performance.now() - startedAt;
    this.#metrics.set('db_snapshot_success', {}, this.#failed ? 0 : 1);
    this.#metrics.set('db_snapshot_duration_seconds', {}, tookMs / 1000);
    if (!this.#failed) this.#metrics.set('db_snapshot_timestamp_seconds', {}, Date.now() / 1000);
    this.#freshUntil = performance.now() + Math.max(MAX_AGE_MS, tookMs * REST);
  }

  async #query(): Promise<{ row: SnapshotRow; drift: number }> {
    const deadline = new AbortController();
    try {
      return await Promise.race([
        inTransaction(this.#pool, async (client) => {
          // `local`: the setting must not stay on a connection that a pooler hands to others.
          await client.query(`set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
          const { rows } = await client.query(SNAPSHOT);
          return { row: snapshotRow.parse(rows[0]), drift: (await findDriftAndRights(client)).length };
        }),
        wait(DEADLINE_MS, undefined, { signal: deadline.signal }).then(() => {
          throw new Error(`the database did not answer the snapshot query within ${DEADLINE_MS} ms`);
        }),
      ]);
    } finally {
      deadline.abort();
    }
  }

  #drop(): void {
    for (const name of SNAPSHOT_GAUGES) this.#metrics.drop(name);
  }
}

/** Sets every series, also those that are zero: one that is absent could not be told from one that was never read. */
function publish(row: SnapshotRow, metrics: MetricsRegistry): void {
  for (const task of TASKS) {
    const ofTask = row.jobs.filter((job) => known(TASKS, job.task) === task);
    for (const state of JOB_STATES) {
      metrics.set('queue_jobs', { task, state }, sum(ofTask.filter((job) => job.state === state)));
    }
    metrics.set('queue_oldest_ready_age_seconds', { task }, oldest(ofTask));
  }
  for (const event of EVENT_KINDS) {
    const ofKind = row.events.filter(({ kind }) => known(EVENT_KINDS, kind) === event);
    metrics.set('events_waiting', { event }, sum(ofKind));
  }
  metrics.set('events_oldest_waiting_age_seconds', {}, oldest(row.events));
  BANDS.forEach((band, position) => {
    metrics.set('vehicles', { band }, row.vehicles.bands[position] ?? 0);
  });
  for (const field of GAPS) metrics.set('vehicles_missing_field', { field }, row.vehicles.gaps[field]);
  for (const reason of UNFILLABLE) metrics.set('vehicles_unfillable', { reason }, row.vehicles.outcomes[reason]);
  for (const field of FIELDS) {
    for (const why of ['differs', 'doubtful'] as const) {
      const of = row.proposals.filter((group) => group.field === field && group.why === why);
      metrics.set('proposals', { field, why }, sum(of));
    }
  }
  publishRejections(row.rejections, metrics);
  metrics.set('vehicles_waiting', {}, row.vehicles.outcomes.waiting);
  metrics.set('vehicles_parked', {}, row.vehicles.parked);
  metrics.set('vehicles_with_work', {}, row.vehicles.with_work);
  metrics.set('hosts', { state: 'paused' }, row.hosts_paused);
  metrics.set('hosts', { state: 'open' }, row.hosts - row.hosts_paused);
  metrics.set('shell_hosts', {}, row.shell_hosts);
  metrics.set('daemons_alive', {}, row.daemons_alive);
  metrics.set('quality_threshold', {}, row.threshold);
  metrics.set('pg_notification_queue_usage_ratio', {}, row.notification_queue_usage);
}

/** A method that has no rejection any more has no series, so that what was forgiven goes. */
function publishRejections(rejections: SnapshotRow['rejections'], metrics: MetricsRegistry): void {
  metrics.drop('rejections');
  const labelled = rejections.map(({ host, field, method, kind, count }) => ({
    ...{ source: sourceOf(`https://${host}`), field, kind, method: methodLabel(WRITTEN_METHODS, method), count },
  }));
  for (const source of SOURCES) {
    for (const field of FIELDS) {
      for (const kind of REJECTION_KINDS) {
        const of = labelled.filter((each) => each.source === source && each.field === field && each.kind === kind);
        for (const method of new Set(['other' as const, ...of.map((each) => each.method)])) {
          metrics.set('rejections', { source, field, method, kind }, sum(of.filter((each) => each.method === method)));
        }
      }
    }
  }
}

const sum = (groups: readonly { count: number }[]) => groups.reduce((total, group) => total + group.count, 0);
const oldest = (groups: readonly { oldest: number }[]) => Math.max(0, ...groups.map((group) => group.oldest));
