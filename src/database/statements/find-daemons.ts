import { z } from 'zod';
import { LEASE_S } from '../../runtime/limits.ts';
import { LOCKS } from '../locks.ts';
import type { Queryable } from '../pool.ts';

const DAEMONS = `
  select id, hostname, pid, started_at, age < 10 as alive, age as beat_age_seconds,
    extract(epoch from clock_timestamp() - canary_returned_at)::float8 as canary_age_seconds,
    seats, version
  from (select *, greatest(extract(epoch from clock_timestamp() - beat_at), 0)::float8 as age from micro_scrape.daemons) d
  order by started_at`;
/** What a daemon's session for its locks is called, by which it is found in pg_stat_activity. */
export const HEARTBEAT = 'heartbeat';
/**
 * Who holds the lock of the leader; advisory locks belong to one database, pg_locks shows those of all. A session that is no
 * living daemon's has been left with it: by a pooler that handed it around, or by a hand.
 */
export const LEADERS = `
  select l.pid as backend_pid, d.id as daemon_id, host(a.client_addr) as address, a.backend_start as since, d.id is not null as beats
  from pg_locks l left join pg_stat_activity a on a.pid = l.pid
  left join micro_scrape.daemons d on a.application_name = 'micro-scrape ${HEARTBEAT} ' || d.id
    and d.beat_at > clock_timestamp() - interval '${LEASE_S} seconds'
  where l.locktype = 'advisory' and (l.classid, l.objid) = (${LOCKS.leader}) and l.objsubid = 2 and l.granted
    and l.database = (select oid from pg_database where datname = current_database())`;

const daemon = z.object({
  id: z.guid(),
  hostname: z.string(),
  pid: z.number(),
  started_at: z.date(),
  /** Its heartbeat is younger than ten seconds. */
  alive: z.boolean(),
  beat_age_seconds: z.number(),
  /** Since its canary came back through trigger, queue and worker; null: never yet. */
  canary_age_seconds: z.number().nullable(),
  /** How many are used for what, at its last heartbeat; null: it has not said. */
  seats: z.record(z.string(), z.number()).nullable(),
  /** Null: of a version before it said so. */
  version: z.string().nullable(),
});
const leader = z.object({
  backend_pid: z.number(),
  /** Null: its session is no living daemon's. */
  daemon_id: z.guid().nullable(),
  address: z.string().nullable(),
  since: z.date().nullable(),
});
const leaders = z.array(leader.extend({ beats: z.boolean() }));

export type DaemonRow = z.infer<typeof daemon>;
export type LeaderRow = z.infer<typeof leader>;

/** Daemons that said they live, the dead that nobody has cleared away among them. */
export async function findDaemons(db: Queryable): Promise<DaemonRow[]> {
  const { rows } = await db.query(DAEMONS);
  return z.array(daemon).parse(rows);
}

/** The database session that leads, and one that only holds its lock. */
export async function findLeader(
  db: Queryable,
): Promise<{ leader: LeaderRow | undefined; stray: LeaderRow | undefined }> {
  const rows = leaders.parse((await db.query(LEADERS)).rows);
  const [row] = rows.map(({ beats, ...each }) => ({ beats, each }));
  return { leader: row?.beats ? row.each : undefined, stray: row?.beats === false ? row.each : undefined };
}

export function describeSeats(seats: NonNullable<DaemonRow['seats']>): string {
  return Object.entries(seats)
    .map(([use, count]) => `${use.replaceAll('_', ' ')} ${count}`)
    .join(', ');
}

/** As a sentence without its end, and the line that ends it. */
export function describeStray({ backend_pid }: LeaderRow): { problem: string; fix: string } {
  return {
    problem: `nobody can lead: database session ${backend_pid} holds the leader's lock and is no living daemon's`,
    fix: `SELECT pg_terminate_backend(${backend_pid});`,
  };
}
