/** Is it all right? Twelve figures, each with a colour and a word for the good case. */
import type { Row } from '../dashboard.ts';
import { stat } from '../panels.ts';
import { highest, increase, now, series, shareWithin } from '../promql.ts';
import { LOCKED_BY_NOBODY, REPLICA, ZERO_IF_READ } from '../shared.ts';

const NOT_READ = 'Not known';

export const health: Row = {
  id: 1,
  title: 'Is it all right?',
  panels: [
    stat(
      {
        id: 10,
        title: 'Does an alert fire?',
        description:
          'Alerts of micro-scrape that fire now. Any: its annotation says what to do, and docs/runbook.md has a section of its name. "No rules": Prometheus does not have the rules of grafana/prometheus, so nothing would be told.',
        unit: 'none',
        empty: 'No rules',
        steps: [
          [null, 'green'],
          [1, 'red'],
        ],
        words: { '0': 'None' },
      },
      {
        expr: 'count(ALERTS{alertname=~"MicroScrape.+", alertname!="MicroScrapeWatchdog", alertstate="firing"}) or (0 * max(ALERTS{alertname="MicroScrapeWatchdog"}))',
        legend: 'alerts',
      },
    ),
    stat(
      {
        id: 11,
        title: 'How many daemons work?',
        description:
          'Daemons whose heartbeat in the database is younger than ten seconds. Fewer than you started: one crashed or lost the database; see the dashboard of a replica, and its log.',
        unit: 'none',
        empty: NOT_READ,
        steps: [
          [null, 'red'],
          [1, 'green'],
        ],
        words: { '0': 'None' },
        link: { title: 'One replica', path: REPLICA },
      },
      { expr: now('daemons_alive'), legend: 'daemons' },
    ),
    stat(
      {
        id: 12,
        title: 'Do all of them listen?',
        description:
          'Daemons alive less those whose own NOTIFY came back lately. One that is deaf still finds events by looking, only later: see "Is the listener sound?" of that replica.',
        unit: 'none',
        empty: NOT_READ,
        steps: [
          [null, 'green'],
          [1, 'yellow'],
          [2, 'red'],
        ],
        words: { '0': 'All do' },
        link: { title: 'One replica', path: REPLICA },
      },
      { expr: `clamp_min(${now('daemons_alive')} - ${now('listener_connected')}, 0)`, legend: 'deaf' },
    ),
    stat(
      {
        id: 13,
        title: 'Are runs on time?',
        description:
          'Share of the runs of 24 hours that ended within 10 minutes of the event that asked for them; the objective is 95 %. Low: "What limits it?" names the cause. Low while many wait for a busy host: the sites set the pace.',
        unit: 'percentunit',
        empty: 'No runs yet',
        decimals: 1,
        steps: [
          [null, 'red'],
          [0.9, 'yellow'],
          [0.95, 'green'],
        ],
      },
      { expr: shareWithin('time_to_done_seconds', 600, '24h'), legend: 'on time' },
    ),
    stat(
      {
        id: 14,
        title: 'When is all done?',
        description:
          'Time until the vehicles with work are served at the pace of now. "Never": more comes in than is done, or nothing is done; the figure beside it says what to turn.',
        unit: 's',
        empty: NOT_READ,
        steps: [
          [null, 'green'],
          [86_400, 'yellow'],
          [7 * 86_400, 'red'],
        ],
        words: { '0': 'Now', Infinity: 'Never' },
        trend: true,
      },
      { expr: highest('backlog_clear_seconds'), legend: 'time' },
    ),
    stat(
      {
        id: 15,
        title: 'What limits it?',
        description:
          'The narrowest place of the way. A site: its pace, which politeness sets. Seats: raise CONCURRENCY or add a daemon. The recogniser: photographs wait. The database: it answers slowly. No daemon: none is alive.',
        unit: 'none',
        empty: NOT_READ,
        steps: [[null, 'blue']],
        names: {
          nothing: ['Nothing', 'green'],
          no_daemon: ['No daemon', 'red'],
          site: ['A site', 'blue'],
          seats: ['Seats', 'yellow'],
          recogniser: ['Recogniser', 'yellow'],
          database: ['Database', 'orange'],
          unknown: ['Not known yet', 'text'],
        },
      },
      // Daemons that read the database a few seconds apart may see two.
      { expr: `topk(1, ${now('backlog_limit', {}, ['by'])} == 1)`, legend: '{{by}}' },
    ),
    stat(
      {
        id: 16,
        title: 'How many have work?',
        description:
          'Vehicles asked for and not yet settled, waiting for a busy host included. Rising for hours: see "Does it keep up?" and "What limits it?".',
        unit: 'short',
        empty: NOT_READ,
        steps: [[null, 'blue']],
        words: { '0': 'None' },
        trend: true,
      },
      { expr: now('vehicles_with_work'), legend: 'vehicles' },
    ),
    stat(
      {
        id: 17,
        title: 'Is a job kept waiting?',
        description:
          'How long the oldest job has been due. Minutes: all seats are taken, or nobody works; see "What do the seats do?".',
        unit: 's',
        empty: NOT_READ,
        steps: [
          [null, 'green'],
          [600, 'yellow'],
          [1800, 'red'],
        ],
        words: { '0': 'None' },
      },
      { expr: highest('queue_oldest_ready_age_seconds'), legend: 'age' },
    ),
    stat(
      {
        id: 18,
        title: 'Did jobs fail for good?',
        description:
          "Jobs of the last 24 hours that will not be tried again. Any: npx micro-scrape status names the errors, npx micro-scrape explain tells one vehicle's story.",
        unit: 'short',
        empty: 'No daemon',
        decimals: 0,
        steps: [
          [null, 'green'],
          [1, 'yellow'],
          [10, 'red'],
        ],
        words: { '0': 'None' },
      },
      { expr: increase('job_attempts_total', '24h', { outcome: 'failed' }), legend: 'jobs' },
    ),
    stat(
      {
        id: 19,
        title: 'Are jobs held by nobody?',
        description:
          'Jobs locked in the database less those that run in a daemon, the least of two minutes. Any while all daemons are scraped: a daemon died and its jobs were not freed; npx micro-scrape doctor says what to do.',
        unit: 'short',
        empty: NOT_READ,
        steps: [
          [null, 'green'],
          [1, 'yellow'],
          [5, 'red'],
        ],
        words: { '0': 'None' },
      },
      { expr: LOCKED_BY_NOBODY, legend: 'jobs' },
    ),
    stat(
      {
        id: 20,
        title: 'Are sites in trouble?',
        description:
          'Sites that fail, refuse us or cannot be reached now. Any: "Which site is in trouble?" names them.',
        unit: 'none',
        empty: NOT_READ,
        steps: [
          [null, 'green'],
          [1, 'yellow'],
          [3, 'red'],
        ],
        words: { '0': 'None' },
      },
      {
        expr: `count((${highest('source_failing_seconds', {}, ['source'])} > 0) or (${now('source_hosts_paused', { reason: ['refused', 'unreachable'] }, ['source'])} > 0)) or ${ZERO_IF_READ}`,
        legend: 'sites',
      },
    ),
    stat(
      {
        id: 21,
        title: 'Can this be believed?',
        description:
          'Age of the figures that come from the database. Above a minute: it cannot be read, its figures are absent here, and most likely no work is done.',
        unit: 's',
        empty: 'Never read',
        decimals: 0,
        steps: [
          [null, 'green'],
          [60, 'yellow'],
          [180, 'red'],
        ],
      },
      { expr: `time() - max(${series('db_snapshot_timestamp_seconds')} > 0)`, legend: 'age' },
    ),
  ],
};
