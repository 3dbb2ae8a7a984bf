/**
 * `npm run observe`: the demo's world under the eyes of Prometheus and Alertmanager, until Ctrl+C.
 * Invariant: whatever is started here has ended, and its files are gone, when the process ends.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { insertSample } from '../../examples/demo/catalogue.ts';
import { siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { createPool } from '../../src/database/pool.ts';
import { migrate } from '../../src/database/schema/migrate.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.ts';
import { note, print } from '../../src/terminal/output.ts';
import { exampleRoutes, findInPath, startAlertmanager, startPrometheus } from './programs.ts';
import { startWebhook } from './webhook.ts';

const REPLICAS = 2;
const SCRAPE_SECONDS = 5;
/** Slow enough for two daemons to be mostly idle, fast enough for graphs to move. */
const ARRIVAL_MS = 3_000;
const START_MS = 60_000;
const STOP_MS = 15_000;

const { values } = parseArgs({
  options: { prometheus: { type: 'string' }, alertmanager: { type: 'string' } },
});
const programs = {
  prometheus: values.prometheus ?? (await findInPath('prometheus')),
  alertmanager: values.alertmanager ?? (await findInPath('prometheus-alertmanager', 'alertmanager')),
};
if (programs.prometheus === undefined || programs.alertmanager === undefined) {
  const missing = Object.entries(programs).flatMap(([name, path]) => (path === undefined ? [name] : []));
  process.stderr.write(`Not installed: ${missing.join(', ')}.
On Debian and Ubuntu: apt-get install prometheus prometheus-alertmanager
Elsewhere, when they are in no folder of PATH: npm run observe -- --prometheus FILE --alertmanager FILE
`);
  process.exit(69);
}

const stopping = new AbortController();
// Not once: from a terminal the signal comes twice, by itself and from npm, and the second would end us with all still there.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort());
const undo: (() => Promise<unknown>)[] = [];
try {
  await observe(programs.prometheus, programs.alertmanager, stopping.signal);
} catch (error) {
  if (!stopping.signal.aborted) throw error;
} finally {
  for (const step of undo.reverse()) await step();
}

async function observe(prometheusPath: string, alertmanagerPath: string, signal: AbortSignal): Promise<void> {
  print('Starting PostgreSQL, a sample site, two daemons, Prometheus and Alertmanager ...');
  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-observe-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false, signal });
  undo.push(() => postgres.stop());
  await migrate({ connectionString: postgres.url });
  const site = await startSampleSite();
  undo.push(() => site.close());
  const env = {
    DATABASE_URL: postgres.url,
    BLOB_STORE: `file:${join(folder, 'blobs')}`,
    FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(','),
    FETCH_MIN_INTERVAL_MS: '0',
    LOG_LEVEL: 'info',
  };
  const ports = await Promise.all(Array.from({ length: REPLICAS }, (_, n) => portNear(9464 + n)));
  const origins = await Promise.all(ports.map((port) => startDaemon({ ...env, PORT: String(port) }, signal)));
  const webhook = await startWebhook(({ status, labels, annotations }) => {
    if (labels.alertname !== 'MicroScrapeWatchdog') {
      print(`${status === 'firing' ? 'FIRING  ' : 'resolved'} ${labels.alertname}: ${annotations.summary}`);
    }
  });
  undo.push(() => webhook.stop());
  const alertmanager = await startAlertmanager(
    alertmanagerPath,
    await exampleRoutes(webhook.url),
    await portNear(9093),
  );
  undo.push(() => alertmanager.stop());
  const prometheus = await startPrometheus(prometheusPath, {
    targets: origins.map((origin) => new URL(origin).host),
    intervalSeconds: SCRAPE_SECONDS,
    ruleFile: fileURLToPath(new URL('../../grafana/prometheus/rules/*.yml', import.meta.url)),
    alertmanager,
    port: await portNear(9090),
  });
  undo.push(() => prometheus.stop());
  const onError = (error: Error) => note(error.message);
  const pool = createPool({ connectionString: postgres.url, role: 'arrivals', max: 1, onError });
  undo.push(() => pool.end());

  print(`  Prometheus    ${prometheus.url}/alerts`);
  print(`  Alertmanager  ${alertmanager.url}`);
  for (const origin of origins) print(`  daemon        ${origin}/metrics`);
  print(`  sample site   ${site.origin}/`);
  print(`  database      ${postgres.url}`);
  print(`Alerts are printed here; a vehicle arrives every ${ARRIVAL_MS / 1_000} s. Ctrl+C ends everything.`);
  for (let n = 0; !signal.aborted; n += 1) {
    const listing = SAMPLE_LISTINGS[n % SAMPLE_LISTINGS.length];
    if (listing !== undefined) await insertSample(pool, listing, site.origin);
    await wait(ARRIVAL_MS, undefined, { signal });
  }
}

/** Resolves with the daemon's origin. */
async function startDaemon(env: Record<string, string>, signal: AbortSignal): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, 'start'], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  undo.push(() => endDaemon(child));
  const lines = createInterface(child.stdout);
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(START_MS)]);
  deadline.addEventListener('abort', () => lines.close(), { once: true });
  for await (const line of lines) {
    const [, origin] = /"origin":"(http:[^"]+)"/.exec(line) ?? [];
    if (origin === undefined) continue;
    child.stdout.resume();
    return origin;
  }
  throw new Error('a daemon did not start; it says why above');
}

async function endDaemon(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exited;
  clearTimeout(timer);
}

/** The port people know, or 0 (any) where something else has it. */
async function portNear(port: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(0));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
  });
}
