import pg from 'pg';
import { expect, vi } from 'vitest';
import { test as withDatabase } from '../../../test/support/database.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { familyOf, parseExposition } from '../../../test/support/exposition.ts';
import { createPool } from '../../database/pool.ts';
import { DaemonEvents } from '../../events.ts';
import { CATALOGUE, fullName, type MetricName, type MetricSpec, PREFIX } from './catalogue.ts';
import { labelSets } from './definition.ts';
import { EVENT_KINDS } from './labels.ts';
import { createMetrics } from './metrics.ts';
import type { RunningJob } from './process-state.ts';

/** `start` makes metrics on the test's database; what it opened is closed before the database is dropped. */
const test = withDatabase.extend('start', async ({ database }, { onCleanup }) => {
  const ends: (() => Promise<void>)[] = [];
  onCleanup(async () => {
    await Promise.all(ends.map((end) => end()));
  });
  return (runningJobs: () => readonly RunningJob[] = () => []) => {
    const events = new DaemonEvents();
    const faults: Error[] = [];
    events.on('fault', ({ error }) => faults.push(error));
    const pool = createPool({ connectionString: database.url, role: 'metrics', max: 1, onError: () => {} });
    const metrics = createMetrics({
      events,
      pool,
      version: '1.2.3',
      concurrency: 8,
      configuredInterval: 1,
      store: { blobs: { owner: async () => undefined }, folder: undefined },
      runningJobs,
      seats: () => ({ free: 4, computing: 0, being_answered: 0, slow_host: 0, recogniser: 0, browser: 0 }),
    });
    ends.push(async () => {
      metrics.close();
      await pool.end();
    });
    const scrape = async () => parseExposition((await metrics.render()).body).series;
    return { scrape, pool, faults, events, metrics };
  };
});

async function onDatabase(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, query_timeout: 20_000 });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const snapshotNames = Object.entries<MetricSpec>(CATALOGUE)
  .filter(([, spec]) => spec.from === 'snapshot')
  .map(([name, spec]) => ({ name: fullName(name as MetricName), ofSites: spec }));

test('the database is shown as it is: events, state, queue, hosts and daemons', async ({ database, start }) => {
  await onDatabase(
    database.url,
    `insert into vehicles (year, make, model) values (1965, 'Ford', 'Mustang'), (1970, 'BMW', '2002')`,
    `update vehicles set discovery_url = 'https://listings.example/1'`,
    `insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, outcome, requested, handled, rate_limited) values
      (gen_random_uuid(), 30, 0, '{vin,price}', 'pending', 2, 1, true),
      (gen_random_uuid(), 30, 0, '{}', 'pending', 2, 1, false),
      (gen_random_uuid(), 85, 3, '{vin}', 'complete', 1, 1, false),
      (gen_random_uuid(), 60, 0, '{images_extracted}', 'gone', 1, 1, false),
      (gen_random_uuid(), 60, 0, '{}', 'waiting', 1, 1, false)`,
    `select graphile_worker.add_job('micro-scrape', '{}', run_at => now() - interval '100 seconds')`,
    `select graphile_worker.add_job('micro-scrape', '{}', run_at => now() + interval '1 hour')`,
    `select graphile_worker.add_job('extract-images', '{}')`,
    `select graphile_worker.add_job('someone-elses', '{}')`,
    `update graphile_worker._private_jobs j set locked_at = now() - interval '1 hour', locked_by = 'dead'
      from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'extract-images'`,
    `update graphile_worker._private_jobs j set attempts = max_attempts, last_error = 'it broke'
      from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'someone-elses'`,
    `insert into micro_scrape.hosts (host, paused_until) values
      ('a.example', now() + interval '1 hour'), ('b.example', now() - interval '1 hour'), ('c.example', null)`,
    `insert into micro_scrape.daemons (id, hostname, pid, beat_at) values
      (gen_random_uuid(), 'x', 1, now()), (gen_random_uuid(), 'x', 2, now() - interval '1 minute')`,
    `insert into micro_scrape.pages (vehicle_id, requested_url, url, kind, kind_reason, blob_key)
      select gen_random_uuid(), url, url, kind, 'why', 'key' from (values ('https://a.example/1', 'shell'), ('https://a.example/2', 'shell'),
        ('https://b.example/1', 'shell'), ('https://c.example/1', 'listing')) p (url, kind)`,
    `update micro_scrape.settings set threshold = 80`,
  );
  const { scrape, faults } = start();
  const series = await scrape();
  expect(faults).toEqual([]);
  for (const { name, ofSites } of snapshotNames) {
    const shown = [...series.keys()].filter((key) => familyOf(key) === name);
    expect(shown, name).toHaveLength(labelSets(ofSites, ['a.example', 'b.example', 'c.example']).length);
  }
  const expected = {
    'queue_jobs{task="micro-scrape",state="ready"}': 1,
    'queue_jobs{task="micro-scrape",state="scheduled"}': 1,
    'queue_jobs{task="extract-images",state="overdue"}': 1,
    'queue_jobs{task="other",state="failed"}': 1,
    'queue_jobs{task="micro-scrape",state="failed"}': 0,
    'events_waiting{event="inserted"}': 2,
    'events_waiting{event="source_changed"}': 2,
    // Of a threshold of 80: 30 and 30, 60 and 60, 85.
    'vehicles{band="under_half"}': 2,
    'vehicles{band="under_three_quarters"}': 0,
    'vehicles{band="under_threshold"}': 2,
    'vehicles{band="at_threshold"}': 1,
    'vehicles_missing_field{field="vin"}': 2,
    'vehicles_missing_field{field="images_extracted"}': 1,
    'vehicles_unfillable{reason="gone"}': 1,
    vehicles_waiting: 1,
    vehicles_parked: 1,
    vehicles_with_work: 2,
    'hosts{state="paused"}': 1,
    'hosts{state="open"}': 2,
    shell_hosts: 2,
    daemons_alive: 1,
    quality_threshold: 80,
    // Others notify on the same server.
    pg_notification_queue_usage_ratio: expect.closeTo(0, 2),
    schema_drift: 0,
    db_snapshot_success: 1,
  };
  for (const [name, value] of Object.entries(expected)) expect(series.get(PREFIX + name), name).toEqual(value);
  const age = series.get(`${PREFIX}queue_oldest_ready_age_seconds{task="micro-scrape"}`);
  expect(age).toBeGreaterThanOrEqual(100);
  expect(series.get(`${PREFIX}events_oldest_waiting_age_seconds`)).toBeGreaterThan(0);
});

test('what people reject is told by field and by method, and is gone when it is forgiven', async ({
  database,
  start,
}) => {
  await onDatabase(
    database.url,
    `insert into vehicles (id, color, engine, vin) values ('0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e', 'Blue', 'V8', 'WBA00000000000001')`,
    `insert into micro_scrape.field_sources (vehicle_id, field, value, source_url, method, snippet, confidence, extractor_version)
      select v.id, f.field, to_jsonb(v) ->> f.field, f.url, f.method, 'where it stood', 0.95, 1
      from vehicles v cross join (values ('color', 'https://www.bringatrailer.com/listing/1', 'adapter:bringatrailer'),
        ('engine', 'http://one.example:8080/1', 'label')) f (field, url, method)`,
    `select micro_scrape.reject(id, field) from vehicles cross join unnest(array['color', 'engine', 'vin']) field`,
  );
  const { scrape } = start();
  const rejections = async () =>
    [...(await scrape())]
      .filter(([key, value]) => /^micro_scrape_rejections/.test(key) && value > 0)
      .map(([key]) => key.slice(key.indexOf('{')))
      .sort();
  expect(await rejections()).toEqual([
    '{field="color",kind="said"}',
    '{field="engine",kind="said"}',
    '{field="vin",kind="said"}',
    '{method="adapter"}',
    '{method="label"}',
    '{method="other"}',
  ]);
  await onDatabase(database.url, `delete from micro_scrape.rejections where field = 'engine'`);
  expect(
    await eventually('the figures are read anew', async () => (await rejections()).length === 4 && rejections()),
  ).toEqual(['{field="color",kind="said"}', '{field="vin",kind="said"}', '{method="adapter"}', '{method="other"}']);
});

test('every kind of event that the triggers write has a name of its own', async ({ database, start }) => {
  await onDatabase(
    database.url,
    `insert into vehicles (id, year, make, model) values ('0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e', 1965, 'Ford', 'GT')`,
    `update vehicles set discovery_url = 'https://listings.example/1'`,
    `update vehicles set color = 'Blue'`,
    `select mark_vehicle_micro_scrape_complete(id) from vehicles`,
    `update vehicles set color = null`,
    `insert into vehicle_images (vehicle_id) select id from vehicles`,
    'delete from vehicle_images',
    `insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, next_try_at)
      select id, 30, 0, '{vin}', now() - interval '1 minute' from vehicles`,
    'select micro_scrape.wake_due(100)',
    `insert into micro_scrape.pages (vehicle_id, requested_url, url, kind, kind_reason, blob_key)
      select id, 'https://listings.example/1', 'https://listings.example/1', 'listing', 'it says so', 'key' from vehicles`,
    `update micro_scrape.vehicle_state set outcome = 'exhausted'`,
    'select micro_scrape.wake_for_rules(1, 100)',
    'select micro_scrape.exclude(id) from vehicles',
    'select micro_scrape.include(id) from vehicles',
  );
  const series = await start().scrape();
  for (const event of EVENT_KINDS) {
    expect(series.get(`${PREFIX}events_waiting{event="${event}"}`), event).toBe(event === 'other' ? 0 : 1);
  }
});

test('while the database cannot be read its figures are absent, the rest is there, and one fault is told', async ({
  database,
  start,
}) => {
  await onDatabase(database.url, 'alter table micro_scrape.hosts rename to hosts_elsewhere');
  const { scrape, faults } = start();
  const [series] = await Promise.all([scrape(), scrape(), scrape()]);
  expect(series.get(`${PREFIX}db_snapshot_success`)).toBe(0);
  expect(series.get(`${PREFIX}worker_slots`)).toBe(8);
  for (const { name } of snapshotNames) {
    expect(
      [...series.keys()].filter((key) => familyOf(key) === name),
      name,
    ).toEqual([]);
  }
  expect(faults).toHaveLength(1);
  expect(series.get(`${PREFIX}faults_total{where="metrics"}`)).toBe(1);
});

test('a reading that a lock holds up is given up by the server itself', async ({ database, start }) => {
  const blocker = new pg.Client({ connectionString: database.url });
  await blocker.connect();
  await blocker.query('begin');
  await blocker.query('lock table micro_scrape.vehicle_events in access exclusive mode');
  const { scrape, faults } = start();
  const series = await scrape();
  await blocker.end();
  expect(series.get(`${PREFIX}db_snapshot_success`)).toBe(0);
  expect(faults).toEqual([expect.objectContaining({ code: '57014' })]);
});

test('any number of scrapes at once and soon after cost one reading', async ({ start }) => {
  const { scrape, pool } = start();
  let connections = 0;
  pool.on('acquire', () => {
    connections += 1;
  });
  await Promise.all(Array.from({ length: 10 }, scrape));
  await scrape();
  expect(connections).toBe(1);
});

test('running jobs are counted and aged at the scrape, and a list that cannot be had costs only itself', async ({
  start,
}) => {
  let list = (): readonly RunningJob[] => [
    { task: 'micro-scrape', startedAt: Date.now() - 5_000 },
    { task: 'micro-scrape', startedAt: Date.now() },
    { task: 'unheard-of', startedAt: Date.now() },
  ];
  const { scrape, faults } = start(() => list());
  const series = await scrape();
  expect(series.get(`${PREFIX}jobs_running{task="micro-scrape"}`)).toBe(2);
  expect(series.get(`${PREFIX}jobs_running{task="reconcile"}`)).toBe(0);
  expect(series.get(`${PREFIX}running_job_max_age_seconds{task="micro-scrape"}`)).toBeGreaterThanOrEqual(5);
  list = () => {
    throw new Error('no list');
  };
  const without = await scrape();
  expect([...without.keys()].filter((key) => key.includes('running_job') || key.includes('jobs_running'))).toEqual([]);
  expect(without.get(`${PREFIX}worker_slots`)).toBe(8);
  expect(faults).toEqual([expect.objectContaining({ message: 'no list' })]);
  list = () => [];
  expect((await scrape()).get(`${PREFIX}jobs_running{task="micro-scrape"}`)).toBe(0);
});

test('whoever asks for OpenMetrics gets it, with a job and a vehicle as examples; others get the text format', async ({
  start,
}) => {
  const { metrics, events } = start();
  events.emit('job:end', { task: 'micro-scrape', jobId: '4711', outcome: 'success', seconds: 3 });
  const subject = { vehicleId: '0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e', runId: null, jobId: null };
  const verdict = { outcome: 'complete', reason: null, score: 90, marked: true, sinceRequested: 7 } as const;
  events.emit('vehicle:settled', { ...subject, source: 'other', ...verdict });
  const open = await metrics.render('application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.4,*/*;q=0.1');
  expect(open.contentType).toMatch(/^application\/openmetrics-text; version=1.0.0/);
  expect(open.body).toMatch(
    /^micro_scrape_job_duration_seconds_bucket\{le="5",task="micro-scrape"\} 1 # \{job_id="4711"\} 3 \d+/m,
  );
  expect(open.body).toContain(`# {vehicle_id="${subject.vehicleId}"} 7 `);
  // A counter is named without the ending of its series.
  expect(open.body).toMatch(/^# TYPE micro_scrape_job_attempts counter$/m);
  expect(open.body).toMatch(/^micro_scrape_job_attempts_total\{task="micro-scrape",outcome="success"\} 1$/m);
  expect(open.body.endsWith('\n# EOF\n')).toBe(true);
  const text = await metrics.render('text/plain');
  expect(text.contentType).toMatch(/^text\/plain/);
  expect(text.body).toMatch(/^# TYPE micro_scrape_job_attempts_total counter$/m);
  expect(text.body).not.toContain('4711');
});

test('a scrape does not wait for a slow reading: the answer before is shown, and goes when the reading fails', async ({
  database,
  start,
}) => {
  const { scrape } = start();
  expect((await scrape()).get(`${PREFIX}quality_threshold`)).toBe(85);
  const blocker = new pg.Client({ connectionString: database.url });
  await blocker.connect();
  await blocker.query('begin');
  await blocker.query('lock table micro_scrape.vehicle_events in access exclusive mode');
  const later = performance.now() + 16_000;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => later);
  try {
    const series = await scrape();
    expect(series.get(`${PREFIX}quality_threshold`)).toBe(85);
    expect(series.get(`${PREFIX}db_snapshot_success`)).toBe(1);
    await eventually('the reading is given up', async () =>
      (await scrape()).get(`${PREFIX}db_snapshot_success`) === 0 ? true : undefined,
    );
    expect((await scrape()).has(`${PREFIX}quality_threshold`)).toBe(false);
  } finally {
    clock.mockRestore();
    await blocker.end();
  }
});
