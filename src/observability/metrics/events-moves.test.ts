/** What the daemon does, in every way that the event map allows, moves every series that is declared for it. */
import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseExposition } from '../../../test/support/exposition.ts';
import { ACTIONS, type DaemonEventMap, type DaemonEventName, DaemonEvents, OUTCOMES } from '../../events.ts';
import { CATALOGUE, fullName, type MetricName, type MetricSpec } from './catalogue.ts';
import { labelSets } from './definition.ts';
import * as labels from './labels.ts';
import { MetricsRegistry } from './registry.ts';

const about = () => new Error('lost');

/** Whatever the event map allows, each word of every label once. */
function sayEverything(events: DaemonEvents): void {
  const say = <N extends DaemonEventName>(name: N, event: DaemonEventMap[N]) => events.emit(name, event);
  say('listener:connected', { reconnect: true });
  say('listener:lost', { error: about() });
  say('listener:probe', { ok: false, seconds: 5 });
  say('recogniser:restart', {});
  say('rescued', { daemons: 1, vehicles: 1, putOff: 1 });
  say('reconcile:done', { found: 1, requeued: 1, outdated: 1, pruned: 1, seconds: 1 });
  say('listener:probe', { ok: true, seconds: 0.004 });
  say('dispatcher:leading', { leading: true });
  for (const event of labels.EVENT_KINDS) {
    say('listener:notification', { event });
    for (const path of labels.PATHS) {
      const counts = { kinds: { [event]: 1 }, vehicles: 1, jobs: 1, marked: 1, reopened: 1 };
      say('dispatch:done', { path, ...counts, oldestSeconds: 1, seconds: 1 });
    }
  }
  for (const where of labels.PLACES) say('fault', { where, error: about() });
  for (const action of labels.RUNNER_ACTIONS) say('runner:fault', { action, error: about() });
  for (const task of labels.TASKS) {
    say('job:start', { task, jobId: '1', waitSeconds: 1 });
    for (const outcome of ['success', 'retry', 'failed'] as const) {
      say('job:end', { task, jobId: '1', outcome, seconds: 1 });
    }
  }
  const of = { vehicleId: 'v', runId: null, jobId: '1', source: 'other' };
  for (const kind of labels.FETCH_KINDS) {
    for (const outcome of labels.FETCH_OUTCOMES) {
      say('fetch:end', { source: 'other', host: 'h', kind, outcome, seconds: 1, bytes: 1 });
    }
  }
  for (const cause of labels.THROTTLE_CAUSES) say('fetch:throttled', { ...of, seconds: 1, reason: '', cause });
  for (const kind of labels.PAGE_KINDS) {
    say('page:read', { source: 'other', host: 'h', kind, outcomes: {}, methods: [], seconds: 1 });
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
    say('page:read', { source: 'other', host: 'h', kind: 'listing', outcomes, methods, seconds: 1 });
  }
  const states = Object.fromEntries(labels.PHOTOGRAPH_STATES.map((state) => [state, 1] as const));
  say('photographs:kept', { vehicleId: 'v', states });
  for (const outcome of labels.READ_RESULTS) say('recogniser:read', { outcome, seconds: 1 });
  for (const action of ACTIONS) {
    for (const succeeded of [true, false]) {
      say('action:end', { ...of, action, succeeded, filled: [], note: '', seconds: 1 });
    }
  }
  for (const field of labels.WRITTEN_FIELDS) {
    const values = labels.WRITTEN_METHODS.map((method) => ({ field, method }));
    say('vehicle:filled', { ...of, values, pointsGained: 1 });
  }
  for (const outcome of OUTCOMES) {
    say('vehicle:settled', { ...of, outcome, reason: null, score: 1, marked: true, sinceRequested: 1 });
  }
}

test('every declared series of the events can move', async () => {
  const events = new DaemonEvents();
  const registry = new MetricsRegistry();
  registry.countEvents(events);
  sayEverything(events);
  const { body } = await registry.render((error) => {
    throw error;
  });
  // All began at 0.
  const moved = new Set(
    [...parseExposition(body).series]
      .filter(([, value]) => value !== 0)
      .map(([series]) => series.replace(/_count(?=\{|$)/, '')),
  );
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
