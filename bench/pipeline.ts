/**
 * What stands between a committed row and a handler, in a process of its own; the handler does nothing but remember.
 * `node bench/pipeline.ts KIND URL` with an IPC channel: says `ready`, answers `take` with what was handled since.
 *
 *   ours   triggers, doorbell, dispatcher, graphile-worker, as the daemon has them
 *   naive  NOTIFY of each row -> LISTEN -> one addJob each -> graphile-worker, with its defaults
 *   boss   NOTIFY of each row -> LISTEN -> one send each -> pg-boss, told by its own NOTIFY
 *   raw    NOTIFY of each row -> LISTEN: nothing is stored
 *   soon   ids appended, one NOTIFY a statement -> LISTEN -> all that wait made into jobs of graphile-worker, which fetches
 *          them many at a time: the soonest that such a job can start
 *   bulk   ids appended -> jobs of graphile-worker, made, fetched and completed many at a time: the least work a row
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, makeWorkerUtils, type RunnerOptions, run } from 'graphile-worker';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { createPool } from '../src/database/pool.ts';
import { Session } from '../src/database/session.ts';
import { Dispatcher } from '../src/dispatch/dispatcher.ts';
import { Listener } from '../src/dispatch/listener.ts';
import { DaemonEvents } from '../src/events.ts';
import { Heartbeat } from '../src/jobs/heartbeat.ts';
import { QUEUE_SESSION, QueueRunner } from '../src/jobs/runner.ts';
import { Latch } from '../src/runtime/latch.ts';
import { startAll, stopAll } from '../src/runtime/service.ts';
import { onClient, TOLD_ON } from './server.ts';

/** As the daemon with its eight seats and the share of slow hosts. */
const CONCURRENCY = 10;

export const KINDS = ['ours', 'naive', 'boss', 'raw', 'soon', 'bulk'] as const;
export type Kind = (typeof KINDS)[number];
export type Said = { ready: true } | { handled: [string, number][] };

type Handle = (vehicleId: string) => void;
type Stop = () => Promise<unknown>;

const fail = (error: Error): never => {
  throw error;
};

async function listen(url: string, heard: (payload: string) => void): Promise<Stop> {
  const client = new pg.Client({ connectionString: url });
  client.on('notification', ({ payload }) => heard(payload ?? ''));
  await client.connect();
  await client.query(`listen ${TOLD_ON}`);
  return () => client.end();
}

async function ours(url: string, handle: Handle): Promise<Stop> {
  const events = new DaemonEvents();
  events.on('fault', ({ error }) => fail(error));
  const pools = [1, CONCURRENCY + 2].map((max) =>
    createPool({
      connectionString: url,
      role: 'bench',
      max,
      keepsSession: true,
      session: QUEUE_SESSION,
      onError: fail,
    }),
  );
  const [pool, queuePool] = pools;
  if (pool === undefined || queuePool === undefined) throw new Error('two pools');
  const notifier = new Latch();
  const daemonId = crypto.randomUUID();
  const listener = new Listener({ connectionString: url, events, notifier, daemonId });
  const session = new Session(url, 'bench heartbeat');
  const poolIds: string[] = [];
  const heartbeat: Heartbeat = new Heartbeat({
    ...{ session, pool, events, daemonId, notifier, probeChannel: listener.probeChannel },
    poolIds: () => poolIds,
    seats: () => ({}),
    runningJobs: () => runner.runningJobs(),
    idle: () => ({ tasks: runner.tasks, seats: runner.freeSeats }),
    onReady: (jobs) => runner.wake(jobs),
  });
  const runner: QueueRunner = new QueueRunner({
    name: 'runner',
    pool: queuePool,
    events,
    tasks: {
      'micro-scrape': async (payload) => handle((payload as { vehicle_id: string }).vehicle_id),
      canary: async () => undefined,
    },
    concurrency: CONCURRENCY,
    onPool: (id) => {
      poolIds.push(id);
      heartbeat.beatNow();
    },
  });
  const dispatcher = new Dispatcher({
    pool,
    session,
    leadership: heartbeat,
    events,
    notifier,
    listener,
  });
  const services = [heartbeat, listener, runner, dispatcher];
  await startAll(services, AbortSignal.timeout(20_000));
  return async () => {
    await stopAll(services, AbortSignal.timeout(5_000));
    await Promise.all(pools.map((each) => each.end()));
  };
}

// Its log would tell of every job.
const logger = new Logger(() => () => undefined);

async function work(url: string, handle: Handle, preset: NonNullable<RunnerOptions['preset']> = {}): Promise<Stop> {
  const runner = await run({
    ...{ connectionString: url, logger, preset, concurrency: CONCURRENCY, noHandleSignals: true },
    taskList: { handle: async (payload) => handle((payload as { id: string }).id) },
  });
  return () => runner.stop();
}

async function naive(url: string, handle: Handle): Promise<Stop> {
  const utils = await makeWorkerUtils({ connectionString: url, logger });
  const stopWork = await work(url, handle);
  const stop = await listen(url, (id) => void utils.addJob('handle', { id }).catch(fail));
  return async () => {
    await stop();
    await stopWork();
    await utils.release();
  };
}

const PAUSE_MS = 50;
const MAKE_JOBS = `
  with taken as (delete from bench_ids returning vehicle_id)
  select graphile_worker.add_jobs(array_agg(
    ('handle', json_build_object('id', vehicle_id), null, null, null, null, null, null)::graphile_worker.job_spec))
  from taken, set_config('synchronous_commit', 'off', true) having count(*) > 0`;

async function soon(url: string, handle: Handle): Promise<Stop> {
  const stopWork = await work(url, handle, { worker: { localQueue: { size: 500 }, completeJobBatchDelay: 0 } });
  const pool = createPool({ connectionString: url, role: 'bench', max: 1, keepsSession: true, onError: fail });
  const told = new Latch();
  const stopping = new AbortController();
  const making = (async () => {
    while (!stopping.signal.aborted) {
      await told.wait(60_000, stopping.signal);
      await pool.query({ name: 'make jobs', text: MAKE_JOBS });
    }
  })();
  making.catch(fail);
  const stop = await listen(url, () => told.notify());
  return async () => {
    await stop();
    stopping.abort();
    await making;
    await stopWork();
    await pool.end();
  };
}

async function bulk(url: string, handle: Handle): Promise<Stop> {
  const stopWork = await work(url, handle, { worker: { localQueue: { size: 500 }, completeJobBatchDelay: PAUSE_MS } });
  const stopping = new AbortController();
  const making = onClient(url, async (client) => {
    while (!stopping.signal.aborted) {
      await client.query({ name: 'make jobs', text: MAKE_JOBS });
      await delay(PAUSE_MS);
    }
  });
  making.catch(fail);
  return async () => {
    stopping.abort();
    await making;
    await stopWork();
  };
}

async function boss(url: string, handle: Handle): Promise<Stop> {
  const queue = new PgBoss({ connectionString: url, useListenNotify: true });
  queue.on('error', fail);
  await queue.start();
  await queue.createQueue('handle', { notify: true });
  await queue.work<{ id: string }>(
    'handle',
    // Told of new jobs at once; while there are more than one fetch takes, it asks again without waiting.
    {
      localConcurrency: CONCURRENCY,
      batchSize: 10,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: 0.5,
      notifyPollingIntervalSeconds: 0.5,
    },
    async (jobs) => {
      for (const { data } of jobs) handle(data.id);
    },
  );
  const stop = await listen(url, (id) => void queue.send('handle', { id }).catch(fail));
  return async () => {
    await stop();
    await queue.stop({ graceful: false });
  };
}

const PIPELINES: Readonly<Record<Kind, (url: string, handle: Handle) => Promise<Stop>>> = {
  ours,
  naive,
  boss,
  raw: listen,
  soon,
  bulk,
};

if (import.meta.main) {
  const [, , kind = '', url = ''] = process.argv;
  const start = PIPELINES[kind as Kind];
  let handled: [string, number][] = [];
  const say = (what: Said) => process.send?.(what);
  const stop = await start(url, (id) => handled.push([id, performance.timeOrigin + performance.now()]));
  process.on('message', () => {
    say({ handled });
    handled = [];
  });
  process.once('disconnect', () => {
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  say({ ready: true });
}
