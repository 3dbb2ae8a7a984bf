/** What its pages tell, and what comes of it. */
import type { Row } from '../dashboard.ts';
import { lines } from '../panels.ts';
import { perMinute, perSecond } from '../promql.ts';
import { fieldsFound, OUTCOME_COLORS, ratio } from '../shared.ts';
import { table } from '../table.ts';

const source = '$source' as const;
const field = ['field'] as const;
const hour = { range: '1h' };
const result = (value: 'found' | 'absent' | 'missed') =>
  ratio(
    perSecond('extract_fields_total', { source, result: value }, field, hour),
    perSecond('extract_fields_total', { source }, field, hour),
  );

export const reading: Row = {
  id: 3,
  title: 'What do its pages tell?',
  panels: [
    lines(
      {
        id: 30,
        title: 'Which fields are found?',
        description:
          'Share of the pages of an hour that told each field. One that falls to 0: its place on the page is gone; npx micro-scrape explain a vehicle of this site, then add a saved page and a rule.',
        unit: 'percentunit',
        empty: 'No page of it was read in this time',
        max: 1,
        width: 12,
      },
      { expr: fieldsFound({ source }, field, hour), legend: '{{field}}' },
    ),
    lines(
      {
        id: 31,
        title: 'Is it as good as last week?',
        description:
          'Share of the fields looked for that were found, in an hour, and in the same hour a week ago. Half of it: the pages changed.',
        unit: 'percentunit',
        empty: 'No page of it was read in this time',
        max: 1,
        width: 12,
        colors: { 'last week': 'text', now: 'green' },
        dashed: ['last week'],
      },
      {
        expr: fieldsFound({ source }, [], hour),
        legend: 'now',
      },
      {
        expr: fieldsFound({ source }, [], { ...hour, offset: '1w' }),
        legend: 'last week',
      },
    ),
    table(
      {
        id: 32,
        title: 'What became of each field?',
        description:
          'The last hour, one row a field. Absent: the page does not say, which is no fault. Missed: its place is gone or its value not believable; above a half, the rules must follow the pages.',
        empty: 'No page of it was read in the last hour',
        by: 'field',
        heading: 'Field',
        sortBy: 'Missed',
        height: 15,
      },
      { name: 'Found', unit: 'percentunit', decimals: 0, zero: '-', expr: result('found') },
      { name: 'Absent', unit: 'percentunit', decimals: 0, zero: '-', expr: result('absent') },
      {
        name: 'Missed',
        unit: 'percentunit',
        decimals: 0,
        zero: '-',
        expr: result('missed'),
        steps: [
          [null, 'text'],
          [0.2, 'yellow'],
          [0.5, 'red'],
        ],
      },
      {
        name: 'Looked for / min',
        unit: 'short',
        decimals: 1,
        zero: '-',
        expr: `60 * ${perSecond('extract_fields_total', { source }, field, hour)} > 0`,
      },
    ),
    lines(
      {
        id: 33,
        title: 'Are its pages listings?',
        description:
          'Pages read per minute, by what they turned out to be. More list or not_a_vehicle: addresses are led to search pages. shell: only scripts would fill them. blocked: a robot check.',
        unit: 'suffix:/min',
        empty: 'No page of it was read in this time',
        stacked: true,
        colors: {
          listing: 'green',
          list: 'yellow',
          gone: 'text',
          blocked: 'red',
          shell: 'purple',
          not_a_vehicle: 'orange',
        },
      },
      { expr: perMinute('pages_read_total', { source }, ['kind']), legend: '{{kind}}' },
    ),
    lines(
      {
        id: 34,
        title: 'How do runs end here?',
        description:
          'Runs over vehicles of this site per minute, by outcome. exhausted: the pages do not tell what is missing. blocked: it refuses us.',
        unit: 'suffix:/min',
        empty: 'No run ended here in this time',
        stacked: true,
        colors: OUTCOME_COLORS,
      },
      { expr: perMinute('vehicles_settled_total', { source }, ['outcome']), legend: '{{outcome}}' },
    ),
    lines(
      {
        id: 35,
        title: 'What does politeness cost here?',
        description:
          'Seconds that vehicles waited for their turn, per second: how many stood in line at once. High: the site sets the pace, and more seats would not help.',
        unit: 'short',
        empty: 'This site is not among those named now',
      },
      { expr: perSecond('fetch_throttle_seconds_total', { source }), legend: 'in line' },
    ),
  ],
};
