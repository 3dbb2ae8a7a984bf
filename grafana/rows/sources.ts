/** Which site fails, and how. */
import { lines, metric, perMinute, quantile, type Row, rate, table } from '../panels.ts';
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
        expr: share(
          metric('fetch_requests_total', 'source=~"$source", kind="page", outcome=~"ok|not_modified|gone"'),
          PAGES,
          'source',
        ),
        steps: [
          [null, 'red'],
          [0.7, 'yellow'],
          [0.9, 'green'],
        ],
      },
      {
        name: 'Refused',
        unit: 'percentunit',
        expr: share(
          metric('fetch_requests_total', `source=~"$source", kind="page", outcome=~"${REFUSED}"`),
          PAGES,
          'source',
        ),
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
        expr: share(
          metric('extract_fields_total', 'source=~"$source", result=~"selector_miss|invalid"'),
          FIELDS,
          'source',
        ),
        steps: [
          [null, 'green'],
          [0.2, 'yellow'],
          [0.5, 'red'],
        ],
      },
      {
        name: 'Page time (95 %)',
        unit: 's',
        expr: quantile(0.95, metric('fetch_duration_seconds', 'source=~"$source"', '_bucket'), 'source'),
      },
    ),
    lines(
      {
        title: 'How do page requests end?',
        description:
          'Page requests per minute, by outcome. blocked, rate_limited, challenge: access. timeout, network, server_error: the site is down.',
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
          'Fields looked for per minute, by result. absent: the page does not say. selector_miss rising: the pages changed.',
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
      { expr: perMinute(metric('extract_strategy_total', 'source=~"$source"'), 'method'), legend: '{{method}}' },
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
