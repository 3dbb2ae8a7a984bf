/**
 * What a vehicle costs, each with where it was measured: two cores of an AMD EPYC that did nothing else; see docs/scaling.md.
 * Invariant: a fleet that is not told otherwise pays these.
 */
import type { Fleet } from './fleet.ts';

interface Cost {
  readonly value: number;
  /** The row of `npm run bench`, or why there is none. */
  readonly from: string;
}

export const COSTS = {
  claimMs: { value: 0.8, from: 'bench statements: `claim`; the queue itself, some 0.4 ms, is left out' },
  commitMs: { value: 1.9, from: 'bench statements: `commit_run`' },
  photographCommitMs: {
    value: 3,
    from: 'bench backlog: (14 % lack photographs - none) / 0.14, for one vehicle that lacks them',
  },
  flushes: { value: 2, from: 'bench statements: flushes of the log that a connection waits for' },
  flushMs: { value: 1, from: 'assumed: a disk of a server; `slow-disk` takes 5' },
  dispatchMs: { value: 0.35, from: 'bench statements: the dispatcher’s statement, 0.06 a vehicle' },
  letInMs: { value: 1, from: 'assumed: one vehicle let in and its job made; no row measures it alone' },
  readMs: { value: 9.9, from: 'bench backlog: processor time of the daemon' },
  photographMs: {
    value: 6.3,
    from: 'bench backlog: (14 % lack photographs - none) / 0.14, by the five that a sample vehicle has',
  },
} as const satisfies Record<string, Cost>;

export const DEFAULTS: Fleet = {
  vehicles: 10_000_000,
  hosts: 2_000,
  skew: 1,
  intervalMs: 1_000,
  answerMs: 500,
  failures: 0.01,
  away: 0.01,
  awayMs: 6 * 3_600_000,
  photographs: 0.14,
  photographsEach: 20,
  replicas: 2,
  seats: 8,
  processors: 2,
  databaseProcessors: 4,
  shared: false,
  costs: {
    claimMs: COSTS.claimMs.value,
    commitMs: COSTS.commitMs.value,
    photographCommitMs: COSTS.photographCommitMs.value,
    flushes: COSTS.flushes.value,
    flushMs: COSTS.flushMs.value,
    dispatchMs: COSTS.dispatchMs.value,
    letInMs: COSTS.letInMs.value,
    readMs: COSTS.readMs.value,
    photographMs: COSTS.photographMs.value,
  },
  seed: 1,
};
