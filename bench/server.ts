/**
 * A durable PostgreSQL of a bench's own, with a migrated database to copy from.
 * Invariant: when `withServer` ends, whatever happened, the server has stopped and its folder is gone.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../src/database/schema/migrate.ts';
import { startEmbeddedPostgres } from '../src/embedded-postgres/embedded-postgres.ts';
import { connectionStringOf } from '../test/support/cluster.ts';

const TEMPLATE = 'migrated';
/** The catalogue without us: the same tables and indexes, no trigger. */
const WITHOUT_TRIGGERS = `
  drop trigger micro_scrape_vehicle_inserted on vehicles; drop trigger micro_scrape_vehicle_changed on vehicles;
  drop trigger micro_scrape_vehicle_images_added on vehicle_images; drop trigger micro_scrape_vehicle_images_deleted on vehicle_images`;

/** Where raw LISTEN and the peers are told of rows. */
export const TOLD_ON = 'bench';
const IDS =
  'create table bench_ids (id bigint generated always as identity primary key, vehicle_id uuid not null, taken boolean not null default false)';
const APPEND = 'insert into bench_ids (vehicle_id) select id from inserted';
const trigger = (body: string, on: string) => `
  create function bench_written() returns trigger language plpgsql as $$ begin ${body}; return null; end $$;
  create trigger bench_written after insert on vehicles ${on} execute function bench_written()`;
const AT_ONCE = 'referencing new table as inserted for each statement';
const EACH_ROW = 'for each row';

const OTHERS = {
  bare: '',
  /** The least that remembers which rows are new: their ids, appended to a table, and nobody is told. */
  append: `${IDS}; ${trigger(APPEND, AT_ONCE)}`,
  /** The least that remembers and wakes somebody. */
  ring: `${IDS}; ${trigger(`${APPEND}; notify ${TOLD_ON}`, AT_ONCE)}`,
  /** The least that tells somebody of each row, and remembers nothing. */
  notify: trigger(`perform pg_notify('${TOLD_ON}', new.id::text)`, EACH_ROW),
};
export type Triggers = 'ours' | keyof typeof OTHERS;

export interface BenchServer {
  /** A new migrated database; with other triggers nothing of ours is called by a write. */
  database(name: string, triggers?: Triggers): Promise<string>;
  drop(url: string): Promise<void>;
  /** For files of one run. */
  readonly folder: string;
  /** A database in which nothing is measured. */
  readonly maintenanceUrl: string;
  /** Of the server's first process. */
  readonly pid: number;
}

/** Both caches are large enough that what is measured is not the size of a cache. */
const SETTINGS = { shared_buffers: '256MB', max_wal_size: '4GB' };

export async function withServer<T>(
  settings: Record<string, string>,
  work: (server: BenchServer) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-bench-'));
  try {
    const postgres = await startEmbeddedPostgres({
      dataDir: join(folder, 'postgres'),
      durable: true,
      database: TEMPLATE,
      settings: { ...SETTINGS, ...settings },
    });
    try {
      await migrate({ connectionString: postgres.url });
      // An empty catalogue is adopted in one step, which belongs to no vehicle.
      await onClient(postgres.url, (client) => client.query('select micro_scrape.adopt(1)'));
      const lock = join(folder, 'postgres', 'cluster', 'data', 'postmaster.pid');
      const pid = Number.parseInt(await readFile(lock, 'utf8'), 10);
      const maintenanceUrl = connectionStringOf(postgres.url, 'postgres');
      return await work({
        folder,
        maintenanceUrl,
        pid,
        async database(name, triggers = 'ours') {
          await onClient(maintenanceUrl, (client) => client.query(`create database ${name} template ${TEMPLATE}`));
          const url = connectionStringOf(postgres.url, name);
          if (triggers !== 'ours')
            await onClient(url, (client) => client.query(`${WITHOUT_TRIGGERS}; ${OTHERS[triggers]}`));
          return url;
        },
        drop: (url) =>
          onClient(maintenanceUrl, async (client) => {
            await client.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
          }),
      });
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench' });
  await client.connect();
  return client;
}

export async function onClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
