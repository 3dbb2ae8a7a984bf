/** How the site answers, and how politely it is asked. */
import type { Row } from '../dashboard.ts';
import { lines } from '../panels.ts';
import { highest, now, perMinute, perSecond } from '../promql.ts';
import { ratio, SITE_COLORS } from '../shared.ts';

const source = '$source' as const;

export const answers: Row = {
  id: 2,
  title: 'How does it answer?',
  panels: [
    lines(
      {
        id: 20,
        title: 'How does it answer?',
        description:
          'Requests for pages per minute, by outcome. refused: a block, a robot check or robots.txt; rate_limited: not so fast; unreachable: it is down or answers with errors.',
        unit: 'suffix:/min',
        empty: 'No page of it was asked for in this time',
        stacked: true,
        colors: SITE_COLORS,
      },
      { expr: perMinute('source_requests_total', { source }, ['outcome']), legend: '{{outcome}}' },
    ),
    lines(
      {
        id: 21,
        title: 'Is it asked as fast as it allows?',
        description:
          'Pages asked for per minute, and the most that its pace allows. On the line: the pace is the limit. Far below it while vehicles wait: seats are missing, or it is left alone.',
        unit: 'suffix:/min',
        empty: 'This site is not among those named now',
        colors: { asked: 'blue', allowed: 'orange' },
        dashed: ['allowed'],
      },
      { expr: perMinute('source_requests_total', { source }), legend: 'asked' },
      { expr: `60 / ${highest('source_pace_seconds', { source })}`, legend: 'allowed' },
    ),
    lines(
      {
        id: 22,
        title: 'How fast does it answer?',
        description:
          'Mean time of a request for a page. Rising: the site is overloaded, perhaps by us; requests that take too long end as timeout.',
        unit: 's',
        empty: 'It was not asked for a page in this time',
      },
      {
        expr: ratio(
          perSecond('source_request_seconds_total', { source }),
          perSecond('source_requests_total', { source }),
        ),
        legend: 'mean',
      },
    ),
    lines(
      {
        id: 23,
        title: 'Does it fail again and again?',
        description:
          'Failures in a row. Five or more: it is left alone for a while, longer each time, until one good answer sets it to 0; open the site in a browser.',
        unit: 'short',
        empty: 'This site is not among those named now',
        steps: [
          [null, 'green'],
          [5, 'red'],
        ],
      },
      { expr: highest('source_failures', { source }), legend: 'failures in a row' },
    ),
    lines(
      {
        id: 24,
        title: 'Why is it left alone?',
        description:
          'Hosts of the site that nobody visits, by reason. held: a person said so. asked: Retry-After. refused, unreachable: by itself, after failures.',
        unit: 'short',
        empty: 'It is not left alone',
        stacked: true,
        colors: { held: 'purple', asked: 'yellow', refused: 'orange', unreachable: 'red' },
      },
      { expr: now('source_hosts_paused', { source }, ['reason']), legend: '{{reason}}' },
    ),
    lines(
      {
        id: 25,
        title: 'How many wait for it?',
        description:
          'Vehicles with work whose page is there. A straight line for long: nothing is read; see "Why is it left alone?".',
        unit: 'short',
        empty: 'This site is not among those named now',
      },
      { expr: now('source_vehicles_waiting', { source }), legend: 'vehicles' },
    ),
  ],
};
