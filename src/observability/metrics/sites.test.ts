/** Sites by name: which have series of their own, what these say, and how many series that makes. */
import pg from 'pg';
import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { type Exposition, parseExposition } from '../../../test/support/exposition.ts';
import { createPool } from '../../database/pool.ts';
import { DaemonEvents } from '../../events.ts';
import { PREFIX } from './catalogue.ts';
import { FETCH_OUTCOMES, WRITTEN_FIELDS, WRITTEN_METHODS } from './labels.ts';
import { createMetrics } from './metrics.ts';
import { SNAPSHOT } from './snapshot-query.ts';

interface Scraped {
  readonly events: DaemonEvents;
  scrape(): Promise<Exposition>;
}

/** The figures of a daemon that does nothing, over a real database. */
async function withMetrics(url: string, work: (metrics: Scraped) => Promise<void>): Promise<void> {
  const events = new DaemonEvents();
  const pool = createPool({ connectionString: url, role: 'metrics', max: 1, onError: () => {} });
  const metrics = createMetrics({
    ...{ events, pool, version: '1.2.3', concurrency: 8, configuredInterval: 1, runningJobs: () => [] },
    store: { blobs: { owner: async () => undefined }, folder: '/' },
    seats: () => ({ free: 4, computing: 0, being_answered: 0, slow_host: 0, recogniser: 0, browser: 0 }),
  });
  try {
    await work({ events, scrape: async () => parseExposition((await metrics.render()).body) });
  } finally {
    metrics.close();
    await pool.end();
  }
}

async function onDatabase(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, query_timeout: 20_000 });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** `n` vehicles of each site of `sites`, a relation of (host, n). */
const waiting = (sites: string) => [
  `insert into vehicles (discovery_url) select 'https://' || host || '/' || i from (${sites}) s (host, n) cross join generate_series(1, n) i`,
  'delete from micro_scrape.vehicle_events',
  `insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, requested, handled)
    select id, 30, 0, '{vin}', 2, 1 from vehicles on conflict do nothing`,
];

/** What happens at a site that is visited, in every way. */
function visit(events: DaemonEvents, source: string): void {
  for (const outcome of FETCH_OUTCOMES) {
    events.emit('fetch:end', { source, host: source, kind: 'page', outcome, seconds: 1, bytes: 1 });
  }
  const values = WRITTEN_FIELDS.flatMap((field) => WRITTEN_METHODS.map((method) => ({ field, method })));
  events.emit('vehicle:filled', { vehicleId: 'v', runId: null, jobId: null, source, values, pointsGained: 10 });
  const outcomes = { vin: 'selector_miss', year: 'found', images: 'absent' } as const;
  events.emit('page:read', { source, host: 'h', kind: 'listing', outcomes, methods: ['label'], seconds: 1 });
}

test('an idle daemon shows at most 1,500 series, and with fifty sites at work at most 2,500', async ({ database }) => {
  await withMetrics(database.url, async ({ scrape }) => {
    const idle = await scrape();

    expect(idle.series.size).toBeGreaterThan(500);
    expect(idle.series.size).toBeLessThanOrEqual(1_500);
  });
  await onDatabase(database.url, ...waiting("select 'www.site' || h || '.example', h from generate_series(1, 50) h"));
  await withMetrics(database.url, async ({ events, scrape }) => {
    await scrape();
    for (let n = 1; n <= 50; n += 1) visit(events, `site${n}.example`);
    const { series } = await scrape();
    expect(series.size).toBeLessThanOrEqual(2_500);
    // The twenty with most waiting vehicles are named, the thirty others are one.
    expect(series.get(`${PREFIX}source_vehicles_waiting{source="site50.example"}`)).toBe(50);
    expect(series.get(`${PREFIX}source_vehicles_waiting{source="site31.example"}`)).toBe(31);
    expect(series.get(`${PREFIX}source_vehicles_waiting{source="site30.example"}`)).toBeUndefined();
    expect(series.get(`${PREFIX}source_vehicles_waiting{source="other"}`)).toBe((30 * 31) / 2);
    expect(series.get(`${PREFIX}source_requests_total{source="site50.example",outcome="gone"}`)).toBe(1);
    expect(series.get(`${PREFIX}source_requests_total{source="other",outcome="gone"}`)).toBe(30);
  });
});

test('a site without an adapter shows its line, its pause with the reason, its failures and its pace; an adapter stands for its hosts', async ({
  database,
}) => {
  await onDatabase(
    database.url,
    ...waiting(
      "values ('dead.example', 7), ('www.slow.example:8080', 3), ('seattle.craigslist.org', 2), ('tampa.craigslist.org', 2)",
    ),
    `insert into micro_scrape.hosts (host, failures, refuses, failing_since, paused_until, held_until, interval_ms) values
      ('dead.example', 6, false, now() - interval '13 minutes', now() + interval '8 minutes', null, 1000),
      ('refusing.example', 2, true, now() - interval '1 hour', now() + interval '6 hours', null, 1000),
      ('asking.example', 0, false, null, now() + interval '1 minute', null, 1000),
      ('tampa.craigslist.org', 0, false, null, null, 'infinity', 5000)`,
    `update micro_scrape.vehicle_state s set handled = requested, outcome = 'waiting', waits_at = 'dead.example'
      from vehicles v where v.id = s.vehicle_id and v.discovery_url like '%dead%'`,
  );
  await withMetrics(database.url, async ({ scrape }) => {
    const { series } = await scrape();
    const of = (name: string) => series.get(PREFIX + name);
    expect(of('source_vehicles_waiting{source="dead.example"}')).toBe(7);
    expect(of('source_vehicles_waiting{source="slow.example:8080"}')).toBe(3);
    expect(of('source_vehicles_waiting{source="craigslist"}')).toBe(4);
    expect(of('source_failures{source="dead.example"}')).toBe(6);
    expect(of('source_failing_seconds{source="dead.example"}')).toBeGreaterThanOrEqual(780);
    expect(of('source_hosts_paused{source="dead.example",reason="unreachable"}')).toBe(1);
    expect(of('source_hosts_paused{source="refusing.example",reason="refused"}')).toBe(1);
    expect(of('source_hosts_paused{source="asking.example",reason="asked"}')).toBe(1);
    expect(of('source_hosts_paused{source="craigslist",reason="held"}')).toBe(1);
    expect(of('source_hosts_paused{source="slow.example:8080",reason="held"}')).toBe(0);
    expect(of('source_pace_seconds{source="craigslist"}')).toBe(5);
  });
});

test('of more than ten thousand waiting vehicles the sites are estimated from a share', async ({ database }) => {
  await onDatabase(database.url, ...waiting("values ('a.example', 9000), ('b.example', 3000)"));
  await withMetrics(database.url, async ({ scrape }) => {
    const { series } = await scrape();
    const a = series.get(`${PREFIX}source_vehicles_waiting{source="a.example"}`) ?? 0;
    const b = series.get(`${PREFIX}source_vehicles_waiting{source="b.example"}`) ?? 0;
    expect(a).toBeGreaterThan(6_000);
    expect(a).toBeLessThan(12_000);
    expect(a + b).toBeGreaterThan(9_000);
    expect(a + b).toBeLessThan(15_000);
  });
  expect(SNAPSHOT).toContain('tablesample');
});

test('the time to clear the backlog is that of the site that sets the pace, as status says; without a daemon it is never', async ({
  database,
}) => {
  await onDatabase(
    database.url,
    ...waiting("values ('slow.example', 40), ('quick.example', 2)"),
    "insert into micro_scrape.hosts (host, interval_ms) values ('slow.example', 5000), ('quick.example', 1000)",
  );
  const shown = ({ series }: Exposition) => ({
    seconds: series.get(`${PREFIX}backlog_clear_seconds`),
    limits: [...series]
      .filter(([name, value]) => name.startsWith(`${PREFIX}backlog_limit`) && value === 1)
      .map(([name]) => /by="(\w+)"/.exec(name)?.[1]),
  });
  await withMetrics(database.url, async ({ scrape }) => {
    expect(shown(await scrape())).toEqual({ seconds: Number.POSITIVE_INFINITY, limits: ['no_daemon'] });
  });
  await onDatabase(
    database.url,
    `insert into micro_scrape.daemons (id, hostname, pid, beat_at) values (gen_random_uuid(), 'x', 1, now() + interval '1 hour')`,
  );
  await withMetrics(database.url, async ({ scrape }) => {
    expect(shown(await scrape())).toEqual({ seconds: 200, limits: ['site'] });
  });
});
