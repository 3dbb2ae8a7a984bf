import { z } from 'zod';
import type { Queryable } from '../pool.ts';

/** A restored copy of a database is another one, and so is a database beside it on the same server. */
const IDENTITY = `
  select current_database() || ' on ' || c.system_identifier || '/' || d.oid as owner
  from pg_control_system() c, pg_database d where d.datname = current_database()`;
const NEXT_PART = `
  update micro_scrape.adoption set swept_to = (swept_to + 1) % 256 returning lpad(to_hex(swept_to::integer), 2, '0') as part`;
const NOT_NAMED = `
  select f.key from unnest($1::text[]) as f (key)
  where not exists (select from public.vehicle_images i where i.storage_path = f.key)
    and not exists (select from micro_scrape.pages p where p.blob_key = f.key)`;
const NOTE = `
  with unused as materialized (${NOT_NAMED}), used_again as (
    delete from micro_scrape.unused_files u where u.key = any ($1) and u.key not in (select key from unused)
  ) insert into micro_scrape.unused_files (key) select key from unused on conflict do nothing`;
const DUE = `
  select u.key from micro_scrape.unused_files u
  where left(u.key, 2) = $1 and u.since <= clock_timestamp() - (select keep_deleted from micro_scrape.settings) order by u.since limit $2`;
const DROP = 'delete from micro_scrape.unused_files where key = any ($1)';

const owned = z.object({ owner: z.string() });
const parts = z.object({ part: z.string() });
const keys = z.array(z.object({ key: z.string() }));

/** What tells this database from any other, as it stands in the store that it may remove from. */
export async function identify(db: Queryable): Promise<string> {
  return owned.parse((await db.query(IDENTITY)).rows[0]).owner;
}

/** Which of the 256 parts of the store comes next. */
export async function nextPart(db: Queryable): Promise<string> {
  return parts.parse((await db.query(NEXT_PART)).rows[0]).part;
}

/** Writes down which of these files no row names, and forgets it of those that one names again. */
export async function noteUnused(db: Queryable, files: readonly string[]): Promise<void> {
  await db.query(NOTE, [files]);
}

/** Files of a part that no row has named for as long as is kept. */
export async function dueFiles(db: Queryable, part: string, most: number): Promise<string[]> {
  return keys.parse((await db.query(DUE, [part, most])).rows).map(({ key }) => key);
}

/** Those of them that still no row names. */
export async function stillUnused(db: Queryable, files: readonly string[]): Promise<string[]> {
  return keys.parse((await db.query(NOT_NAMED, [files])).rows).map(({ key }) => key);
}

export async function forgetFiles(db: Queryable, files: readonly string[]): Promise<void> {
  await db.query(DROP, [files]);
}
