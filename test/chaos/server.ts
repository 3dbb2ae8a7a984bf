/**
 * A real, durable PostgreSQL that can be stopped, crashed and started again behind one address.
 * Invariant: `url` never changes; while the server is away it refuses, as a port without a listener does.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.ts';
import { PostgresProxy } from './proxy.ts';

export interface MortalPostgres {
  /** Through a proxy of its own that passes everything on. */
  readonly url: string;
  /** Its port at this moment; another after every start. */
  readonly port: number;
  /** Told of the new port after every start. */
  onPort: ((port: number) => void) | undefined;
  /** `fast`: sessions are ended, all is written (SIGINT). `crash`: nothing is (SIGQUIT), recovery at the next start. */
  stop(how: 'fast' | 'crash'): Promise<void>;
  start(): Promise<void>;
  /** Ends it for good and removes its data. */
  remove(): Promise<void>;
}

export async function startMortalPostgres(settings: Record<string, string> = {}): Promise<MortalPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'micro-scrape-mortal-'));
  const launch = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir, durable: true, settings });
  let server = await launch();
  const gateway = await PostgresProxy.start(server.port);
  const postgres: MortalPostgres = {
    url: gateway.through(server.url),
    get port() {
      return server.port;
    },
    onPort: undefined,
    async stop(how) {
      if (how === 'crash') {
        const lock = join(dataDir, 'cluster', 'data', 'postmaster.pid');
        const pid = Number.parseInt(await readFile(lock, 'utf8'), 10);
        process.kill(pid, 'SIGQUIT');
        while (isRunning(pid)) await delay(10);
      }
      await server.stop();
    },
    async start() {
      server = await launch();
      gateway.retarget(server.port);
      postgres.onPort?.(server.port);
    },
    async remove() {
      await gateway.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
  return postgres;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
