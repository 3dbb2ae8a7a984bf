/**
 * The catalogue at a glance, for `status`.
 * Invariant: no answer takes a second at a million vehicles. What is few is counted; of what is many a share is looked at
 * and multiplied, and the answer says that it is an estimate.
 */
import { z } from 'zod';
import type { Queryable } from '../pool.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';

/** Grouping by host and reason costs 50 us a vehicle: 5 s for the addresses of a million. */
const COUNTED_TO = 10_000;

const hostOf = (url: string) => `substring(${url} from '^[A-Za-z]+://(?:[^/?#@]*@)?([^/?#]+)')`;
const HOST = `coalesce(${hostOf('v.discovery_url')}, '(no address)')`;
/** Of a reason; a longer one is cut, in the middle of a word too. */
export const MOST_OF_REASON = 200;
/** Reasons that differ only in an address or in how often something was tried are one reason. */
const ALIKE = (column: string) =>
  `left(regexp_replace(regexp_replace(${column}, 'https?://\\S+', '<address>', 'g'), '^attempt \\d+ of \\d+ failed: ', ''), ${MOST_OF_REASON})`;
/** Whole pages of the table, the same ones at each look. */
const STATE = (share: number) =>
  `micro_scrape.vehicle_state s${share === 1 ? '' : ` tablesample system (${100 * share}) repeatable (0)`}`;

/** Unknown for a host that a person keeps paused until it is resumed. */
const OPENS = `case when h.opens_at < 'infinity' then greatest(h.opens_at, clock_timestamp()) end`;

/** With state, and how many of them are with work, and how many rest without being complete. */
const KNOWN = `
  select coalesce(sum(vehicles), 0)::int as known, coalesce(sum(vehicles) filter (where has_work), 0)::int as with_work,
    coalesce(sum(vehicles) filter (where outcome not in ('complete', 'pending')), 0)::int as incomplete,
    (select count(*)::int from (select from micro_scrape.vehicle_state where rate_limited limit ${COUNTED_TO + 1}) p) +
      (select count(*)::int from (select from micro_scrape.vehicle_state where next_try_at is not null limit ${COUNTED_TO + 1}) n) +
      (select count(*)::int from (select from micro_scrape.vehicle_state where waits_at is not null and not rate_limited limit ${COUNTED_TO + 1}) l) as waiting,
    (select finished_at is not null from micro_scrape.adoption) as adopted,
    (select coalesce(jsonb_object_agg(outcome, n), '{}') from (
      select outcome, sum(vehicles) as n from micro_scrape.vehicle_counts group by outcome) o) as outcomes,
    (select threshold from micro_scrape.settings) as threshold
  from micro_scrape.vehicle_counts`;
const EXACT = 'select count(*)::int as vehicles from public.vehicles';
/** A vehicle that is new has an event until it has a state. */
const WITH_NEW = `
  select $1 + count(distinct e.vehicle_id)::int as vehicles from micro_scrape.vehicle_events e join public.vehicles v on v.id = e.vehicle_id
  where not exists (select from micro_scrape.vehicle_state s where s.vehicle_id = e.vehicle_id)`;
/** What PostgreSQL takes the table for when it plans; its partitions where it has some. */
const GUESSED = `
  select coalesce(sum(c.reltuples / greatest(c.relpages, 1) * (pg_relation_size(c.oid) / 8192)), 0)::int as vehicles
  from pg_partition_tree('public.vehicles') t join pg_class c on c.oid = t.relid where t.isleaf and c.reltuples > 0`;
const WAITING = (share: number) => `
  select coalesce(s.waits_at, ${HOST}) as host,
    case when s.waits_at is not null then coalesce(${ALIKE('micro_scrape.says(h)')}, 'its turn comes')
      when s.rate_limited then 'its turn comes' else ${ALIKE('coalesce(s.reason, s.outcome)')} end as why,
    count(*)::int as vehicles, min(coalesce(s.slot_at, s.next_try_at, ${OPENS})) as first_at,
    max(coalesce(s.slot_at, s.next_try_at, ${OPENS}))
      + coalesce(count(s.waits_at) * max(micro_scrape.pace_of(h)), interval '0') as last_at
  from ${STATE(share)} join public.vehicles v on v.id = s.vehicle_id left join micro_scrape.hosts h on h.host = s.waits_at
  where s.rate_limited or s.next_try_at is not null or s.waits_at is not null
  group by 1, 2 order by 3 desc, 1 limit $1`;
const RESTING = (share: number) => `
  select 'vehicle ' || s.outcome as what, ${ALIKE('s.reason')} as why, count(*)::int as count
  from ${STATE(share)} where s.outcome not in ('complete', 'pending') and not s.rate_limited and s.reason is not null
  group by 1, 2 order by 3 desc, 1, 2 limit $1`;
const FAULTS = `
  select 'vehicle, our fault' as what, ${ALIKE('s.last_error')} as why, count(*)::int as count
  from micro_scrape.vehicle_state s where s.last_error is not null and s.outcome = 'pending' group by 1, 2 order by 3 desc, 1, 2 limit $1`;
const FAILING_JOBS = `
  select 'job ' || j.task_identifier as what, ${ALIKE('j.last_error')} as why, count(*)::int as count
  from ${QUEUE_SCHEMA}.jobs j where j.last_error is not null group by 1, 2 order by 3 desc, 1, 2 limit $1`;
// Grouped before the hosts are joined: an address was taken apart for each pair of a vehicle and a host (0.6 s for 4,000).
const BACKLOG = (share: number) => `
  select b.host, b.vehicles, b.parked, extract(epoch from micro_scrape.pace_of(h))::float8 as interval_seconds
  from (
    select ${HOST} as host, count(*)::int as vehicles, count(*) filter (where s.rate_limited)::int as parked
    from ${STATE(share)} join public.vehicles v on v.id = s.vehicle_id
    where s.requested > s.handled group by 1) b
  left join micro_scrape.hosts h on h.host = b.host order by b.vehicles desc`;
const PAUSES = `
  select h.host, extract(epoch from least(greatest(h.paused_until, h.held_until), timestamptz '9999-01-01') - clock_timestamp())::float8 as seconds,
    coalesce(micro_scrape.says(h), 'paused') as reason
  from micro_scrape.hosts h where greatest(h.paused_until, h.held_until) > clock_timestamp()`;
/** Hosts with pages that only scripts would fill, of the first $1 such pages, the most frequent first. */
const SHELLS = `
  select host, count(*)::int as vehicles
  from (select ${hostOf('p.url')} as host from micro_scrape.pages p where p.kind = 'shell' limit $1) shells
  group by host order by 2 desc, 1`;
// now(): clock_timestamp() is another one at each row, and then no index is of use.
export const SETTLED = `
  select count(*)::int as vehicles,
    coalesce(extract(epoch from clock_timestamp() - min(settled_at)), 0)::float8 as seconds
  from micro_scrape.vehicle_state where settled_at > now() - $1 * interval '1 second'`;

/** By gap: how many vehicles lack it. */
const MISSING = `
  select gap, sum(vehicles)::int as vehicles from micro_scrape.vehicle_counts, unnest(gaps) gap group by gap order by 2 desc, 1`;

const count = z.number().int().nonnegative();
const known = z.object({
  known: count,
  with_work: count,
  incomplete: count,
  waiting: count,
  adopted: z.boolean(),
  outcomes: z.record(z.string(), count),
  threshold: z.number(),
});
const total = z.object({ vehicles: count });
const waiting = z.object({
  host: z.string(),
  why: z.string(),
  vehicles: count,
  /** Null: when a person resumes the host. */
  first_at: z.date().nullable(),
  last_at: z.date().nullable(),
});
export const failing = z.object({ what: z.string(), why: z.string(), count });
export const backlog = z
  .object({
    host: z.string(),
    /** With work to do, wherever it stands. */
    vehicles: count,
    /** Of those, how many stand in line. */
    parked: count,
    /** Between two pages of the host; null where none was asked for yet. */
    interval_seconds: z.number().nullable(),
  })
  .readonly();
const pause = z.object({ host: z.string(), seconds: z.number(), reason: z.string() });
const shells = z.object({ host: z.string(), vehicles: count });
export const settled = z.object({ vehicles: count, seconds: z.number() });

export type WaitingGroup = z.infer<typeof waiting>;
export type FailureGroup = z.infer<typeof failing>;
export type HostBacklog = z.infer<typeof backlog>;
export type HostPause = z.infer<typeof pause>;

/** How many there are of what the other questions group, from counters. */
export type Known = z.infer<typeof known>;

export interface Answer<T> {
  readonly groups: T[];
  /** The numbers are multiplied up from a share and rounded to two digits. */
  readonly estimated: boolean;
}

/** Vehicles with state by what they rest as, and the sizes of what the other functions look at. */
export async function countKnown(db: Queryable): Promise<Known> {
  return known.parse((await db.query(KNOWN)).rows[0]);
}

/** Rows of the catalogue: counted in a small one, else those that are known, or what PostgreSQL guesses while they are still taken in. */
export async function countVehicles(db: Queryable, seen: Known): Promise<{ vehicles: number; estimated: boolean }> {
  const guessed = total.parse((await db.query(GUESSED)).rows[0]).vehicles;
  if (Math.max(guessed, seen.known) <= 10 * COUNTED_TO) {
    return { ...total.parse((await db.query(EXACT)).rows[0]), estimated: false };
  }
  const vehicles = seen.adopted
    ? total.parse((await db.query(WITH_NEW, [seen.known])).rows[0]).vehicles
    : Math.max(guessed, seen.known);
  return { vehicles, estimated: true };
}

/** Vehicles that come back by themselves, by host and reason, the largest groups first. */
export async function findWaiting(db: Queryable, seen: Known, limit: number): Promise<Answer<WaitingGroup>> {
  // Its own count goes no further than it must; who waits rests as something, or is rate limited and so has work.
  const share = seen.waiting <= COUNTED_TO ? 1 : shareOf(seen.incomplete + seen.with_work);
  const groups = z.array(waiting).parse((await db.query(WAITING(share), [limit])).rows);
  return answer(
    share,
    groups.map((group) => ({ ...group, vehicles: multiplied(group.vehicles, share) })),
  );
}

/** What vehicles with state lack, the most common first. */
export async function countMissing(db: Queryable): Promise<{ gap: string; vehicles: number }[]> {
  return z.array(z.object({ gap: z.string(), vehicles: count })).parse((await db.query(MISSING)).rows);
}

/** Why vehicles are not complete and jobs did not succeed, the most common reasons first. `with_error`: such jobs. */
export async function findFailing(
  db: Queryable,
  seen: Known & { readonly with_error: number },
  limit: number,
): Promise<Answer<FailureGroup>> {
  const ask = async (sql: string) => z.array(failing).parse((await db.query(sql, [limit])).rows);
  const resting = await findResting(db, seen, limit);
  const groups = [...resting.groups, ...(await ask(FAULTS)), ...(seen.with_error === 0 ? [] : await ask(FAILING_JOBS))];
  return { groups: groups.toSorted((a, b) => b.count - a.count).slice(0, limit), estimated: resting.estimated };
}

/** Why vehicles rest without being complete, the most common reasons first. */
export async function findResting(db: Queryable, seen: Known, limit: number): Promise<Answer<FailureGroup>> {
  const share = shareOf(seen.incomplete);
  const rows = seen.incomplete === 0 ? [] : (await db.query(RESTING(share), [limit])).rows;
  return answer(
    share,
    z
      .array(failing)
      .parse(rows)
      .map((group) => ({ ...group, count: multiplied(group.count, share) })),
  );
}

/** Vehicles with work to do by the host of their address. */
export async function findBacklog(db: Queryable, seen: Known): Promise<Answer<HostBacklog>> {
  const share = shareOf(seen.with_work);
  const hosts = z.array(backlog).parse((await db.query(BACKLOG(share))).rows);
  return answer(
    share,
    hosts.map((host) => ({
      ...host,
      vehicles: multiplied(host.vehicles, share),
      parked: multiplied(host.parked, share),
    })),
  );
}

export async function findPauses(db: Queryable): Promise<HostPause[]> {
  return z.array(pause).parse((await db.query(PAUSES)).rows);
}

/** Hosts whose pages only scripts would fill, and how many vehicles that concerns: of more than 10,000, the first ones. */
export async function findShells(db: Queryable): Promise<z.infer<typeof shells>[]> {
  return z.array(shells).parse((await db.query(SHELLS, [COUNTED_TO])).rows);
}

/** Vehicles settled within the last `seconds`, and since when the first of them. */
export async function countSettled(db: Queryable, seconds: number): Promise<z.infer<typeof settled>> {
  return settled.parse((await db.query(SETTLED, [seconds])).rows[0]);
}

function shareOf(rows: number): number {
  return rows <= COUNTED_TO ? 1 : COUNTED_TO / rows;
}

function multiplied(n: number, share: number): number {
  return share === 1 ? n : Number((n / share).toPrecision(2));
}

function answer<T>(share: number, groups: T[]): Answer<T> {
  return { groups, estimated: share < 1 };
}
