/** From event to verdict. */
import { lines, metric, perMinute, quantile, type Row } from '../panels.ts';

export const flow: Row = {
  title: 'Flow',
  collapsed: false,
  panels: [
    lines(
      {
        title: 'In and out',
        description:
          'Per minute: events taken, jobs made of them, runs ended. Jobs above runs for long: the backlog grows.',
        unit: 'cpm',
      },
      { expr: perMinute(metric('events_handled_total')), legend: 'events' },
      { expr: perMinute(metric('jobs_created_total')), legend: 'jobs made' },
      { expr: perMinute(metric('vehicles_settled_total')), legend: 'runs ended' },
    ),
    lines(
      {
        title: 'How do runs end?',
        description:
          'Runs over one vehicle per minute, by outcome. More blocked or invalid than before: see the table of sources.',
        unit: 'cpm',
        stacked: true,
      },
      { expr: perMinute(metric('vehicles_settled_total', 'source=~"$source"'), 'outcome'), legend: '{{outcome}}' },
    ),
    lines(
      {
        title: 'Does NOTIFY miss events?',
        description:
          'Events per minute by what made the dispatcher look. A large share of sweep: notifications do not arrive; see listener and heartbeat in the row Process.',
        unit: 'cpm',
        stacked: true,
      },
      { expr: perMinute(metric('events_handled_total'), 'path'), legend: '{{path}}' },
    ),
    lines(
      {
        title: 'From commit to job',
        description:
          'Age of the oldest event of a batch when its job is made. Above a second with NOTIFY: the dispatcher is slow or was away.',
        unit: 's',
      },
      { expr: quantile(0.5, metric('event_to_job_seconds', '', '_bucket')), legend: 'half' },
      { expr: quantile(0.95, metric('event_to_job_seconds', '', '_bucket')), legend: '95 %' },
    ),
    lines(
      {
        title: 'From commit to verdict',
        description:
          'Time from the event that asked for a run to its end. Above 10 minutes while nothing is parked: too few workers, or a slow site.',
        unit: 's',
      },
      { expr: quantile(0.5, metric('time_to_done_seconds', '', '_bucket')), legend: 'half' },
      { expr: quantile(0.95, metric('time_to_done_seconds', '', '_bucket')), legend: '95 %' },
    ),
    lines(
      {
        title: 'Events not yet taken',
        description:
          'Recorded by the triggers, not yet seen by the dispatcher. More than a moment above 0: no daemon dispatches.',
        unit: 'short',
        stacked: true,
      },
      { expr: `max by (event) (${metric('events_waiting')})`, legend: '{{event}}' },
    ),
  ],
};
