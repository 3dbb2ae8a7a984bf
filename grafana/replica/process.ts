/** The process itself. */
import type { Row } from '../dashboard.ts';
import { lines } from '../panels.ts';
import { node, nodeRate, perMinute, series } from '../promql.ts';

const instance = '$instance' as const;
const NOT_SCRAPED = 'This daemon is not scraped';

export const processRow: Row = {
  id: 4,
  title: 'Is the process sound?',
  panels: [
    lines(
      {
        id: 40,
        title: 'Does its memory grow?',
        description:
          'Memory of the main process: all of it, and what JavaScript uses. A steady climb over days: a leak; tell us with a heap snapshot.',
        unit: 'bytes',
        empty: NOT_SCRAPED,
      },
      { expr: node('process_resident_memory_bytes'), legend: 'resident' },
      { expr: node('nodejs_heap_size_used_bytes'), legend: 'JavaScript' },
    ),
    lines(
      {
        id: 41,
        title: 'Is the processor the limit?',
        description:
          'Cores that the main process uses. Near 1: its thread is full, so add a daemon; pages and photographs are read in processes of their own and not in this figure.',
        unit: 'short',
        empty: NOT_SCRAPED,
        steps: [
          [null, 'green'],
          [0.9, 'red'],
        ],
      },
      { expr: nodeRate('process_cpu_seconds_total'), legend: 'cores' },
    ),
    lines(
      {
        id: 42,
        title: 'Does its event loop lag?',
        description:
          'The 99th percentile, measured every 0.01 s, which is in it. Above 0.2 s: something computes in the main thread; heartbeats and deadlines suffer.',
        unit: 's',
        empty: NOT_SCRAPED,
        steps: [
          [null, 'green'],
          [0.2, 'red'],
        ],
      },
      { expr: node('nodejs_eventloop_lag_p99_seconds'), legend: '99 %' },
    ),
    lines(
      {
        id: 43,
        title: 'Does something of its own fail?',
        description: 'Faults that no job owns, per minute, by place. Any that stays: its log tells the error.',
        unit: 'suffix:/min',
        empty: 'Nothing failed in this time',
      },
      { expr: perMinute('faults_total', { instance }, ['where']), legend: '{{where}}' },
      { expr: perMinute('runner_faults_total', { instance }, ['action']), legend: 'runner: {{action}}' },
    ),
    lines(
      {
        id: 44,
        title: 'What does watching it cost?',
        description:
          'How long a scrape takes, and its reading of the database. Above 0.25 s: the database is slow or the catalogue very large; Prometheus gives up at its scrape_timeout.',
        unit: 's',
        empty: NOT_SCRAPED,
        steps: [
          [null, 'green'],
          [0.25, 'red'],
        ],
      },
      { expr: 'max(scrape_duration_seconds{job=~"$job", instance="$instance"})', legend: 'a scrape' },
      { expr: series('db_snapshot_duration_seconds', { instance }), legend: 'the database' },
    ),
    lines(
      {
        id: 45,
        title: 'Are connections left open?',
        description:
          'Open files and connections of the main process. A steady climb: something is not closed; at the limit of the system nothing can be opened any more.',
        unit: 'short',
        empty: NOT_SCRAPED,
      },
      { expr: node('process_open_fds'), legend: 'open' },
    ),
  ],
};
