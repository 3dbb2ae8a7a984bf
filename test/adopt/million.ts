/**
 * Adopts a large catalogue while others write to it, and holds what it sees against the promises of docs/adopting.md:
 * `node test/adopt/million.ts [vehicles]`; a million takes about ten minutes. Ends with 1 when a promise is not kept.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../../src/database/schema/migrate.ts';
import { adoptAllVehicles } from '../../src/database/statements/adopt-vehicles.ts';
import {
  countKnown,
  countSettled,
  countVehicles,
  findBacklog,
  findFailing,
  findWaiting,
} from '../../src/database/statements/catalogue-overview.ts';
import { drain } from '../../src/database/statements/drain.ts';
import { countQueue } from '../../src/database/statements/queue-overview.ts';
import { reconcile } from '../../src/database/statements/reconcile.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.ts';
import { SNAPSHOT } from '../../src/observability/metrics/snapshot-query.ts';
import { command } from '../cli/command.ts';
import { connect, logReader, startWriters, TELLING } from './contention.ts';

/** Lines of a kind about one part of the work. */
const SHOWN = 8;
const PROMISED = { statementMs: 2_000, lockWaitMs: 200, lookMs: 1_000 };

const CATALOGUE = `
  create table vehicles (id uuid primary key default gen_random_uuid(), year integer, make text, model text, vin text, sale_price numeric,
    mileage integer, color text, engine text, transmission text, description text, discovery_url text, origin_metadata jsonb,
    status text, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
  create table vehicle_images (id uuid primary key default gen_random_uuid(), vehicle_id uuid not null, image_url text)`;
/** One in ten complete, the others with some of the usual gaps. */
const VEHICLES = `
  insert into vehicles (year, make, model, vin, sale_price, mileage, color, engine, transmission, description, discovery_url, origin_metadata, created_at)
  select 1960 + n % 60, 'Maker ' || n % 40, 'Model ' || n % 900, case when n % 10 = 0 or n % 7 = 0 then 'WP0AA2991SS' || 100000 + n % 900000 end,
    case when n % 10 = 0 or n % 13 = 0 then 1000 + n % 90000 end, n % 200000, 'red', 'V8', 'manual',
    case when n % 10 = 0 or n % 3 = 0 then repeat('A well kept car with many words about it. ', 12) end,
    'https://host' || n % 50 || '.example/listing/' || n, jsonb_build_object('image_urls', jsonb_build_array('https://img.example/' || n || '.jpg'), 'note', n),
    now() - n * interval '1 minute'
  from generate_series($1::int, $2::int) n`;
const IMAGES = `
  insert into vehicle_images (vehicle_id, image_url) select v.id, 'https://img.example/' || g from vehicles v cross join generate_series(1, 5) g
  where v.vin is not null and v.sale_price is not null`;
/** A catalogue some weeks later: half of the vehicles have been visited and rest for a reason, many of them for a time. */
const VISITED = `
  update micro_scrape.vehicle_state set handled = requested, outcome = 'exhausted', settled_at = now() - random() * interval '3 days',
    reason = 'lacks vin, price: https://cars.example/' || vehicle_id || ' says nothing',
    next_try_at = case when random() < 0.5 then now() + random() * interval '3 days' end
  where vehicle_id in (select vehicle_id from micro_scrape.vehicle_state where requested > handled and vehicle_id > $1 order by vehicle_id limit 2000)
    and get_byte(uuid_send(vehicle_id), 15) < 140
  returning (select max(vehicle_id::text) from (select vehicle_id from micro_scrape.vehicle_state
    where requested > handled and vehicle_id > $1 order by vehicle_id limit 2000) t) as last`;

const say = (line: string) => process.stdout.write(`${line}\n`);
const count = Number(process.argv[2] ?? 1_000_000);
const dataDir = await mkdtemp(path.join(tmpdir(), 'micro-scrape-million-'));
const server = await startEmbeddedPostgres({
  dataDir,
  durable: true,
  settings: { ...TELLING, shared_buffers: '512MB', max_wal_size: '4GB' },
});
const readLog = logReader(path.join(dataDir, 'server.log'));
const bench = await connect(server.url, 'bench');
/** Everything that a daemon or a command would ask. */
const ours = await connect(server.url, 'micro-scrape of the test');
const broken: string[] = [];
const longest = { statement: 0, lockWait: 0, look: 0, write: 0 };

/** Runs one part of the work with writers beside it, and says who waited for what. */
async function phase(
  name: string,
  writers: Awaited<ReturnType<typeof startWriters>>,
  work: () => Promise<string>,
): Promise<void> {
  writers.take();
  const started = performance.now();
  const said = await work();
  const seconds = (performance.now() - started) / 1000;
  const { writes, explained } = writers.take();
  const slowest = Math.max(0, ...writes.map(({ ms }) => ms));
  longest.write = Math.max(longest.write, slowest);
  say(
    `${name.padEnd(30)} ${seconds.toFixed(2).padStart(8)} s   ${writes.length} writes beside it, the longest ${slowest.toFixed(0)} ms   ${said}`,
  );
  for (const line of explained.slice(0, SHOWN)) say(`    long write        ${line}`);
  if (explained.length > SHOWN) say(`    and ${explained.length - SHOWN} more writes over 200 ms`);
  const { slow, lockWaits } = await readLog();
  for (const { by, ms, text } of slow) {
    say(`    slow statement    ${ms.toFixed(0)} ms by ${by}: ${text.slice(0, 110)}`);
    if (!by.startsWith('micro-scrape')) continue;
    longest.statement = Math.max(longest.statement, ms);
    if (ms > PROMISED.statementMs)
      broken.push(`a statement of ours took ${ms.toFixed(0)} ms (${name}): ${text.slice(0, 80)}`);
  }
  for (const { by, ms, lock } of lockWaits) {
    say(`    wait for a lock   ${ms.toFixed(0)} ms by ${by}: ${lock}`);
    if (!by.startsWith('writer')) continue;
    longest.lockWait = Math.max(longest.lockWait, ms);
    if (ms > PROMISED.lockWaitMs) broken.push(`a writer waited ${ms.toFixed(0)} ms for ${lock} (${name})`);
  }
}

/** The longest of three, which must not take a second. */
async function look(what: string, run: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  const slowest = Math.max(...times);
  longest.look = Math.max(longest.look, slowest);
  if (slowest > PROMISED.lookMs) broken.push(`${what} took ${slowest.toFixed(0)} ms`);
  return `${times.map((ms) => ms.toFixed(0)).join(', ')} ms`;
}

async function lookAtAll(when: string, writers: Awaited<ReturnType<typeof startWriters>>): Promise<void> {
  say(when);
  const seen = await countKnown(ours);
  const looks: Readonly<Record<string, () => Promise<unknown>>> = {
    'the view, 20 worst': () => ours.query('select * from vehicles_needing_micro_scrape limit 20'),
    'figures for /metrics': () => ours.query(SNAPSHOT),
    'status: sizes': () => countKnown(ours),
    'status: vehicles': () => countVehicles(ours, seen),
    'status: queue': () => countQueue(ours),
    'status: waiting': () => findWaiting(ours, seen, 8),
    'status: failing': () => findFailing(ours, { ...seen, with_error: 0 }, 8),
    'status: backlog': () => findBacklog(ours, seen),
    'status: settled lately': () => countSettled(ours, 300),
    'waking what is due': () => ours.query('select micro_scrape.wake_due(500)'),
  };
  for (const [what, run] of Object.entries(looks))
    await phase(`  ${what}`, writers, () => look(`${what} (${when})`, run));
  await phase(
    '  the command `status`',
    writers,
    async () => `ends with ${(await command(['status'], { DATABASE_URL: server.url })).code}`,
  );
}

try {
  await bench.query(CATALOGUE);
  for (let from = 1; from <= count; from += 100_000)
    await bench.query(VEHICLES, [from, Math.min(count, from + 99_999)]);
  await bench.query(IMAGES);
  await bench.query('analyze');
  const { rows } = await bench.query(
    'select (select count(*)::int from vehicles) as v, (select count(*)::int from vehicle_images) as i',
  );
  say(`${rows[0].v} vehicles, ${rows[0].i} images`);
  await readLog();

  const writers = await startWriters(server.url);
  try {
    await phase('nothing else', writers, async () => {
      await ours.query('select pg_sleep(0.4)');
      return '';
    });
    await phase(
      'migrate',
      writers,
      async () => `${(await migrate({ connectionString: server.url })).applied.length} steps`,
    );
    await phase(
      'migrate again',
      writers,
      async () => `${(await migrate({ connectionString: server.url })).applied.length} steps`,
    );
    await phase('adopt', writers, async () => {
      let longestBatch = 0;
      let vehicles = 0;
      let begun = performance.now();
      for await (const { taken } of adoptAllVehicles(ours)) {
        longestBatch = Math.max(longestBatch, performance.now() - begun);
        vehicles += taken;
        // What the writers did meanwhile, as the dispatcher takes it; two writers always leave something to take.
        await drain(ours, 500);
        begun = performance.now();
      }
      return `${vehicles} vehicles, longest batch ${longestBatch.toFixed(0)} ms`;
    });
    await lookAtAll('Just adopted:', writers);
    for (let i = 1; i <= 2; i += 1) {
      await phase(`reconcile ${i}`, writers, async () => JSON.stringify(await reconcile(ours)));
    }
    for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
      const { rows: done } = await bench.query(VISITED, [last]);
      if (done[0] === undefined) break;
      last = done[0].last;
    }
    // What was changed over weeks here came within a minute; autovacuum has had no time for it.
    await bench.query('vacuum analyze micro_scrape.vehicle_state');
    await bench.query('vacuum micro_scrape.state_count_changes');
    await lookAtAll('Half of them visited:', writers);
  } finally {
    await writers.stop();
  }
  say(
    `\nlongest statement of ours over 0.5 s: ${longest.statement.toFixed(0)} ms (promised ${PROMISED.statementMs}); longest wait of a writer for a lock over 0.1 s: ` +
      `${longest.lockWait.toFixed(0)} ms (promised ${PROMISED.lockWaitMs}); longest look ${longest.look.toFixed(0)} ms (promised ${PROMISED.lookMs}); ` +
      `longest write whatever held it up: ${longest.write.toFixed(0)} ms`,
  );
  for (const line of broken) say(`NOT KEPT: ${line}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
} finally {
  await Promise.all([bench.end(), ours.end()]);
  await server.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
}
