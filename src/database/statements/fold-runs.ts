import { z } from 'zod';
import type { Queryable } from '../pool.ts';

/** Runs of one transaction: a few hundredths of a second. */
export const FOLD_AT_ONCE = 500;
// Its commit need not be on the disk: what a crash takes back is folded again, and people read the same either way.
const FOLD = `select micro_scrape.fold_runs($1) as folded from set_config('synchronous_commit', 'off', true)`;

const folded = z.object({ folded: z.number() });

/** Moves the counters of ended runs into their rows (see sql/functions/42_runs.sql); returns how many runs that were. */
export async function foldRuns(db: Queryable): Promise<number> {
  const { rows } = await db.query(FOLD, [FOLD_AT_ONCE]);
  return folded.parse(rows[0]).folded;
}
