import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const WAKE = 'select woken, finished from micro_scrape.wake_for_rules($1, $2)';
const BACKLOG = `
  select count(*)::int as vehicles from (select from micro_scrape.vehicle_state where requested > handled limit $1) waiting`;

/** Looked at by one statement: a tenth of a second. */
const SLICE_SIZE = 5_000;
/** New vehicles must not wait behind a whole catalogue: the next reconcile wakes the next ones. */
const LARGEST_BACKLOG = 2_000;

const woke = z.object({ woken: z.number(), finished: z.boolean() });
const backlog = z.object({ vehicles: z.number() });

/**
 * Has the kept pages of vehicles with gaps read again that older rules than `version` have read (see
 * sql/functions/72_wake_for_rules.sql); returns how many were woken now.
 */
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
