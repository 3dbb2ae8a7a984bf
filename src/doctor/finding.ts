/**
 * What a check of the doctor finds, and what it is given to look at.
 * Invariant: a problem comes with the lines that fix it, as they are typed: SQL, a variable, or a command.
 */
import type { Pool } from 'pg';
import type { Config } from '../config.ts';

export interface Finding {
  /** What was checked; the same words whatever came of it. */
  readonly check: string;
  /** `warning`: works, with less than there could be. */
  readonly level: 'ok' | 'warning' | 'problem';
  readonly detail: string;
  readonly fix: readonly string[];
}

export interface Patient {
  readonly config: Config;
  /** DATABASE_URL, or the embedded server's. */
  readonly databaseUrl: string;
  /** LISTEN_DATABASE_URL, else the same. */
  readonly listenUrl: string;
  readonly pool: Pool;
  /** Who we are in the database. */
  readonly role: string;
}

export type Check = (patient: Patient) => Promise<Finding[]>;

export function ok(check: string, detail: string): Finding {
  return { check, level: 'ok', detail, fix: [] };
}

export function warning(check: string, detail: string, ...fix: string[]): Finding {
  return { check, level: 'warning', detail, fix };
}

export function problem(check: string, detail: string, ...fix: string[]): Finding {
  return { check, level: 'problem', detail, fix };
}
