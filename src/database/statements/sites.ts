/** Hosts as people see and command them (see sql/functions/46_sites.sql). */
import { z } from 'zod';
import { cleanText } from '../../runtime/text.ts';
import type { Queryable } from '../pool.ts';

/** Counting a line of a million takes a tenth of a second; nobody needs to know more than that it is long. */
const COUNTED_TO = 10_000;

const COLUMNS = `
  h.host, micro_scrape.says(h) as says, w.waiting::int as waiting,
  case when isfinite(h.opens_at) and h.opens_at > clock_timestamp() then h.opens_at end as opens_at, not isfinite(h.opens_at) and h.opens_at > clock_timestamp() as until_resumed,
  (extract(epoch from micro_scrape.pace_of(h)) * 1000)::int as interval_ms, nullif(h.slow_ms, 0) as slow_ms,
  h.failures, h.failing_since, h.held_until is not null and h.held_until > clock_timestamp() as held, h.last_success_at`;
const WAITING = `cross join lateral (
    select count(*) as waiting from (select from micro_scrape.vehicle_state s where s.waits_at = h.host limit ${COUNTED_TO}) l) w`;
// Those with a line, a word to say or a person's own pace.
const FIND = `
  select ${COLUMNS} from micro_scrape.hosts h ${WAITING}
  where h.line is not null or h.slow_ms > 0 or h.failures > 0 or greatest(h.paused_until, h.held_until) > clock_timestamp()
  order by w.waiting desc, h.host limit $1`;
// The page first, the lines of its sites only then.
const FROM = `
  select ${COLUMNS} from (
    select * from micro_scrape.hosts h where h.host > $1 and strpos(h.host, lower($2)) > 0
      and (not $3 or h.failures > 0 or greatest(h.paused_until, h.held_until) > clock_timestamp() or h.refuses)
    order by h.host limit $4) found
  join micro_scrape.hosts h on h.host = found.host ${WAITING} order by h.host`;
const ONE = `
  select ${COLUMNS}, h.robots_txt, h.robots_status, h.robots_fetched_at from micro_scrape.hosts h ${WAITING} where h.host = $1`;
// Those that a person or their own trouble keeps from being visited.
const TROUBLE = `
  select h.host, micro_scrape.says(h) as says, h.failures, h.failing_since, h.last_success_at,
    case when isfinite(h.opens_at) and h.opens_at > clock_timestamp() then h.opens_at end as opens_at, not isfinite(h.opens_at) and h.opens_at > clock_timestamp() as until_resumed
  from micro_scrape.hosts h
  where h.failures > 0 or greatest(h.paused_until, h.held_until) > clock_timestamp() or h.refuses
  order by h.failures desc, h.host limit $1`;
const PAUSE = 'select micro_scrape.pause_host($1, $2, $3) as host';
const RESUME = 'select micro_scrape.resume_host($1) as host';
const SLOW = "select micro_scrape.slow_host($1, $2 * interval '1 millisecond') as host";

const site = z.object({
  host: z.string(),
  /** Why nobody is let in; null: nothing but its pace stands against it. */
  says: z.string().nullable(),
  /** In line; 10,000 stands for any more. */
  waiting: z.number(),
  /** When the next one is let in; null: now, or not before a person resumes it. */
  opens_at: z.date().nullable(),
  until_resumed: z.boolean(),
  interval_ms: z.number(),
  /** A person's own pace. */
  slow_ms: z.number().nullable(),
  failures: z.number(),
  failing_since: z.date().nullable(),
  /** By a person. */
  held: z.boolean(),
  last_success_at: z.date().nullable(),
});
const story = site.extend({
  robots_txt: z.string().nullable(),
  robots_status: z.number().nullable(),
  robots_fetched_at: z.date().nullable(),
});
const trouble = site.omit({ waiting: true, interval_ms: true, slow_ms: true, held: true });
const named = z.object({ host: z.string() });

export type Site = z.infer<typeof site>;
export type SiteStory = z.infer<typeof story>;
export type SiteInTrouble = z.infer<typeof trouble>;

export async function findSites(db: Queryable, limit: number): Promise<Site[]> {
  return z.array(site).parse((await db.query(FIND, [limit])).rows);
}

/** By name, from the one after `after` on; `q`: a part of the name; `trouble`: only those that fail or are paused. */
export async function findSitesFrom(
  db: Queryable,
  asked: { after: string; q: string; trouble: boolean; limit: number },
): Promise<Site[]> {
  const { after, q, trouble: only, limit } = asked;
  return z.array(site).parse((await db.query(FROM, [after, q, only, limit])).rows);
}

/** Nothing where it was never visited nor waited for. */
export async function findSite(db: Queryable, host: string): Promise<SiteStory | undefined> {
  const { rows } = await db.query(ONE, [host]);
  return rows.length === 0 ? undefined : story.parse(rows[0]);
}

/** Those that fail or are paused, the longest failing first. */
export async function findTrouble(db: Queryable, limit: number): Promise<SiteInTrouble[]> {
  return z.array(trouble).parse((await db.query(TROUBLE, [limit])).rows);
}

/** Until a person resumes it when `until` is absent. Gives the host as it is kept. */
export async function pauseHost(
  db: Queryable,
  input: { host: string; until: Date | undefined; reason: string | undefined },
): Promise<string> {
  const { host, until, reason } = input;
  return named.parse(
    (await db.query(PAUSE, [host, until ?? null, reason === undefined ? null : cleanText(reason)])).rows[0],
  ).host;
}

export async function resumeHost(db: Queryable, host: string): Promise<string> {
  return named.parse((await db.query(RESUME, [host])).rows[0]).host;
}

/** `intervalMs` absent: as the host and the settings ask. */
export async function slowHost(db: Queryable, host: string, intervalMs: number | undefined): Promise<string> {
  return named.parse((await db.query(SLOW, [host, intervalMs ?? null])).rows[0]).host;
}
