/** Kept pages that a daemon reads again, without a request: see sql/functions/72_reread.sql. */
import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const REREAD = 'select vehicle_id as id, score, outcome from micro_scrape.reread($1, $2)';
const NEXT_PAGES =
  'select array(select vehicle_id from micro_scrape.pages where vehicle_id > $1 order by vehicle_id limit $2) as ids';
const WAKE = 'select woken, finished from micro_scrape.wake_for_rules($1, $2)';
const BACKLOG = `
  select count(*)::int as vehicles from (select from micro_scrape.vehicle_state where requested > handled limit $1) waiting`;

/** Looked at by one statement: a tenth of a second. */
const SLICE_SIZE = 5_000;
/** New vehicles must not wait behind a whole catalogue: the next reconcile wakes the next ones. */
const LARGEST_BACKLOG = 2_000;
const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

const queued = z.array(z.object({ id: z.guid(), score: z.number(), outcome: z.string() }));
const nextPages = z.object({ ids: z.array(z.guid()) });
const woke = z.object({ woken: z.number(), finished: z.boolean() });
const backlog = z.object({ vehicles: z.number() });

/** A vehicle as it was when its page was asked to be read again. */
export type Reread = z.infer<typeof queued>[number];

/** `ids`: these only; `olderThan`: only pages that older rules have read. Returns those whose page will be read again. */
export async function rereadPages(
  db: Queryable,
  which: { ids: readonly string[] | undefined; olderThan: number | undefined },
): Promise<Reread[]> {
  const read = async (ids: readonly string[]) =>
    queued.parse((await db.query(REREAD, [ids, which.olderThan ?? null])).rows);
  if (which.ids !== undefined) {
    return read(which.ids);
  }
  const all: Reread[] = [];
  for (let last = LOWEST_ID; ; ) {
    const { ids } = nextPages.parse((await db.query(NEXT_PAGES, [last, SLICE_SIZE])).rows[0]);
    all.push(...(await read(ids)));
    const next = ids.at(-1);
    if (next === undefined) {
      return all;
    }
    last = next;
  }
}

/** Has pages read again that older rules than `version` have read; returns how many vehicles were woken now. */
export async function wakeForRules(db: Queryable, version: number): Promise<number> {
  let total = 0;
  for (;;) {
    const { vehicles } = backlog.parse((await db.query(BACKLOG, [LARGEST_BACKLOG])).rows[0]);
    if (vehicles + total >= LARGEST_BACKLOG) {
      return total;
    }
    const { woken, finished } = woke.parse((await db.query(WAKE, [version, SLICE_SIZE])).rows[0]);
    total += woken;
    if (finished) {
      return total;
    }
  }
}
