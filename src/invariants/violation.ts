/** A promise that a database does not keep at this moment. */
import { z } from 'zod';
import type { Queryable } from '../db/pool.ts';

/** What each invariant says when it holds. */
export const INVARIANTS = {
  'acknowledged-is-there': 'every vehicle whose insert was acknowledged exists and has a state',
  'none-unseen': 'every vehicle has a state, or an event that will give it one',
  'none-lost': 'work that is wanted has a job, a reserved turn, or a living daemon that does it',
  'none-without-reason': 'a vehicle that rests incomplete says why',
  'score-is-true': 'score, gaps and image count stored for a vehicle are those of its row',
  'mark-agrees': 'a vehicle is marked complete exactly when its score says so',
  'one-of-each-image': 'no vehicle has two images with one hash',
  'one-primary': 'no vehicle has two primary images',
  'bytes-before-rows': 'every stored image has its file, and the file its hash',
  'no-strays': 'half-written files of dead daemons are swept',
  'person-wins': 'the last value a person wrote stands',
  'evidence-explains': 'a value of ours is the one its newest evidence names, unless a person wrote later',
  'evidence-once': 'one value from one source in one run has one row of evidence',
  'held-by-the-living': 'no job is locked and no vehicle leased by a daemon without a heartbeat',
  'runs-add-up': 'the counters of a run are the sums of its actions',
  'runs-end': 'no run is open without a vehicle that still belongs to it',
} as const;

export type Invariant = keyof typeof INVARIANTS;

export interface Violation {
  readonly invariant: Invariant;
  /** What is wrong with what, in words. */
  readonly detail: string;
}

/** Enough to find the cause; a broken promise is usually broken a thousand times. */
export const MOST_PER_INVARIANT = 20;

const details = z.array(z.object({ detail: z.string() }));

/** Runs a statement whose every row is a violation in a column `detail`; $1 is how many rows are wanted at the most. */
export async function violationsOf(
  db: Queryable,
  invariant: Invariant,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Violation[]> {
  const { rows } = await db.query(sql, [MOST_PER_INVARIANT, ...values]);
  return details.parse(rows).map(({ detail }) => ({ invariant, detail }));
}
