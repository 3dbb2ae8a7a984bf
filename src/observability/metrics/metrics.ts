/**
 * The daemon's figures for Prometheus.
 * Invariant: `render` always answers, with whatever is known; a part that fails is missing from the answer and is
 * reported as a fault.
 */

import type pg from 'pg';
import type { DaemonEvents } from '../../events.ts';
import { asError } from '../../runtime/thrown.ts';
import { DatabaseSnapshot } from './database-snapshot.ts';
import type { ProcessState, RunningJob, SeatUses } from './process-state.ts';
import { MetricsRegistry } from './registry.ts';
import { StoreProbe } from './store-probe.ts';

export interface Metrics {
  /** `accept`: the header of who asks. OpenMetrics, with exemplars, where it is named there. */
  render(accept?: string): Promise<{ contentType: string; body: string }>;
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
  /** Between two pages of a host that was not asked yet, in seconds. */
  configuredInterval: number;
  store: ConstructorParameters<typeof StoreProbe>[0];
  runningJobs(): readonly RunningJob[];
  seats(): SeatUses;
}): Metrics {
  const { events, pool, configuredInterval, runningJobs, seats } = options;
  const registry = new MetricsRegistry();
  const report = (error: unknown) => {
    events.emit('fault', { where: 'metrics', error: asError(error) });
  };
  const snapshot = new DatabaseSnapshot(pool, registry, { onFailure: report, configuredInterval });
  const probe = new StoreProbe(options.store);
  const close = registry.countEvents(events);
  return {
    async render(accept = '') {
      const [store] = await Promise.all([probe.state(), snapshot.refresh()]);
      const told = new Set<unknown>();
      const state: ProcessState = {
        ...{ version: options.version, nodejs: process.version, slots: options.concurrency, runningJobs, seats, store },
        ...{ reading: snapshot.reading, certificateEndsAt: snapshot.certificateEndsAt },
      };
      registry.showProcess(state, (error) => told.add(asError(error).message));
      for (const message of told) report(new Error(String(message)));
      return registry.render(report, /application\/openmetrics-text/i.test(accept));
    },
    close,
  };
}
