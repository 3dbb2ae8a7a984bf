/** What must not fill up or grow old; folded away. */
import type { Row } from '../dashboard.ts';
import { lines } from '../panels.ts';
import { highest, lowest, now, perMinute, quantile } from '../promql.ts';

export const stores: Row = {
  id: 6,
  title: 'Will it last?',
  folded: true,
  panels: [
    lines(
      {
        id: 70,
        title: 'Is the disk filling?',
        description:
          'Free share of the disk under the store of photographs, the least of all daemons. Falling to 10 %: make room, or move BLOB_STORE. Absent when the store is no folder.',
        unit: 'percentunit',
        empty: 'The store is no folder of a daemon',
        max: 1,
        steps: [
          [null, 'red'],
          [0.1, 'green'],
        ],
      },
      {
        expr: `min(${`${lowest('disk_free_bytes', {}, ['instance'])} / ${lowest('disk_size_bytes', {}, ['instance'])}`})`,
        legend: 'free',
      },
    ),
    lines(
      {
        id: 71,
        title: 'Does the blob store answer?',
        description:
          '1 while the store of photographs answers every daemon. At 0: photographs fail; its address and rights stand in BLOB_STORE.',
        unit: 'none',
        empty: 'No daemon is scraped',
        max: 1,
      },
      { expr: lowest('blob_store_up'), legend: 'answers' },
    ),
    lines(
      {
        id: 72,
        title: 'Is old data taken away?',
        description:
          'How much longer the oldest row of each table stands than retention allows. Rising: the reconcile does not prune; see its errors in the log.',
        unit: 's',
        empty: 'The database cannot be read',
      },
      { expr: highest('retention_overdue_seconds', {}, ['table']), legend: '{{table}}' },
    ),
    lines(
      {
        id: 73,
        title: 'Is the NOTIFY queue filling?',
        description:
          'Used share of the queue of the whole server. Rising: some session listens inside a long transaction; at 1 commits that notify fail. The runbook says how to find that session.',
        unit: 'percentunit',
        empty: 'The database cannot be read',
        steps: [
          [null, 'green'],
          [0.2, 'red'],
        ],
      },
      { expr: now('pg_notification_queue_usage_ratio'), legend: 'used' },
    ),
    lines(
      {
        id: 74,
        title: 'Does something of our own fail?',
        description: 'Faults that no job owns, per minute, by place. Any that stays: the log tells the error.',
        unit: 'suffix:/min',
        empty: 'Nothing failed in this time',
      },
      { expr: perMinute('faults_total', {}, ['where']), legend: '{{where}}' },
      { expr: perMinute('runner_faults_total', {}, ['action']), legend: 'runner: {{action}}' },
    ),
    lines(
      {
        id: 75,
        title: 'Which versions run?',
        description: 'Daemons by version. More than one for long: a rollout did not end.',
        unit: 'short',
        empty: 'No daemon is scraped',
        stacked: true,
      },
      { expr: now('build_info', {}, ['version', 'nodejs']), legend: '{{version}} on Node {{nodejs}}' },
    ),
    lines(
      {
        id: 76,
        title: 'Was the database changed under us?',
        description:
          'Things that are no longer as migrate left them: tables, columns, triggers, views, functions, rights. Any: npx micro-scrape doctor names them and what to type.',
        unit: 'short',
        empty: 'The database cannot be read',
      },
      { expr: now('schema_drift'), legend: 'changed' },
    ),
    lines(
      {
        id: 77,
        title: 'What is not written, and why?',
        description:
          'Values of the latest readings that were not written. differs: the row has another. doubtful: not sure enough. npx micro-scrape explain shows both, npx micro-scrape accept writes one.',
        unit: 'short',
        empty: 'Everything that was read is written',
        stacked: true,
      },
      { expr: now('proposals', {}, ['why']), legend: '{{why}}' },
    ),
    lines(
      {
        id: 78,
        title: 'Which sites need a browser?',
        description:
          'Hosts with pages that only scripts would fill, and hosts visited so far. Many that need one: their vehicles stay as they are; npx micro-scrape status names them.',
        unit: 'short',
        empty: 'The database cannot be read',
      },
      { expr: now('shell_hosts'), legend: 'need a browser' },
      { expr: now('hosts', {}, ['state']), legend: '{{state}}' },
    ),
    lines(
      {
        id: 79,
        title: 'When does the certificate end?',
        description:
          "Time until the certificate of the database's server is no longer valid. Below two weeks: renew it; afterwards no daemon can connect. Absent without TLS.",
        unit: 's',
        empty: 'The database is reached without TLS',
        steps: [
          [null, 'red'],
          [14 * 86_400, 'green'],
        ],
      },
      { expr: `${lowest('database_certificate_expiry_timestamp_seconds')} - time()`, legend: 'left' },
    ),
    lines(
      {
        id: 80,
        title: 'Is the recogniser jammed?',
        description:
          'How long it reads one photograph, and how often it had to be started anew. Restarts again and again: photographs that it cannot bear, or too little memory; its errors stand in the log.',
        unit: 's',
        empty: 'No photograph was read in this time',
        colors: { 'restarts per minute': 'red' },
      },
      { expr: quantile(0.95, 'recogniser_read_seconds'), legend: '95 %' },
      { expr: perMinute('recogniser_restarts_total'), legend: 'restarts per minute' },
    ),
    lines(
      {
        id: 81,
        title: 'Why do vehicles wait their turn?',
        description:
          'Runs put off per minute. pace: their turn comes later. trouble: their request failed. seat: no seat for the host is free. time: the host named a time. Much trouble: see the table of sites.',
        unit: 'suffix:/min',
        empty: 'No vehicle had to wait its turn',
        stacked: true,
        colors: { pace: 'blue', trouble: 'red', seat: 'yellow', time: 'text' },
      },
      { expr: perMinute('fetch_throttled_total', {}, ['cause']), legend: '{{cause}}' },
    ),
  ],
};
