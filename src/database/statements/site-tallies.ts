/** What was seen of hosts, by day (UTC). */
import { z } from 'zod';
import type { Queryable } from '../pool.ts';

// In one order, so that two daemons never wait for each other crosswise.
const ADD = `
  insert into micro_scrape.site_tallies as t (day, host, what, outcome, count)
  select day, host, what, outcome, count from jsonb_to_recordset($1) as n (day date, host text, what text, outcome text, count bigint)
  order by 1, 2, 3, 4
  on conflict (day, host, what, outcome) do update set count = t.count + excluded.count`;
/** Of the days from $2 days ago on; `early`: of those, the days before the last $3. */
const OF_HOST = `
  select what, outcome, day <= current_date - $3::int as early, sum(count)::float8 as count
  from micro_scrape.site_tallies where host = $1 and day > current_date - $2::int group by 1, 2, 3 order by 1, 2, 3`;
const BY_DAY = `
  select day::text as day, what, outcome, count::float8 as count
  from micro_scrape.site_tallies where host = $1 and day > current_date - $2::int and what like 'fetch:%' order by day desc, what, outcome`;

export interface Tally {
  /** As of `2027-03-01`. */
  readonly day: string;
  readonly host: string;
  readonly what: string;
  readonly outcome: string;
  readonly count: number;
}

const ofHost = z.array(z.object({ what: z.string(), outcome: z.string(), early: z.boolean(), count: z.number() }));
const byDay = z.array(z.object({ day: z.string(), what: z.string(), outcome: z.string(), count: z.number() }));

export async function addTallies(db: Queryable, tallies: readonly Tally[]): Promise<void> {
  await db.query(ADD, [JSON.stringify(tallies)]);
}

/** Of the last `days` days, and of as many before them (`early`). */
export async function findTallies(db: Queryable, host: string, days: number): Promise<z.infer<typeof ofHost>> {
  return ofHost.parse((await db.query(OF_HOST, [host, 2 * days, days])).rows);
}

/** Requests to the host, the latest day first. */
export async function findRequestsByDay(db: Queryable, host: string, days: number): Promise<z.infer<typeof byDay>> {
  return byDay.parse((await db.query(BY_DAY, [host, days])).rows);
}
