/** Is this site well? */
import type { Row } from '../dashboard.ts';
import { stat } from '../panels.ts';
import { highest, now, perSecond } from '../promql.ts';
import { fieldsFound, REFUSED, ratio, SERVED } from '../shared.ts';

const source = '$source' as const;
const share = (outcome: readonly (typeof SERVED | typeof REFUSED)[number][]) =>
  ratio(
    perSecond('source_requests_total', { source, outcome }, [], { range: '30m' }),
    perSecond('source_requests_total', { source }, [], { range: '30m' }),
  );
const NO_PAGES = 'No pages asked';

export const health: Row = {
  id: 1,
  title: 'Is this site well?',
  panels: [
    stat(
      {
        id: 10,
        title: 'Does it answer?',
        description:
          'Share of the page requests of 30 minutes that the site served. Low: "How does it answer?" tells whether it is down or refuses us.',
        unit: 'percentunit',
        empty: NO_PAGES,
        decimals: 0,
        steps: [
          [null, 'red'],
          [0.7, 'yellow'],
          [0.9, 'green'],
        ],
      },
      { expr: share(SERVED), legend: 'served' },
    ),
    stat(
      {
        id: 11,
        title: 'Does it refuse us?',
        description:
          'Share of the page requests of 30 minutes that were answered with a robot check, a block or "too many requests". More than a little: visit it slower (npx micro-scrape host), or leave it alone and ask its owner.',
        unit: 'percentunit',
        empty: NO_PAGES,
        decimals: 0,
        steps: [
          [null, 'green'],
          [0.05, 'yellow'],
          [0.2, 'red'],
        ],
        words: { '0': 'Never' },
      },
      { expr: share(REFUSED), legend: 'refused' },
    ),
    stat(
      {
        id: 12,
        title: 'Since when does it fail?',
        description:
          'How long it has failed without one good answer between. Minutes: it is down or blocks us; open it in a browser. It is tried again by itself, more and more rarely.',
        unit: 's',
        empty: 'Not named now',
        steps: [
          [null, 'green'],
          [1, 'yellow'],
          [300, 'red'],
        ],
        words: { '0': 'It does not' },
      },
      { expr: highest('source_failing_seconds', { source }), legend: 'failing' },
    ),
    stat(
      {
        id: 13,
        title: 'Is it left alone?',
        description:
          'Hosts of the site that nobody visits now. held: a person said so (npx micro-scrape host). asked: the site asked for patience. refused, unreachable: the daemon waits by itself.',
        unit: 'none',
        empty: 'Not named now',
        steps: [
          [null, 'green'],
          [1, 'yellow'],
        ],
        words: { '0': 'No' },
      },
      { expr: now('source_hosts_paused', { source }), legend: 'hosts' },
    ),
    stat(
      {
        id: 14,
        title: 'How many wait there?',
        description:
          'Vehicles with work whose page is there. Many: at its pace they take as long as the next figure says.',
        unit: 'short',
        empty: 'Not named now',
        steps: [[null, 'blue']],
        words: { '0': 'None' },
        trend: true,
      },
      { expr: now('source_vehicles_waiting', { source }), legend: 'vehicles' },
    ),
    stat(
      {
        id: 15,
        title: 'How long do they take?',
        description:
          'Vehicles that wait there, times the pause between two of its pages: no number of seats makes it shorter. Too long: a smaller pace, where the site allows it.',
        unit: 's',
        empty: 'Not named now',
        steps: [
          [null, 'green'],
          [86_400, 'yellow'],
          [7 * 86_400, 'red'],
        ],
        words: { '0': 'No time' },
      },
      {
        expr: `${now('source_vehicles_waiting', { source })} * ${highest('source_pace_seconds', { source })}`,
        legend: 'time',
      },
    ),
    stat(
      {
        id: 16,
        title: 'Do its pages tell much?',
        description:
          'Share of the fields looked for that its pages told. Half of last week: its pages changed; "Which fields are found?" names what is gone.',
        unit: 'percentunit',
        empty: 'No pages read',
        decimals: 0,
        steps: [
          [null, 'red'],
          [0.2, 'yellow'],
          [0.4, 'green'],
        ],
      },
      { expr: fieldsFound({ source }), legend: 'found' },
    ),
    stat(
      {
        id: 17,
        title: 'Is it worth it?',
        description:
          'Points of score gained for each page asked for, over 6 hours. Near 0 while vehicles wait there: it costs requests and gives nothing; compare with the table of sites.',
        unit: 'short',
        empty: NO_PAGES,
        decimals: 1,
        steps: [
          [null, 'yellow'],
          [1, 'green'],
        ],
      },
      {
        expr: ratio(
          perSecond('vehicle_points_gained_total', { source }, [], { range: '6h' }),
          perSecond('source_requests_total', { source }, [], { range: '6h' }),
        ),
        legend: 'points',
      },
    ),
  ].map((panel) => panel.span(6).height(3)),
};
