/**
 * What is simulated: a backlog, the hosts it lies on, and the fleet that clears it, with what each step costs.
 * Invariant: every cost stands here once, with where it was measured; nothing in the model is a number of its own.
 */
export interface Costs {
  /** Database time of taking a vehicle, ms. */
  readonly claimMs: number;
  /** Database time of the one statement that writes what was found, the job's end included, ms. */
  readonly commitMs: number;
  /** Database time of a batch of photographs, ms. */
  readonly photographCommitMs: number;
  /** Waits for the disk of one vehicle, and how long one takes, ms. They hold a seat and no session's processor. */
  readonly flushes: number;
  readonly flushMs: number;
  /** The leading dispatcher's time for a vehicle: from event to job, and letting it in at a host with a pace, ms. */
  readonly dispatchMs: number;
  readonly letInMs: number;
  /** Processor time of a daemon for one vehicle without photographs, all its threads, ms. */
  readonly readMs: number;
  /** Processor time of a daemon for one photograph, ms. */
  readonly photographMs: number;
}

export interface Fleet {
  readonly vehicles: number;
  readonly hosts: number;
  /** Vehicles of the nth largest host are as 1 / n^skew; 0: all hosts are alike. */
  readonly skew: number;
  /** How many vehicles each host has, instead of `vehicles`, `hosts` and `skew`. */
  readonly sizes?: readonly number[];
  /** FETCH_MIN_INTERVAL_MS. */
  readonly intervalMs: number;
  /** A site's answer takes half to one and a half times this. */
  readonly answerMs: number;
  /** Share of visits that fail by the page's own fault. */
  readonly failures: number;
  /** Share of hosts that are away from the beginning, and for how long. */
  readonly away: number;
  readonly awayMs: number;
  /** Share of vehicles that need photographs, and how many. */
  readonly photographs: number;
  readonly photographsEach: number;
  readonly replicas: number;
  /** CONCURRENCY. */
  readonly seats: number;
  /** Of one replica. */
  readonly processors: number;
  /** Of the database. */
  readonly databaseProcessors: number;
  /** Database and daemons run on the same processors, those of the database. */
  readonly shared: boolean;
  readonly costs: Costs;
  readonly seed: number;
}

/** A try that fails is repeated after 30 s x 4^n, and `max_attempts` of `micro_scrape.settings` is 5 (`src/enrichment/conclude.ts`). */
export const MOST_ATTEMPTS = 5;
