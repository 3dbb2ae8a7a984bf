import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { movedSeries, parseExposition } from '../../../test/support/exposition.ts';
import { ACTIONS, type DaemonEventMap, type DaemonEventName, DaemonEvents } from '../../events.ts';
import { CATALOGUE, fullName, type MetricName, type MetricSpec, PREFIX } from './catalogue.ts';
import { labelSets } from './definition.ts';
import * as labels from './labels.ts';
import { MetricsRegistry } from './registry.ts';

type Case<N extends DaemonEventName = DaemonEventName> = {
  [K in N]: { name: K; event: DaemonEventMap[K]; moves: Record<string, number> };
}[N];

const about = (error = 'lost') => new Error(error);
const SUBJECT = { vehicleId: 'v', runId: null, jobId: '1' };

/** Every event, with the series it must move (histograms by their count) and by how much. */
const CASES: readonly Case[] = [
  { name: 'listener:connected', event: { reconnect: false }, moves: {} },
  { name: 'listener:connected', event: { reconnect: true }, moves: { listener_reconnects_total: 1 } },
  {
    name: 'listener:probe',
    event: { ok: true, seconds: 0.004 },
    moves: { listener_connected: 1, listener_heartbeat_seconds_count: 1, listener_last_heartbeat_timestamp_seconds: 1 },
  },
  {
    name: 'listener:probe',
    event: { ok: false, seconds: 5 },
    moves: { listener_connected: -1, listener_heartbeats_missed_total: 1 },
  },
  { name: 'listener:lost', event: { error: about() }, moves: { listener_losses_total: 1 } },
  {
    name: 'listener:notification',
    event: { event: 'inserted' },
    moves: { 'notifications_received_total{event="inserted"}': 1 },
  },
  {
    name: 'listener:notification',
    event: { event: "'; drop table" },
    moves: { 'notifications_received_total{event="other"}': 1 },
  },
  { name: 'dispatcher:leading', event: { leading: true }, moves: { dispatcher_leading: 1 } },
  {
    name: 'dispatch:done',
    event: {
      path: 'sweep',
      kinds: { inserted: 5, edited: 2 },
      vehicles: 6,
      jobs: 4,
      marked: 1,
      reopened: 2,
      oldestSeconds: 3,
      seconds: 0.02,
    },
    moves: {
      'events_handled_total{event="inserted",path="sweep"}': 5,
      'events_handled_total{event="edited",path="sweep"}': 2,
      vehicles_dispatched_total: 6,
      jobs_created_total: 4,
      'vehicles_completed_total{by="event"}': 1,
      vehicles_reopened_total: 2,
      'event_to_job_seconds_count{path="sweep"}': 1,
      dispatch_duration_seconds_count: 1,
    },
  },
  {
    name: 'dispatch:done',
    event: { path: 'notify', kinds: {}, vehicles: 0, jobs: 0, marked: 0, reopened: 0, oldestSeconds: 0, seconds: 0.02 },
    moves: { dispatch_duration_seconds_count: 1 },
  },
  {
    name: 'job:start',
    event: { task: 'micro-scrape', jobId: '1', waitSeconds: 2 },
    moves: { 'job_wait_seconds_count{task="micro-scrape"}': 1 },
  },
  {
    name: 'job:end',
    event: { task: 'micro-scrape', jobId: '1', outcome: 'success', seconds: 3 },
    moves: {
      'job_attempts_total{task="micro-scrape",outcome="success"}': 1,
      'job_duration_seconds_count{task="micro-scrape"}': 1,
      'last_success_timestamp_seconds{task="micro-scrape"}': 1,
    },
  },
  {
    name: 'job:end',
    event: { task: 'send-mail', jobId: '2', outcome: 'failed', seconds: 3, error: about() },
    // No runner of ours takes it.
    moves: {},
  },
  {
    name: 'fetch:end',
    event: { source: 'craigslist', host: 'x.example', kind: 'page', outcome: 'rate_limited', seconds: 1, bytes: 300 },
    moves: {
      'fetch_requests_total{kind="page",outcome="rate_limited"}': 1,
      'source_requests_total{source="other",outcome="rate_limited"}': 1,
      'source_request_seconds_total{source="other"}': 1,
      'fetch_duration_seconds_count{kind="page"}': 1,
      'fetch_bytes_total{kind="page"}': 300,
    },
  },
  {
    name: 'fetch:end',
    event: { source: 'images.example', host: 'images.example', kind: 'image', outcome: 'ok', seconds: 1, bytes: 300 },
    moves: {
      'fetch_requests_total{kind="image",outcome="ok"}': 1,
      'fetch_duration_seconds_count{kind="image"}': 1,
      'fetch_bytes_total{kind="image"}': 300,
    },
  },
  {
    name: 'fetch:throttled',
    event: { ...SUBJECT, source: 'evil.example', seconds: 12, reason: 'its turn comes', cause: 'pace' },
    moves: { 'fetch_throttled_total{cause="pace"}': 1, 'fetch_throttle_seconds_total{source="other"}': 12 },
  },
  {
    name: 'page:read',
    event: {
      source: 'bringatrailer',
      host: 'bringatrailer.com',
      kind: 'listing',
      outcomes: { vin: 'selector_miss', images: 'found' },
      methods: ['json-ld', 'adapter:bringatrailer', 'adapter:bringatrailer'],
      seconds: 0.03,
    },
    moves: {
      'pages_read_total{source="other",kind="listing"}': 1,
      page_read_duration_seconds_count: 1,
      'extract_fields_total{source="other",field="vin",result="missed"}': 1,
      'extract_fields_total{source="other",field="images",result="found"}': 1,
      'extract_strategy_total{method="json-ld"}': 1,
      'extract_strategy_total{method="adapter"}': 1,
    },
  },
  {
    name: 'action:end',
    event: {
      action: 'extract-vin-from-vehicle',
      source: 'other',
      ...SUBJECT,
      succeeded: false,
      filled: [],
      note: '',
      seconds: 4,
    },
    moves: {
      'actions_total{action="extract-vin-from-vehicle",result="failed"}': 1,
      'action_duration_seconds_count{action="extract-vin-from-vehicle"}': 1,
    },
  },
  {
    name: 'vehicle:filled',
    event: {
      ...SUBJECT,
      source: 'other',
      values: [
        { field: 'vin', method: 'ocr' },
        { field: 'images', method: 'other' },
        { field: 'color', method: 'adapter:craigslist' },
        { field: 'odd', method: 'odd' },
      ],
      pointsGained: 30,
    },
    moves: {
      'vehicle_updates_total{field="vin"}': 1,
      'vehicle_updates_total{field="images"}': 1,
      'vehicle_updates_total{field="color"}': 1,
      'vehicle_updates_by_method_total{method="ocr"}': 1,
      'vehicle_updates_by_method_total{method="adapter"}': 1,
      'vehicle_updates_by_method_total{method="other"}': 2,
      'vehicle_points_gained_total{source="other"}': 30,
    },
  },
  {
    name: 'vehicle:settled',
    event: {
      ...SUBJECT,
      source: 'other',
      outcome: 'complete',
      reason: null,
      score: 90,
      marked: true,
      sinceRequested: 7,
    },
    moves: {
      'vehicles_settled_total{source="other",outcome="complete"}': 1,
      time_to_done_seconds_count: 1,
      'vehicles_completed_total{by="run"}': 1,
    },
  },
  {
    name: 'photographs:kept',
    event: { vehicleId: 'v', states: { stored: 12, missing: 1 } },
    moves: { 'photographs_total{outcome="stored"}': 12, 'photographs_total{outcome="missing"}': 1 },
  },
  {
    name: 'recogniser:read',
    event: { outcome: 'doubtful', seconds: 2 },
    moves: { 'recogniser_reads_total{outcome="doubtful"}': 1, recogniser_read_seconds_count: 1 },
  },
  { name: 'recogniser:restart', event: {}, moves: { recogniser_restarts_total: 1 } },
  {
    name: 'rescued',
    event: { daemons: 1, vehicles: 8, putOff: 1 },
    moves: { reclaimed_daemons_total: 1, reclaimed_vehicles_total: 8 },
  },
  {
    name: 'reconcile:done',
    event: { found: 3, requeued: 2, outdated: 1, pruned: 7, seconds: 1 },
    moves: { reconciles_total: 1, reconcile_found_total: 3, reconcile_requeued_total: 2, pruned_rows_total: 7 },
  },
  {
    name: 'runner:fault',
    event: { action: 'completeJob', error: about() },
    moves: { 'runner_faults_total{action="completeJob"}': 1 },
  },
  { name: 'queue:said', event: { name: 'runner', level: 'error', message: 'x' }, moves: {} },
  { name: 'fault', event: { where: 'heartbeat', error: about() }, moves: { 'faults_total{where="heartbeat"}': 1 } },
  {
    name: 'fault',
    event: { where: 'connection work', error: about() },
    moves: { 'faults_total{where="connection"}': 1 },
  },
  {
    name: 'fault',
    event: { where: 'VIN decoder', error: about() },
    moves: { 'faults_total{where="vin_decoder"}': 1 },
  },
];

function setUp() {
  const events = new DaemonEvents();
  events.onListenerError = (_event, error) => {
    throw error;
  };
  const registry = new MetricsRegistry();
  const end = registry.countEvents(events);
  const scrape = async () =>
    parseExposition(
      (
        await registry.render((error) => {
          throw error;
        })
      ).body,
    );
  const emit = <N extends DaemonEventName>(name: N, event: DaemonEventMap[N]) => events.emit(name, event);
  return { emit: (given: Case) => emit(given.name, given.event), scrape, end };
}

/** Ours only, without the buckets and sums that follow the count. */
const relevant = (moved: Map<string, number>) =>
  Object.fromEntries(
    [...moved]
      .filter(([name]) => name.startsWith(PREFIX) && !/_(bucket|sum)(\{|$)/.test(name))
      // A time is only checked to have moved.
      .map(([name, by]) => [name.slice(PREFIX.length), /timestamp_seconds/.test(name) ? Math.sign(by) : by]),
  );

test('each event moves exactly its series', async () => {
  const { emit, scrape } = setUp();
  for (const given of CASES) {
    const before = await scrape();
    emit(given);
    expect(relevant(movedSeries(before, await scrape())), JSON.stringify(given.event)).toEqual(given.moves);
  }
});

/** Whatever the event map allows, each word of every label once. */
function* everyEvent(): Generator<Case> {
  const say = <N extends DaemonEventName>(name: N, event: DaemonEventMap[N]) => ({ name, event, moves: {} }) as Case;
  for (const { name, event } of CASES) yield { name, event, moves: {} } as Case;
  yield say('listener:probe', { ok: true, seconds: 0.004 });
  yield say('dispatcher:leading', { leading: true });
  for (const event of labels.EVENT_KINDS) {
    yield say('listener:notification', { event });
    for (const path of labels.PATHS) {
      const counts = { kinds: { [event]: 1 }, vehicles: 1, jobs: 1, marked: 1, reopened: 1 };
      yield say('dispatch:done', { path, ...counts, oldestSeconds: 1, seconds: 1 });
    }
  }
  for (const where of labels.PLACES) yield say('fault', { where, error: about() });
  for (const action of labels.RUNNER_ACTIONS) yield say('runner:fault', { action, error: about() });
  for (const task of labels.TASKS) {
    yield say('job:start', { task, jobId: '1', waitSeconds: 1 });
    for (const outcome of ['success', 'retry', 'failed'] as const) {
      yield say('job:end', { task, jobId: '1', outcome, seconds: 1 });
    }
  }
  const of = { ...SUBJECT, source: 'other' };
  for (const kind of labels.FETCH_KINDS) {
    for (const outcome of labels.FETCH_OUTCOMES) {
      yield say('fetch:end', { source: 'other', host: 'h', kind, outcome, seconds: 1, bytes: 1 });
    }
  }
  for (const cause of labels.THROTTLE_CAUSES) yield say('fetch:throttled', { ...of, seconds: 1, reason: '', cause });
  for (const kind of labels.PAGE_KINDS) {
    yield say('page:read', { source: 'other', host: 'h', kind, outcomes: {}, methods: [], seconds: 1 });
  }
  for (const outcome of ['found', 'absent', 'selector_miss', 'invalid'] as const) {
    const outcomes = Object.fromEntries(labels.READ_FIELDS.map((field) => [field, outcome] as const));
    const methods = [
      'json-ld',
      'microdata',
      'app-json',
      'label',
      'meta',
      'title',
      'prose',
      'adapter:a',
      'ocr',
    ] as const;
    yield say('page:read', { source: 'other', host: 'h', kind: 'listing', outcomes, methods, seconds: 1 });
  }
  const states = Object.fromEntries(labels.PHOTOGRAPH_STATES.map((state) => [state, 1] as const));
  yield say('photographs:kept', { vehicleId: 'v', states });
  for (const outcome of labels.READ_RESULTS) yield say('recogniser:read', { outcome, seconds: 1 });
  for (const action of ACTIONS) {
    for (const succeeded of [true, false]) {
      yield say('action:end', { ...of, action, succeeded, filled: [], note: '', seconds: 1 });
    }
  }
  for (const field of labels.WRITTEN_FIELDS) {
    const values = labels.WRITTEN_METHODS.map((method) => ({ field, method }));
    yield say('vehicle:filled', { ...of, values, pointsGained: 1 });
  }
  for (const outcome of labels.OUTCOMES) {
    yield say('vehicle:settled', { ...of, outcome, reason: null, score: 1, marked: true, sinceRequested: 1 });
  }
}

test('every declared series of the events can move', async () => {
  const { emit, scrape } = setUp();
  const before = await scrape();
  const moved = new Set<string>();
  for (const event of everyEvent()) emit(event);
  for (const name of movedSeries(before, await scrape()).keys()) moved.add(name.replace(/_count(?=\{|$)/, ''));
  const still = Object.entries<MetricSpec>(CATALOGUE)
    .filter(([, spec]) => spec.from === 'events')
    .flatMap(([name, spec]) => labelSets(spec).map((set) => seriesOf(fullName(name as MetricName), set)))
    .filter((series) => !moved.has(series));
  expect(still).toEqual([]);
});

function seriesOf(name: string, set: Record<string, string>): string {
  const parts = Object.entries(set).map(([label, value]) => `${label}="${value}"`);
  return parts.length === 0 ? name : `${name}{${parts.join(',')}}`;
}

test('what reports a fault is one of the places that are counted', async () => {
  const said = new Set<string>();
  for await (const path of glob('src/**/*.ts', { cwd: new URL('../../..', import.meta.url) })) {
    const text = path.endsWith('.test.ts') ? '' : await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');
    if (!text.includes("emit('fault'")) continue;
    for (const [, word] of text.matchAll(/where: '([^']+)'/g)) said.add(word ?? '');
    if (text.includes('where: this.name')) said.add(/readonly name = '(\w+)'/.exec(text)?.[1] ?? 'runner');
  }
  // Both are runners of the queue; an idle connection says whose it was.
  expect(
    [...said, 'recogniser', 'connection', 'other'].map((word) => word.replace(' ', '_').toLowerCase()).sort(),
  ).toEqual([...labels.PLACES].sort());
});

test('after the end nothing is counted', async () => {
  const { emit, scrape, end } = setUp();
  end();
  const before = await scrape();
  for (const given of CASES) emit(given);
  expect(relevant(movedSeries(before, await scrape()))).toEqual({});
});
