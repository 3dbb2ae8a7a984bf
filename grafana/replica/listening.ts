/** Whether it hears of changes. */
import type { Row } from '../dashboard.ts';
import { lines } from '../panels.ts';
import { highest, perMinute, quantile } from '../promql.ts';

const instance = '$instance' as const;

export const listening: Row = {
  id: 3,
  title: 'Does it hear of changes?',
  panels: [
    lines(
      {
        id: 30,
        title: 'Is the listener sound?',
        description:
          'Lost and remade connections and missed heartbeats per minute. More than a few: the network or a pooler between; set LISTEN_DATABASE_URL to a direct connection.',
        unit: 'suffix:/min',
        empty: 'This daemon is not scraped',
        colors: { lost: 'red', 'made anew': 'yellow', 'heartbeats missed': 'orange' },
      },
      { expr: perMinute('listener_losses_total', { instance }), legend: 'lost' },
      { expr: perMinute('listener_reconnects_total', { instance }), legend: 'made anew' },
      { expr: perMinute('listener_heartbeats_missed_total', { instance }), legend: 'heartbeats missed' },
    ),
    lines(
      {
        id: 31,
        title: 'How long is a NOTIFY under way?',
        description:
          'Round trip of a NOTIFY of its own, and the time since the last one came back. Above a second: the server or the network is overloaded. A straight rise: it is deaf.',
        unit: 's',
        empty: 'No heartbeat came back in this time',
      },
      { expr: quantile(0.95, 'listener_heartbeat_seconds', { instance }), legend: '95 %' },
      {
        expr: `time() - (${highest('listener_last_heartbeat_timestamp_seconds', { instance })} > 0)`,
        legend: 'since the last',
      },
    ),
    lines(
      {
        id: 32,
        title: 'What is it told?',
        description:
          'NOTIFYs of writers per minute, by kind of event. None while rows change: the triggers do not ring, or it is deaf. While the dispatcher is awake writers send none, so few is well.',
        unit: 'suffix:/min',
        empty: 'Nobody told it of anything in this time',
        stacked: true,
      },
      { expr: perMinute('notifications_received_total', { instance }, ['event', 'instance']), legend: '{{event}}' },
    ),
  ],
};
