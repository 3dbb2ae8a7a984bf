/**
 * The least that a backlog costs the processors: for each vehicle one request for its page, one reading of it by the real
 * reader, one request for each photograph and one decoding of it, and the rows as bench/barest.ts writes them; without
 * log, metrics, heartbeat, pace, robots.txt, processes that may die or files that are kept.
 * A process of its own with an IPC channel: each message is work, each answer that it is done.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { readPage } from '../src/extraction/read-page.ts';
import { Agent } from '../src/fetching/undici.ts';
import { loadSharp } from '../src/media/sharp.ts';
import { type Cost, costOf, spent } from './backlog-of.ts';
import { type Job, onBarest, type Remembered, remember, tellOf } from './barest.ts';
import type { BenchServer } from './server.ts';

const SEATS = 8;
/** A reader is compiled further until it has read so many. */
const WARM_PAGES = 600;
const WARM_UP = 50;
const MOST = 400;
const JOBS_AT_ONCE = 50;

interface Work {
  readonly url: string;
  readonly commit: string;
  readonly vehicles: readonly Remembered[];
  /** Pages that are only read. */
  readonly pages: number;
}

/** What the barest way costs a vehicle of a backlog that daemons, which have ended, have cleared. */
export async function barestCost(server: BenchServer, client: pg.Client, url: string): Promise<Cost> {
  const { vehicles, commit } = await remember(client, WARM_UP + MOST);
  const child = fork(fileURLToPath(import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the barest daemon ended with ${code}`);
  });
  // Only asked while work is under way.
  ended.catch(() => undefined);
  const work = async (some: readonly Remembered[], pages: number) => {
    await tellOf(client, some);
    child.send({ url, commit, vehicles: some, pages } satisfies Work);
    await Promise.race([once(child, 'message'), ended]);
  };
  try {
    await work(vehicles.slice(0, WARM_UP), WARM_PAGES);
    const measured = vehicles.slice(WARM_UP);
    const processes = [{ pid: child.pid ?? 0 }];
    const before = await spent(server, processes);
    await work(measured, 0);
    return costOf(before, await spent(server, processes), measured.length);
  } finally {
    child.disconnect();
    await ended.catch(() => undefined);
  }
}

const agent = new Agent();

async function bytesOf(url: string): Promise<Buffer> {
  const { origin, pathname, search } = new URL(url);
  const { statusCode, body } = await agent.request({ origin, path: pathname + search, method: 'GET' });
  if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}`);
  return Buffer.from(await body.arrayBuffer());
}

async function read({ url, pictures }: Remembered): Promise<void> {
  const html = (await bytesOf(url)).toString();
  if (readPage({ url, html }).kind !== 'listing') throw new Error(`${url} is no listing`);
  for (const picture of pictures)
    await (await loadSharp())(await bytesOf(picture))
      .raw()
      .toBuffer();
}

async function clear({ url, commit, vehicles, pages }: Work): Promise<void> {
  const of = new Map(vehicles.map((vehicle) => [vehicle.id, vehicle]));
  for (let n = 0; n < pages; n++) {
    const vehicle = vehicles[n % vehicles.length];
    if (vehicle !== undefined) await read({ ...vehicle, pictures: [] });
  }
  await onBarest(url, commit, async (first) => {
    await first.dispatch(vehicles.length);
    const jobs = (async function* (): AsyncGenerator<Job> {
      for (;;) {
        const taken = await first.take(JOBS_AT_ONCE);
        if (taken.length === 0) return;
        yield* taken;
      }
    })();
    const seat = () =>
      onBarest(url, commit, async (session) => {
        for (let next = await jobs.next(); !next.done; next = await jobs.next()) {
          await session.enrich(next.value, of.get(next.value.vehicle_id), read);
        }
      });
    await Promise.all(Array.from({ length: SEATS }, seat));
  });
}

if (import.meta.main) {
  process.on('message', async (work: Work) => {
    await clear(work);
    process.send?.('done');
  });
}
