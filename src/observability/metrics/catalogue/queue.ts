/** From a commit to a job, and from a job to its end. */
import { counter, gauge, ofProcess, seconds } from '../definition.ts';
import { EVENT_KINDS, isOneOf, known, PATHS, SEAT_USES, TASKS } from '../labels.ts';

export const QUEUE = {
  dispatcher_leading: gauge({
    question: 'Does exactly one daemon dispatch?',
    help: '1 while this daemon is the dispatcher.',
    merge: 'sum',
    moves: { 'dispatcher:leading': ({ leading }, move) => move({}, leading ? 1 : 0) },
  }),
  events_handled_total: counter({
    labels: { event: EVENT_KINDS, path: PATHS },
    question: 'Does NOTIFY miss events?',
    help: 'Events taken, by kind and by what made the dispatcher look.',
    moves: {
      'dispatch:done': ({ kinds, path }, move) => {
        for (const [kind, count] of Object.entries(kinds)) move({ event: known(EVENT_KINDS, kind), path }, count);
      },
    },
  }),
  event_to_job_seconds: seconds({
    labels: { path: PATHS },
    question: 'How long from a commit to its job?',
    help: 'Age of the oldest event of each batch taken.',
    buckets: [0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900],
    // A batch that found nothing has no oldest event.
    moves: {
      'dispatch:done': ({ path, vehicles, oldestSeconds }, move) => vehicles > 0 && move({ path }, oldestSeconds),
    },
  }),
  dispatch_duration_seconds: seconds({
    question: 'Is dispatching slow?',
    help: 'Duration of the statement that turns events into jobs.',
    buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15],
    moves: { 'dispatch:done': (done, move) => move({}, done.seconds) },
  }),
  vehicles_dispatched_total: counter({
    question: 'How much is noticed?',
    help: 'Vehicles scored because of an event.',
    moves: { 'dispatch:done': ({ vehicles }, move) => move({}, vehicles) },
  }),
  jobs_created_total: counter({
    question: 'How much work comes in?',
    help: 'Jobs made from events.',
    moves: { 'dispatch:done': ({ jobs }, move) => move({}, jobs) },
  }),
  vehicles_reopened_total: counter({
    question: 'Do complete vehicles lose data?',
    help: 'Vehicles whose completion mark an event took away.',
    moves: { 'dispatch:done': ({ reopened }, move) => move({}, reopened) },
  }),
  vehicles_completed_total: counter({
    labels: { by: ['event', 'run'] },
    question: 'How many reach the threshold?',
    help: 'Vehicles marked complete, by an event (a person filled them) or by a run.',
    moves: {
      'dispatch:done': ({ marked }, move) => move({ by: 'event' }, marked),
      'vehicle:settled': ({ marked }, move) => marked && move({ by: 'run' }),
    },
  }),

  job_attempts_total: counter({
    labels: { task: TASKS, outcome: ['success', 'retry', 'failed'] },
    question: 'How much is done, how much fails?',
    help: 'Attempts that ended; `failed` will not be tried again.',
    moves: { 'job:end': ({ task, outcome }, move) => isOneOf(TASKS, task) && move({ task, outcome }) },
  }),
  job_duration_seconds: seconds({
    labels: { task: TASKS },
    question: 'How long does a job take?',
    help: 'Duration of an attempt.',
    buckets: [0.25, 1, 5, 15, 60, 180],
    moves: {
      'job:end': ({ task, jobId, ...job }, move) =>
        isOneOf(TASKS, task) && move({ task }, job.seconds, { job_id: jobId }),
    },
  }),
  job_wait_seconds: seconds({
    labels: { task: TASKS },
    question: 'How long does a job wait?',
    help: 'From the time a job was due to the start of its attempt.',
    buckets: [1, 5, 60, 300, 900, 3600, 14400],
    moves: {
      'job:start': ({ task, jobId, waitSeconds }, move) =>
        isOneOf(TASKS, task) && move({ task }, waitSeconds, { job_id: jobId }),
    },
  }),
  jobs_running: ofProcess({
    labels: { task: TASKS },
    question: 'Are the workers busy?',
    help: 'Attempts under way in this daemon.',
    merge: 'sum',
    read: (state, move) => {
      for (const { task } of state.runningJobs()) if (isOneOf(TASKS, task)) move({ task }, 1);
    },
  }),
  seats: ofProcess({
    labels: { use: SEAT_USES },
    question: 'What do the workers do?',
    help: 'Seats of this daemon by what they are used for. being_answered: waits for a host that is in time; slow_host, recogniser, browser: beside the others, from which they take nothing.',
    merge: 'sum',
    read: (state, move) => {
      const seats = state.seats();
      for (const use of SEAT_USES) move({ use }, seats[use]);
    },
  }),
  running_job_max_age_seconds: ofProcess({
    labels: { task: TASKS },
    question: 'Does a job hang?',
    help: 'Age of the oldest attempt under way in this daemon; 0: none.',
    merge: 'max',
    read: (state, move) => {
      const began = Map.groupBy(state.runningJobs(), ({ task }) => task);
      for (const [task, jobs] of began) {
        if (isOneOf(TASKS, task))
          move({ task }, (Date.now() - Math.min(...jobs.map(({ startedAt }) => startedAt))) / 1000);
      }
    },
  }),
  last_success_timestamp_seconds: gauge({
    labels: { task: TASKS },
    question: 'When did it last work?',
    help: 'When an attempt last succeeded in this daemon; 0: not yet.',
    merge: 'max',
    moves: {
      'job:end': ({ task, outcome }, move) =>
        outcome === 'success' && isOneOf(TASKS, task) && move({ task }, Date.now() / 1000),
    },
  }),
  reclaimed_daemons_total: counter({
    question: 'Do daemons die?',
    help: 'Daemons found dead, whose jobs were freed.',
    moves: { rescued: ({ daemons }, move) => move({}, daemons) },
  }),
  reclaimed_vehicles_total: counter({
    question: 'How much work was rescued?',
    help: 'Vehicles freed from daemons that died.',
    moves: { rescued: ({ vehicles }, move) => move({}, vehicles) },
  }),
  reconciles_total: counter({
    question: 'Does the safety net run?',
    help: 'Reconciles that ended.',
    moves: { 'reconcile:done': (_, move) => move({}) },
  }),
  reconcile_found_total: counter({
    question: 'Are events lost?',
    help: 'Vehicles that needed work and that no event had told of.',
    moves: { 'reconcile:done': ({ found }, move) => move({}, found) },
  }),
  reconcile_requeued_total: counter({
    question: 'Are jobs lost?',
    help: 'Vehicles whose job was missing and was made again.',
    moves: { 'reconcile:done': ({ requeued }, move) => move({}, requeued) },
  }),
  pruned_rows_total: counter({
    question: 'Does retention work?',
    help: 'Rows taken away because their time was over.',
    moves: { 'reconcile:done': ({ pruned }, move) => move({}, pruned) },
  }),
};
