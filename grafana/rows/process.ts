/** The processes themselves; folded away. */
import { lines, metric, node, perMinute, quantile, type Row } from '../panels.ts';

export const processRow: Row = {
  title: 'Process',
  collapsed: true,
  panels: [
    lines(
      {
        title: 'Memory',
        description: 'Resident memory of each daemon. A steady climb over days: a leak.',
        unit: 'bytes',
      },
      { expr: node('process_resident_memory_bytes'), legend: '{{instance}}' },
    ),
    lines(
      {
        title: 'Event loop delay',
        description:
          'The 99th percentile, measured every 0.05 s, which is in it. Above 0.2 s: something computes in the main thread; heartbeats and timeouts suffer.',
        unit: 's',
      },
      { expr: node('nodejs_eventloop_lag_p99_seconds'), legend: '{{instance}}' },
    ),
    lines(
      {
        title: 'Is the listener sound?',
        description:
          'Lost and remade connections and missed heartbeats per minute. More than a few: the network or a pooler between; set LISTEN_DATABASE_URL to a direct connection.',
        unit: 'cpm',
      },
      { expr: perMinute(metric('listener_losses_total')), legend: 'lost' },
      { expr: perMinute(metric('listener_reconnects_total')), legend: 'made anew' },
      { expr: perMinute(metric('listener_heartbeats_missed_total')), legend: 'heartbeats missed' },
    ),
    lines(
      {
        title: 'Round trip of NOTIFY',
        description:
          'How long a NOTIFY of our own is under way. Above a second: the server or the network is overloaded.',
        unit: 's',
      },
      { expr: quantile(0.95, metric('listener_heartbeat_seconds', '', '_bucket')), legend: '95 %' },
    ),
    lines(
      {
        title: 'Age of the database figures',
        description:
          'Time since the database was last read for this dashboard. Above a minute: reading fails, and the figures of the database are absent.',
        unit: 's',
      },
      { expr: `time() - max(${metric('db_snapshot_timestamp_seconds')} > 0)`, legend: 'age' },
    ),
    lines(
      {
        title: "The server's NOTIFY queue",
        description:
          'Used share. Rising: some session listens inside a long transaction; at 1 commits that notify fail.',
        unit: 'percentunit',
      },
      { expr: `max(${metric('pg_notification_queue_usage_ratio')})`, legend: 'used' },
    ),
    lines(
      {
        title: 'Faults',
        description: 'Faults that no job owns, per minute, by place. Any that stays: the log tells the error.',
        unit: 'cpm',
      },
      { expr: perMinute(metric('faults_total'), 'where'), legend: '{{where}}' },
      { expr: perMinute(metric('runner_faults_total'), 'action'), legend: 'runner: {{action}}' },
    ),
    lines(
      {
        title: 'Rescued work',
        description:
          'Per minute: vehicles freed from dead daemons, jobs made again, vehicles that no event told of. Above 0 without a crash: events or jobs get lost.',
        unit: 'cpm',
      },
      { expr: perMinute(metric('reclaimed_vehicles_total')), legend: 'freed from dead daemons' },
      { expr: perMinute(metric('reconcile_requeued_total')), legend: 'job made again' },
      { expr: perMinute(metric('reconcile_found_total')), legend: 'found without event' },
    ),
    lines(
      {
        title: 'Versions',
        description: 'Daemons by version. More than one for long: a rollout did not end.',
        unit: 'short',
        stacked: true,
      },
      { expr: `sum by (version, nodejs) (${metric('build_info')})`, legend: '{{version}} on Node {{nodejs}}' },
    ),
  ],
};
