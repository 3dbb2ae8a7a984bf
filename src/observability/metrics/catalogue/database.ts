/** What the database says: queue, catalogue, sites, and how long it will all take. Every daemon shows the same. */
import { FIELDS, GAPS } from '../../../vehicles/fields.ts';
import { ofDatabase } from '../definition.ts';
import {
  BACKLOG_LIMITS,
  BANDS,
  EVENT_KINDS,
  JOB_STATES,
  KEPT_TABLES,
  known,
  methodLabel,
  PAUSE_REASONS,
  QUEUED_TASKS,
  REJECTION_KINDS,
  SOURCES,
  type SourceName,
  UNFILLABLE,
  WRITTEN_METHODS,
} from '../labels.ts';
import type { Snapshot } from '../snapshot-query.ts';

const task = (name: string) => known(QUEUED_TASKS, name);
const oldest = (groups: readonly { readonly oldest: number }[]) => Math.max(0, ...groups.map((group) => group.oldest));
/** Of each site, that of its host where it is largest. */
const worstOf =
  (figure: (host: Snapshot['sites'][number]) => number) =>
  ({ sites }: Snapshot, move: (labels: { source: SourceName }, value: number) => void) => {
    for (const [source, of] of Map.groupBy(sites, (site) => site.source))
      move({ source }, Math.max(0, ...of.map(figure)));
  };

export const DATABASE = {
  queue_jobs: ofDatabase({
    labels: { task: QUEUED_TASKS, state: JOB_STATES },
    question: 'What waits, and why?',
    help: 'Jobs in the queue. ready: due now; running: locked; overdue: locked for over 15 minutes; retrying: failed before, due later; scheduled: due later; failed: will not be tried again.',
    read: ({ jobs }, move) => {
      for (const job of jobs) move({ task: task(job.task), state: job.state }, job.count);
    },
  }),
  queue_oldest_ready_age_seconds: ofDatabase({
    labels: { task: QUEUED_TASKS },
    question: 'Is work on time?',
    help: 'How long the oldest ready job has been due; 0: none is ready.',
    read: ({ jobs }, move) => {
      for (const [name, of] of Map.groupBy(jobs, (job) => task(job.task))) move({ task: name }, oldest(of));
    },
  }),
  events_waiting: ofDatabase({
    labels: { event: EVENT_KINDS },
    question: 'Is something recorded but not noticed?',
    help: 'Events not yet taken by the dispatcher.',
    read: ({ events }, move) => {
      for (const { kind, count } of events) move({ event: known(EVENT_KINDS, kind) }, count);
    },
  }),
  events_oldest_waiting_age_seconds: ofDatabase({
    question: 'Is something recorded but not noticed?',
    help: 'Age of the oldest event not yet taken; 0: none waits.',
    read: ({ events }, move) => move({}, oldest(events)),
  }),
  pg_notification_queue_usage_ratio: ofDatabase({
    question: 'Is NOTIFY about to fail?',
    help: "Used share of the server's NOTIFY queue; at 1 commits that notify fail.",
    read: (snapshot, move) => move({}, snapshot.notification_queue_usage),
  }),
  vehicles: ofDatabase({
    labels: { band: BANDS },
    question: 'How good is the catalogue?',
    help: 'Vehicles known to the daemon, by how much of settings.threshold their score reaches.',
    read: ({ vehicles }, move) => {
      for (const band of BANDS) move({ band }, vehicles.bands[band]);
    },
  }),
  vehicles_missing_field: ofDatabase({
    labels: { field: GAPS },
    question: 'Which gaps are there?',
    help: 'Vehicles that lack it.',
    read: ({ vehicles }, move) => {
      for (const field of GAPS) move({ field }, vehicles.gaps[field]);
    },
  }),
  vehicles_unfillable: ofDatabase({
    labels: { reason: UNFILLABLE },
    question: 'What will not be filled?',
    help: 'Vehicles that rest below the threshold until something new is known.',
    read: ({ vehicles }, move) => {
      for (const reason of UNFILLABLE) move({ reason }, vehicles.outcomes[reason]);
    },
  }),
  rejections: ofDatabase({
    labels: { field: FIELDS, kind: REJECTION_KINDS },
    question: 'How often is what was written wrong?',
    help: 'Values that never come back. said: a person said that it is wrong; edited: a person wrote another over ours. micro_scrape.precision sets them against what was written, by site and method.',
    read: ({ rejections }, move) => {
      for (const { field, kind, count } of rejections) move({ field, kind }, count);
    },
  }),
  rejections_by_method: ofDatabase({
    labels: { method: WRITTEN_METHODS },
    question: 'Which way of reading is wrong?',
    help: 'Values that never come back, by how they were read.',
    read: ({ rejections }, move) => {
      for (const { method, count } of rejections) move({ method: known(WRITTEN_METHODS, methodLabel(method)) }, count);
    },
  }),
  proposals: ofDatabase({
    labels: { field: FIELDS, why: ['differs', 'doubtful'] },
    question: 'What do pages say that is not written?',
    help: 'Values of the latest reading that were not written. differs: the row has another; doubtful: less sure than settings.min_confidence.',
    read: ({ proposals }, move) => {
      for (const { field, why, count } of proposals) move({ field, why }, count);
    },
  }),
  vehicles_waiting: ofDatabase({
    question: 'What is promised for later?',
    help: 'Vehicles settled for now that are visited again at a known time.',
    read: ({ vehicles }, move) => move({}, vehicles.outcomes.waiting),
  }),
  vehicles_parked: ofDatabase({
    question: 'What waits for a busy host?',
    help: 'Vehicles with work that stand in line at a host or go on at a later time; they have no job until then.',
    read: ({ vehicles }, move) => move({}, vehicles.parked),
  }),
  vehicles_with_work: ofDatabase({
    question: 'How much is left to do?',
    help: 'Vehicles asked for and not yet settled.',
    read: ({ vehicles }, move) => move({}, vehicles.with_work),
  }),
  shell_hosts: ofDatabase({
    question: 'Which sites need a browser?',
    help: 'Hosts with pages that only scripts would fill, of the first 10,000 such pages; `status` names them.',
    read: (snapshot, move) => move({}, snapshot.shell_hosts),
  }),
  hosts: ofDatabase({
    labels: { state: ['open', 'paused'] },
    question: 'Which hosts want rest?',
    help: 'Hosts visited so far; paused: nobody visits them now.',
    read: ({ hosts, hosts_paused: paused }, move) => {
      move({ state: 'paused' }, paused);
      move({ state: 'open' }, hosts - paused);
    },
  }),
  daemons_alive: ofDatabase({
    question: 'How many daemons work?',
    help: 'Daemons whose heartbeat in the database is younger than ten seconds.',
    read: (snapshot, move) => move({}, snapshot.daemons_alive),
  }),
  quality_threshold: ofDatabase({
    question: 'What counts as complete?',
    help: 'Score at which a vehicle is complete.',
    read: ({ threshold }, move) => move({}, threshold),
  }),
  schema_drift: ofDatabase({
    question: 'Was the catalogue changed under the daemon?',
    help: 'Tables, columns, triggers, views, functions and rights that are no longer as `migrate` left them; `/readyz` and `doctor` name them.',
    read: ({ drift }, move) => move({}, drift),
  }),
  retention_overdue_seconds: ofDatabase({
    labels: { table: KEPT_TABLES },
    question: 'Is retention behind?',
    help: 'How much longer the oldest row has stood than settings.keep_* says; 0: none has.',
    read: ({ overdue }, move) => {
      for (const table of KEPT_TABLES) move({ table }, overdue[table]);
    },
  }),

  // Sites
  source_vehicles_waiting: ofDatabase({
    labels: { source: SOURCES },
    question: 'Which site does the backlog wait for?',
    help: 'Vehicles with work there, or in line there. Estimated from 2,000 of them where more than 10,000 wait in all.',
    read: ({ sites }, move) => {
      for (const { source, waiting } of sites) move({ source }, waiting);
    },
  }),
  source_hosts_paused: ofDatabase({
    labels: { source: SOURCES, reason: PAUSE_REASONS },
    question: 'Which site is left alone, and why?',
    help: 'Hosts of the site that nobody visits now. held: a person said so; refused, unreachable: after failures in a row; asked: they asked for it.',
    read: ({ sites }, move) => {
      for (const { source, pause } of sites) if (pause !== null) move({ source, reason: pause }, 1);
    },
  }),
  source_failures: ofDatabase({
    labels: { source: SOURCES },
    question: 'Is a site down?',
    help: 'Requests to hosts of the site that failed one after the other; 0: it is well.',
    read: ({ sites }, move) => {
      for (const { source, failures } of sites) move({ source }, failures);
    },
  }),
  source_failing_seconds: ofDatabase({
    labels: { source: SOURCES },
    question: 'Since when is a site down?',
    help: 'How long the host of the site that has failed longest has failed; 0: all are well.',
    read: worstOf(({ failing_seconds: seconds }) => seconds),
  }),
  source_pace_seconds: ofDatabase({
    labels: { source: SOURCES },
    question: 'How fast may a site be read?',
    help: 'Seconds between two pages of the slowest of its hosts; 0: no pace.',
    read: worstOf(({ interval_seconds: seconds }) => seconds ?? 0),
  }),

  // When it will be done
  backlog_clear_seconds: ofDatabase({
    question: 'When is the backlog clear?',
    help: 'Time until no vehicle has work, at the present pace; +Inf: never, or nobody can say.',
    read: ({ forecast }, move) => move({}, forecast.clearInSeconds ?? Number.POSITIVE_INFINITY),
  }),
  backlog_limit: ofDatabase({
    labels: { by: BACKLOG_LIMITS },
    question: 'What limits it?',
    help: '1 for what sets the time to clear. site: the pace or the pause of one site; seats: all are taken; recogniser: photographs wait to be read for a VIN; database: jobs wait while seats are free; unknown: nothing was settled lately.',
    read: ({ forecast }, move) => move({ by: forecast.limit }, 1),
  }),
};
