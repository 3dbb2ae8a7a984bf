/**
 * Does a database keep what micro-scrape promises?
 * Invariant: it only reads, it needs no quiet (a daemon may be at work), and each finding names the row it is about.
 */

import type { Pool } from 'pg';
import type { Finding, NamedCheck } from '../finding.ts';
import { findDisobedience } from './decisions.ts';
import { checkEvidence, type Edit } from './evidence.ts';
import { type Blobs, findLostFiles } from './files.ts';
import { findStrays } from './half-written-files.ts';
import { findHeldByTheDead } from './holds.ts';
import { findDoubleImages } from './images.ts';
import type { Invariant } from './question.ts';
import { findUncounted, findWrongSums } from './runs.ts';
import { findFalseScores } from './scores.ts';
import type { Looking } from './slices.ts';
import { findForgottenWork, findUnacknowledged } from './work.ts';

/** The reconcile, every five minutes, is the slowest of what heals; after that something is really lost. */
const HEALED_AFTER_SECONDS = 6 * 60;

export interface CheckOptions {
  /** Where the files of the images are, to read each of them; only a directory can be looked through for strays. */
  readonly blobs?: Blobs;
  /** Vehicles whose insert was acknowledged to whoever made it. */
  readonly acknowledged?: readonly string[];
  /** Everything people wrote into vehicles, oldest first. Without it nothing is said about evidence and edits. */
  readonly edits?: readonly Edit[];
  /** How long something may be amiss before it counts; default six minutes, the time the daemon takes at the most. */
  readonly graceSeconds?: number;
}

/** What any database can be asked at any time, without knowing what people wrote into it. The files come last: they take longest. */
export function checksOf(options: Pick<CheckOptions, 'blobs' | 'graceSeconds'> = {}): NamedCheck<Looking, Invariant>[] {
  const { blobs, graceSeconds = HEALED_AFTER_SECONDS } = options;
  return [
    [['none-unseen', 'none-lost', 'none-without-reason'], (looking) => findForgottenWork(looking, graceSeconds)],
    [['score-is-true', 'mark-agrees'], findFalseScores],
    [['one-of-each-image', 'one-primary'], findDoubleImages],
    [['rejected-stays-away', 'excluded-is-left-alone'], ({ db }) => findDisobedience(db)],
    [['held-by-the-living'], ({ db }) => findHeldByTheDead(db)],
    [['runs-add-up'], ({ db }) => findWrongSums(db)],
    [['runs-end'], ({ db }) => findUncounted(db)],
    ...(typeof blobs === 'string' ? [[['no-strays'], () => findStrays(blobs)] as const] : []),
    ...(blobs === undefined
      ? []
      : [[['bytes-before-rows'], (looking: Looking) => findLostFiles(looking, blobs)] as const]),
  ];
}

/** At most twenty problems of each question; none when all is well. */
export async function checkInvariants(pool: Pool, options: CheckOptions = {}): Promise<Finding[]> {
  const { acknowledged = [], edits } = options;
  const problems = await findUnacknowledged(pool, acknowledged);
  for (const [, find] of checksOf(options)) {
    problems.push(...(await find({ db: pool })));
  }
  return edits === undefined ? problems : [...problems, ...(await checkEvidence(pool, edits))];
}
