/**
 * What a daemon takes of its machine, as an operator starts it: memory when it has nothing to do and at the peak of a
 * backlog, processor time and modules of a start. Vehicles have their VINs, so that no photograph is read for one.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { isVehicleListing, siteHosts } from '../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../examples/demo/site/listings.ts';
import { type LocalServer, serveLocally } from '../examples/demo/site/local-server.ts';
import { startSampleSite } from '../examples/demo/site/sample-site.ts';
import { migrate } from '../src/database/schema/migrate.ts';
import { startEmbeddedPostgres } from '../src/embedded-postgres/embedded-postgres.ts';
import { type DaemonProcess, startDaemonProcess } from '../test/chaos/daemon-process.ts';
import { residentMb, startBare, statusMb } from './memory-of.ts';
import { processorSeconds } from './processor-time.ts';
import { type BenchOptions, type Row, row } from './row.ts';

/** Of 100 vehicles, those that have no photographs yet. */
const WITHOUT_PHOTOS = 14;
const SEATS = '8';
/** Memory is looked at so often; whether all is done, at one of ten of these moments. */
const LOOK_EVERY_MS = 20;
const ASK_EVERY = 10;
const LARGE_BYTES = 1_000_000;
const MODULES_FILE = 'MEMORY_BENCH_MODULES';

/** Loaded into a daemon, it tells which modules each of its threads loads. */
const COUNT = `data:text/javascript,${encodeURIComponent(`
  import { appendFileSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  import { threadId } from 'node:worker_threads';
  registerHooks({
    load(url, context, next) {
      if (!url.startsWith('node:')) appendFileSync(process.env.${MODULES_FILE}, threadId + ' ' + url + '\\n');
      return next(url, context);
    },
  });`)}`;

/** `idleMs`: after that connections are closed and what the start has left is gone; `restMs`: also the first reader. */
const WHOLE = { vehicles: 2_000, large: 300, restMs: 100_000, idleMs: 60_000 };
const QUICK = { vehicles: 200, large: 30, restMs: 40_000, idleMs: 5_000 };
/** Pages are read in so many processes. */
const READERS = 2;
/** Of pg's other client, which looks for a library that is not there, nothing is left in memory. */
const LIBRARY = /node_modules\/(?!pg\/lib\/native).*[.][cm]?js$/;
const BARE = 'Node with the same libraries';

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const { vehicles, large, restMs, idleMs } = quick ? QUICK : WHOLE;
  const { modules, bare, ...started } = await start(restMs);
  say(`a start: idle ${started.idle.toFixed(0)} MB, bare Node ${bare.toFixed(0)} MB`);
  const libraries = modules.filter((url) => LIBRARY.test(url));
  const small = await backlog(vehicles, 0, idleMs);
  say(`${vehicles} vehicles: peak ${small.peak.toFixed(0)} MB, bare parsers ${small.bare.toFixed(0)} MB`);
  const big = await backlog(large, LARGE_BYTES, idleMs);
  say(`${large} vehicles of 1 MB: peak ${big.peak.toFixed(0)} MB, bare parsers ${big.bare.toFixed(0)} MB`);
  const rows = (what: string, seen: Awaited<ReturnType<typeof backlog>>, atMost: number) => [
    row(`peak in a backlog of ${what}`, 'MB', [seen.peak], {
      floor: { what: `${BARE}, and ${READERS} that parse the pages`, samples: [bare + seen.bare] },
      atMost,
    }),
    row('each process at its own peak', 'MB', [seen.peaks]),
    row('of that backlog settled', 'a second', [seen.perSecond]),
    row('resident, idle after it', 'MB', [seen.idle]),
  ];
  return [
    row('processor time of a start', 's', started.cpu, { atMost: 1.4 }),
    row('modules of a start', '', [modules.length], {
      ...{ floor: { what: 'of libraries', samples: [libraries.length] }, atMost: 800 },
    }),
    row('resident after a start', 'MB', [started.resident]),
    row('resident, idle', 'MB', [started.idle], { floor: { what: BARE, samples: [bare] }, atMost: 150 }),
    ...rows(`${vehicles}, pages of 22 KB`, small, 400),
    ...rows(`${large}, pages of 1 MB`, big, 500),
  ];
}

async function start(restMs: number) {
  return inWorld(0, async ({ daemon }) => {
    const modules = join(tmpdir(), `micro-scrape-modules-${process.pid}`);
    try {
      await daemon({}).then((first) => first.kill());
      const counted = await daemon({ [MODULES_FILE]: modules }, ['--import', COUNT]);
      await counted.kill();
      // A daemon begins twice (src/runtime/small-process.ts); in its main thread, which has the number 0.
      const lines = [...new Set((await readFile(modules, 'utf8')).trim().split('\n'))];
      const loaded = lines.filter((line) => line.startsWith('0 ')).map((line) => line.slice(2));
      const times: number[] = [];
      for (let n = 0; n < 4; n += 1) {
        const quick = await daemon({});
        times.push(await processorSeconds(quick.pid));
        await quick.kill();
      }
      const resting = await daemon({});
      const resident = await residentMb(resting.pid);
      const bare = await startBare({ modules: loaded.filter((url) => LIBRARY.test(url)) });
      try {
        await wait(restMs);
        const idle = await residentMb(resting.pid);
        return { cpu: times, modules: loaded, resident, idle, bare: await residentMb(bare.pid) };
      } finally {
        await bare.kill();
      }
    } finally {
      await rm(modules, { force: true });
    }
  });
}

/** @param bytes of a page at least; 0 as the sample site has them */
async function backlog(vehicles: number, bytes: number, idleMs: number) {
  return inWorld(bytes, async ({ client, site, daemon }) => {
    await migrate({ connectionString: client.url });
    await insert(client.client, vehicles, site.origin);
    const running = await daemon({ FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(',') });
    const began = performance.now();
    let peak = 0;
    for (let look = 0; ; look++) {
      peak = Math.max(peak, await residentMb(running.pid));
      if (look % ASK_EVERY === 0) {
        const { rows } = await client.client.query(
          'select count(*)::int as n from micro_scrape.vehicle_state where requested = handled and not rate_limited',
        );
        if (rows[0]?.n === vehicles) break;
      }
      await wait(LOOK_EVERY_MS);
    }
    const seconds = (performance.now() - began) / 1000;
    const peaks = await statusMb(running.pid, 'VmHWM');
    await wait(idleMs);
    const page = await (await fetch(site.origin + LISTINGS[0]?.path)).text();
    return {
      peak,
      peaks,
      perSecond: vehicles / seconds,
      idle: await residentMb(running.pid),
      bare: await parsersMb(page, vehicles),
    };
  });
}

/** The peaks of processes that do nothing but parse as many pages. */
async function parsersMb(page: string, pages: number): Promise<number> {
  const times = pages / READERS;
  const parsers = await Promise.all(Array.from({ length: READERS }, () => startBare({ modules: [], page, times })));
  try {
    const peaks = await Promise.all(parsers.map(({ pid }) => statusMb(pid, 'VmHWM')));
    return peaks.reduce((sum, mb) => sum + mb, 0);
  } finally {
    for (const parser of parsers) await parser.kill();
  }
}

interface World {
  readonly client: { readonly client: pg.Client; readonly url: string };
  readonly site: LocalServer;
  daemon(env: Record<string, string>, node?: readonly string[]): Promise<DaemonProcess>;
}

async function inWorld<T>(bytes: number, work: (world: World) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-memory-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false });
  const client = new pg.Client({ connectionString: postgres.url });
  const site = await startSite(bytes);
  const daemons: DaemonProcess[] = [];
  try {
    await client.connect();
    return await work({
      client: { client, url: postgres.url },
      site,
      daemon: async (env, node = []) => {
        const options = { databaseUrl: postgres.url, blobs: join(folder, 'blobs'), siteHost: '' };
        const daemon = await startDaemonProcess({ ...options, node, env: { CONCURRENCY: SEATS, ...env } });
        daemons.push(daemon);
        return daemon;
      },
    });
  } finally {
    for (const daemon of daemons) await daemon.kill();
    await client.end();
    await site.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The sample site, its pages brought to a size by other offers and data for scripts, half and half. */
async function startSite(bytes: number): Promise<LocalServer & { close(): Promise<void> }> {
  const sample = await startSampleSite();
  const made = new Map<string, Promise<{ type: string; body: Buffer }>>();
  const make = async (path: string) => {
    const response = await fetch(sample.origin + path);
    const type = response.headers.get('content-type') ?? '';
    const body = Buffer.from(await response.arrayBuffer());
    if (!type.startsWith('text/html')) return { type, body };
    const text = body.toString().replaceAll(sample.origin, front.origin);
    return { type, body: Buffer.from(text.replace('</body>', `${filler(bytes - body.length)}</body>`)) };
  };
  const lastModified = new Date();
  const front = await serveLocally(async ({ url }) => {
    const making = made.get(url.pathname) ?? make(url.pathname);
    made.set(url.pathname, making);
    return { status: 200, lastModified, ...(await making) };
  });
  return { ...front, close: () => front.close().then(() => sample.close()) };
}

function filler(bytes: number): string {
  const offers: string[] = [];
  const data: object[] = [];
  for (let size = 0, n = 0; size < bytes; n += 1) {
    const name = `Offer ${n} of a neighbour, with a name of its own`;
    const offer = `<li class="card card-${n % 7}"><a href="/offers/${n}"><img src="/thumbs/${n}.jpg" alt=""><span>${name}</span></a></li>`;
    const entry = { id: n, name, url: `/offers/${n}`, tags: ['neighbour', 'offer', String(n % 13)], seen: n * 7 };
    offers.push(offer);
    data.push(entry);
    size += offer.length + JSON.stringify(entry).length;
  }
  return `<aside class="related"><ul>${offers.join('\n')}</ul></aside><script>window.related = ${JSON.stringify(data)}</script>`;
}

const LISTINGS = SAMPLE_LISTINGS.filter(isVehicleListing).filter(({ truth }) => truth.vin !== null);

/** Each a vehicle that the sample site knows, with its VIN; most have a photograph. */
async function insert(client: pg.Client, vehicles: number, origin: string): Promise<void> {
  const rows = Array.from({ length: vehicles }, (_, n) => {
    const listing = LISTINGS[n % LISTINGS.length];
    // One host has half of the seats.
    const host = n % 2 === 0 ? '127.0.0.1' : 'localhost';
    return {
      url: `${origin.replace('127.0.0.1', host)}${listing?.path}?n=${n}`,
      vin: listing?.truth.vin ?? null,
      photo: n % 100 >= WITHOUT_PHOTOS,
    };
  });
  await client.query(
    `with given as (select * from jsonb_to_recordset($1) as r (url text, vin text, photo boolean)),
       put as (insert into vehicles (discovery_url, vin) select url, vin from given returning id, discovery_url)
     insert into vehicle_images (vehicle_id, image_url, storage_path, file_hash, file_size, mime_type, position, is_primary)
     select id, url || '/given', 'given', 'given', 1, 'image/jpeg', 0, true from put join given on url = discovery_url where photo`,
    [JSON.stringify(rows)],
  );
}
