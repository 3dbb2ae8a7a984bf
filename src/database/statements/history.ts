/**
 * The catalogue as it was, every five minutes: what the console draws as lines, and what takes too long to be counted for
 * each look at a large catalogue.
 * Invariant: written by the reconcile alone, so that looking at it costs nothing; what it says is at most five minutes old
 * while a daemon lives.
 */
import { z } from 'zod';
import type { Queryable } from '../pool.ts';
import {
  type Answer,
  backlog,
  countKnown,
  countSettled,
  type FailureGroup,
  failing,
  findBacklog,
  findResting,
  type HostBacklog,
  type Known,
} from './catalogue-overview.ts';

const EVERY_S = 300;
const GROUPS = 50;
/** So many vehicles are grouped within 20 ms, so that a small catalogue is shown as it is now. */
const FEW = 2_000;

// A reconcile that a person asks for between two others adds none.
const IS_DUE = `select not exists (select from micro_scrape.history where at > clock_timestamp() - interval '4 minutes') as due`;
const KEEP = `
  insert into micro_scrape.history (at, outcomes, with_work, settled, reasons, backlog) values (clock_timestamp(), $1, $2, $3, $4, $5)`;
const FIND = `
  select at, outcomes, with_work, settled from micro_scrape.history where at > clock_timestamp() - $1 * interval '1 hour' order by at`;
const LATEST = 'select at, reasons, backlog from micro_scrape.history order by at desc limit 1';

const due = z.object({ due: z.boolean() });
const moment = z.object({
  at: z.date(),
  /** Vehicles by outcome. */
  outcomes: z.record(z.string(), z.number()),
  with_work: z.number(),
  /** In the five minutes before. */
  settled: z.number(),
});
const latest = z.object({
  at: z.date(),
  reasons: z.object({ groups: z.array(failing), estimated: z.boolean() }),
  backlog: z.object({ groups: z.array(backlog), estimated: z.boolean() }),
});

export type Moment = z.infer<typeof moment>;

export interface Groups {
  /** Undefined: now. */
  readonly at: Date | undefined;
  /** Why vehicles rest without being complete. */
  readonly reasons: Answer<FailureGroup>;
  readonly backlog: Answer<HostBacklog>;
}

export async function keepHistory(db: Queryable): Promise<void> {
  if (!due.parse((await db.query(IS_DUE)).rows[0]).due) return;
  const seen = await countKnown(db);
  const { vehicles: settled } = await countSettled(db, EVERY_S);
  const [reasons, waiting] = [await findResting(db, seen, GROUPS), await findBacklog(db, seen)];
  const values = [seen.outcomes, seen.with_work, settled, reasons, { ...waiting, groups: lumped(waiting.groups) }];
  await db.query(
    KEEP,
    values.map((value) => (typeof value === 'number' ? value : JSON.stringify(value))),
  );
}

/** The largest, and all others as one. */
function lumped(groups: readonly HostBacklog[]): HostBacklog[] {
  const rest = groups.slice(GROUPS);
  const sum = (of: (group: HostBacklog) => number) => rest.reduce((all, group) => all + of(group), 0);
  const others = { host: '(others)', vehicles: sum((group) => group.vehicles), parked: sum((group) => group.parked) };
  return [...groups.slice(0, GROUPS), ...(rest.length === 0 ? [] : [{ ...others, interval_seconds: 0 }])];
}

export async function findHistory(db: Queryable, hours: number): Promise<Moment[]> {
  return z.array(moment).parse((await db.query(FIND, [hours])).rows);
}

/** Of a small catalogue as it is now, of a large one as the last reconcile saw it. */
export async function findGroups(db: Queryable, seen: Known): Promise<Groups> {
  const { rows } = await db.query(LATEST);
  const kept = rows.length === 0 ? undefined : latest.parse(rows[0]);
  if (seen.incomplete + seen.with_work > FEW && kept !== undefined) return kept;
  const few = { reasons: seen.incomplete <= FEW, backlog: seen.with_work <= FEW };
  const nothing = { groups: [], estimated: true };
  return {
    at: undefined,
    reasons: few.reasons ? await findResting(db, seen, GROUPS) : nothing,
    backlog: few.backlog ? await findBacklog(db, seen) : nothing,
  };
}
