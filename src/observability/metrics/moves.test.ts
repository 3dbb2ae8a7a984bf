import { expect, test } from 'vitest';
import { movedSeries, parseExposition } from '../../../test/support/exposition.ts';
import { type DaemonEventMap, type DaemonEventName, DaemonEvents } from '../../events.ts';
import { PREFIX } from './catalogue.ts';
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

test('after the end nothing is counted', async () => {
  const { emit, scrape, end } = setUp();
  end();
  const before = await scrape();
  for (const given of CASES) emit(given);
  expect(relevant(movedSeries(before, await scrape()))).toEqual({});
});
