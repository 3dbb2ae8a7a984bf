/** From a page to the verdict over its vehicle. */
import { ACTIONS, OUTCOMES } from '../../../events.ts';
import { counter, seconds } from '../definition.ts';
import {
  FETCH_KINDS,
  FETCH_OUTCOMES,
  FIELD_RESULTS,
  isOneOf,
  known,
  METHODS,
  methodLabel,
  PAGE_KINDS,
  PHOTOGRAPH_STATES,
  READ_FIELDS,
  READ_RESULTS,
  RESULT_OF,
  SITE_OUTCOME_OF,
  SITE_OUTCOMES,
  SOURCES,
  THROTTLE_CAUSES,
  WRITTEN_FIELDS,
  WRITTEN_METHODS,
} from '../labels.ts';

export const WORK = {
  // Verdicts
  vehicles_settled_total: counter({
    labels: { source: SOURCES, outcome: OUTCOMES },
    question: 'How do runs end?',
    help: 'Runs over one vehicle that ended, by outcome.',
    moves: { 'vehicle:settled': ({ source, outcome }, move) => move({ source, outcome }) },
  }),
  time_to_done_seconds: seconds({
    question: 'How long from a commit to the verdict?',
    help: 'From the event that asked for a run to its end.',
    buckets: [30, 60, 300, 600, 1800, 14400, 86400],
    moves: {
      'vehicle:settled': ({ sinceRequested, vehicleId }, move) => move({}, sinceRequested, { vehicle_id: vehicleId }),
    },
  }),

  // Fetching
  fetch_requests_total: counter({
    labels: { kind: FETCH_KINDS, outcome: FETCH_OUTCOMES },
    question: 'Are we refused, or is something down?',
    help: 'HTTP requests that ended; pages by site: source_requests_total.',
    moves: { 'fetch:end': ({ kind, outcome }, move) => move({ kind, outcome }) },
  }),
  source_requests_total: counter({
    labels: { source: SOURCES, outcome: SITE_OUTCOMES },
    question: 'Is a site down, or does it block us?',
    help: 'Requests for pages that ended, by site. refused: blocked, a robot check, or robots.txt; unreachable: an error of the server, no answer in time, or none at all.',
    moves: {
      'fetch:end': ({ source, kind, outcome }, move) =>
        kind === 'page' && move({ source, outcome: SITE_OUTCOME_OF[outcome] }),
    },
  }),
  source_request_seconds_total: counter({
    labels: { source: SOURCES },
    question: 'Is a site slow?',
    help: 'Seconds that requests for pages took; divide by source_requests_total.',
    moves: { 'fetch:end': (fetch, move) => fetch.kind === 'page' && move({ source: fetch.source }, fetch.seconds) },
  }),
  fetch_duration_seconds: seconds({
    labels: { kind: FETCH_KINDS },
    question: 'Is the way out slow?',
    help: 'Duration of a request.',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    moves: { 'fetch:end': (fetch, move) => move({ kind: fetch.kind }, fetch.seconds) },
  }),
  fetch_bytes_total: counter({
    labels: { kind: FETCH_KINDS },
    question: 'What does it cost both sides?',
    help: 'Bytes received.',
    moves: { 'fetch:end': ({ kind, bytes }, move) => move({ kind }, bytes) },
  }),
  fetch_throttled_total: counter({
    labels: { cause: THROTTLE_CAUSES },
    question: 'What are vehicles put off for?',
    help: "Runs put off. pace: their turn at the host comes later; trouble: their own request failed for the host's reasons; seat: no seat for the host is free; time: the host named a time.",
    moves: { 'fetch:throttled': ({ cause }, move) => move({ cause }) },
  }),
  fetch_throttle_seconds_total: counter({
    labels: { source: SOURCES },
    question: 'What does politeness cost?',
    help: 'Seconds for which runs were put off, by the site of their vehicle.',
    moves: { 'fetch:throttled': (put, move) => move({ source: put.source }, put.seconds) },
  }),

  // Reading pages
  pages_read_total: counter({
    labels: { source: SOURCES, kind: PAGE_KINDS },
    question: 'Do listings still look like listings?',
    help: 'Pages read, by what they turned out to be.',
    moves: { 'page:read': ({ source, kind }, move) => move({ source, kind }) },
  }),
  page_read_duration_seconds: seconds({
    question: 'Is reading slow?',
    help: 'Duration of reading one page.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    moves: { 'page:read': (page, move) => move({}, page.seconds) },
  }),
  extract_fields_total: counter({
    labels: { source: SOURCES, field: READ_FIELDS, result: FIELD_RESULTS },
    question: 'Has a site changed its pages?',
    help: 'Fields looked for. absent: the page does not say; missed: its place is gone, or what stood there cannot be believed.',
    moves: {
      'page:read': ({ source, outcomes }, move) => {
        for (const field of READ_FIELDS) {
          const outcome = outcomes[field];
          if (outcome !== undefined) move({ source, field, result: RESULT_OF[outcome] });
        }
      },
    },
  }),
  extract_strategy_total: counter({
    labels: { method: METHODS },
    question: 'Is reading falling back?',
    help: 'Pages in which a layer proved something.',
    moves: {
      'page:read': ({ methods }, move) => {
        for (const method of new Set(methods.map(methodLabel))) if (isOneOf(METHODS, method)) move({ method });
      },
    },
  }),

  // Photographs
  photographs_total: counter({
    labels: { outcome: PHOTOGRAPH_STATES },
    question: 'Are photographs kept?',
    help: 'Addresses of photographs, by what became of them in a turn. copy: of another one; refused: no photograph; failed: tried again; missing: given up.',
    moves: {
      'photographs:kept': ({ states }, move) => {
        for (const outcome of PHOTOGRAPH_STATES) move({ outcome }, states[outcome] ?? 0);
      },
    },
  }),
  recogniser_reads_total: counter({
    labels: { outcome: READ_RESULTS },
    question: 'Does reading VINs off photographs work?',
    help: 'Photographs read for a VIN. doubtful: something like one was read and refused.',
    moves: { 'recogniser:read': ({ outcome }, move) => move({ outcome }) },
  }),
  recogniser_read_seconds: seconds({
    question: 'Is the recogniser slow?',
    help: 'Duration of reading one photograph.',
    buckets: [0.25, 0.5, 1, 2.5, 5, 10, 15],
    moves: { 'recogniser:read': (read, move) => move({}, read.seconds) },
  }),
  recogniser_restarts_total: counter({
    question: 'Does the recogniser hang?',
    help: 'Threads of the recogniser that were given up.',
    moves: { 'recogniser:restart': (_, move) => move({}) },
  }),

  // Writing
  actions_total: counter({
    labels: { action: ACTIONS, result: ['succeeded', 'failed'] },
    question: 'Which action works?',
    help: 'Actions that ended.',
    moves: {
      'action:end': ({ action, succeeded }, move) => move({ action, result: succeeded ? 'succeeded' : 'failed' }),
    },
  }),
  action_duration_seconds: seconds({
    labels: { action: ACTIONS },
    question: 'Which action is slow?',
    help: 'Duration of an action.',
    buckets: [0.1, 0.5, 1, 5, 15, 60],
    moves: {
      'action:end': (end, move) => move({ action: end.action }, end.seconds, { vehicle_id: end.vehicleId }),
    },
  }),
  vehicle_updates_total: counter({
    labels: { field: WRITTEN_FIELDS },
    question: 'What was really filled?',
    help: 'Values committed, by field.',
    moves: {
      'vehicle:filled': ({ values }, move) => {
        for (const { field } of values) if (isOneOf(WRITTEN_FIELDS, field)) move({ field });
      },
    },
  }),
  vehicle_updates_by_method_total: counter({
    labels: { method: WRITTEN_METHODS },
    question: 'How was it come by?',
    help: 'Values committed, by how they were read.',
    moves: {
      'vehicle:filled': ({ values }, move) => {
        for (const { method } of values) move({ method: known(WRITTEN_METHODS, methodLabel(method)) });
      },
    },
  }),
  vehicle_points_gained_total: counter({
    labels: { source: SOURCES },
    question: 'Is it worth it?',
    help: 'Points of score that committed values added; per request: divide by source_requests_total.',
    // A counter must not fall: an image replaced by a URL may cost points.
    moves: { 'vehicle:filled': ({ source, pointsGained }, move) => move({ source }, Math.max(0, pointsGained)) },
  }),
};
