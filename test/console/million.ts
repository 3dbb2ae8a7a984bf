/**
 * Every page of the console over a made-up catalogue: `node test/console/million.ts [vehicles] [folder]`, a million by
 * default, some minutes (`npm run console:million`). Ends with 1 when the statements of a page take more than PROMISED_MS together, as
 * the daemon sees them, or when a page is not well in a real browser. MILLION_URL: an empty database to make them up in, of
 * another version for instance.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import pg from 'pg';
import { type Console, createConsole } from '../../src/console/console.ts';
import { createPool } from '../../src/database/pool.ts';
import { migrate } from '../../src/database/schema/migrate.ts';
import { keepHistory } from '../../src/database/statements/history.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.ts';
import { DaemonEvents } from '../../src/events.ts';
import { hasChromium, openBrowser, problemsOf } from './browser.ts';

const PROMISED_MS = 100;
const KEY = 'a-key-of-the-million-that-is-long-enough-0123456789';
const count = Number(process.argv[2] ?? 1_000_000);
/** ID: one of the vehicles. */
const PAGES = [
  '/console',
  '/console/live/overview',
  '/console/sites',
  '/console/sites?show=trouble',
  '/console/sites/host20.example',
  '/console/runs',
  '/console/jobs',
  '/console/jobs?state=failed',
  '/console/trail',
  '/console/trail?target=host20.example',
  '/console/vehicles',
  '/console/vehicles?outcome=blocked',
  '/console/vehicles?outcome=complete&missing=color',
  '/console/vehicles?missing=mileage&score=40-90',
  '/console/vehicles?changed=1h&outcome=exhausted',
  '/console/vehicles?q=maker+7',
  '/console/vehicles?q=nothing+of+the+kind',
  '/console/vehicles?source=nobody.example',
  '/console/vehicles?source=host20.example&outcome=exhausted&missing=vin&score=0-84&changed=30d&q=maker',
  '/console/vehicles/ID',
  '/console/vehicles/ID/evidence',
  '/console/precision',
];
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Without the daemon: the triggers are off, and what they would have made is made up too. */
const MADE_UP = [
  `insert into vehicles (year, make, model, vin, sale_price, mileage, color, engine, transmission, description, discovery_url, created_at)
   select 1960 + n % 60, 'Maker ' || n % 40, 'Model ' || n % 900, case when n % 10 = 0 or n % 7 = 0 then 'WP0AA2991SS' || 100000 + n % 900000 end,
     case when n % 10 = 0 or n % 13 = 0 then 1000 + n % 90000 end, case when n % 4 > 0 then n % 200000 end, 'red', 'V8',
     case when n % 5 > 0 then 'manual' end, case when n % 10 = 0 or n % 3 = 0 then 'A well kept car with many words about it.' end,
     'https://host' || n % 500 || '.example/listing/' || n, now() - n * interval '1 minute' from generate_series(1, ${count}) n`,
  `insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, outcome, reason, requested, handled, requested_at,
     settled_at, next_try_at, waits_at, extractor_version, listed_at)
   select v.id, micro_scrape.score(g.gaps), 0, g.gaps,
     case when k < 35 then 'complete' when k < 80 then 'exhausted' when k < 88 then 'gone' when k < 92 then 'invalid' when k < 94 then 'blocked'
       when k < 98 then 'waiting' else 'pending' end,
     case when k between 35 and 79 then 'lacks vin, price: ' || v.discovery_url || ' says nothing of them; photographs ' || k
       when k between 80 and 87 then 'the listing is gone: HTTP ' || case when k % 2 = 0 then '404' else '410' end when k between 88 and 97 then 'attempt 2 of 5 failed: a page of kind ' || k end,
     case when k >= 98 then 2 else 1 end, 1, now() - random() * interval '9 days', now() - random() * interval '9 days',
     case when k between 92 and 95 then now() + random() * interval '3 days' end,
     case when k between 96 and 97 then 'host' || (v.mileage % 500) || '.example' end, 3, v.created_at
   from vehicles v cross join lateral (select micro_scrape.gaps(v, 0) as gaps offset 0) g
   cross join lateral (select get_byte(uuid_send(v.id), 15) % 100 as k) d`,
  `insert into micro_scrape.hosts (host, interval_ms, last_start_at, last_success_at, failures, failing_since, pause_reason, paused_until, refuses, line, robots_status, robots_fetched_at)
   select 'host' || n || '.example', 1000 * (n % 4), now() - n * interval '1 s', now() - n * interval '10 s', case when n % 20 = 0 then 1 + n % 6 else 0 end,
     case when n % 20 = 0 then now() - interval '3 hours' end, case when n % 20 = 0 then 'HTTP 503' end, case when n % 20 = 0 then now() + interval '20 min' end,
     n % 40 = 0, case when n % 3 = 0 then 'resting' end, 200, now() - interval '2 hours' from generate_series(0, 499) n`,
  `insert into micro_scrape.site_tallies (day, host, what, outcome, count)
   select current_date - d, 'host' || n || '.example', w.what, w.outcome, 1 + (n * d) % 400 from generate_series(0, 499) n, generate_series(0, 29) d,
     (select 'field:' || f as what, o as outcome from unnest(micro_scrape.fields()) f, unnest('{found,absent,selector_miss}'::text[]) o
      union all select 'fetch:' || k, o from unnest('{page,image,robots}'::text[]) k, unnest('{ok,gone,timeout}'::text[]) o) w`,
  `insert into micro_scrape.history (at, outcomes, with_work, settled, reasons, backlog)
   select now() - n * interval '5 minutes' - interval '10 minutes', jsonb_build_object('complete', 300000 - n, 'exhausted', 400000 + n, 'waiting', 5000), 2000, n % 400,
     '{"groups": [], "estimated": false}', '{"groups": [], "estimated": false}' from generate_series(1, 8000) n`,
  `insert into micro_scrape.audit (at, who, what, target, detail) select now() - n * interval '1 min', 'Ada', 'pause site', 'host' || n % 500 || '.example',
     '{"reason": "made up"}' from generate_series(100000, 1, -1) n`,
  `insert into micro_scrape.runs (run_type, batch_size, started_at, status, completed_at, vehicles_analyzed, vehicles_improved)
   select 'triggered', 20, now() - n * interval '1 min', 'completed', now() - n * interval '1 min' + interval '30 s', 20, n % 20 from generate_series(1, 100000) n`,
  `select graphile_worker.add_jobs(array_agg(micro_scrape.job_of(s.vehicle_id, 'work', s.score))) from micro_scrape.vehicle_state s where s.requested > s.handled`,
  `update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'made up: ' || repeat('a long error ', 40) where id % 50 = 0`,
  `insert into micro_scrape.field_sources (vehicle_id, field, value, source_url, method, snippet, confidence, extractor_version, taken_back)
   select v.id, f, 'a ' || f, v.discovery_url, 'label', repeat('words of the page ', 10), 0.9, 3, case when f = 'color' and v.mileage % 500 = 7 then 'rejected' end
   from vehicles v, unnest('{color,engine}'::text[]) f`,
  `insert into micro_scrape.rejections (vehicle_id, field, value, value_key, kind, field_source_id)
   select f.vehicle_id, f.field, f.value, f.value, 'said', f.id from micro_scrape.field_sources f where f.taken_back is not null`,
  'select micro_scrape.recount_states()',
];

/** A folder that keeps what was made up for the next look. */
const kept = process.argv[3];
const dataDir = kept ?? (await mkdtemp(path.join(tmpdir(), 'micro-scrape-console-')));
const elsewhere = process.env.MILLION_URL;
const server =
  elsewhere === undefined
    ? await startEmbeddedPostgres({
        dataDir,
        durable: false,
        settings: { shared_buffers: '512MB', max_wal_size: '4GB' },
      })
    : { url: elsewhere, stop: async () => {} };
const pool = createPool({
  connectionString: server.url,
  role: 'console',
  max: 3,
  onError: (error) => say(error.message),
});
let amiss = 0;
try {
  await migrate({ connectionString: server.url });
  const maker = new pg.Client({ connectionString: server.url });
  await maker.connect();
  await maker.query("set session_replication_role = 'replica'");
  const isMade = (await maker.query('select from vehicles limit 1')).rowCount === 1;
  for (const sql of isMade ? [] : MADE_UP) {
    const began = performance.now();
    await maker.query(sql);
    say(`${(performance.now() - began).toFixed(0).padStart(7)} ms  ${sql.replace(/\s+/g, ' ').slice(0, 90)}`);
  }
  if (!isMade) await maker.query('vacuum analyze');
  const id = String((await maker.query('select id from vehicles order by id offset 1000 limit 1')).rows[0].id);
  await maker.end();
  const began = performance.now();
  await keepHistory(pool);
  say(`the row of the history, written by the reconcile: ${(performance.now() - began).toFixed(0)} ms`);
  await lookAtAll(id);
} finally {
  await pool.end();
  await server.stop();
  if (kept === undefined) await rm(dataDir, { recursive: true, force: true });
}
process.exitCode = amiss > 0 ? 1 : 0;

async function lookAtAll(id: string): Promise<void> {
  const statements: { ms: number; sql: string }[] = [];
  const query = pool.query.bind(pool) as (sql: string, values?: unknown[]) => Promise<pg.QueryResult>;
  const measured = async (sql: string, values?: unknown[]) => {
    const began = performance.now();
    try {
      return await query(sql, values);
    } finally {
      statements.push({ ms: performance.now() - began, sql });
    }
  };
  const watched = Object.assign(Object.create(pool) as pg.Pool, { query: measured });
  const services = { pool: watched, blobs: { get: async () => Buffer.from('') }, configuredInterval: 1 };
  const console = createConsole({ mode: 'full', serviceKeys: [KEY], events: new DaemonEvents(), services });
  const web = Fastify();
  await web.register(console.routes(new AbortController().signal));
  const entered = await web.inject({ url: console.link('') ?? '' });
  const cookie = String([entered.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  // Connections are made before anything is measured.
  await Promise.all([pool.query('select 1'), pool.query('select 1'), pool.query('select 1')]);
  for (const page of PAGES.map((each) => each.replace('ID', id))) {
    const times: number[] = [];
    for (let look = 0; look < 5; look += 1) {
      statements.length = 0;
      const answer = await web.inject({ url: page, headers: { cookie, accept: 'text/html' } });
      if (answer.statusCode !== 200) throw new Error(`${page}: ${answer.statusCode} ${answer.body.slice(-300)}`);
      times.push(statements.reduce((sum, { ms }) => sum + ms, 0));
    }
    const best = Math.min(...times);
    if (best > PROMISED_MS) amiss += 1;
    say(
      `${page.padEnd(60)} ${times.map((ms) => ms.toFixed(0).padStart(5)).join(' ')} ms${best > PROMISED_MS ? '  TOO SLOW' : ''}`,
    );
    const worst = statements.toSorted((a, b) => b.ms - a.ms)[0];
    if (worst !== undefined && best > PROMISED_MS)
      say(`  ${worst.ms.toFixed(0)} ms: ${worst.sql.replace(/\s+/g, ' ').slice(0, 300)}`);
  }
  await walk(web, console, id);
  await web.close();
}

/** Every page as a person sees it: light and dark, wide and on a phone. */
async function walk(web: FastifyInstance, { link }: Pick<Console, 'link'>, id: string): Promise<void> {
  if (!hasChromium) return;
  const origin = await web.listen({ host: '127.0.0.1', port: 0 });
  const { page, complaints, close } = await openBrowser();
  try {
    await page.goto(link(origin) ?? '');
    await page.waitForURL('**/console');
    for (const each of PAGES.filter((path) => !path.includes('/live/'))) {
      await page.goto(origin + each.replace('ID', id));
      const problems = await problemsOf(page, each);
      if (problems.length > 0) amiss += 1;
      say(`${each.padEnd(60)} ${problems.length === 0 ? 'well in the browser' : problems.join('\n  ')}`);
    }
    if (complaints.length > 0) amiss += 1;
    say(complaints.length === 0 ? 'the browser complained of nothing' : complaints.join('\n'));
  } finally {
    await close();
  }
}
