/**
 * Hostile vehicles beside good ones in a real daemon: a process as operators run it, kept on this machine.
 * Invariant: what is measured is the daemon's own: its memory as the kernel counts it, its event loop as it reports it, and
 * the time in which 200 good vehicles are complete, alone and with 20 hostile ones first and last.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type DaemonProcess, startDaemonProcess } from '../chaos/daemon-process.ts';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { numberedCarPage } from '../site/cars.ts';
import { eventually } from '../support/eventually.ts';
import { type Site, startHostileSite } from '../support/hostile-site.ts';
import type { Case, Kind } from './case.ts';
import type { DatabaseKeeper } from './database.ts';
import { say } from './report.ts';

const GOOD = 200;
const GOOD_SITES = 5;
/** Each time is measured so often, and the shortest counts: whatever else the machine does only adds to it. */
const TRIALS = 2;
const PATIENCE_MS = 240_000;
const MOST_MEMORY_MB = 512;
const MOST_LAG_MS = 200;
const MOST_RATIO = 1.5;

const HTML = { 'content-type': 'text/html' };
const drip = (type: string) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': type });
  const timer = setInterval(() => response.write(' '), 500);
  response.once('close', () => clearInterval(timer));
};
const page = (html: string) => (response: ServerResponse) => response.writeHead(200, HTML).end(html);

/** One site a vehicle, each with its own way to do harm. */
const WAYS: readonly ((response: ServerResponse, origin: string) => void)[] = [
  drip('text/html'),
  drip('text/html'),
  () => undefined,
  (response) => response.writeHead(200, { ...HTML, 'content-encoding': 'gzip' }).end(BOMB),
  (response) => response.writeHead(200, HTML).write(Buffer.alloc(4_900_000, '<li>a')),
  page('<div>'.repeat(900_000)),
  page(`<script type="application/ld+json">${'['.repeat(4_000_000)}</script>`),
  page(`<p>${'$1,'.repeat(1_600_000)}</p>`),
  page(`<div ${'a=b '.repeat(1_200_000)}>`),
  page(`<title>${'1995 Porsche 911 '.repeat(250_000)}</title>`),
  (response, origin) => page(numberedCarPage(999_001, photographs(origin, 'drip')))(response),
  (response, origin) => page(numberedCarPage(999_002, photographs(origin, 'drip')))(response),
  (response, origin) => page(numberedCarPage(999_003, photographs(origin, 'bomb')))(response),
  (response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  (response) => response.writeHead(302, { location: 'http://127.0.0.1:5432/' }).end(),
  (response) => response.writeHead(429, { 'retry-after': '86400' }).end(),
];
const BOMB = gzipSync(Buffer.alloc(100_000_000));
/** And names that no name server ever answers for. */
const SILENT_NAMES = 4;
const photographs = (origin: string, kind: string): string[] =>
  Array.from({ length: 8 }, (_, n) => `${origin}/photograph/${kind}/${n}.jpg`);

function startWay(way: (response: ServerResponse, origin: string) => void): Promise<Site> {
  const photograph = Object.fromEntries(
    Array.from({ length: 8 }, (_, n) => [
      [`/photograph/drip/${n}.jpg`, drip('image/jpeg')] as const,
      [
        `/photograph/bomb/${n}.jpg`,
        (response: ServerResponse) =>
          response.writeHead(200, { 'content-type': 'image/jpeg', 'content-encoding': 'gzip' }).end(BOMB),
      ] as const,
    ]).flat(),
  );
  return startHostileSite({
    ...photograph,
    '/car': (response, request) => way(response, `http://${request.headers.host}`),
  });
}

interface Measured {
  readonly alone: number;
  readonly first: number;
  readonly last: number;
  readonly memoryMb: number;
  readonly lagMs: number;
  readonly unexplained: readonly string[];
  readonly strays: string;
}

async function measure(databases: DatabaseKeeper): Promise<Measured> {
  const { url, pool } = await databases.open();
  const undo: (() => Promise<unknown> | unknown)[] = [];
  try {
    const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-beside-'));
    undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const silent: Socket = createSocket('udp4');
    silent.bind(0, '127.0.0.1');
    await once(silent, 'listening');
    undo.push(() => silent.close());
    // Sites of their own each time: what a daemon knows of a host helps it.
    const hostile = await Promise.all(Array.from({ length: 2 * TRIALS }, () => Promise.all(WAYS.map(startWay))));
    const good = await Promise.all(Array.from({ length: GOOD_SITES }, () => startBehaviourSite()));
    undo.push(() => Promise.all([...hostile.flat(), ...good].map((site) => site.close())));
    const strays = join(folder, 'strays');
    const daemon = await startDaemonProcess({
      databaseUrl: url,
      blobs: join(folder, 'blobs'),
      siteHost: [...hostile.flat(), ...good].map(({ origin }) => new URL(origin).host).join(','),
      env: {
        CONCURRENCY: '8',
        DNS_SERVERS: `127.0.0.1:${silent.address().port}`,
        NODE_OPTIONS: `--import=${new URL(`loopback-only.ts?log=${strays}`, import.meta.url).href}`,
      },
      node: [],
    });
    undo.push(() => daemon.kill());
    let cars = 0;
    const insert = async (urls: readonly string[]) =>
      (
        await pool.query<{ id: string }>(
          'insert into vehicles (discovery_url) select unnest($1::text[]) returning id',
          [urls],
        )
      ).rows.map(({ id }) => id);
    const insertGood = () =>
      insert(
        Array.from({ length: GOOD }, () => {
          cars += 1;
          return `${good[cars % GOOD_SITES]?.origin}${BEHAVIOURS.car(cars)}`;
        }),
      );
    const insertHostile = async (n: number) =>
      insert([
        ...(hostile[n] ?? []).map(({ origin }) => `${origin}/car`),
        ...Array.from({ length: SILENT_NAMES }, (_, name) => `http://silent-${n}-${name}.example/car`),
      ]);
    const complete = async (ids: readonly string[]): Promise<number> => {
      const began = performance.now();
      await eventually(
        `${ids.length} good vehicles are complete`,
        async () =>
          (
            await pool.query(
              "select count(*)::int as n from micro_scrape.vehicle_state where vehicle_id = any ($1) and outcome = 'complete'",
              [ids],
            )
          ).rows[0]?.n === ids.length,
        PATIENCE_MS,
      );
      return performance.now() - began;
    };
    await complete(await insertGood());
    const times = { alone: [] as number[], first: [] as number[], last: [] as number[] };
    const bad: string[] = [];
    for (let trial = 0; trial < TRIALS; trial += 1) times.alone.push(await complete(await insertGood()));
    let lagMs = 0;
    for (let trial = 0; trial < TRIALS; trial += 1) {
      bad.push(...(await insertHostile(2 * trial)));
      times.first.push(await complete(await insertGood()));
      const ids = await insertGood();
      bad.push(...(await insertHostile(2 * trial + 1)));
      times.last.push(await complete(ids));
      lagMs = Math.max(lagMs, await lagOf(daemon));
    }
    // All of them have been met and none was forgotten: each rests or waits with a reason in words.
    const found = await eventually(
      'every hostile vehicle has its reason',
      async () => {
        const { rows } = await pool.query<{ vehicle_id: string }>(
          "select vehicle_id from micro_scrape.vehicle_state where vehicle_id = any ($1) and outcome <> 'complete' and coalesce(reason, last_error) is null",
          [bad],
        );
        return rows.length === 0 ? rows : undefined;
      },
      90_000,
    ).catch((error: unknown) => [{ vehicle_id: String(error) }]);
    return {
      alone: Math.min(...times.alone),
      first: Math.min(...times.first),
      last: Math.min(...times.last),
      memoryMb: await peakMemoryMb(daemon.pid),
      lagMs,
      unexplained: found.map((row) => row.vehicle_id),
      strays: await readFile(strays, 'utf8').catch(() => ''),
    };
  } finally {
    for (const step of undo.toReversed()) await step();
  }
}

async function lagOf(daemon: DaemonProcess): Promise<number> {
  const metrics = await (await fetch(`${daemon.origin}/metrics`, { signal: AbortSignal.timeout(10_000) })).text();
  return 1_000 * Number(/^nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/m.exec(metrics)?.[1] ?? Number.NaN);
}

/** The most that the process has held, as the kernel counts it. */
async function peakMemoryMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

export const beside = (databases: DatabaseKeeper): Kind => {
  let measuring: Promise<Measured> | undefined;
  const measured = () => (measuring ??= measure(databases));
  const below = (name: string, limit: number, unit: string, of: (all: Measured) => number): Case => ({
    name,
    outcome: 'within its limit',
    limitMs: 600_000,
    run: async () => {
      const value = of(await measured());
      say(`  ${name}: ${value.toFixed(2)} ${unit}, at most ${limit}`);
      return value <= limit ? 'within its limit' : `${value.toFixed(2)} ${unit}`;
    },
  });
  const hostileCount = WAYS.length + SILENT_NAMES;
  return {
    name: `${hostileCount} hostile vehicles among ${GOOD}`,
    atOnce: 1,
    cases: () => [
      below(
        'good ones take as long behind hostile ones as alone',
        MOST_RATIO,
        'times',
        ({ alone, first }) => first / alone,
      ),
      below(
        'good ones take as long before hostile ones as alone',
        MOST_RATIO,
        'times',
        ({ alone, last }) => last / alone,
      ),
      below('memory of the daemon', MOST_MEMORY_MB, 'MB', ({ memoryMb }) => memoryMb),
      below('event loop of the daemon, 99 of 100', MOST_LAG_MS, 'ms', ({ lagMs }) => lagMs),
      {
        name: 'every hostile one ends with its reason',
        outcome: 'explained',
        run: async () => {
          const { unexplained } = await measured();
          return unexplained.length === 0 ? 'explained' : `without a reason: ${unexplained.join(', ')}`;
        },
      },
      {
        name: 'the daemon connects to nothing but this machine',
        outcome: 'nothing',
        run: async () => {
          const { strays } = await measured();
          return strays === '' ? 'nothing' : strays.trim().replaceAll('\n', ', ');
        },
      },
    ],
  };
};
