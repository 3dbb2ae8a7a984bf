/**
 * The composition root: the only place that knows every service and the order in which they start and stop.
 * Start: heartbeat, listener, recogniser, runner, dispatcher, http. Stop, the other way round: no new requests, no new jobs, running
 * jobs end or are given back, then the listener, the heartbeat's farewell, the pools.
 */

import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Config, LanguageModelConfig } from '../config.ts';
import { createConsole } from '../console/console.ts';
import { lasts, unreachable } from '../database/connection-advice.ts';
import { isConnectionError } from '../database/connection-error.ts';
import { createPool, describeConnection } from '../database/pool.ts';
import { migrate } from '../database/schema/migrate.ts';
import { Session } from '../database/session.ts';
import { decide } from '../database/statements/decide.ts';
import { HEARTBEAT } from '../database/statements/find-daemons.ts';
import { findLinks } from '../database/work-and-listen-urls.ts';
import { Dispatcher } from '../dispatch/dispatcher.ts';
import { Listener } from '../dispatch/listener.ts';
import type { EnrichServices } from '../enrichment/work.ts';
import { DaemonEvents } from '../events.ts';
import { siteOf } from '../extraction/adapters/registry.ts';
import { createPageReader } from '../extraction/process/page-reader.ts';
import type { BrowserSettings, PageBrowser } from '../fetching/browser/page-browser.ts';
import type { Resolve } from '../fetching/connector.ts';
import { shareOf } from '../fetching/host-seats.ts';
import { createFetcher } from '../fetching/web-fetcher.ts';
import { answerManualRun } from '../http/await-run.ts';
import { createHttpServer } from '../http/server.ts';
import { Heartbeat } from '../jobs/heartbeat.ts';
import { QUEUE_SESSION, QueueRunner } from '../jobs/runner.ts';
import { seatUses } from '../jobs/seats.ts';
import { createTasks } from '../jobs/tasks.ts';
import type { Recogniser } from '../media/ocr/recogniser.ts';
import { createVinReader } from '../media/ocr/vin-reader.ts';
import { openBlobStore } from '../media/store/blob-store.ts';
import { folderOf } from '../media/store/directory.ts';
import type { Log } from '../observability/log.ts';
import { logEvents } from '../observability/log-events.ts';
import { tell } from '../observability/log-lines.ts';
import { createMetrics } from '../observability/metrics/metrics.ts';
import { FatalError } from '../runtime/errors.ts';
import { Latch } from '../runtime/latch.ts';
import { type Service, startAll, stopAll } from '../runtime/service.ts';
import { messageOf } from '../runtime/thrown.ts';
import { VERSION } from '../runtime/version.ts';
import { createVinDecoder } from '../vehicles/vin/vin-decoder.ts';
import { createHealth } from './health.ts';

/** From the first wish to stop until what is left is cut off; an orchestrator usually waits 10 s. */
export const STOP_DEADLINE_MS = 6_000;

export interface Daemon {
  readonly events: DaemonEvents;
  /** Where /metrics and the POST route answer. */
  readonly origin: string;
  /** An address that signs in to the console once; undefined: there is no console. */
  consoleLink(): string | undefined;
  /** Resolves when nothing is left running; may be called again. */
  stop(): Promise<void>;
}

export interface DaemonOptions {
  readonly config: Config;
  /** Resolved: given by DATABASE_URL, or the embedded server's. */
  readonly databaseUrl: string;
  readonly serviceKeys: readonly string[];
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Another engine than tesseract reads photographs. */
  readonly recogniser?: Recogniser;
  /** Another resolver than the system's. */
  readonly resolve?: Resolve;
}

/** Migrates the database and starts everything, or throws a FatalError and leaves nothing running. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  try {
    return await assemble(options);
  } catch (error) {
    if (error instanceof FatalError || !(isConnectionError(error) || lasts(error))) {
      throw error;
    }
    if (lasts(error)) {
      throw unreachable(error, options.databaseUrl);
    }
    const what = `The database ${describeConnection(options.databaseUrl)} went away while the daemon started: ${messageOf(error)}`;
    throw new FatalError(`${what}\nStart it again; nothing is lost.`, 69, { cause: error });
  }
}

async function assemble(options: DaemonOptions): Promise<Daemon> {
  const { config, databaseUrl, log, signal } = options;
  const { direct, pooled } = await findLinks(databaseUrl, config.listenDatabaseUrl);
  const { applied, open, fixed, left } = await migrate({ connectionString: direct });
  if (applied.length > 0) {
    tell(log, 'the database was brought up to this version', { applied });
  }
  if (fixed !== undefined) {
    tell(log, 'the database was no longer as it had been left, and was fixed', { fixed });
  }
  if (left !== undefined) {
    tell(log, 'the database is not as it must be: type what stands behind `fix`', { left });
  }
  if (open.length > 0) {
    const line = 'others may do with our tables what they should not: doctor prints the lines that close them';
    tell(log, line, { open });
  }
  signal.throwIfAborted();

  const daemonId = randomUUID();
  const events = new DaemonEvents();
  logEvents(events, log);
  const undo: (() => Promise<void> | void)[] = [];
  const connection = { connectionString: databaseUrl, keepsSession: !pooled };
  const pool = (role: string, max: number, link: Partial<Parameters<typeof createPool>[0]> = {}): Pool => {
    const onError = (error: Error) => events.emit('fault', { where: `connection ${role}`, error });
    const created = createPool({ ...connection, ...link, role, max, onError });
    undo.push(() => created.end());
    return created;
  };

  try {
    const browser = config.browser && (await findBrowser(config.browser));
    undo.push(() => browser?.close());
    const workPool = pool('work', config.concurrency + 2);
    // Each of the two runners holds one connection for LISTEN and takes jobs over the others.
    const queuePool = pool(
      'queue',
      config.concurrency + shareOf(config.concurrency) + 4 + (browser === undefined ? 0 : 1 + browser.pages),
      { session: QUEUE_SESSION },
    );
    const listenPool = pooled ? pool('queue listener', 2, { connectionString: direct, keepsSession: true }) : undefined;
    // Two: /readyz must not wait behind the figures of a large catalogue.
    const figuresPool = pool('figures', 2);
    const dispatcherPool = pool('dispatcher', 1);
    const blobs = await openBlobStore(config.blobStore, { signal, s3Endpoint: config.s3Endpoint });
    undo.push(() => blobs.close());
    const fetcher = createFetcher({
      browser,
      pool: workPool,
      userAgent: config.userAgent,
      robots: config.robots,
      minIntervalMs: config.fetchMinIntervalMs,
      allowPrivate: config.fetchAllowPrivate,
      egressProxyUrl: config.egressProxyUrl,
      nameServers: config.dnsServers,
      seats: config.concurrency,
      ...(options.resolve !== undefined && { resolve: options.resolve }),
      onFetch: ({ host, kind, outcome, ms, bytes }) =>
        events.emit('fetch:end', {
          source: siteOf(`https://${host}/`),
          host,
          kind,
          outcome,
          seconds: ms / 1000,
          bytes,
        }),
    });
    undo.push(() => fetcher.close());
    const reader = createPageReader({ processes: 2 });
    undo.push(() => reader.close());
    const vins = createVinReader({
      ...(options.recogniser !== undefined && { recogniser: options.recogniser }),
      onRead: (read) => events.emit('recogniser:read', read),
      onRestart: () => events.emit('recogniser:restart', {}),
    });
    undo.push(() => vins.close());
    const decoder = createVinDecoder();
    undo.push(() => decoder.close());

    const model = config.model && (await servicesOf(config.model));
    const services: EnrichServices = {
      pool: workPool,
      events,
      fetcher,
      reader,
      blobs,
      vins,
      decoder,
      daemonId,
      ...model,
    };
    const notifier = new Latch();
    const listener = new Listener({ connectionString: direct, events, notifier, daemonId });
    // A beat that waits behind eight busy connections would have us taken for dead.
    const session = new Session(direct, `${HEARTBEAT} ${daemonId}`);
    const poolIds = new Map<string, string>();
    const runningJobs = () => runners().flatMap((each) => each.runningJobs());
    const seats = () =>
      seatUses({
        seats: config.concurrency,
        running: runner.runningJobs().filter(({ vehicleId }) => vehicleId !== undefined).length,
        fetching: fetcher.seats(),
        reading: recogniser.runningJobs().length,
        rendering: renderer?.runningJobs().length ?? 0,
      });
    const heartbeat = new Heartbeat({
      session,
      pool: dispatcherPool,
      events,
      daemonId,
      poolIds: () => [...poolIds.values()],
      // That it has a browser tells the others who may have its vehicles (sql/functions/47_browser.sql).
      seats: () => {
        const { browser: pages, ...others } = seats();
        return renderer === undefined ? others : { ...others, browser: pages };
      },
      runningJobs,
      idle: () => {
        const idle = runners().filter(({ freeSeats }) => freeSeats > 0);
        return { tasks: idle.flatMap(({ tasks }) => tasks), seats: config.concurrency };
      },
      onReady: (jobs) => {
        for (const each of runners()) each.wake(jobs);
      },
      probeChannel: listener.probeChannel,
      notifier,
    });
    const dispatcher = new Dispatcher({
      pool: dispatcherPool,
      session,
      leadership: heartbeat,
      events,
      notifier,
      listener,
    });
    const tasks = createTasks(services);
    const shared = (name: QueueRunner['name']) => ({
      name,
      pool: queuePool,
      listenPool,
      events,
      onPool: (id: string) => {
        poolIds.set(name, id);
        heartbeat.beatNow();
      },
    });
    const runner = new QueueRunner({
      ...shared('runner'),
      tasks: tasks.work,
      // What waits for slow hosts takes nothing from the others.
      concurrency: config.concurrency + shareOf(config.concurrency),
      reconcileCron: config.reconcileCron,
    });
    // One photograph at a time is read, so one vehicle at a time is taken.
    const recogniser = new QueueRunner({ ...shared('recogniser'), tasks: tasks.recogniser, concurrency: 1 });
    const renderer =
      browser && new QueueRunner({ ...shared('browser'), tasks: tasks.browser, concurrency: browser.pages });
    const runners = () => [runner, recogniser, ...(renderer === undefined ? [] : [renderer])];
    const metrics = createMetrics({
      events,
      pool: figuresPool,
      version: VERSION,
      concurrency: config.concurrency,
      configuredInterval: config.fetchMinIntervalMs / 1000,
      store: { blobs, folder: folderOf(config.blobStore) },
      runningJobs,
      seats,
    });
    undo.push(() => metrics.close());
    const console = createConsole({
      mode: config.console,
      serviceKeys: options.serviceKeys,
      events,
      // Connected with the first page that somebody looks at.
      services: { pool: pool('console', 3), blobs, configuredInterval: config.fetchMinIntervalMs / 1000 },
    });
    undo.push(() => console.close());
    const server = createHttpServer({
      host: config.host,
      port: config.port,
      bearers: { serviceKeys: options.serviceKeys, jwtSecret: config.jwtSecret },
      metrics,
      health: createHealth({ pool: figuresPool, daemonId, listener, runners: runners(), browser }),
      decide: (vehicleId, decision) => decide(workPool, vehicleId, decision),
      more: console.routes,
      manualRun: (request, abort) => answerManualRun(workPool, request, abort),
      log: log.child({ name: 'http' }),
    });
    let port = config.port;
    const http: Service = {
      name: 'http',
      start: async (abort) => {
        ({ port } = await server.start(abort));
      },
      stop: (deadline) => server.stop(deadline),
    };

    const running = [heartbeat, listener, ...runners().toReversed(), dispatcher, http];
    await startAll(running, signal);
    let stopped: Promise<void> | undefined;
    const origin = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    return {
      events,
      origin,
      consoleLink: () => console.link(origin),
      stop: () => {
        stopped ??= stopEverything(running, undo);
        return stopped;
      },
    };
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

/** Loaded where there is one. */
async function findBrowser(settings: BrowserSettings): Promise<PageBrowser> {
  const { PageBrowser } = await import('../fetching/browser/page-browser.ts');
  return PageBrowser.find(settings);
}

/** Loaded where it is asked for: 0.1 s and 15 MB that most do without. */
async function servicesOf(model: LanguageModelConfig): Promise<Required<Pick<EnrichServices, 'writer' | 'pageModel'>>> {
  const [{ createLanguageModel }, { createDescriptionWriter }, { createPageModel }] = await Promise.all([
    import('../enrichment/model/language-model.ts'),
    import('../enrichment/description/model-writer.ts'),
    import('../enrichment/model/page-model.ts'),
  ]);
  const language = createLanguageModel(model);
  return { writer: createDescriptionWriter(language), pageModel: createPageModel(language) };
}

async function stopEverything(running: readonly Service[], undo: (() => Promise<void> | void)[]): Promise<void> {
  try {
    await stopAll(running, AbortSignal.timeout(STOP_DEADLINE_MS));
  } finally {
    await undoAll(undo);
  }
}

async function undoAll(undo: (() => Promise<void> | void)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of undo.splice(0).reverse()) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, 'something did not close cleanly');
  }
}
