/** Which site fails, and how. */
import { lines, metric, perMinute, type Row, rate, table } from '../panels.ts';
import { FIELDS, PAGES, REFUSED, share } from './queries.ts';

export const sources: Row = {
  title: 'Sources',
  collapsed: false,
  panels: [
    table(
      {
        title: 'Sources at a glance',
        description:
          'One row a source. Refused: it blocks or slows us. Places gone: its pages changed, and the adapter must follow.',
        by: 'source',
      },
      { name: 'Pages / min', unit: 'short', expr: perMinute(PAGES, 'source') },
      {
        name: 'Served',
        unit: 'percentunit',
        expr: share(metric('source_requests_total', 'source=~"$source", outcome=~"ok|gone"'), PAGES, 'source'),
        steps: [
          [null, 'red'],
          [0.7, 'yellow'],
          [0.9, 'green'],
        ],
      },
      {
        name: 'Refused',
        unit: 'percentunit',
        expr: share(metric('source_requests_total', `source=~"$source", outcome=~"${REFUSED}"`), PAGES, 'source'),
        steps: [
          [null, 'green'],
          [0.05, 'yellow'],
          [0.3, 'red'],
        ],
      },
      {
        name: 'Fields found',
        unit: 'percentunit',
        expr: share(metric('extract_fields_total', 'source=~"$source", result="found"'), FIELDS, 'source'),
      },
      {
        name: 'Places gone',
        unit: 'percentunit',
        expr: share(metric('extract_fields_total', 'source=~"$source", result="missed"'), FIELDS, 'source'),
        steps: [
          [null, 'green'],
          [0.2, 'yellow'],
          [0.5, 'red'],
        ],
      },
      {
        name: 'Page time',
        unit: 's',
        expr: share(metric('source_request_seconds_total', 'source=~"$source"'), PAGES, 'source'),
      },
    ),
    lines(
      {
        title: 'How do page requests end?',
        description:
          'Page requests per minute, by outcome. refused, rate_limited: access. unreachable: the site is down.',
        unit: 'cpm',
        stacked: true,
      },
      { expr: perMinute(PAGES, 'outcome'), legend: '{{outcome}}' },
    ),
    lines(
      {
        title: 'What are the pages?',
        description:
          'Pages read per minute, by what they are. More lists or not_a_vehicle: addresses are redirected to search pages.',
        unit: 'cpm',
        stacked: true,
      },
      { expr: perMinute(metric('pages_read_total', 'source=~"$source"'), 'kind'), legend: '{{kind}}' },
    ),
    lines(
      {
        title: 'What do pages tell?',
        description:
          'Fields looked for per minute, by result. absent: the page does not say. missed rising: the pages changed.',
        unit: 'cpm',
        stacked: true,
      },
      { expr: perMinute(FIELDS, 'result'), legend: '{{result}}' },
    ),
    lines(
      {
        title: 'Which layer reads?',
        description:
          'Pages per minute in which each layer proved something. adapter and json-ld falling while prose rises: reading falls back; the early warning.',
        unit: 'cpm',
      },
      { expr: perMinute(metric('extract_strategy_total'), 'method'), legend: '{{method}}' },
    ),
    lines(
      {
        title: 'Hosts that want rest',
        description:
          'Hosts nobody visits for now because they asked for patience or failed five times in a row. npx micro-scrape status names them.',
        unit: 'short',
      },
      { expr: `max by (state) (${metric('hosts')})`, legend: '{{state}}' },
    ),
    lines(
      {
        title: 'What does politeness cost?',
        description:
          'Seconds of waiting for a turn, per second, by source. High: the site sets the pace, more workers would not help.',
        unit: 'short',
      },
      {
        expr: `sum by (source) (${rate(metric('fetch_throttle_seconds_total', 'source=~"$source"'))})`,
        legend: '{{source}}',
      },
    ),
  ],
};
