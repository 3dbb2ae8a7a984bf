/** Which site fails, and how. A click on one opens its dashboard. */
import type { Row } from '../dashboard.ts';
import { lines } from '../panels.ts';
import { highest, now, perMinute, perSecond, type Where } from '../promql.ts';
import { fieldsFound, REFUSED, REQUEST_COLORS, RESULT_COLORS, ratio, SERVED, SITE } from '../shared.ts';
import { table } from '../table.ts';

const by = ['source'] as const;
const requests = (where: Where<'source_requests_total'> = {}) => perSecond('source_requests_total', where, by);
const shareOfRequests = (outcome: Where<'source_requests_total'>['outcome'] & {}) =>
  ratio(requests({ outcome }), requests());

export const sites: Row = {
  id: 4,
  title: 'Are the sites well?',
  panels: [
    table(
      {
        id: 50,
        title: 'Which site is in trouble?',
        description:
          'One row a site; a click on its name opens its dashboard. Refused: it blocks or slows us. Unreachable: it is down. Fields missed: its pages changed, and the rules must follow. "other": the sites beyond the twenty with most waiting vehicles.',
        empty: 'No site was asked for a page in this time',
        by: 'source',
        heading: 'Site',
        rowLink: { title: 'Open this site', uid: SITE, variable: 'source' },
        sortBy: 'Waiting',
      },
      { name: 'Waiting', unit: 'short', expr: now('source_vehicles_waiting', {}, by), zero: '-' },
      { name: 'Pages / min', unit: 'short', decimals: 1, expr: `60 * ${requests()}`, zero: '-' },
      {
        name: 'Served',
        unit: 'percentunit',
        decimals: 0,
        expr: shareOfRequests(SERVED),
        steps: [
          [null, 'red'],
          [0.7, 'yellow'],
          [0.9, 'green'],
        ],
      },
      {
        name: 'Refused',
        unit: 'percentunit',
        decimals: 0,
        zero: '-',
        expr: shareOfRequests(REFUSED),
        steps: [
          [null, 'text'],
          [0.05, 'yellow'],
          [0.2, 'red'],
        ],
      },
      {
        name: 'Unreachable',
        unit: 'percentunit',
        decimals: 0,
        zero: '-',
        expr: shareOfRequests('unreachable'),
        steps: [
          [null, 'text'],
          [0.05, 'yellow'],
          [0.2, 'red'],
        ],
      },
      {
        name: 'Failing for',
        unit: 's',
        zero: '-',
        expr: highest('source_failing_seconds', {}, by),
        steps: [
          [null, 'text'],
          [1, 'yellow'],
          [300, 'red'],
        ],
      },
      {
        name: 'Left alone',
        unit: 'short',
        zero: '-',
        expr: now('source_hosts_paused', {}, by),
        steps: [
          [null, 'text'],
          [1, 'yellow'],
        ],
      },
      { name: 'Fields found', unit: 'percentunit', decimals: 0, expr: fieldsFound({}, by) },
      {
        name: 'Fields missed',
        unit: 'percentunit',
        decimals: 0,
        zero: '-',
        expr: ratio(
          perSecond('extract_fields_total', { result: 'missed' }, by),
          perSecond('extract_fields_total', {}, by),
        ),
        steps: [
          [null, 'text'],
          [0.2, 'yellow'],
          [0.5, 'red'],
        ],
      },
      {
        name: 'Points / page',
        unit: 'short',
        decimals: 1,
        expr: ratio(perSecond('vehicle_points_gained_total', {}, by), requests()),
      },
      {
        name: 'Answer',
        unit: 's',
        decimals: 2,
        expr: ratio(perSecond('source_request_seconds_total', {}, by), requests()),
      },
    ),
    lines(
      {
        id: 51,
        title: 'How do sites answer?',
        description:
          'Requests for pages per minute, by outcome. blocked, challenge, rate_limited: we may not, or not so fast. timeout, network, server_error: the site is down. The table names the site.',
        unit: 'suffix:/min',
        empty: 'No page was asked for in this time',
        stacked: true,
        colors: REQUEST_COLORS,
      },
      { expr: perMinute('fetch_requests_total', { kind: 'page' }, ['outcome']), legend: '{{outcome}}' },
    ),
    lines(
      {
        id: 52,
        title: 'What do pages tell?',
        description:
          'Fields looked for per minute, by result. absent: the page does not say. missed: its place is gone or its value not believable; rising means that pages changed.',
        unit: 'suffix:/min',
        empty: 'No page was read in this time',
        stacked: true,
        colors: RESULT_COLORS,
      },
      { expr: perMinute('extract_fields_total', {}, ['result']), legend: '{{result}}' },
    ),
    lines(
      {
        id: 53,
        title: 'At which site do vehicles wait?',
        description:
          'Vehicles with work, by site. One that grows alone: its pace is the limit, or it is left alone; open its dashboard.',
        unit: 'short',
        empty: 'No vehicle waits',
        stacked: true,
      },
      { expr: now('source_vehicles_waiting', {}, by), legend: '{{source}}' },
    ),
  ],
};
