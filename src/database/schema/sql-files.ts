/**
 * The files of sql/, in the order in which they are applied.
 * Invariant: a file either touches the schema public, and is run by whoever owns the catalogue, or touches only our own
 * schema, and is run as that schema's owner; its name says which.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { QUEUE_SCHEMA } from '../queue-schema.ts';
import { withGenerated } from './generated-sql.ts';

const SQL = new URL('../../../sql/', import.meta.url);
/** graphile-worker ships the SQL it applies beside its program. */
const QUEUE_SQL = new URL('../sql/', pathToFileURL(createRequire(import.meta.url).resolve('graphile-worker')));

export interface SqlFile {
  /** As in `migrations/0001_public_catalogue.sql`; the key in `micro_scrape.applied_sql`. */
  readonly name: string;
  readonly text: string;
  /** sha256 of the text in hex, as it is for the queue's usual schema. */
  readonly checksum: string;
  readonly inPublic: boolean;
}

export async function readSqlFile(name: 'ledger.sql' | 'rights.sql'): Promise<string> {
  return withQueueSchema(await readFile(new URL(name, SQL), 'utf8'));
}

/** Our files are written for the queue's usual schema. */
function withQueueSchema(text: string): string {
  return text.replaceAll(/\bgraphile_worker\b/g, QUEUE_SCHEMA);
}

/** `migrations` are applied once, by number; `functions` and `triggers` again whenever their text changed. */
export async function readSqlFiles(folder: 'migrations' | 'functions' | 'triggers'): Promise<SqlFile[]> {
  const directory = new URL(`${folder}/`, SQL);
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (file) => {
      const text = withGenerated(await readFile(new URL(file, directory), 'utf8'));
      return {
        name: `${folder}/${file}`,
        text: withQueueSchema(text),
        checksum: createHash('sha256').update(text).digest('hex'),
        inPublic: /^\d+_public_|^vehicle_/.test(file),
      };
    }),
  );
}

/** The queue's own migrations, by number; only read to be counted and shown, the library applies them. */
export async function readQueueFiles(): Promise<{ number: number; text: string }[]> {
  const names = (await readdir(QUEUE_SQL)).filter((name) => /^\d{6}\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => ({
      number: Number.parseInt(name, 10),
      text: (await readFile(new URL(name, QUEUE_SQL), 'utf8')).replaceAll(
        ':GRAPHILE_WORKER_SCHEMA',
        `"${QUEUE_SCHEMA}"`,
      ),
    })),
  );
}
