/** From an event to its verdict, and where work waits between them. */
import type { Row } from '../dashboard.ts';
import { lines } from '../panels.ts';
import { highest, now, perMinute, quantile } from '../promql.ts';
import { OUTCOME_COLORS, SEAT_COLORS } from '../shared.ts';

export const flow: Row = {
  id: 3,
  title: 'Does work flow?',
  panels: [
    lines(
      {
        id: 40,
        title: 'Does it keep up?',
        description:
          'Per minute: events noticed, jobs made of them, runs ended. Jobs above runs for long: the backlog grows; see "What limits it?".',
        unit: 'suffix:/min',
        empty: 'No daemon is scraped',
        colors: { 'events noticed': 'purple', 'jobs made': 'blue', 'runs ended': 'green' },
      },
      { expr: perMinute('events_handled_total'), legend: 'events noticed' },
      { expr: perMinute('jobs_created_total'), legend: 'jobs made' },
      { expr: perMinute('vehicles_settled_total'), legend: 'runs ended' },
    ),
    lines(
      {
        id: 41,
        title: 'How do runs end?',
        description:
          'Runs over one vehicle per minute, by outcome. More blocked or invalid than before: a site changed; see the table of sites.',
        unit: 'suffix:/min',
        empty: 'No run ended in this time',
        stacked: true,
        colors: OUTCOME_COLORS,
      },
      { expr: perMinute('vehicles_settled_total', {}, ['outcome']), legend: '{{outcome}}' },
    ),
    lines(
      {
        id: 42,
        title: 'How long until the verdict?',
        description:
          'From the event that asked for a run to its end; the line is the objective, 10 minutes for 95 %. Above it while nothing waits for a host: too few seats, or a slow site.',
        unit: 's',
        empty: 'No run ended in this time',
        steps: [
          [null, 'green'],
          [600, 'red'],
        ],
      },
      { expr: quantile(0.5, 'time_to_done_seconds'), legend: 'half' },
      { expr: quantile(0.95, 'time_to_done_seconds'), legend: '95 %' },
    ),
    lines(
      {
        id: 43,
        title: 'What waits, and why?',
        description:
          'Jobs by state, and vehicles that wait for a busy host without one. overdue: locked for over 15 minutes, so nobody runs it. failed: will not be tried again.',
        unit: 'short',
        empty: 'Nothing waits, or the database cannot be read',
        stacked: true,
        colors: {
          failed: 'red',
          overdue: 'dark-red',
          retrying: 'orange',
          running: 'green',
          ready: 'blue',
          'wait for a host': 'yellow',
        },
      },
      { expr: now('queue_jobs', {}, ['state']), legend: '{{state}}' },
      { expr: now('vehicles_parked'), legend: 'wait for a host' },
    ),
    lines(
      {
        id: 44,
        title: 'What do the seats do?',
        description:
          'Seats of all daemons by use. None free and jobs ready: raise CONCURRENCY or add a daemon. All being answered or at a slow host: the sites are slow, and more seats help little.',
        unit: 'short',
        empty: 'No daemon is scraped',
        stacked: true,
        colors: SEAT_COLORS,
      },
      { expr: now('seats', {}, ['use']), legend: '{{use}}' },
    ),
    lines(
      {
        id: 45,
        title: 'How long do jobs wait?',
        description:
          'From the time a job was due to its start, and the age of the oldest that is due now. A straight rise: nobody works on it.',
        unit: 's',
        empty: 'No job began in this time',
      },
      { expr: quantile(0.5, 'job_wait_seconds'), legend: 'half' },
      { expr: quantile(0.95, 'job_wait_seconds'), legend: '95 %' },
      { expr: highest('queue_oldest_ready_age_seconds'), legend: 'oldest now' },
    ),
    lines(
      {
        id: 46,
        title: 'Does NOTIFY miss events?',
        description:
          'Events per minute by what made the dispatcher look. A large share of sweep: notifications do not arrive; see the listeners on the dashboard of a replica.',
        unit: 'suffix:/min',
        empty: 'No event in this time',
        stacked: true,
        colors: { notify: 'green', sweep: 'orange' },
      },
      { expr: perMinute('events_handled_total', {}, ['path']), legend: '{{path}}' },
    ),
    lines(
      {
        id: 47,
        title: 'Are changes noticed at once?',
        description:
          'Age of the oldest event of a batch when its job is made, and of the oldest that is not yet noticed. Above a second: the dispatcher is slow or away. A straight rise: no daemon dispatches.',
        unit: 's',
        empty: 'The database cannot be read',
      },
      { expr: quantile(0.95, 'event_to_job_seconds'), legend: '95 % to their job' },
      { expr: highest('events_oldest_waiting_age_seconds'), legend: 'oldest not noticed' },
    ),
    lines(
      {
        id: 48,
        title: 'Did the safety net find work?',
        description:
          'Per minute: vehicles that no event had told of, jobs that were missing, vehicles freed from daemons that died. Above 0 without a crash: events or jobs get lost; npx micro-scrape doctor.',
        unit: 'suffix:/min',
        empty: 'No daemon is scraped',
        colors: { 'without an event': 'red', 'without a job': 'orange', 'freed from the dead': 'yellow' },
      },
      { expr: perMinute('reconcile_found_total'), legend: 'without an event' },
      { expr: perMinute('reconcile_requeued_total'), legend: 'without a job' },
      { expr: perMinute('reclaimed_vehicles_total'), legend: 'freed from the dead' },
    ),
  ],
};
