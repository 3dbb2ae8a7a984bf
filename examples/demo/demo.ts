/**
 * `npm run demo`: the whole mission once, with nothing to set up.
 * Invariant: everything shown is read back from the database; nothing in the daemon knows that it is a demo.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { type Daemon, startDaemon } from '../../src/app/daemon.ts';
import { readConfig } from '../../src/config.ts';
import { createPool } from '../../src/database/pool.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.ts';
import { createLog, standardOutput } from '../../src/observability/log.ts';
import { FatalError } from '../../src/runtime/errors.ts';
import { wait } from '../../src/runtime/wait.ts';
import { note, print, printJson } from '../../src/terminal/output.ts';
import { findStatus, type InsertedVehicle, insertSample, type VehicleStatus } from './catalogue.ts';
import { showMonitoring, showProgress, showTable, showTimes, unexpectedEnds } from './report.ts';
import { siteHosts } from './site/listing.ts';
import { SAMPLE_LISTINGS } from './site/listings.ts';
import { startSampleSite } from './site/sample-site.ts';

/** Vehicles arrive one after another, as they do in life, and not all in one moment. */
const ARRIVAL_INTERVAL_MS = 250;
const PATIENCE_MS = 50_000;
const LOOK_EVERY_MS = 100;

/** `stay`: keep everything running until a signal. Exits 0 when every vehicle ended as the sample site says it must. */
export async function demo(options: { stay: boolean; json: boolean }): Promise<void> {
  const stream = options.json ? process.stderr : process.stdout;
  const out = (line: string) => print(line, stream);
  const stopping = new AbortController();
  const onSignal = () => stopping.abort(new Error('stopped by a signal'));
  // Not once: from a terminal the signal comes twice, by itself and from npm, and the second would leave all as it lies.
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);

  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-demo-'));
  const undo: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    out('Starting PostgreSQL, a sample site with 24 listings, and the daemon ...');
    const postgres = await startEmbeddedPostgres({
      dataDir: join(folder, 'postgres'),
      durable: false,
      signal: stopping.signal,
    });
    undo.push(() => postgres.stop());
    const site = await startSampleSite();
    undo.push(() => site.close());
    const daemon = await startOnFreePort(postgres.url, folder, site.origin, stopping.signal);
    undo.push(() => daemon.stop());
    const pool = createPool({
      connectionString: postgres.url,
      role: 'demo',
      max: 2,
      onError: (error) => note(error.message),
    });
    undo.push(() => pool.end());

    out(`  sample site  ${site.origin}/`);
    out(`  metrics      ${daemon.origin}/metrics`);
    out(`  database     ${postgres.url}`);
    out('');
    const { status, inserted } = await run(pool, site.origin, stopping.signal, stream);
    if (options.json) {
      const vehicles = status.map((vehicle) => ({
        ...vehicle,
        score_before: inserted.find((each) => each.id === vehicle.id)?.score ?? null,
      }));
      printJson({ vehicles });
    }
    assertExpected(status, inserted);
    if (!options.stay) {
      out('To look around, and to insert a vehicle of your own: npm run demo -- --stay');
      return;
    }
    out('Staying until Ctrl+C. A vehicle of your own, with any PostgreSQL client, for instance:');
    out(`  psql '${postgres.url}'`);
    out(`  INSERT INTO vehicles (discovery_url) VALUES ('${site.origin}${SAMPLE_LISTINGS[0]?.path}');`);
    out('  SELECT score, outcome, reason FROM micro_scrape.vehicle_state ORDER BY created_at DESC LIMIT 1;');
    out(`The console, by a link that works once: ${daemon.consoleLink()}`);
    out(`Every listing of the sample site: ${site.origin}/    Figures: ${daemon.origin}/metrics`);
    await new Promise<void>((resolve) => {
      stopping.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } catch (error) {
    if (!stopping.signal.aborted) {
      throw error;
    }
  } finally {
    for (const step of undo.reverse()) {
      await step();
    }
  }
}

/** Port 9464 where it is free, as Prometheus and the dashboards expect it; any other otherwise. */
async function startOnFreePort(
  databaseUrl: string,
  folder: string,
  siteOrigin: string,
  signal: AbortSignal,
): Promise<Daemon> {
  const start = (port: string | undefined) => {
    const config = readConfig({
      ...(port === undefined ? {} : { PORT: port }),
      LOG_LEVEL: 'error',
      BLOB_STORE: `file:${join(folder, 'blobs')}`,
      FETCH_ALLOW_PRIVATE: siteHosts(siteOrigin).join(','),
      // The site is ours and on this machine: there is nobody to be polite to.
      FETCH_MIN_INTERVAL_MS: '0',
    });
    const log = createLog(config.logLevel, standardOutput(config.logFormat));
    return startDaemon({ config, databaseUrl, serviceKeys: [randomBytes(32).toString('hex')], log, signal });
  };
  try {
    return await start(process.env.PORT);
  } catch (error) {
    if (error instanceof FatalError && error.exitCode === 69 && /^Port /.test(error.message)) {
      return start('0');
    }
    throw error;
  }
}

interface Ended {
  readonly status: readonly VehicleStatus[];
  readonly inserted: readonly InsertedVehicle[];
}

async function run(
  pool: Pool,
  siteOrigin: string,
  signal: AbortSignal,
  stream: typeof process.stdout | typeof process.stderr,
): Promise<Ended> {
  const progress = showProgress(stream, SAMPLE_LISTINGS.length);
  const arrivals = insertAll(pool, siteOrigin, signal);
  const deadline = performance.now() + PATIENCE_MS;
  let status: VehicleStatus[] = [];
  let inserted: readonly InsertedVehicle[] = [];
  arrivals.then(
    (all) => {
      inserted = all;
    },
    () => {
      // Awaited below, where its error is thrown.
    },
  );
  do {
    await wait(LOOK_EVERY_MS, signal);
    status = await findStatus(pool);
    progress.update(status);
  } while (
    !signal.aborted &&
    performance.now() < deadline &&
    (inserted.length < SAMPLE_LISTINGS.length || status.some((vehicle) => !vehicle.rests))
  );
  progress.end();
  inserted = await arrivals;
  signal.throwIfAborted();

  showTable(stream, status, inserted);
  showTimes(stream, status);
  await showMonitoring(stream, pool);
  return { status, inserted };
}

function assertExpected(status: readonly VehicleStatus[], inserted: readonly InsertedVehicle[]): void {
  const unexpected = unexpectedEnds(status, inserted);
  if (unexpected.length > 0) {
    throw new FatalError(`The demo did not end as it must:\n${unexpected.map((line) => `  ${line}`).join('\n')}`, 70);
  }
}

async function insertAll(pool: Pool, siteOrigin: string, signal: AbortSignal): Promise<InsertedVehicle[]> {
  const inserted: InsertedVehicle[] = [];
  for (const listing of SAMPLE_LISTINGS) {
    inserted.push(await insertSample(pool, listing, siteOrigin));
    await wait(ARRIVAL_INTERVAL_MS, signal);
    signal.throwIfAborted();
  }
  return inserted;
}
