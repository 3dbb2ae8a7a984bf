/** Jobs and actions. */
import { heatmap, lines, metric, perMinute, type Row, rate } from '../panels.ts';
import { share } from './queries.ts';

export const jobs: Row = {
  title: 'Jobs and actions',
  collapsed: false,
  panels: [
    heatmap(
      {
        title: 'How long do jobs take?',
        description: 'Attempts by duration. A second band far above the first: a slow site or timeouts.',
        unit: 's',
      },
      { expr: `sum by (le) (${rate(metric('job_duration_seconds', '', '_bucket'))})`, legend: '{{le}}' },
    ),
    lines(
      {
        title: 'Attempts',
        description:
          'Attempts per minute, by outcome. Many retries: a site or the database fails; the log names the error.',
        unit: 'cpm',
        stacked: true,
      },
      { expr: perMinute(metric('job_attempts_total'), 'outcome'), legend: '{{outcome}}' },
    ),
    lines(
      {
        title: 'Which action works?',
        description: 'Share of actions that succeeded. One that falls alone points at its source or tool.',
        unit: 'percentunit',
      },
      {
        expr: share(metric('actions_total', 'result="succeeded"'), metric('actions_total'), 'action'),
        legend: '{{action}}',
      },
    ),
  ],
};
