/** The state of the catalogue and what is filled. */
import { bars, lines, metric, perMinute, type Row, rate } from '../panels.ts';
import { PAGES } from './queries.ts';

export const quality: Row = {
  title: 'The catalogue',
  collapsed: false,
  panels: [
    lines(
      {
        title: 'How good is the catalogue?',
        description:
          'Vehicles by score. By how much of the threshold they reach: the lower bands should shrink towards at_threshold. Flat while vehicles have work: nothing is filled; see "What is filled?".',
        unit: 'short',
        stacked: true,
      },
      { expr: `max by (band) (${metric('vehicles')})`, legend: '{{band}}' },
    ),
    bars(
      {
        title: 'What is missing?',
        description:
          'Vehicles that lack each field. A field that does not shrink while others do: sites do not tell it, or their pages changed; see "What do pages tell?".',
        unit: 'short',
      },
      { expr: `sort_desc(max by (field) (${metric('vehicles_missing_field')}))`, legend: '{{field}}' },
    ),
    lines(
      {
        title: 'What will not be filled?',
        description:
          'Vehicles that rest below the threshold, by reason. A jump of blocked: a site refuses us. A jump of invalid: addresses that lead to no listing.',
        unit: 'short',
        stacked: true,
      },
      { expr: `max by (reason) (${metric('vehicles_unfillable')})`, legend: '{{reason}}' },
    ),
    bars(
      {
        title: 'What do people say is wrong?',
        description:
          'Values that never come back: said to be wrong, or written over by a person. One field that grows: its reading is at fault; micro_scrape.precision tells the site and the layer.',
        unit: 'short',
      },
      {
        expr: `sort_desc(sum by (field) (max by (field, kind) (${metric('rejections')})))`,
        legend: '{{field}}',
      },
    ),
    bars(
      {
        title: 'What do pages say otherwise?',
        description:
          'Values that the latest reading found and that were not written: the row has another, or the reading was not sure enough. npx micro-scrape explain shows both; npx micro-scrape accept writes one.',
        unit: 'short',
      },
      { expr: `sort_desc(max by (field, why) (${metric('proposals')}))`, legend: '{{field}} {{why}}' },
    ),
    lines(
      {
        title: 'What is filled?',
        description:
          'Values committed per minute, by field. Zero while pages are read: reading finds nothing; see the row Sources.',
        unit: 'cpm',
        stacked: true,
      },
      { expr: perMinute(metric('vehicle_updates_total'), 'field'), legend: '{{field}}' },
    ),
    lines(
      {
        title: 'Vehicles completed',
        description:
          'Vehicles marked complete per minute, by a run or by an event (a person filled them). Zero while values are filled: sites lack the same field; see "What is missing?".',
        unit: 'cpm',
      },
      { expr: perMinute(metric('vehicles_completed_total'), 'by'), legend: '{{by}}' },
    ),
    lines(
      {
        title: 'Is it worth it?',
        description:
          'Points of score gained for each page fetched, by source. Near 0: the source costs requests and gives nothing.',
        unit: 'short',
      },
      {
        expr: `sum by (source) (${rate(metric('vehicle_points_gained_total', 'source=~"$source"'))}) / sum by (source) (${rate(PAGES)})`,
        legend: '{{source}}',
      },
    ),
  ],
};
