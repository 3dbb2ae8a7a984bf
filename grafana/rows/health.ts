/** Is it all right? Eight figures, each with a colour. */
import { metric, type Row, stat } from '../panels.ts';
import { BROKEN, REFUSED, WITH_WORK } from './queries.ts';

export const health: Row = {
  title: 'Is it all right?',
  collapsed: false,
  panels: [
    stat(
      {
        title: 'On time',
        description:
          'Share of runs in the last 24 hours that ended within 10 minutes of the event that asked for them. Low while no host is paused: see the row Queue. Low while many vehicles are parked: the sites set the pace.',
        unit: 'percentunit',
        steps: [
          [null, 'red'],
          [0.9, 'yellow'],
          [0.95, 'green'],
        ],
        words: { NaN: 'No runs' },
        decimals: 1,
      },
      {
        expr: `sum(increase(${metric('time_to_done_seconds', 'le="600"', '_bucket')}[24h])) / sum(increase(${metric('time_to_done_seconds', '', '_count')}[24h]))`,
        legend: 'on time',
      },
    ),
    stat(
      {
        title: 'Daemons',
        description:
          'Daemons alive by their heartbeat in the database, and those whose listener is proved alive by its own NOTIFY. Fewer listening than alive: events are still found by looking, but later; see the row Process.',
        unit: 'short',
        steps: [
          [null, 'red'],
          [1, 'green'],
        ],
      },
      { expr: `max(${metric('daemons_alive')})`, legend: 'alive' },
      { expr: `sum(${metric('listener_connected')})`, legend: 'listening' },
    ),
    stat(
      {
        title: 'Oldest ready job',
        description:
          'How long the oldest job has been due. Rising: too few workers, or none; see "Are the workers busy?".',
        unit: 's',
        steps: [
          [null, 'green'],
          [600, 'yellow'],
          [1800, 'red'],
        ],
        words: { '0': 'None waits' },
      },
      { expr: `max(${metric('queue_oldest_ready_age_seconds')})`, legend: 'age' },
    ),
    stat(
      {
        title: 'Vehicles with work',
        description:
          'Vehicles asked for and not yet settled. Rising for hours: more comes in than is done; see "Time to clear".',
        unit: 'short',
        steps: [[null, 'blue']],
        words: { '0': 'Nothing waits' },
      },
      { expr: WITH_WORK, legend: 'vehicles' },
    ),
    stat(
      {
        title: 'Time to clear',
        description:
          'Vehicles with work, divided by how much faster they are settled than asked for (15 minutes). "Not shrinking": look for the bottleneck among workers (slots), one site (parked) and the database.',
        unit: 's',
        steps: [
          [null, 'red'],
          [0, 'green'],
          [86400, 'yellow'],
        ],
        words: { '0': 'Nothing waits', '-1': 'Not shrinking' },
      },
      {
        expr: `(${WITH_WORK} == 0) or ${WITH_WORK} / ((sum(rate(${metric('vehicles_settled_total')}[15m])) - sum(rate(${metric('jobs_created_total')}[15m]))) > 0) or (${WITH_WORK} * 0 - 1)`,
        legend: 'time',
      },
    ),
    stat(
      {
        title: 'Failed for good (24 h)',
        description:
          'Jobs that will not be tried again. Any number: npx micro-scrape explain a vehicle of them, or read last_error in graphile_worker.jobs.',
        unit: 'short',
        steps: [
          [null, 'green'],
          [1, 'yellow'],
          [10, 'red'],
        ],
        words: { '0': 'None' },
      },
      { expr: `sum(increase(${metric('job_attempts_total', 'outcome="failed"')}[24h]))`, legend: 'jobs' },
    ),
    stat(
      {
        title: 'Jobs locked by nobody',
        description:
          'Jobs locked in the database less jobs running in the daemons. Above 0 for minutes while all daemons are scraped: a daemon died and its jobs were not freed.',
        unit: 'short',
        steps: [
          [null, 'green'],
          [1, 'yellow'],
          [5, 'red'],
        ],
        words: { '0': 'None' },
      },
      {
        expr: `clamp_min(sum(max by (task, state) (${metric('queue_jobs', 'state=~"running|overdue"')})) - sum(${metric('jobs_running')}), 0)`,
        legend: 'jobs',
      },
    ),
    stat(
      {
        title: 'Sources in trouble',
        description:
          'Sources that refused or failed more than 30 % of the page requests of the last 30 minutes. Any number: see the table of sources.',
        unit: 'short',
        steps: [
          [null, 'green'],
          [1, 'red'],
        ],
        words: { '0': 'None' },
      },
      {
        expr: `count(sum by (source) (rate(${metric('source_requests_total', `outcome=~"${REFUSED}|${BROKEN}"`)}[30m])) / sum by (source) (rate(${metric('source_requests_total')}[30m])) > 0.3) or vector(0)`,
        legend: 'sources',
      },
    ),
  ],
};
