/**
 * Takes the marks out of origin_metadata.
 * Invariant: other keys stay, and a row is locked for one small step only.
 */
import type pg from 'pg';
import { z } from 'zod';

/** Small steps by id: whoever writes one of these rows waits for one of them. */
const PURGE_STEP = 1_000;
/** All of it as one statement, to be read. */
export const PURGE_MARKS = `update public.vehicles set origin_metadata = origin_metadata - 'micro_scrape_complete' - 'micro_scrape_completed_at'
  where origin_metadata ? 'micro_scrape_complete'`;
/** A row that had no metadata has none again, where the column allows that. */
const PURGE_SLICE = `
  with slice as (select id from public.vehicles where id >= $1 order by id limit $2), changed as (
    ${PURGE_MARKS} and id in (select id from slice) returning id, origin_metadata = '{}' as bare
  ) select (select (array_agg(id order by id desc))[1] from slice) as last, (select count(*)::int from slice) as seen,
    (select count(*)::int from changed) as purged, (select coalesce(array_agg(id), '{}') from changed where bare) as bare`;
const NULLABLE = `
  select not attnotnull and not atthasdef as nullable from pg_attribute
  where attrelid = to_regclass('public.vehicles') and attname = 'origin_metadata'`;
const EMPTY_AGAIN = 'update public.vehicles set origin_metadata = null where id = any ($1)';

const purged = z.object({
  last: z.string().nullable(),
  seen: z.number(),
  purged: z.number(),
  bare: z.array(z.string()),
});

/** Returns how many vehicles had a mark. */
export async function purgeMarks(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ nullable: boolean }>(NULLABLE);
  let total = 0;
  let from = '00000000-0000-0000-0000-000000000000';
  while (rows.length > 0) {
    const step = purged.parse((await client.query(PURGE_SLICE, [from, PURGE_STEP])).rows[0]);
    total += step.purged;
    if (rows[0]?.nullable === true && step.bare.length > 0) {
      await client.query(EMPTY_AGAIN, [step.bare]);
    }
    if (step.last === null || step.seen < PURGE_STEP) {
      break;
    }
    from = step.last;
  }
  return total;
}
