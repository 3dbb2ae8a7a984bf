/**
 * Does a database keep what micro-scrape promises?
 * Invariant: it only reads, it needs no quiet (a daemon may be at work), and each finding names the row it is about.
 */
import type { Pool } from 'pg';
import { findDisobedience } from './decisions.ts';
import { checkEvidence, type Edit } from './evidence.ts';
import { type Blobs, findLostFiles } from './files.ts';
import { findHeldByTheDead } from './holds.ts';
import { findDoubleImages } from './images.ts';
import { findUncounted, findWrongSums } from './runs.ts';
import { findFalseScores } from './scores.ts';
import type { Looking } from './slices.ts';
import { findStrays } from './strays.ts';
import type { Invariant, Violation } from './violation.ts';
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

/** Invariants that are looked at together. */
interface Check {
  readonly invariants: readonly Invariant[];
  readonly find: (looking: Looking) => Promise<Violation[]>;
}

/** What any database can be asked at any time, without knowing what people wrote into it. The files come last: they take longest. */
export function checksOf(options: Pick<CheckOptions, 'blobs' | 'graceSeconds'> = {}): Check[] {
  const { blobs, graceSeconds = HEALED_AFTER_SECONDS } = options;
  return [
    {
      invariants: ['none-unseen', 'none-lost', 'none-without-reason'],
      find: (looking) => findForgottenWork(looking, graceSeconds),
    },
    { invariants: ['score-is-true', 'mark-agrees'], find: findFalseScores },
    { invariants: ['one-of-each-image', 'one-primary'], find: findDoubleImages },
    { invariants: ['rejected-stays-away', 'excluded-is-left-alone'], find: ({ db }) => findDisobedience(db) },
    { invariants: ['held-by-the-living'], find: ({ db }) => findHeldByTheDead(db) },
    { invariants: ['runs-add-up'], find: ({ db }) => findWrongSums(db) },
    { invariants: ['runs-end'], find: ({ db }) => findUncounted(db) },
    ...(typeof blobs === 'string' ? [{ invariants: ['no-strays'] as const, find: () => findStrays(blobs) }] : []),
    ...(blobs === undefined
      ? []
      : [{ invariants: ['bytes-before-rows'] as const, find: (l: Looking) => findLostFiles(l, blobs) }]),
  ];
}

/** At most twenty violations of each question; none when all is well. */
export async function checkInvariants(pool: Pool, options: CheckOptions = {}): Promise<Violation[]> {
  const { acknowledged = [], edits } = options;
  const violations = await findUnacknowledged(pool, acknowledged);
  for (const { find } of checksOf(options)) {
    violations.push(...(await find({ db: pool })));
  }
  return edits === undefined ? violations : [...violations, ...(await checkEvidence(pool, edits))];
}
