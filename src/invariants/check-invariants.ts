/**
 * Does a database keep what micro-scrape promises?
 * Invariant: it only reads, it needs no quiet (a daemon may be at work), and each finding names the row it is about.
 */
import type { Pool } from 'pg';
import { checkEvidence, type Edit } from './evidence.ts';
import { checkHolds } from './holds.ts';
import { checkImages } from './images.ts';
import { checkRuns } from './runs.ts';
import { checkScores } from './scores.ts';
import type { Violation } from './violation.ts';
import { checkWork } from './work.ts';

/** The reconcile, every five minutes, is the slowest of what heals; after that something is really lost. */
const HEALED_AFTER_SECONDS = 6 * 60;

export interface CheckOptions {
  /** Directory of a `file:` blob store, to compare every image with its file. */
  readonly blobs?: string;
  /** Vehicles whose insert was acknowledged to whoever made it. */
  readonly acknowledged?: readonly string[];
  /** Everything people wrote into vehicles, oldest first. Without it nothing is said about evidence and edits. */
  readonly edits?: readonly Edit[];
  /** How long something may be amiss before it counts; default six minutes, the time the daemon takes at the most. */
  readonly graceSeconds?: number;
}

/** At most twenty violations of each invariant; none when all is well. */
export async function checkInvariants(pool: Pool, options: CheckOptions = {}): Promise<Violation[]> {
  const { blobs, acknowledged = [], edits, graceSeconds = HEALED_AFTER_SECONDS } = options;
  return [
    ...(await checkWork(pool, { acknowledged, graceSeconds })),
    ...(await checkScores(pool)),
    ...(await checkImages(pool, blobs)),
    ...(edits === undefined ? [] : await checkEvidence(pool, edits)),
    ...(await checkHolds(pool)),
    ...(await checkRuns(pool, graceSeconds)),
  ];
}
