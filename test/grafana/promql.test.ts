import { expect, test } from 'vitest';
import { highest, increase, now, perMinute, perSecond, quantile, series, shareWithin } from '../../grafana/promql.ts';

test('what each daemon counts is added, what all show alike passes through max first', () => {
  expect(perMinute('jobs_created_total')).toBe(
    '60 * sum (rate(micro_scrape_jobs_created_total{job=~"$job"}[$__rate_interval]))',
  );
  expect(now('seats', {}, ['use'])).toBe('sum by (use) (micro_scrape_seats{job=~"$job"})');
  expect(now('vehicles_with_work')).toBe('max (micro_scrape_vehicles_with_work{job=~"$job"})');
  expect(now('queue_jobs', {}, ['state'])).toBe(
    'sum by (state) (max by (task, state) (micro_scrape_queue_jobs{job=~"$job"}))',
  );
  expect(now('vehicles', {}, ['band'])).toBe('max by (band) (micro_scrape_vehicles{job=~"$job"})');
});

test('of one daemon nothing has to be brought together', () => {
  expect(now('notifications_received_total', { instance: '$instance' }, ['event', 'instance'])).toBe(
    'sum by (event, instance) (micro_scrape_notifications_received_total{job=~"$job", instance="$instance"})',
  );
});

test('ages are compared and never added', () => {
  expect(highest('queue_oldest_ready_age_seconds')).toBe(
    'max (micro_scrape_queue_oldest_ready_age_seconds{job=~"$job"})',
  );
});

test('one value, several, all but some and the chosen one', () => {
  expect(series('job_attempts_total', { outcome: 'failed' })).toContain('outcome="failed"');
  expect(series('job_attempts_total', { outcome: ['failed', 'retry'] })).toContain('outcome=~"failed|retry"');
  expect(series('queue_jobs', { task: { not: ['reconcile'] } })).toContain('task!~"reconcile"');
  expect(series('source_failures', { source: '$source' })).toContain('source="$source"');
});

test('rates over a fixed time and a week ago', () => {
  expect(perSecond('jobs_created_total', {}, [], { range: '1h', offset: '1w' })).toBe(
    'sum (rate(micro_scrape_jobs_created_total{job=~"$job"}[1h] offset 1w))',
  );
  expect(increase('jobs_created_total', '24h')).toBe(
    'sum (increase(micro_scrape_jobs_created_total{job=~"$job"}[24h]))',
  );
  expect(quantile(0.95, 'job_wait_seconds')).toBe(
    'histogram_quantile(0.95, sum by (le) (rate(micro_scrape_job_wait_seconds_bucket{job=~"$job"}[$__rate_interval]))) > 0',
  );
});

test('what no daemon exports is refused, by the compiler and when the dashboards are built', () => {
  // @ts-expect-error: no such metric
  expect(() => series('jobs_made_total', { outcome: 'failed' })).toThrow();
  // @ts-expect-error: no such label
  expect(() => series('jobs_created_total', { source: 'other' })).toThrow('jobs_created_total has no source="other"');
  // @ts-expect-error: no such value
  expect(() => series('job_attempts_total', { outcome: 'won' })).toThrow('job_attempts_total has no outcome="won"');
  // @ts-expect-error: no such label to add over
  expect(now('seats', {}, ['task'])).toContain('task');
});

test('a share of a histogram is that of one of its bounds, however Prometheus writes it', () => {
  expect(shareWithin('time_to_done_seconds', 600, '24h')).toContain('_bucket{job=~"$job", le=~"600([.]0)?"}[24h]');
  expect(() => shareWithin('time_to_done_seconds', 601, '24h')).toThrow(
    'time_to_done_seconds has no bucket that ends at 601',
  );
});
