/** A whole daemon inside the test's process, on the test's own database, with its blobs in a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Daemon, type DaemonOptions, startDaemon } from '../../src/app/daemon.ts';
import { type Environment, readConfig } from '../../src/config.ts';
import { createLog } from '../../src/observability/log.ts';
import type { TestDatabase } from './database.ts';
import { keepLog } from './logs.ts';

export const SERVICE_KEY = 'a-key-of-the-tests-that-is-long-enough-0123456789';

export interface TestDaemon extends Daemon {
  readonly blobs: string;
}

/** `env` as a person would set it; `onLine` is given each line of the log. The caller stops the daemon before its database is dropped. */
export async function startTestDaemon(
  database: Pick<TestDatabase, 'url'>,
  env: Environment = {},
  {
    onLine,
    ...more
  }: Partial<Pick<DaemonOptions, 'recogniser' | 'resolve' | 'signal'>> & { onLine?: (line: string) => void } = {},
): Promise<TestDaemon> {
  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-test-'));
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'info',
    CONCURRENCY: '4',
    FETCH_MIN_INTERVAL_MS: '0',
    BLOB_STORE: `file:${folder}`,
    ...env,
  });
  const keep = keepLog(`the daemon on ${new URL(database.url).pathname.slice(1)}`);
  const write = (line: string) => {
    keep(line);
    onLine?.(line);
  };
  const daemon = await startDaemon({
    config,
    databaseUrl: database.url,
    serviceKeys: [SERVICE_KEY],
    log: createLog(config.logLevel, { write }),
    signal: AbortSignal.timeout(300_000),
    ...more,
  });
  return {
    ...daemon,
    blobs: folder,
    stop: async () => {
      await daemon.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
