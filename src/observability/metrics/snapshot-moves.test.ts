/** The figures from the database and from the process: every series that is declared shows what it is told. */

import { expect, test } from 'vitest';
import { parseExposition } from '../../../test/support/exposition.ts';
import { OUTCOMES } from '../../events.ts';
import { FIELDS, GAPS } from '../../vehicles/fields.ts';
import { CATALOGUE, fullName, type MetricName, type MetricSpec } from './catalogue.ts';
import { labelSets } from './definition.ts';
import * as labels from './labels.ts';
import type { ProcessState } from './process-state.ts';
import { MetricsRegistry } from './registry.ts';
import type { Snapshot } from './snapshot-query.ts';

const all = <const W extends string>(words: readonly W[], value = 1) =>
  Object.fromEntries(words.map((word) => [word, value] as const)) as Record<W, number>;
const FORECAST = { clearInSeconds: 5, host: null, sentence: '' };

/** An answer in which nothing is 0, with what limits the backlog and why the one host is left alone. */
function answer(limit: Snapshot['forecast']['limit'], pause: labels.PauseReason): Snapshot {
  const site = { host: 'h', source: 'h', waiting: 1, with_work: 1, rate_limited: 1, says: null };
  const trouble = { pause, pause_seconds: 1, failures: 1, failing_seconds: 1, interval_seconds: 1 };
  return {
    jobs: labels.QUEUED_TASKS.flatMap((task) =>
      labels.JOB_STATES.map((state) => ({ task, state, count: 1, oldest: 1 })),
    ),
    events: labels.EVENT_KINDS.map((kind) => ({ kind, count: 1, oldest: 1 })),
    vehicles: {
      ...{ bands: all(labels.BANDS), gaps: all(GAPS), outcomes: all(OUTCOMES) },
      ...{ with_work: 1, parked: 1 },
    },
    sites: [
      { ...site, ...trouble },
      { ...site, ...trouble, host: 'unnamed', source: 'other' },
    ],
    settled: { vehicles: 1, seconds: 1 },
    ...{ free_seats: 1, hosts: 2, hosts_paused: 1, shell_hosts: 1, daemons_alive: 1, threshold: 85, drift: 1 },
    rejections: FIELDS.flatMap((field) =>
      labels.REJECTION_KINDS.flatMap((kind) =>
        labels.WRITTEN_METHODS.map((method) => ({ field, method, kind, count: 1 })),
      ),
    ),
    proposals: FIELDS.flatMap((field) => (['differs', 'doubtful'] as const).map((why) => ({ field, why, count: 1 }))),
    overdue: all(labels.KEPT_TABLES),
    notification_queue_usage: 0.5,
    forecast: { ...FORECAST, limit },
  };
}

const STATE: ProcessState = {
  ...{ version: '1.2.3', nodejs: 'v24', slots: 8, certificateEndsAt: 2_000_000_000 },
  runningJobs: () => labels.TASKS.map((task) => ({ task, startedAt: Date.now() - 5_000 })),
  seats: () => all(labels.SEAT_USES),
  reading: { succeeded: true, at: 1_700_000_000, seconds: 0.1 },
  store: { answers: true, disk: { free: 1, size: 2 } },
};

test('every declared series of the database and of the process can move', async () => {
  const registry = new MetricsRegistry();
  const fail = (error: unknown) => {
    throw error;
  };
  const moved = new Set<string>();
  const look = async () => {
    for (const [series, value] of parseExposition((await registry.render(fail)).body).series) {
      if (value !== 0) moved.add(series);
    }
  };
  registry.showProcess(STATE, fail);
  for (const limit of labels.BACKLOG_LIMITS) {
    registry.showSnapshot(answer(limit, 'held'));
    await look();
  }
  for (const pause of labels.PAUSE_REASONS) {
    registry.showSnapshot(answer('nothing', pause));
    await look();
  }
  const still = Object.entries<MetricSpec>(CATALOGUE)
    .filter(([, spec]) => spec.from !== 'events')
    .flatMap(([name, spec]) =>
      labelSets(spec, ['h']).map((set) => {
        const parts = Object.entries(set).map(([label, value]) => `${label}="${value}"`);
        return parts.length === 0
          ? fullName(name as MetricName)
          : `${fullName(name as MetricName)}{${parts.join(',')}}`;
      }),
    )
    .filter((series) => !moved.has(series));
  expect(still).toEqual([]);
  registry.showSnapshot(answer('unknown', 'held'));
  expect((await registry.render(fail)).body).toContain('micro_scrape_backlog_limit{by="unknown"} 1\n');
});

test('a backlog that will never be clear shows +Inf', async () => {
  const registry = new MetricsRegistry();
  registry.showSnapshot({
    ...answer('no_daemon', 'held'),
    forecast: { ...FORECAST, clearInSeconds: null, limit: 'no_daemon' },
  });
  const { body } = await registry.render((error) => {
    throw error;
  });
  expect(body).toContain('micro_scrape_backlog_clear_seconds +Inf\n');
});
