/** How much there is of ours, how fast it grows, and whether files that no row names go. */

import { z } from 'zod';
import { identify } from '../database/statements/unused-files.ts';
import { openBlobStore } from '../media/store/blob-store.ts';
import { folderOf } from '../media/store/directory.ts';
import { FatalError, RetryError } from '../runtime/errors.ts';
import { counted } from '../terminal/format.ts';
import { type Check, ok, warning } from './finding.ts';

const NOW = 'select name, bytes::float8 as bytes from micro_scrape.table_sizes order by 2 desc, 1';
const VEHICLES = 'select coalesce(sum(vehicles), 0)::float8 as vehicles from micro_scrape.vehicle_counts';
/** The latest that is a week old, or the oldest there is. */
const BEFORE = `
  select current_date - day as days, vehicles::float8 as vehicles, bytes::float8 as bytes from micro_scrape.sizes
  where day < current_date order by day > current_date - 7, abs(current_date - 7 - day) limit 1`;
const UNUSED = 'select count(*)::int as files from micro_scrape.unused_files';

const tables = z.array(z.object({ name: z.string(), bytes: z.number() }));
const total = z.object({ vehicles: z.number() });
const before = z.array(z.object({ days: z.number(), vehicles: z.number(), bytes: z.number() }));
const unused = z.object({ files: z.number() });

export const checkSize: Check = async ({ pool }) => {
  const found = tables.parse((await pool.query(NOW)).rows);
  const { vehicles } = total.parse((await pool.query(VEHICLES)).rows[0]);
  const [then] = before.parse((await pool.query(BEFORE)).rows);
  const bytes = found.reduce((sum, table) => sum + table.bytes, 0);
  const largest = found.slice(0, 3).map(({ name, bytes: size }) => `${name} ${sizeOf(size)}`);
  const grown = then && bytes - then.bytes;
  return [
    ok(
      'size',
      `${sizeOf(bytes)} for ${counted(vehicles, 'vehicle')}: ${largest.join(', ')}${
        then === undefined || grown === undefined
          ? ''
          : `; ${sizeOf(Math.abs(grown))} ${grown < 0 ? 'less' : 'more'} than ${counted(then.days, 'day')} ago, when there were ${counted(then.vehicles, 'vehicle')}`
      }`,
    ),
  ];
};

/** Says nothing of a store that cannot be opened: that is found elsewhere. */
export const checkFiles: Check = async ({ pool, config }) => {
  const { files } = unused.parse((await pool.query(UNUSED)).rows[0]);
  const store = await openStore(config.blobStore, config.s3Endpoint);
  const owner = await store?.owner();
  store?.close();
  const self = await identify(pool);
  if (owner === undefined || owner === self) {
    return [ok('files', `${counted(files, 'file')} that no row names, to be removed after settings.keep_deleted`)];
  }
  const folder = folderOf(config.blobStore);
  const place = folder === undefined ? `${config.blobStore.replace(/\/$/, '')}/OWNER` : `${folder}/OWNER`;
  return [
    warning(
      'files',
      `no file is removed: ${config.blobStore} belongs to the database ${owner}, this one is ${self}. Where both are in use each needs a BLOB_STORE of its own; where this one has taken that one's place`,
      `${folder === undefined ? 'aws s3 rm' : 'rm'} '${place}'`,
    ),
  ];
};

async function openStore(spec: string, s3Endpoint: string | undefined) {
  try {
    return await openBlobStore(spec, { signal: AbortSignal.timeout(20_000), s3Endpoint });
  } catch (error) {
    if (error instanceof FatalError || error instanceof RetryError) {
      return undefined;
    }
    throw error;
  }
}

function sizeOf(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = units.shift();
  while (value >= 1000 && units.length > 0) {
    value /= 1000;
    unit = units.shift();
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
