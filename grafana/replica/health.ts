/** Is this daemon well? */
import type { Row } from '../dashboard.ts';
import { stat } from '../panels.ts';
import { highest, node, now, series } from '../promql.ts';

const instance = '$instance' as const;
const yesOrNo = (yes: string, no: string) => ({ '1': yes, '0': no });

export const health: Row = {
  id: 1,
  title: 'Is this daemon well?',
  panels: [
    stat(
      {
        id: 10,
        title: 'Does it answer?',
        description:
          'Whether Prometheus reached its /metrics. "No": the process ended, hangs, or its port is closed; see its log and /livez.',
        unit: 'none',
        empty: 'Not scraped',
        steps: [
          [null, 'red'],
          [1, 'green'],
        ],
        words: yesOrNo('Yes', 'No'),
      },
      { expr: 'min(up{job=~"$job", instance="$instance"})', legend: 'up' },
    ),
    stat(
      {
        id: 11,
        title: 'How long has it run?',
        description:
          'Time since the process began. Minutes, again and again: it crashes and is started anew; its last lines of the log say why.',
        unit: 's',
        empty: 'Not scraped',
        steps: [
          [null, 'yellow'],
          [600, 'green'],
        ],
      },
      { expr: `time() - max(${node('process_start_time_seconds')})`, legend: 'up for' },
    ),
    stat(
      {
        id: 12,
        title: 'Does it listen?',
        description:
          'Whether a NOTIFY of its own came back lately. "Deaf": it finds events by looking only; a pooler between, or a lost connection. Set LISTEN_DATABASE_URL to a direct connection.',
        unit: 'none',
        empty: 'Not scraped',
        steps: [
          [null, 'red'],
          [1, 'green'],
        ],
        words: yesOrNo('Yes', 'Deaf'),
      },
      { expr: now('listener_connected', { instance }), legend: 'listens' },
    ),
    stat(
      {
        id: 13,
        title: 'Does it dispatch?',
        description:
          'One of the daemons turns events into jobs; all others stand by. "Stands by" on every one: nobody does; see "Are changes noticed at once?" of the overview.',
        unit: 'none',
        empty: 'Not scraped',
        steps: [[null, 'blue']],
        words: yesOrNo('Yes', 'Stands by'),
      },
      { expr: now('dispatcher_leading', { instance }), legend: 'leads' },
    ),
    stat(
      {
        id: 14,
        title: 'Has it free seats?',
        description:
          'Seats that nobody uses now. None for long while jobs are ready: raise CONCURRENCY, or add a daemon; "What do its seats do?" says what they wait for.',
        unit: 'short',
        empty: 'Not scraped',
        steps: [
          [null, 'yellow'],
          [1, 'green'],
        ],
        words: { '0': 'None' },
      },
      { expr: now('seats', { instance, use: 'free' }), legend: 'free' },
    ),
    stat(
      {
        id: 15,
        title: 'Does a job hang?',
        description:
          'Age of the oldest attempt under way here. More than five minutes: it waits for something that does not come; the log names the vehicle.',
        unit: 's',
        empty: 'Not scraped',
        steps: [
          [null, 'green'],
          [300, 'yellow'],
          [900, 'red'],
        ],
        words: { '0': 'None runs' },
      },
      { expr: highest('running_job_max_age_seconds', { instance }), legend: 'oldest' },
    ),
    stat(
      {
        id: 16,
        title: 'Does it read the database?',
        description:
          'Whether its last reading of the database worked. "No": the database is away or too slow for it; npx micro-scrape doctor on that machine.',
        unit: 'none',
        empty: 'Not scraped',
        steps: [
          [null, 'red'],
          [1, 'green'],
        ],
        words: yesOrNo('Yes', 'No'),
      },
      { expr: `min(${series('db_snapshot_success', { instance })})`, legend: 'reads' },
    ),
    stat(
      {
        id: 17,
        title: 'Which version is it?',
        description: 'The version of this daemon. Another than the others for long: a rollout did not end.',
        unit: 'none',
        empty: 'Not scraped',
        steps: [[null, 'blue']],
        names: {},
      },
      { expr: series('build_info', { instance }), legend: '{{version}}' },
    ),
  ].map((panel) => panel.span(6).height(3)),
};
