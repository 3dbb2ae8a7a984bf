/**
 * Prometheus and Alertmanager as they are installed on this machine, on ports of 127.0.0.1, for `npm run observe` and tests.
 * Invariant: what is started here is ready when it is given, and ended with its files when `stop` resolves.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'yaml';

const READY_MS = 30_000;
/** Prometheus writes what it holds to disk before it ends. */
const END_MS = 10_000;

export interface Server {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The first of the names that is a program in the folders of PATH. */
export async function findInPath(...names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

/** Scrapes each target (host:port) as the job `micro-scrape`, every `intervalSeconds`. */
export async function startPrometheus(
  path: string,
  options: {
    targets: readonly string[];
    intervalSeconds: number;
    ruleFile: string;
    alertmanager?: Server;
    /** 0: any free port. */
    port?: number;
  },
): Promise<Server> {
  const interval = `${options.intervalSeconds}s`;
  const alerting = options.alertmanager && {
    alertmanagers: [{ static_configs: [{ targets: [new URL(options.alertmanager.url).host] }] }],
  };
  const config = {
    global: { scrape_interval: interval, scrape_timeout: interval, evaluation_interval: interval },
    rule_files: [options.ruleFile],
    ...(alerting && { alerting }),
    scrape_configs: [{ job_name: 'micro-scrape', static_configs: [{ targets: options.targets }] }],
  };
  return serve(path, config, options.port, (file, data, address) => [
    `--config.file=${file}`,
    `--storage.tsdb.path=${data}`,
    `--web.listen-address=${address}`,
    '--log.level=warn',
  ]);
}

/** `config`: as the file that `path` would read. */
export async function startAlertmanager(path: string, config: object, port?: number): Promise<Server> {
  return serve(path, config, port, (file, data, address) => [
    `--config.file=${file}`,
    `--storage.path=${data}`,
    `--web.listen-address=${address}`,
    // One alone needs no peers; with this unset it would open a port to the world.
    '--cluster.listen-address=',
    '--log.level=warn',
  ]);
}

const EXAMPLE = new URL('../../grafana/prometheus/alertmanager.yml', import.meta.url);

/** The committed example with `webhook` for every receiver, and the waits shorter by `faster`. */
export async function exampleRoutes(webhook: string, waits: Readonly<Record<string, string>> = {}): Promise<object> {
  const config = parse(await readFile(EXAMPLE, 'utf8'), (key, value: unknown) => {
    if (key === 'url') return webhook;
    return typeof key === 'string' && key in waits ? waits[key] : value;
  });
  return config as object;
}

async function serve(
  path: string,
  config: object,
  wanted: number | undefined,
  args: (file: string, data: string, address: string) => string[],
): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-observe-'));
  const file = join(folder, 'config.yml');
  // JSON is YAML.
  await writeFile(file, JSON.stringify(config));
  const port = wanted || (await freePort());
  const child = spawn(path, args(file, join(folder, 'data'), `127.0.0.1:${port}`), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000);
  });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${path} ended with ${code} before it was ready:\n${said}`)));
  });
  // An end that comes later is `stop`.
  failed.catch(() => undefined);
  const stop = async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([untilReady(url), failed]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    const ready = await fetch(`${url}/-/ready`, { signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await wait(100);
  }
  throw new Error(`${url} was not ready after ${READY_MS / 1_000} s`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_MS);
  await exited;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
