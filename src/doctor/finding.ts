/**
 * What a check of the doctor finds, and what it is given to look at.
 * Invariant: a problem comes with the lines that fix it, as they are typed: SQL, a variable, or a command.
 */
import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import { messageOf } from '../runtime/thrown.ts';

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

export type Check<Subject = Patient> = (subject: Subject) => Promise<Finding[]>;

/** A check, and the names under which it reports. */
export type NamedCheck<Subject = Patient, Name extends string = string> = readonly [readonly Name[], Check<Subject>];

/** What cannot be looked at is a problem of its own, and does not keep the rest from being looked at; @throws what aborts it */
export async function runCheck<Subject, Name extends string>(
  [names, check]: NamedCheck<Subject, Name>,
  subject: Subject,
  summarise: (found: Finding[], names: readonly Name[]) => Finding[] = (found) => found,
  signal?: AbortSignal,
): Promise<Finding[]> {
  try {
    return summarise(await check(subject), names);
  } catch (error) {
    signal?.throwIfAborted();
    return names.map((name) => unchecked(name, error));
  }
}

export function unchecked(check: string, error: unknown): Finding {
  return problem(check, `could not be checked: ${messageOf(error)}`, 'Fix what else is named here, then ask again.');
}

export function ok(check: string, detail: string): Finding {
  return { check, level: 'ok', detail, fix: [] };
}

export function warning(check: string, detail: string, ...fix: string[]): Finding {
  return { check, level: 'warning', detail, fix };
}

export function problem(check: string, detail: string, ...fix: string[]): Finding {
  return { check, level: 'problem', detail, fix };
}
