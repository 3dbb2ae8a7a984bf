/** What a database is asked about each promise, and what of it is not kept at this time. */

import pg from 'pg';
import { z } from 'zod';
import type { Queryable } from '../../database/pool.ts';
import { type Finding, problem } from '../finding.ts';

/** What each invariant says when it holds. */
export const INVARIANTS = {
  'none-unseen': 'every vehicle has a state, or an event that will give it one',
  'none-lost': 'work that is requested has a job, a reserved turn, or a living daemon that does it',
  'none-without-reason': 'a vehicle that rests incomplete says why',
  'score-is-true': 'score, gaps and image count stored for a vehicle are those of its row',
  'mark-agrees': 'a vehicle is marked complete exactly when its score says so',
  'one-of-each-image': 'no vehicle has two images with one hash',
  'one-primary': 'no vehicle has two primary images',
  'bytes-before-rows': 'every stored image has its file, and the file its hash',
  'no-strays': 'half-written files of dead daemons are swept',
  'rejected-stays-away': 'no value that was rejected for a vehicle was written to it again',
  'excluded-is-left-alone': 'nothing was written to a vehicle since it was excluded',
  'held-by-the-living': 'no job is locked and no vehicle leased by a daemon without a heartbeat',
  'runs-add-up': 'the counters of a run are the sums of its actions',
  'runs-end': 'no run has ended before its last vehicle',
} as const;

export type Invariant = keyof typeof INVARIANTS;

/** Enough to find the cause; a broken promise is usually broken a thousand times. */
export const MOST_PER_INVARIANT = 20;

const found = z.object({
  detail: z.string(),
  /** Of the vehicle or the run, where a fix names it. */
  id: z.string().optional(),
  /** In which way it is broken, where that decides what fixes it. */
  how: z.string().optional(),
});

export type Found = z.infer<typeof found>;

/** A statement whose every row is a problem; its $1 is how many rows are wanted at the most. */
export interface Question<Name extends string = Invariant> {
  readonly check: Name;
  readonly sql: string;
  /** From $2 on, in a question about a slice from $4 on. */
  readonly values?: readonly unknown[];
  readonly fix: (found: readonly Found[]) => readonly string[];
}

export async function ask(
  db: Queryable,
  question: Pick<Question, 'sql' | 'values'>,
  most = MOST_PER_INVARIANT,
  slice: readonly unknown[] = [],
): Promise<Found[]> {
  const { rows } = await db.query(question.sql, [most, ...slice, ...(question.values ?? [])]);
  return z.array(found).parse(rows);
}

export function problemsOf({ check, fix }: Pick<Question<string>, 'check' | 'fix'>, all: readonly Found[]): Finding[] {
  const lines = all.length === 0 ? [] : fix(all);
  return all.map(({ detail }) => problem(check, detail, ...lines));
}

/** Asks of the whole database at once. */
export async function askAtOnce(db: Queryable, questions: readonly Question<string>[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const question of questions) findings.push(...problemsOf(question, await ask(db, question)));
  return findings;
}

/** For a statement that a person types: `'a', 'b'`, each once. */
export function literals(values: readonly (string | undefined)[]): string {
  return [...new Set(values)]
    .filter((value) => value !== undefined)
    .map((value) => pg.escapeLiteral(value))
    .join(', ');
}

/** Walks over all vehicles: queues what is unseen or has lost its job, corrects marks and gaps. */
export const RECONCILE = 'SELECT * FROM micro_scrape.reconcile(2000);';
