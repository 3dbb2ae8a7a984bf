/** What the daemon knows of itself at the moment of a scrape. */
import type { SEAT_USES } from './labels.ts';

export interface RunningJob {
  readonly task: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** How many seats each use has. */
export type SeatUses = Readonly<Record<(typeof SEAT_USES)[number], number>>;

export interface ProcessState {
  readonly version: string;
  readonly nodejs: string;
  /** Vehicles worked on at the same time. */
  readonly slots: number;
  runningJobs(): readonly RunningJob[];
  seats(): SeatUses;
  /** The last reading of the database. */
  readonly reading: { readonly succeeded: boolean; readonly at: number; readonly seconds: number };
  /** When the certificate of the database's server ends, seconds since 1970; undefined without TLS. */
  readonly certificateEndsAt: number | undefined;
  readonly store: StoreState;
}

export interface StoreState {
  readonly answers: boolean;
  /** Bytes of the disk; undefined where the store is no directory. */
  readonly disk: { readonly free: number; readonly size: number } | undefined;
}
