/** The state of the catalogue and what is filled. */
import type { Row } from '../dashboard.ts';
import { bars, lines } from '../panels.ts';
import { now, perMinute } from '../promql.ts';
import { OUTCOME_COLORS } from '../shared.ts';

export const catalogue: Row = {
  id: 2,
  title: 'How is the catalogue?',
  panels: [
    lines(
      {
        id: 30,
        title: 'How good are the vehicles?',
        description:
          'Vehicles by score, as shares of the threshold of the settings. The lower bands should shrink. Flat while vehicles have work: nothing is filled; see "What is filled?".',
        unit: 'short',
        empty: 'The database cannot be read',
        stacked: true,
        colors: {
          at_threshold: 'green',
          under_threshold: 'yellow',
          under_three_quarters: 'orange',
          under_half: 'red',
        },
      },
      { expr: now('vehicles', {}, ['band']), legend: '{{band}}' },
    ),
    bars(
      {
        id: 31,
        title: 'What is missing?',
        description:
          'Vehicles that lack each field. One that does not shrink while others do: sites do not tell it, or their pages changed; see "What do pages tell?".',
        unit: 'short',
        empty: 'The database cannot be read',
        color: 'orange',
      },
      { expr: `sort_desc(${now('vehicles_missing_field', {}, ['field'])})`, legend: '{{field}}' },
    ),
    lines(
      {
        id: 32,
        title: 'What will not be filled?',
        description:
          'Vehicles that rest below the threshold, by reason. A jump of blocked: a site refuses us. A jump of invalid: addresses that lead to no listing.',
        unit: 'short',
        empty: 'The database cannot be read',
        stacked: true,
        colors: OUTCOME_COLORS,
      },
      { expr: now('vehicles_unfillable', {}, ['reason']), legend: '{{reason}}' },
    ),
    lines(
      {
        id: 33,
        title: 'What is filled?',
        description:
          'Values committed per minute, by field. None while pages are read: reading finds nothing new; see "What do pages tell?".',
        unit: 'suffix:/min',
        empty: 'No daemon is scraped',
        stacked: true,
      },
      { expr: perMinute('vehicle_updates_total', {}, ['field']), legend: '{{field}}' },
    ),
    lines(
      {
        id: 34,
        title: 'How many become complete?',
        description:
          'Vehicles per minute that reached the threshold, by a run or by an event (a person filled them), and those that lost it again. None while values are filled: all lack the same field; see "What is missing?".',
        unit: 'suffix:/min',
        empty: 'No daemon is scraped',
        colors: { 'lost it again': 'red' },
      },
      { expr: perMinute('vehicles_completed_total', {}, ['by']), legend: 'by {{by}}' },
      { expr: perMinute('vehicles_reopened_total'), legend: 'lost it again' },
    ),
    bars(
      {
        id: 35,
        title: 'What do people correct?',
        description:
          'Values that people said are wrong, or wrote another over. One field that grows: its reading is at fault; micro_scrape.precision names the site and the layer.',
        unit: 'short',
        empty: 'The database cannot be read',
        color: 'red',
      },
      { expr: `sort_desc(${now('rejections', {}, ['field'])})`, legend: '{{field}}' },
    ),
  ],
};
