import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const HOST = `coalesce(substring(v.discovery_url from '^[A-Za-z]+://(?:[^/?#@]*@)?([^/?#]+)'), '(no address)')`;
/** Reasons that differ only in an address or in how often something was tried are one reason. */
const ALIKE = (column: string) =>
  `left(regexp_replace(regexp_replace(${column}, 'https?://\\S+', '<address>', 'g'), '^attempt \\d+ of \\d+ failed: ', ''), 160)`;

const VEHICLES = `
  select (select count(*)::int from public.vehicles) as vehicles,
    (select coalesce(jsonb_object_agg(outcome, n), '{}') from (
      select outcome, count(*) as n from micro_scrape.vehicle_state group by outcome) o) as outcomes,
    (select threshold from micro_scrape.settings) as threshold`;
const WAITING = `
  select ${HOST} as host, case when s.parked then 'its turn comes' else ${ALIKE('coalesce(s.reason, s.outcome)')} end as why,
    count(*)::int as vehicles, min(coalesce(s.slot_at, s.next_try_at)) as first_at, max(coalesce(s.slot_at, s.next_try_at)) as last_at
  from micro_scrape.vehicle_state s join public.vehicles v on v.id = s.vehicle_id
  where s.parked or s.next_try_at is not null
  group by 1, 2 order by 3 desc, 1 limit $1`;
const FAILING = `
  select what, why, sum(n)::int as count from (
    select 'vehicle ' || s.outcome as what, ${ALIKE('s.reason')} as why, count(*) as n
    from micro_scrape.vehicle_state s where s.outcome not in ('complete', 'pending') and not s.parked and s.reason is not null group by 1, 2
    union all
    select 'vehicle, our fault', ${ALIKE('s.last_error')}, count(*)
    from micro_scrape.vehicle_state s where s.last_error is not null and s.outcome = 'pending' group by 1, 2
    union all
    select 'job ' || j.task_identifier, ${ALIKE('j.last_error')}, count(*)
    from graphile_worker.jobs j where j.last_error is not null group by 1, 2
  ) all_of_them group by 1, 2 order by 3 desc, 1, 2 limit $1`;
const BACKLOG = `
  select ${HOST} as host, count(*)::int as vehicles, count(*) filter (where s.parked)::int as parked,
    extract(epoch from max(s.slot_at) filter (where s.parked) - clock_timestamp())::float8 as last_slot_seconds,
    (extract(epoch from max(s.slot_at) filter (where s.parked) - min(s.slot_at) filter (where s.parked))
      / nullif(count(*) filter (where s.parked) - 1, 0))::float8 as interval_seconds
  from micro_scrape.vehicle_state s join public.vehicles v on v.id = s.vehicle_id
  where s.wanted > s.done group by 1 order by 2 desc`;
const PAUSES = `
  select host, extract(epoch from paused_until - clock_timestamp())::float8 as seconds, coalesce(pause_reason, 'paused') as reason
  from micro_scrape.hosts where paused_until > clock_timestamp()`;
const SETTLED = `
  select count(*)::int as vehicles,
    coalesce(extract(epoch from clock_timestamp() - min(settled_at)), 0)::float8 as seconds
  from micro_scrape.vehicle_state where settled_at > clock_timestamp() - $1 * interval '1 second'`;

const count = z.number().int().nonnegative();
const vehicles = z.object({ vehicles: count, outcomes: z.record(z.string(), count), threshold: z.number() });
const waiting = z.object({
  host: z.string(),
  why: z.string(),
  vehicles: count,
  first_at: z.date(),
  last_at: z.date(),
});
const failing = z.object({ what: z.string(), why: z.string(), count });
const backlog = z.object({
  host: z.string(),
  /** With work to do, wherever it stands. */
  vehicles: count,
  /** Of those, how many hold a reserved turn at the host. */
  parked: count,
  /** From now to the last reserved turn. */
  last_slot_seconds: z.number().nullable(),
  /** Between two reserved turns, as measured; null with fewer than two. */
  interval_seconds: z.number().nullable(),
});
const pause = z.object({ host: z.string(), seconds: z.number(), reason: z.string() });
const settled = z.object({ vehicles: count, seconds: z.number() });

export type WaitingGroup = z.infer<typeof waiting>;
export type FailureGroup = z.infer<typeof failing>;
export type HostBacklog = z.infer<typeof backlog>;
export type HostPause = z.infer<typeof pause>;

/** How many rows the catalogue has, and how many of them rest as what. Rows no daemon has seen are in no outcome. */
export async function countVehicles(db: Queryable): Promise<z.infer<typeof vehicles>> {
  return vehicles.parse((await db.query(VEHICLES)).rows[0]);
}

/** Vehicles that come back by themselves, by host and reason, the largest groups first. */
export async function findWaiting(db: Queryable, limit: number): Promise<WaitingGroup[]> {
  return z.array(waiting).parse((await db.query(WAITING, [limit])).rows);
}

/** Why vehicles are not complete and jobs did not succeed, the most common reasons first. */
export async function findFailing(db: Queryable, limit: number): Promise<FailureGroup[]> {
  return z.array(failing).parse((await db.query(FAILING, [limit])).rows);
}

/** Vehicles with work to do by the host of their address. */
export async function findBacklog(db: Queryable): Promise<HostBacklog[]> {
  return z.array(backlog).parse((await db.query(BACKLOG)).rows);
}

export async function findPauses(db: Queryable): Promise<HostPause[]> {
  return z.array(pause).parse((await db.query(PAUSES)).rows);
}

/** Vehicles settled within the last `seconds`, and since when the first of them. */
export async function countSettled(db: Queryable, seconds: number): Promise<z.infer<typeof settled>> {
  return settled.parse((await db.query(SETTLED, [seconds])).rows[0]);
}
