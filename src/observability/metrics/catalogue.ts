/**
 * Every metric the daemon exports, in one table: registry, documentation, rules and dashboards are made from it or
 * checked against it.
 * Invariant: a metric stands here exactly when something moves it, each label has a closed value set, and `merge` says
 * what may be done with the same series of several daemons.
 */
import { ACTIONS } from '../../events.ts';
import { FIELDS, GAPS } from '../../vehicles/fields.ts';
import {
  BANDS,
  EVENT_KINDS,
  FETCH_KINDS,
  FETCH_OUTCOMES,
  FIELD_OUTCOMES,
  JOB_STATES,
  METHODS,
  OUTCOMES,
  PAGE_KINDS,
  PLACES,
  READ_FIELDS,
  REJECTION_KINDS,
  RUNNER_ACTIONS,
  SEAT_USES,
  SOURCES,
  TASKS,
  UNFILLABLE,
  WRITTEN_FIELDS,
  WRITTEN_METHODS,
} from './labels.ts';

export const PREFIX = 'micro_scrape_';

type Labels = Readonly<Record<string, readonly string[]>>;

export interface MetricSpec<T extends 'counter' | 'gauge' | 'histogram' = 'counter' | 'gauge' | 'histogram'> {
  readonly type: T;
  /** Label name to all its values; none: the value is set once at the start (`build_info`). */
  readonly labels: Labels;
  /** `sum`: each daemon counts its own. `max`: every daemon shows the same, and adding would multiply it. */
  readonly merge: 'sum' | 'max';
  readonly help: string;
  /** What a person wants to know when looking at it. */
  readonly question: string;
  /** `snapshot`: read from the database, and absent while that fails. `process`: this daemon's own. */
  readonly from: 'process' | 'snapshot';
  readonly buckets: readonly number[];
}

type Counted<L extends Labels> = MetricSpec<'counter'> & { readonly labels: L };
type Gauged<L extends Labels> = MetricSpec<'gauge'> & { readonly labels: L };
type Observed<L extends Labels> = MetricSpec<'histogram'> & { readonly labels: L };
type Merge = MetricSpec['merge'];

function counter<const L extends Labels>(labels: L, question: string, help: string, merge: Merge = 'sum'): Counted<L> {
  return { type: 'counter', labels, merge, help, question, from: 'process', buckets: [] };
}
function gauge<const L extends Labels>(labels: L, question: string, help: string, merge: Merge): Gauged<L> {
  return { type: 'gauge', labels, merge, help, question, from: 'process', buckets: [] };
}
/** Read from the database, so every daemon shows the same. */
function snapshot<const L extends Labels>(labels: L, question: string, help: string): Gauged<L> {
  return { type: 'gauge', labels, merge: 'max', help, question, from: 'snapshot', buckets: [] };
}
/** Seconds. */
function seconds<const L extends Labels>(labels: L, buckets: number[], question: string, help: string): Observed<L> {
  return { type: 'histogram', labels, merge: 'sum', help, question, from: 'process', buckets };
}

// biome-ignore format: one metric, one short block, so that the table can be read as a table.
export const CATALOGUE = {
  // The process
  build_info: gauge({ version: [], nodejs: [] },
    'Which version runs where?', 'Always 1; the labels tell the version.', 'sum'),
  worker_slots: gauge({},
    'How much can be worked on at once?', 'Vehicles this daemon works on at the same time.', 'sum'),
  faults_total: counter({ where: PLACES },
    'Does something of our own fail?', 'Faults that no job owns, by service.'),
  runner_faults_total: counter({ action: RUNNER_ACTIONS },
    'Was finished work not recorded?', 'The job runner lost a write or ended unasked.'),

  // Listening
  listener_connected: gauge({},
    'Is the listener proved alive?', '1 while the last NOTIFY of our own came back over the listening connection.', 'sum'),
  listener_last_heartbeat_timestamp_seconds: gauge({},
    'Since when is it deaf?', 'When a NOTIFY of our own last came back; 0: never.', 'max'),
  listener_heartbeat_seconds: seconds({}, [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    'How long is a NOTIFY under way?', 'Round trip of a NOTIFY of our own.'),
  listener_heartbeats_missed_total: counter({},
    'Does NOTIFY get lost?', 'NOTIFYs of our own that did not come back in time.'),
  listener_reconnects_total: counter({},
    'Does the connection flap?', 'Times the listening connection was made anew.'),
  listener_losses_total: counter({},
    'Does the connection flap?', 'Times the listening connection was lost.'),
  notifications_received_total: counter({ event: EVENT_KINDS },
    'Do the triggers ring?', 'NOTIFYs of writers, by kind of event; while the dispatcher is awake writers send none.', 'max'),

  // From event to job
  dispatcher_leading: gauge({},
    'Does exactly one daemon dispatch?', '1 while this daemon is the dispatcher.', 'sum'),
  events_handled_total: counter({ event: EVENT_KINDS, path: ['notify', 'sweep'] },
    'Does NOTIFY miss events?', 'Events taken, by kind and by what made the dispatcher look.'),
  event_to_job_seconds: seconds({ path: ['notify', 'sweep'] }, [0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900],
    'How long from a commit to its job?', 'Age of the oldest event of each batch taken.'),
  dispatch_duration_seconds: seconds({}, [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15],
    'Is dispatching slow?', 'Duration of the statement that turns events into jobs.'),
  vehicles_dispatched_total: counter({},
    'How much is noticed?', 'Vehicles scored because of an event.'),
  jobs_created_total: counter({},
    'How much work comes in?', 'Jobs made from events.'),
  vehicles_reopened_total: counter({},
    'Do complete vehicles lose data?', 'Vehicles whose completion mark an event took away.'),
  vehicles_completed_total: counter({ by: ['event', 'run'] },
    'How many reach the threshold?', 'Vehicles marked complete, by an event (a person filled them) or by a run.'),

  // Jobs
  job_attempts_total: counter({ task: TASKS, outcome: ['success', 'retry', 'failed'] },
    'How much is done, how much fails?', 'Attempts that ended; `failed` will not be tried again.'),
  job_duration_seconds: seconds({ task: TASKS }, [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
    'How long does a job take?', 'Duration of an attempt.'),
  job_wait_seconds: seconds({ task: TASKS }, [0.5, 1, 5, 15, 60, 300, 900, 3600, 14400, 86400],
    'How long does a job wait?', 'From the time a job was due to the start of its attempt.'),
  jobs_running: gauge({ task: TASKS },
    'Are the workers busy?', 'Attempts under way in this daemon.', 'sum'),
  seats: gauge({ use: SEAT_USES },
    'What do the workers do?', 'Seats of this daemon by what they are used for. being_answered: waits for a host that is in time; slow_host, recogniser: beside the others, from which they take nothing.', 'sum'),
  running_job_max_age_seconds: gauge({ task: TASKS },
    'Does a job hang?', 'Age of the oldest attempt under way in this daemon; 0: none.', 'max'),
  last_success_timestamp_seconds: gauge({ task: TASKS },
    'When did it last work?', 'When an attempt last succeeded in this daemon; 0: not yet.', 'max'),
  reclaimed_daemons_total: counter({},
    'Do daemons die?', 'Daemons found dead, whose jobs were freed.'),
  reclaimed_vehicles_total: counter({},
    'How much work was rescued?', 'Vehicles freed from daemons that died.'),
  reconciles_total: counter({},
    'Does the safety net run?', 'Reconciles that ended.'),
  reconcile_found_total: counter({},
    'Are events lost?', 'Vehicles that needed work and that no event had told of.'),
  reconcile_requeued_total: counter({},
    'Are jobs lost?', 'Vehicles whose job was missing and was made again.'),

  // Verdicts
  vehicles_settled_total: counter({ source: SOURCES, outcome: OUTCOMES },
    'How do runs end?', 'Runs over one vehicle that ended, by outcome.'),
  time_to_done_seconds: seconds({ outcome: OUTCOMES }, [5, 15, 30, 60, 120, 300, 600, 1800, 3600, 14400, 86400],
    'How long from a commit to the verdict?', 'From the event that asked for a run to its end.'),

  // Fetching
  fetch_requests_total: counter({ source: SOURCES, kind: FETCH_KINDS, outcome: FETCH_OUTCOMES },
    'Is a site down, or does it block us?', 'HTTP requests that ended.'),
  fetch_duration_seconds: seconds({ source: SOURCES }, [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    'Is a site slow?', 'Duration of a request for a page.'),
  fetch_bytes_total: counter({ source: SOURCES, kind: FETCH_KINDS },
    'What does it cost both sides?', 'Bytes received.'),
  fetch_throttled_total: counter({ source: SOURCES },
    'Is a site the bottleneck?', 'Times a vehicle had to wait for its turn at a host.'),
  fetch_throttle_seconds_total: counter({ source: SOURCES },
    'What does politeness cost?', 'Seconds that vehicles had to wait for their turn at a host.'),

  // Reading pages
  pages_read_total: counter({ source: SOURCES, kind: PAGE_KINDS },
    'Do listings still look like listings?', 'Pages read, by what they turned out to be.'),
  page_read_duration_seconds: seconds({}, [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    'Is reading slow?', 'Duration of reading one page.'),
  extract_fields_total: counter({ source: SOURCES, field: READ_FIELDS, result: FIELD_OUTCOMES },
    'Has a site changed its pages?', 'Fields looked for; `absent`: the page does not say, `selector_miss`: the place is gone.'),
  extract_strategy_total: counter({ source: SOURCES, method: METHODS },
    'Is reading falling back?', 'Pages in which a layer proved something.'),

  // Writing
  actions_total: counter({ action: ACTIONS, result: ['succeeded', 'failed'] },
    'Which action works?', 'Actions that ended.'),
  action_duration_seconds: seconds({ action: ACTIONS }, [0.1, 0.5, 1, 5, 15, 30, 60, 120, 300],
    'Which action is slow?', 'Duration of an action.'),
  vehicle_updates_total: counter({ source: SOURCES, field: WRITTEN_FIELDS, method: WRITTEN_METHODS },
    'What was really filled?', 'Values committed, by field and by how they were read.'),
  vehicle_points_gained_total: counter({ source: SOURCES },
    'Is it worth it?', 'Points of score that committed values added.'),

  // The database
  queue_jobs: snapshot({ task: TASKS, state: JOB_STATES },
    'What waits, and why?', 'Jobs in the queue. ready: due now; running: locked; overdue: locked for over 15 minutes; retrying: failed before, due later; scheduled: due later; failed: will not be tried again.'),
  queue_oldest_ready_age_seconds: snapshot({ task: TASKS },
    'Is work on time?', 'How long the oldest ready job has been due; 0: none is ready.'),
  events_waiting: snapshot({ event: EVENT_KINDS },
    'Is something recorded but not noticed?', 'Events not yet taken by the dispatcher.'),
  events_oldest_waiting_age_seconds: snapshot({},
    'Is something recorded but not noticed?', 'Age of the oldest event not yet taken; 0: none waits.'),
  pg_notification_queue_usage_ratio: snapshot({},
    'Is NOTIFY about to fail?', 'Used share of the server\'s NOTIFY queue; at 1 commits that notify fail.'),
  vehicles: snapshot({ band: BANDS },
    'How good is the catalogue?', 'Vehicles known to the daemon, by score.'),
  vehicles_missing_field: snapshot({ field: GAPS },
    'Which gaps are there?', 'Vehicles that lack it.'),
  vehicles_unfillable: snapshot({ reason: UNFILLABLE },
    'What will not be filled?', 'Vehicles that rest below the threshold until something new is known.'),
  rejections: snapshot({ source: SOURCES, field: FIELDS, method: WRITTEN_METHODS, kind: REJECTION_KINDS },
    'How often is what was written wrong?', 'Values that never come back. said: a person said that it is wrong; edited: a person wrote another over ours. micro_scrape.precision sets them against what was written.'),
  proposals: snapshot({ field: FIELDS, why: ['differs', 'doubtful'] },
    'What do pages say that is not written?', 'Values of the latest reading that were not written. differs: the row has another; doubtful: less sure than settings.min_confidence.'),
  vehicles_waiting: snapshot({},
    'What is promised for later?', 'Vehicles settled for now that are visited again at a known time.'),
  vehicles_parked: snapshot({},
    'What waits for a busy host?', 'Vehicles with work that stand in line at a host or go on at a later time; they have no job until then.'),
  vehicles_with_work: snapshot({},
    'How much is left to do?', 'Vehicles asked for and not yet settled.'),
  shell_hosts: snapshot({},
    'Which sites need a browser?', 'Hosts with pages that only scripts would fill; `status` names them.'),
  hosts: snapshot({ state: ['open', 'paused'] },
    'Which hosts want rest?', 'Hosts visited so far; paused: nobody visits them now.'),
  daemons_alive: snapshot({},
    'How many daemons work?', 'Daemons whose heartbeat in the database is younger than ten seconds.'),
  quality_threshold: snapshot({},
    'What counts as complete?', 'Score at which a vehicle is complete.'),
  schema_drift: snapshot({},
    'Was the catalogue changed under the daemon?', 'Tables, columns, triggers, views, functions and rights that are no longer as `migrate` left them; `/readyz` and `doctor` name them.'),
  db_snapshot_success: gauge({},
    'Can the figures from the database be believed?', '1 when the last reading of the database worked; at 0 its figures are absent.', 'max'),
  db_snapshot_timestamp_seconds: gauge({},
    'How old are the figures?', 'When the database was last read; 0: never.', 'max'),
  db_snapshot_duration_seconds: gauge({},
    'What does reading cost?', 'Duration of the last reading of the database.', 'max'),
} as const satisfies Record<string, MetricSpec>;

export type MetricName = keyof typeof CATALOGUE;

type NamesOf<T extends MetricSpec['type']> = {
  [N in MetricName]: (typeof CATALOGUE)[N]['type'] extends T ? N : never;
}[MetricName];
export type CounterName = NamesOf<'counter'>;
export type GaugeName = NamesOf<'gauge'>;
export type HistogramName = NamesOf<'histogram'>;

/** The labels of one metric with their allowed values. */
export type LabelsOf<N extends MetricName> = {
  readonly [L in keyof (typeof CATALOGUE)[N]['labels']]: (typeof CATALOGUE)[N]['labels'][L] extends readonly (infer V)[]
    ? [V] extends [never]
      ? string
      : V
    : never;
};

/** Name as exported. */
export const fullName = (name: MetricName): string => PREFIX + name;

/** HELP as exported: with the one thing that people get wrong. */
export function helpText(spec: MetricSpec): string {
  const merge =
    spec.merge === 'sum' ? 'Sum over daemons.' : 'The same or comparable in every daemon: use max, never sum.';
  return `${spec.help} ${merge}`;
}

/**
 * All combinations of label values, as many as there are series at the start (one, empty, for a metric without labels).
 * How a value was read would make thousands of nothing: only `other` is there from the beginning.
 */
export function labelSets(spec: MetricSpec): Record<string, string>[] {
  return Object.entries(spec.labels).reduce<Record<string, string>[]>(
    (sets, [label, values]) =>
      sets.flatMap((set) =>
        (values === WRITTEN_METHODS ? ['other'] : values).map((value) => ({ ...set, [label]: value })),
      ),
    [{}],
  );
}
