import { expect, test } from 'vitest';
import { familyOf, movedSeries, parseExposition } from '../../../test/support/exposition.ts';
import { type DaemonEventMap, type DaemonEventName, DaemonEvents } from '../../events.ts';
import { CATALOGUE, fullName, type MetricName, type MetricSpec, PREFIX } from './catalogue.ts';
import { countEvents } from './from-events.ts';
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
    moves: {
      'job_attempts_total{task="other",outcome="failed"}': 1,
      'job_duration_seconds_count{task="other"}': 1,
    },
  },
  {
    name: 'fetch:end',
    event: { source: 'craigslist', host: 'x.example', kind: 'page', outcome: 'rate_limited', seconds: 1, bytes: 300 },
    moves: {
      'fetch_requests_total{source="craigslist",kind="page",outcome="rate_limited"}': 1,
      'fetch_duration_seconds_count{source="craigslist"}': 1,
      'fetch_bytes_total{source="craigslist",kind="page"}': 300,
    },
  },
  {
    name: 'fetch:throttled',
    event: { ...SUBJECT, source: 'evil.example', reason: 'its turn comes', seconds: 12 },
    moves: { 'fetch_throttled_total{source="other"}': 1, 'fetch_throttle_seconds_total{source="other"}': 12 },
  },
  {
    name: 'page:read',
    event: {
      source: 'bringatrailer',
      kind: 'listing',
      outcomes: { vin: 'selector_miss', images: 'found' },
      methods: ['json-ld', 'adapter:bringatrailer', 'adapter:bringatrailer'],
      seconds: 0.03,
    },
    moves: {
      'pages_read_total{source="bringatrailer",kind="listing"}': 1,
      page_read_duration_seconds_count: 1,
      'extract_fields_total{source="bringatrailer",field="vin",result="selector_miss"}': 1,
      'extract_fields_total{source="bringatrailer",field="images",result="found"}': 1,
      'extract_strategy_total{source="bringatrailer",method="json-ld"}': 1,
      'extract_strategy_total{source="bringatrailer",method="adapter"}': 1,
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
      'vehicle_updates_total{source="other",field="vin",method="ocr"}': 1,
      'vehicle_updates_total{source="other",field="images",method="other"}': 1,
      'vehicle_updates_total{source="other",field="color",method="adapter"}': 1,
      'vehicle_updates_total{source="other",field="other",method="other"}': 1,
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
      'time_to_done_seconds_count{outcome="complete"}': 1,
      'vehicles_completed_total{by="run"}': 1,
    },
  },
  {
    name: 'rescued',
    event: { daemons: 1, vehicles: 8, putOff: 1 },
    moves: { reclaimed_daemons_total: 1, reclaimed_vehicles_total: 8 },
  },
  {
    name: 'reconcile:done',
    event: { found: 3, requeued: 2, outdated: 1, seconds: 1 },
    moves: { reconciles_total: 1, reconcile_found_total: 3, reconcile_requeued_total: 2 },
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
];

function setUp() {
  const events = new DaemonEvents();
  events.onListenerError = (_event, error) => {
    throw error;
  };
  const registry = new MetricsRegistry();
  const end = countEvents(events, registry);
  const scrape = async () =>
    parseExposition(
      await registry.render((error) => {
        throw error;
      }),
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

test('no metric of the process is dead: each is moved by an event, or at the start or the scrape', async () => {
  const { emit, scrape } = setUp();
  const before = await scrape();
  for (const given of CASES.filter(({ name }) => name !== 'listener:lost')) {
    if (given.name !== 'listener:probe' || given.event.ok) emit(given);
  }
  const moved = new Set([...movedSeries(before, await scrape()).keys()].map(familyOf));
  const still = Object.entries<MetricSpec>(CATALOGUE)
    .filter(([name, spec]) => spec.from === 'process' && !moved.has(fullName(name as MetricName)))
    .map(([name]) => name);
  expect(still.sort()).toEqual([
    'build_info',
    'db_snapshot_duration_seconds',
    'db_snapshot_success',
    'db_snapshot_timestamp_seconds',
    'jobs_running',
    // The two about a listener in trouble are moved in the test above.
    'listener_heartbeats_missed_total',
    'listener_losses_total',
    'running_job_max_age_seconds',
    'seats',
    'worker_slots',
  ]);
});

test('after the end nothing is counted', async () => {
  const { emit, scrape, end } = setUp();
  end();
  const before = await scrape();
  for (const given of CASES) emit(given);
  expect(relevant(movedSeries(before, await scrape()))).toEqual({});
});
