/** A PostgreSQL of the run's own, started when the first case asks for it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/database/schema/migrate.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.ts';

export interface OwnDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
}

export interface DatabaseKeeper {
  open(): Promise<OwnDatabase>;
  close(): Promise<void>;
}

export function keepDatabase(): DatabaseKeeper {
  const undo: (() => Promise<unknown>)[] = [];
  let opening: Promise<OwnDatabase> | undefined;
  const start = async (): Promise<OwnDatabase> => {
    const dataDir = await mkdtemp(join(tmpdir(), 'micro-scrape-hostile-'));
    undo.push(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
    const server = await startEmbeddedPostgres({ dataDir, durable: false, database: 'hostile' });
    undo.push(() => server.stop());
    await migrate({ connectionString: server.url });
    const pool = new pg.Pool({ connectionString: server.url, max: 16, query_timeout: 60_000 });
    pool.on('error', () => undefined);
    undo.push(() => pool.end());
    return { url: server.url, pool };
  };
  return {
    open: () => (opening ??= start()),
    async close() {
      for (const step of undo.toReversed()) await step();
    },
  };
}
