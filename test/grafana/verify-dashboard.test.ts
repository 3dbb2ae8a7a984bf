import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { expect } from 'vitest';
import { z } from 'zod';
import { createPool } from '../../src/database/pool.ts';
import { DaemonEvents } from '../../src/events.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { createMetrics } from '../../src/observability/metrics/metrics.ts';
import { startPrometheus } from '../../tools/observe/programs.ts';
import { test as withDatabase } from '../support/database.ts';
import { findProgram } from './programs.ts';
import { verifyDashboards } from './verify-dashboard.ts';

const ruleFile = fileURLToPath(new URL('../../grafana/prometheus/rules/*.yml', import.meta.url));
const path = await findProgram('prometheus', 'that every panel of the dashboard shows data');

/** A daemon's /metrics over a real database, without the daemon. */
const test = withDatabase.extend('metricsPort', async ({ database }, { onCleanup }) => {
  const events = new DaemonEvents();
  const pool = createPool({ connectionString: database.url, role: 'metrics', max: 1, onError: () => {} });
  const metrics = createMetrics({
    events,
    pool,
    version: '0.0.0',
    concurrency: 4,
    configuredInterval: 1,
    store: { blobs: { owner: async () => undefined }, folder: tmpdir() },
    runningJobs: () => [],
    seats: () => ({ free: 4, computing: 0, being_answered: 0, slow_host: 0, recogniser: 0, browser: 0 }),
  });
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    bearers: { serviceKeys: [], jwtSecret: undefined },
    metrics,
    health: { alive: () => true, ready: async () => ({ ready: true, checks: {} }) },
    manualRun: () => Promise.reject(new Error('not asked for')),
    decide: () => Promise.reject(new Error('not asked for')),
    log: pino({ level: 'silent' }),
  });
  const { port } = await server.start();
  onCleanup(async () => {
    await server.stop();
    metrics.close();
    await pool.end();
  });
  events.emit('listener:probe', { ok: true, seconds: 0.002 });
  return port;
});

test.runIf(path !== undefined)(
  'every panel shows data of a live daemon, and an empty one is found out',
  async ({ metricsPort }) => {
    const prometheus = await startPrometheus(path ?? '', {
      targets: [`127.0.0.1:${metricsPort}`],
      intervalSeconds: 1,
      ruleFile,
    });
    try {
      await scrapedTimes(prometheus.url, 4);
      const { queries } = await verifyDashboards({ prometheusUrl: prometheus.url });
      expect(queries).toBeGreaterThan(50);
      // A range shorter than two scrapes has no rate: this is how an empty panel looks.
      await expect(verifyDashboards({ prometheusUrl: prometheus.url, rateInterval: '100ms' })).rejects.toThrow(
        /no data: .*rate/,
      );
    } finally {
      await prometheus.stop();
    }
  },
);

const count = z.object({ data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }) });

async function scrapedTimes(url: string, times: number): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (performance.now() < deadline) {
    const response = await fetch(`${url}/api/v1/query?query=sum_over_time(up[1m])`);
    const { data } = count.parse(await response.json());
    if (Number(data.result[0]?.value[1] ?? 0) >= times) return;
    await wait(100);
  }
  throw new Error(`prometheus did not scrape ${times} times in 20 s`);
}
