/**
 * Does a database keep what micro-scrape promises?
 * Invariant: it only reads, it needs no quiet (a daemon may be at work), and each finding names the row it is about.
 */

import type { NamedCheck } from '../finding.ts';
import { DECISIONS } from './decisions.ts';
import { type Blobs, findLostFiles } from './files.ts';
import { findStrays } from './half-written-files.ts';
import { HOLDS } from './holds.ts';
import { IMAGES } from './images.ts';
import { askAtOnce, type Invariant, type Question } from './question.ts';
import { RUN_ENDS, RUN_SUMS } from './runs.ts';
import { SCORES_AND_MARKS } from './scores.ts';
import { askInSlices, type Looking } from './slices.ts';
import { aboutWork } from './work.ts';

type InvariantCheck = NamedCheck<Looking, Invariant>;

/** The reconcile, every five minutes, is the slowest of what heals; after that something is really lost. */
const HEALED_AFTER_SECONDS = 6 * 60;

/** Where the files of the images are, and how long something may be amiss before it counts. */
export interface Looked {
  /** To read each of them; only a directory can be looked through for strays. */
  readonly blobs?: Blobs;
  /** Default six minutes, the time the daemon takes at the most. */
  readonly graceSeconds?: number;
}

const namesOf = (questions: readonly Question[]) => [...new Set(questions.map(({ check }) => check))];
const inSlices = (...questions: readonly Question[]): InvariantCheck => [
  namesOf(questions),
  (looking) => askInSlices(looking, questions),
];
const atOnce = (...questions: readonly Question[]): InvariantCheck => [
  namesOf(questions),
  ({ db }) => askAtOnce(db, questions),
];

/** What any database can be asked at any time, without knowing what people wrote into it. The files come last: they take longest. */
export function checksOf({ blobs, graceSeconds = HEALED_AFTER_SECONDS }: Looked = {}): InvariantCheck[] {
  return [
    inSlices(...aboutWork(graceSeconds)),
    inSlices(...SCORES_AND_MARKS),
    inSlices(...IMAGES),
    ...[atOnce(...DECISIONS), atOnce(...HOLDS), atOnce(RUN_SUMS), atOnce(RUN_ENDS)],
    ...(typeof blobs === 'string' ? [[['no-strays'], () => findStrays(blobs)] as const] : []),
    ...(blobs === undefined
      ? []
      : [[['bytes-before-rows'], (looking: Looking) => findLostFiles(looking, blobs)] as const]),
  ];
}
