/**
 * Adopts a large catalogue while others write to it, and prints how long each of them waited and which statements were
 * slow: `node test/adopt/million.ts [vehicles]` (a million takes about four minutes).
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/db/embedded/embedded-postgres.ts';
import { migrate } from '../../src/db/migrate.ts';
import { adoptVehicles } from '../../src/db/statements/adopt-vehicles.ts';
import { countVehicles, findBacklog, findFailing, findWaiting } from '../../src/db/statements/catalogue-overview.ts';
import { dispatchEvents } from '../../src/db/statements/dispatch-events.ts';
import { countQueue } from '../../src/db/statements/queue-overview.ts';
import { reconcile } from '../../src/db/statements/reconcile.ts';
import { wakeDue } from '../../src/db/statements/wake-due.ts';
import { SNAPSHOT } from '../../src/metrics/snapshot-query.ts';

/** Statements that take longer are printed, whoever sent them. */
const SLOW_MS = 500;

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

/** The longest waits of somebody who writes to the catalogue all the time, in ms. */
interface Waits {
  update: number;
  insert: number;
  image: number;
  writes: number;
}

async function connect(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: name });
  await client.connect();
  return client;
}

/** Writes as other applications do, one statement after the other, until stopped. */
async function startWriter(url: string) {
  const client = await connect(url, 'writer');
  let waits: Waits = { update: 0, insert: 0, image: 0, writes: 0 };
  let stopped = false;
  const timed = async (kind: 'update' | 'insert' | 'image', sql: string) => {
    const started = performance.now();
    await client.query(sql);
    waits[kind] = Math.max(waits[kind], performance.now() - started);
    waits.writes += 1;
  };
  const running = (async () => {
    while (!stopped) {
      // Any row, found by its key as an application has it.
      await timed(
        'update',
        `update vehicles set status = 'seen', mileage = coalesce(mileage, 0) + 1
         where id = (select id from vehicles where id >= gen_random_uuid() order by id limit 1)`,
      );
      await timed(
        'insert',
        `insert into vehicles (discovery_url) values ('https://cars.example/' || gen_random_uuid())`,
      );
      await timed(
        'image',
        `insert into vehicle_images (vehicle_id, image_url) select id, 'https://img.example/new.jpg' from vehicles where id >= gen_random_uuid() order by id limit 1`,
      );
    }
  })();
  return {
    /** What was seen since the last time. */
    take(): Waits {
      const taken = waits;
      waits = { update: 0, insert: 0, image: 0, writes: 0 };
      return taken;
    },
    async stop(): Promise<void> {
      stopped = true;
      await running;
      await client.end();
    },
  };
}

const count = Number(process.argv[2] ?? 1_000_000);
const dataDir = await mkdtemp(path.join(tmpdir(), 'micro-scrape-million-'));
const server = await startEmbeddedPostgres({
  dataDir,
  durable: true,
  settings: { log_min_duration_statement: String(SLOW_MS), shared_buffers: '512MB', max_wal_size: '4GB' },
});
const client = await connect(server.url, 'bench');
const say = (line: string) => process.stdout.write(`${line}\n`);
let seen = 0;

/** Runs one part of the work with a writer beside it. */
async function phase(name: string, writer: { take(): Waits }, work: () => Promise<string>): Promise<void> {
  writer.take();
  const started = performance.now();
  const said = await work();
  const { update, insert, image, writes } = writer.take();
  const rounded = [update, insert, image].map((ms) => ms.toFixed(0).padStart(5)).join(' ');
  say(
    `${name.padEnd(34)} ${((performance.now() - started) / 1000).toFixed(2).padStart(8)} s   longest wait (update, insert, image) ${rounded} ms of ${writes} writes   ${said}`,
  );
  const log = await readFile(path.join(dataDir, 'server.log'), 'utf8');
  const slow = [...log.slice(seen).matchAll(/duration: ([\d.]+) ms {2}\w+[^:]*: ([^\n]*)/g)];
  seen = log.length;
  for (const [, ms, text = ''] of slow)
    say(`    slow statement ${Number(ms).toFixed(0).padStart(6)} ms  ${text.trim().slice(0, 120)}`);
}

/** The longest of several runs of one statement. */
async function longest(times: number, run: () => Promise<unknown>): Promise<string> {
  let ms = 0;
  for (let i = 0; i < times; i += 1) {
    const started = performance.now();
    await run();
    ms = Math.max(ms, performance.now() - started);
  }
  return `longest of ${times}: ${ms.toFixed(0)} ms`;
}

try {
  await client.query(CATALOGUE);
  for (let from = 1; from <= count; from += 100_000) {
    await client.query(VEHICLES, [from, Math.min(count, from + 99_999)]);
  }
  await client.query(IMAGES);
  await client.query('analyze');
  seen = (await readFile(path.join(dataDir, 'server.log'), 'utf8')).length;
  const { rows } = await client.query(
    'select (select count(*)::int from vehicles) as v, (select count(*)::int from vehicle_images) as i',
  );
  say(`${rows[0].v} vehicles, ${rows[0].i} images`);

  const writer = await startWriter(server.url);
  try {
    await phase('nothing else', writer, () => longest(20, () => client.query('select pg_sleep(0.1)')));
    await phase(
      'migrate',
      writer,
      async () => `${(await migrate({ connectionString: server.url })).applied.length} steps`,
    );
    await phase(
      'migrate again',
      writer,
      async () => `${(await migrate({ connectionString: server.url })).applied.length} steps`,
    );
    await phase('adopt', writer, async () => {
      let longestBatch = 0;
      let vehicles = 0;
      for (let finished = false; !finished; ) {
        const started = performance.now();
        const batch = await adoptVehicles(client, 250);
        longestBatch = Math.max(longestBatch, performance.now() - started);
        finished = batch.finished;
        vehicles += batch.taken;
        // As the dispatcher does: new events go first.
        while ((await dispatchEvents(client, 500)).taken > 0);
      }
      return `${vehicles} vehicles, longest batch ${longestBatch.toFixed(0)} ms`;
    });
    await client.query('analyze');
    for (let i = 1; i <= 2; i += 1) {
      await phase(`reconcile ${i}`, writer, async () => JSON.stringify(await reconcile(client)));
    }
    const view = 'select * from vehicles_needing_micro_scrape limit 20';
    await phase('view, 20 worst', writer, () => longest(3, () => client.query(view)));
    await phase('figures', writer, () => longest(3, () => client.query(SNAPSHOT)));
    await phase('wake_due', writer, () => longest(3, () => wakeDue(client, 500)));
    await phase('queue overview', writer, () => longest(3, () => countQueue(client)));
    await phase('status: vehicles', writer, () => longest(3, () => countVehicles(client)));
    await phase('status: waiting', writer, () => longest(3, () => findWaiting(client, 10)));
    await phase('status: failing', writer, () => longest(3, () => findFailing(client, 10)));
    await phase('status: backlog', writer, () => longest(3, () => findBacklog(client)));
  } finally {
    await writer.stop();
  }
} finally {
  await client.end();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
}
