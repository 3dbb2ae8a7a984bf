import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const DAEMONS = `
  select id, hostname, pid, started_at, age < 10 as alive, age as beat_age_seconds,
    extract(epoch from clock_timestamp() - canary_returned_at)::float8 as canary_age_seconds,
    seats
  from (select *, greatest(extract(epoch from clock_timestamp() - beat_at), 0)::float8 as age from micro_scrape.daemons) d
  order by started_at`;
// The dispatcher's own lock; advisory locks belong to one database, pg_locks shows those of all.
const LEADER = `
  select l.pid as backend_pid, host(a.client_addr) as address, a.backend_start as since
  from pg_locks l left join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'advisory' and l.classid = 28019 and l.objid = 2 and l.objsubid = 2 and l.granted
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
});
const leader = z.object({ backend_pid: z.number(), address: z.string().nullable(), since: z.date().nullable() });

export type DaemonRow = z.infer<typeof daemon>;
export type LeaderRow = z.infer<typeof leader>;

/** Daemons that said they live, the dead that nobody has cleared away among them. */
export async function findDaemons(db: Queryable): Promise<DaemonRow[]> {
  const { rows } = await db.query(DAEMONS);
  return z.array(daemon).parse(rows);
}

/** The database session that leads: PostgreSQL knows it by its own process id and the client's address. */
export async function findLeader(db: Queryable): Promise<LeaderRow | undefined> {
  const { rows } = await db.query(LEADER);
  return rows.length === 0 ? undefined : leader.parse(rows[0]);
}
