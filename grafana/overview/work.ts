/** What the jobs do: attempts, actions, photographs, the recogniser. */
import type { Row } from '../dashboard.ts';
import { lines } from '../panels.ts';
import { perMinute, perSecond, quantile } from '../promql.ts';
import { ratio } from '../shared.ts';

export const work: Row = {
  id: 5,
  title: 'Does the work succeed?',
  panels: [
    lines(
      {
        id: 60,
        title: 'Do attempts succeed?',
        description:
          'Attempts of jobs per minute, by outcome. Many retries: a site or the database fails; the log names the error.',
        unit: 'suffix:/min',
        empty: 'No job ended in this time',
        stacked: true,
        colors: { success: 'green', retry: 'yellow', failed: 'red' },
      },
      { expr: perMinute('job_attempts_total', {}, ['outcome']), legend: '{{outcome}}' },
    ),
    lines(
      {
        id: 61,
        title: 'How long do jobs take?',
        description:
          '95 % of the attempts of each task end within this. One that rises alone: its site or tool is slow; see the action of the same name.',
        unit: 's',
        empty: 'No job ended in this time',
      },
      { expr: quantile(0.95, 'job_duration_seconds', {}, ['task']), legend: '{{task}}' },
    ),
    lines(
      {
        id: 62,
        title: 'Which action fails?',
        description:
          'Share of the actions that succeeded. One that falls alone: its site or its tool; npx micro-scrape status names the errors.',
        unit: 'percentunit',
        empty: 'No action ended in this time',
        max: 1,
      },
      {
        expr: ratio(
          perSecond('actions_total', { result: 'succeeded' }, ['action']),
          perSecond('actions_total', {}, ['action']),
        ),
        legend: '{{action}}',
      },
    ),
    lines(
      {
        id: 63,
        title: 'What becomes of photographs?',
        description:
          'Addresses of photographs per minute, by what became of them. refused: too large, not an image or not allowed. failed: could not be fetched or stored; see the disk below.',
        unit: 'suffix:/min',
        empty: 'No photograph in this time',
        stacked: true,
        colors: { stored: 'green', copy: 'blue', refused: 'yellow', failed: 'red', missing: 'text' },
      },
      { expr: perMinute('photographs_total', {}, ['outcome']), legend: '{{outcome}}' },
    ),
    lines(
      {
        id: 64,
        title: 'Does the recogniser read VINs?',
        description:
          'Photographs read per minute, by result. doubtful: read and refused. timed_out rising: it is jammed; it is started anew by itself.',
        unit: 'suffix:/min',
        empty: 'No photograph was read in this time',
        stacked: true,
        colors: { vin: 'green', doubtful: 'yellow', nothing: 'text', unreadable: 'orange', timed_out: 'red' },
      },
      { expr: perMinute('recogniser_reads_total', {}, ['outcome']), legend: '{{outcome}}' },
    ),
    lines(
      {
        id: 65,
        title: 'Which layer reads?',
        description:
          'Pages per minute in which each layer of the page reader proved something. adapter and json-ld falling while prose rises: reading falls back, which is the early warning of changed pages.',
        unit: 'suffix:/min',
        empty: 'No page was read in this time',
      },
      { expr: perMinute('extract_strategy_total', {}, ['method']), legend: '{{method}}' },
    ),
  ],
};
