import { z } from 'zod';
import type { Queryable } from '../pool.ts';
import { FOLD_AT_ONCE, foldRuns } from './fold-runs.ts';
import { keepHistory } from './history.ts';

const BEGIN_AT = 'select compare_from from micro_scrape.adoption';
const SLICE = `
  select unseen, jobless, mismarked, more, next_from from micro_scrape.reconcile_slice($1, $2, $3, $4)`;
const GO_ON_AT = 'update micro_scrape.adoption set compare_from = $1';
const MEND_LINES = 'select micro_scrape.fix_lines()';
const ADD_UP = 'select micro_scrape.add_up_state_counts() as rows';
const FORGET = 'select micro_scrape.forget_deleted($1) as rows';
const PRUNE = 'select micro_scrape.prune($1) as rows';
const MEASURE = 'select micro_scrape.measure()';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** Vehicles looked at by one statement: half a second while a million others wait for their turn and two cores are busy. */
const SLICE_SIZE = 5_000;
/** Vehicles put into the queue by one statement; those that are marked are locked for its duration (0.05 s). */
const TAKE = 250;
/** Comparing takes 20 s of the server a million vehicles: each reconcile does so much of it and the next goes on there. */
const COMPARE_BUDGET_MS = 4_000;
/** A bulk load that no trigger saw is taken in at 10,000 a second; what is left is taken by the next reconcile. */
const BUDGET_MS = 150_000;
/**
 * Deleted vehicles of which one statement takes everything away, and rows of a kind that one takes; what is left after the
 * budget goes with the next reconcile.
 */
const FORGET_AT_ONCE = 50;
const PRUNE_AT_ONCE = 1_000;
const PRUNE_BUDGET_MS = 30_000;
const SLICES: readonly (readonly [string, readonly number[]])[] = [
  [ADD_UP, []],
  [FORGET, [FORGET_AT_ONCE]],
  [PRUNE, [PRUNE_AT_ONCE]],
];

const beginAt = z.object({ compare_from: z.string() });
const taken = z.object({ rows: z.number() });
const slice = z.object({
  unseen: z.number(),
  jobless: z.number(),
  mismarked: z.number(),
  more: z.boolean(),
  next_from: z.string().nullable(),
});

export interface Reconciled {
  /** Rows no event told of. */
  unseen: number;
  /** Work that had lost its job. */
  jobless: number;
  /** Rows whose stored score or mark was not true any more. */
  mismarked: number;
  /** Rows that retention took away. */
  pruned: number;
}

/**
 * Finds what no event told and queues it (see sql/functions/70_reconcile.sql): walks over all vehicles by id, beginning
 * where the comparison of scores stopped the last time. Each statement is a transaction of its own, so that nobody waits
 * long for a row; `db` must therefore be no client inside a transaction.
 */
export async function reconcile(db: Queryable, sliceSize = SLICE_SIZE): Promise<Reconciled> {
  const started = performance.now();
  const { compare_from: first } = beginAt.parse((await db.query(BEGIN_AT)).rows[0]);
  const found: Reconciled = { unseen: 0, jobless: 0, mismarked: 0, pruned: 0 };
  let from = first;
  let wrapped = false;
  let compare = true;
  let compared = false;
  while (performance.now() - started < BUDGET_MS) {
    const done = slice.parse((await db.query(SLICE, [from, sliceSize, TAKE, compare && !compared])).rows[0]);
    found.unseen += done.unseen;
    found.jobless += done.jobless;
    found.mismarked += done.mismarked;
    // What is left of a slice needs no second comparison, unless that has found more than it may take.
    compared = done.more && done.mismarked < TAKE;
    if (done.more) {
      continue;
    }
    if (done.next_from === null && (wrapped || first === FIRST_ID)) {
      break;
    }
    wrapped ||= done.next_from === null;
    from = done.next_from ?? FIRST_ID;
    if (compare && performance.now() - started > COMPARE_BUDGET_MS) {
      await db.query(GO_ON_AT, [from]);
      compare = false;
    }
    if (wrapped && from > first) {
      break;
    }
  }
  while ((await foldRuns(db)) === FOLD_AT_ONCE);
  await db.query(MEND_LINES);
  found.pruned = await prune(db);
  await keepHistory(db);
  return found;
}

/**
 * Adds up the changes of the counts that statements over many vehicles left behind, takes away what is over (see
 * sql/functions/71_retention.sql), and writes down once a day how much there is.
 */
async function prune(db: Queryable): Promise<number> {
  const started = performance.now();
  let all = 0;
  for (const [slice, values] of SLICES) {
    let rows: number;
    do {
      ({ rows } = taken.parse((await db.query(slice, [...values])).rows[0]));
      all += slice === ADD_UP ? 0 : rows;
    } while (rows > 0 && performance.now() - started < PRUNE_BUDGET_MS);
  }
  await db.query(MEASURE);
  return all;
}
