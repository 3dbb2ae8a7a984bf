/**
 * Turns what the daemon does into figures.
 * Invariant: this is the only place that moves a counter or a histogram; it learns everything from the event map, and
 * an event without a place here does not compile.
 */
import type { DaemonEventMap, DaemonEventName, DaemonEvents } from '../../events.ts';
import {
  EVENT_KINDS,
  known,
  METHODS,
  methodLabel,
  PLACES,
  READ_FIELDS,
  RUNNER_ACTIONS,
  SOURCES,
  TASKS,
  WRITTEN_FIELDS,
  WRITTEN_METHODS,
} from './labels.ts';
import type { MetricsRegistry } from './registry.ts';

type Handlers = { readonly [N in DaemonEventName]: (event: DaemonEventMap[N]) => void };

/** Subscribes; the returned function ends that. */
export function countEvents(events: DaemonEvents, metrics: MetricsRegistry): () => void {
  const handlers: Handlers = { ...queueHandlers(metrics), ...workHandlers(metrics) };
  const subscribe = <N extends DaemonEventName>(name: N) => events.on(name, handlers[name]);
  const ends = (Object.keys(handlers) as DaemonEventName[]).map((name) => subscribe(name));
  return () => {
    for (const end of ends) end();
  };
}

const unixSeconds = () => Date.now() / 1000;
const source = (name: string) => known(SOURCES, name);
const task = (name: string) => known(TASKS, name);

type QueueEvents = Exclude<DaemonEventName, WorkEvents>;
type WorkEvents = Extract<DaemonEventName, `fetch:${string}` | 'page:read' | 'action:end' | `vehicle:${string}`>;

/** From NOTIFY to job, and what the daemon says of itself. */
function queueHandlers(metrics: MetricsRegistry): Pick<Handlers, QueueEvents> {
  return {
    'listener:connected': ({ reconnect }) => {
      // Connected is not yet proved alive: a half-open connection also connects. The probe decides.
      if (reconnect) metrics.inc('listener_reconnects_total', {});
    },
    'listener:lost': () => {
      metrics.inc('listener_losses_total', {});
      metrics.set('listener_connected', {}, 0);
    },
    'listener:notification': ({ event }) => {
      metrics.inc('notifications_received_total', { event: known(EVENT_KINDS, event) });
    },
    'listener:probe': ({ ok, seconds }) => {
      metrics.set('listener_connected', {}, ok ? 1 : 0);
      if (ok) {
        metrics.observe('listener_heartbeat_seconds', {}, seconds);
        metrics.set('listener_last_heartbeat_timestamp_seconds', {}, unixSeconds());
      } else {
        metrics.inc('listener_heartbeats_missed_total', {});
      }
    },
    'dispatcher:leading': ({ leading }) => {
      metrics.set('dispatcher_leading', {}, leading ? 1 : 0);
    },
    'dispatch:done': ({ path, kinds, vehicles, jobs, marked, reopened, oldestSeconds, seconds }) => {
      metrics.observe('dispatch_duration_seconds', {}, seconds);
      for (const [kind, count] of Object.entries(kinds)) {
        metrics.inc('events_handled_total', { event: known(EVENT_KINDS, kind), path }, count);
      }
      metrics.inc('vehicles_dispatched_total', {}, vehicles);
      metrics.inc('jobs_created_total', {}, jobs);
      metrics.inc('vehicles_completed_total', { by: 'event' }, marked);
      metrics.inc('vehicles_reopened_total', {}, reopened);
      // A batch that found nothing has no oldest event.
      if (vehicles > 0) metrics.observe('event_to_job_seconds', { path }, oldestSeconds);
    },
    'job:start': (event) => {
      metrics.observe('job_wait_seconds', { task: task(event.task) }, event.waitSeconds);
    },
    'job:end': (event) => {
      const labels = { task: task(event.task) };
      metrics.inc('job_attempts_total', { ...labels, outcome: event.outcome });
      metrics.observe('job_duration_seconds', labels, event.seconds);
      if (event.outcome === 'success') metrics.set('last_success_timestamp_seconds', labels, unixSeconds());
    },
    rescued: ({ daemons, vehicles }) => {
      metrics.inc('reclaimed_daemons_total', {}, daemons);
      metrics.inc('reclaimed_vehicles_total', {}, vehicles);
    },
    'reconcile:done': ({ found, requeued }) => {
      metrics.inc('reconciles_total', {});
      metrics.inc('reconcile_found_total', {}, found);
      metrics.inc('reconcile_requeued_total', {}, requeued);
    },
    'runner:fault': ({ action }) => {
      metrics.inc('runner_faults_total', { action: known(RUNNER_ACTIONS, action) });
    },
    'queue:said': () => {
      // What it says of failures comes as 'runner:fault', or as the end of a job.
    },
    fault: ({ where }) => {
      metrics.inc('faults_total', { where: known(PLACES, where.replace(/^connection .*/, 'connection')) });
    },
  };
}

/** From page to verdict. */
function workHandlers(metrics: MetricsRegistry): Pick<Handlers, WorkEvents> {
  return {
    'fetch:end': ({ kind, outcome, seconds, bytes, ...event }) => {
      const labels = { source: source(event.source), kind };
      metrics.inc('fetch_requests_total', { ...labels, outcome });
      if (kind === 'page') metrics.observe('fetch_duration_seconds', { source: labels.source }, seconds);
      metrics.inc('fetch_bytes_total', labels, bytes);
    },
    'fetch:throttled': (event) => {
      metrics.inc('fetch_throttled_total', { source: source(event.source) });
      metrics.inc('fetch_throttle_seconds_total', { source: source(event.source) }, event.seconds);
    },
    'page:read': ({ kind, outcomes, methods, seconds, ...event }) => {
      metrics.inc('pages_read_total', { source: source(event.source), kind });
      metrics.observe('page_read_duration_seconds', {}, seconds);
      for (const field of READ_FIELDS) {
        const result = outcomes[field];
        if (result !== undefined) {
          metrics.inc('extract_fields_total', { source: source(event.source), field, result });
        }
      }
      const layers = new Set(methods.map((method) => methodLabel(METHODS, method)));
      for (const method of layers) metrics.inc('extract_strategy_total', { source: source(event.source), method });
    },
    'action:end': ({ action, succeeded, seconds }) => {
      metrics.inc('actions_total', { action, result: succeeded ? 'succeeded' : 'failed' });
      metrics.observe('action_duration_seconds', { action }, seconds);
    },
    'vehicle:filled': ({ values, pointsGained, ...event }) => {
      for (const { field, method } of values) {
        metrics.inc('vehicle_updates_total', {
          source: source(event.source),
          field: known(WRITTEN_FIELDS, field),
          method: methodLabel(WRITTEN_METHODS, method),
        });
      }
      // A counter must not fall: an image replaced by a URL may cost points.
      metrics.inc('vehicle_points_gained_total', { source: source(event.source) }, Math.max(0, pointsGained));
    },
    'vehicle:settled': ({ outcome, marked, sinceRequested, ...event }) => {
      metrics.inc('vehicles_settled_total', { source: source(event.source), outcome });
      metrics.observe('time_to_done_seconds', { outcome }, sinceRequested);
      if (marked) metrics.inc('vehicles_completed_total', { by: 'run' });
    },
  };
}
