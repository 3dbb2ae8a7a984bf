/**
 * The daemon's figures for Prometheus.
 * Invariant: `render` always answers, with whatever is known; a part that fails is missing from the answer and is
 * reported as a fault.
 */

import type pg from 'pg';
import type { DaemonEvents } from '../../events.ts';
import { asError } from '../../runtime/thrown.ts';
import { DatabaseSnapshot } from './database-snapshot.ts';
import { countEvents } from './from-events.ts';
import { known, SEAT_USES, TASKS } from './labels.ts';
import { MetricsRegistry } from './registry.ts';

export interface RunningJob {
  readonly task: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** How many seats each use has. */
export type SeatUses = Readonly<Record<(typeof SEAT_USES)[number], number>>;

export interface Metrics {
  render(): Promise<{ contentType: string; body: string }>;
  /** Ends the subscription; the pool stays the owner's. */
  close(): void;
}

export function createMetrics(options: {
  events: DaemonEvents;
  /** A pool of its own: figures must not wait for work, nor work for figures. */
  pool: pg.Pool;
  version: string;
  /** Vehicles worked on at the same time. */
  concurrency: number;
  runningJobs(): readonly RunningJob[];
  seats(): SeatUses;
}): Metrics {
  const { events } = options;
  const registry = new MetricsRegistry();
  const report = (error: unknown) => {
    events.emit('fault', { where: 'metrics', error: asError(error) });
  };
  const snapshot = new DatabaseSnapshot(options.pool, registry, report);
  registry.set('build_info', { version: options.version, nodejs: process.version }, 1);
  registry.set('worker_slots', {}, options.concurrency);
  const close = countEvents(events, registry);
  return {
    async render() {
      await snapshot.refresh();
      try {
        showRunning(registry, options.runningJobs());
        const seats = options.seats();
        for (const use of SEAT_USES) registry.set('seats', { use }, seats[use]);
      } catch (error) {
        registry.drop('jobs_running');
        registry.drop('running_job_max_age_seconds');
        registry.drop('seats');
        report(error);
      }
      return { contentType: registry.contentType, body: await registry.render(report) };
    },
    close,
  };
}

/** Counted anew at each scrape: a gauge moved up and down by events drifts with the first one that is missed. */
function showRunning(registry: MetricsRegistry, jobs: readonly RunningJob[]): void {
  const now = Date.now();
  for (const task of TASKS) {
    const ofTask = jobs.filter((job) => known(TASKS, job.task) === task);
    registry.set('jobs_running', { task }, ofTask.length);
    const ages = ofTask.map((job) => (now - job.startedAt) / 1000);
    registry.set('running_job_max_age_seconds', { task }, Math.max(0, ...ages));
  }
}
