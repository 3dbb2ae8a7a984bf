/** The state of the catalogue and what is filled. */
import type { Row } from '../dashboard.ts';
import { bars, lines } from '../panels.ts';
import { increase, now, perMinute, series } from '../promql.ts';
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
        empty: 'No vehicles, or the database cannot be read',
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
        empty: 'Nothing is missing',
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
        empty: 'Nothing: every vehicle may still be filled',
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
        empty: 'Nothing was filled in this time',
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
        empty: 'Nobody corrected a value',
        color: 'red',
      },
      { expr: `sort_desc(${now('rejections', {}, ['field'])})`, legend: '{{field}}' },
    ),
    lines(
      {
        id: 36,
        title: 'Is what is written right?',
        description:
          'Values of a week that nobody took back, as a share of those written, by field. Below 95 %: the reading of that field is at fault; micro_scrape.precision names the site and the layer.',
        unit: 'percentunit',
        empty: 'Nothing was written in a week',
        max: 1,
        steps: [
          [null, 'red'],
          [0.95, 'green'],
        ],
      },
      {
        expr: `1 - clamp_min(sum by (field) (max by (field, kind) (delta(${series('rejections')}[7d]))), 0) / (${increase('vehicle_updates_total', '7d', {}, ['field'])} > 0)`,
        legend: '{{field}}',
      },
    ),
    lines(
      {
        id: 37,
        title: 'What do values come from?',
        description:
          'Values committed per minute, by how they were read. prose and model rising while adapter and json-ld fall: the good places of pages are gone; see "Which layer reads?".',
        unit: 'suffix:/min',
        empty: 'Nothing was filled in this time',
        stacked: true,
      },
      { expr: perMinute('vehicle_updates_by_method_total', {}, ['method']), legend: '{{method}}' },
    ),
    lines(
      {
        id: 38,
        title: 'What waits for later?',
        description:
          'Vehicles settled for now that are visited again at a known time. A growing pile while nothing becomes complete: sites do not tell what is missing; see "What will not be filled?".',
        unit: 'short',
        empty: 'The database cannot be read',
      },
      { expr: now('vehicles_waiting'), legend: 'vehicles' },
    ),
  ],
};
