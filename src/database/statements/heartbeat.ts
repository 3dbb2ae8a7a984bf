/** What a daemon says to the database every two seconds, asked over a session of its own (src/jobs/heartbeat.ts). */
import { z } from 'zod';
import { LEASE_S } from '../../runtime/limits.ts';
import { VERSION } from '../../runtime/version.ts';
import { LOCKS } from '../locks.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';

// The row is made again if somebody took us for dead (a long stop of the process) and deleted it.
export const BEAT = `
  insert into micro_scrape.daemons as d (id, pool_ids, hostname, pid, seats, version) values ($1, $2, $3, $4, $5, '${VERSION}')
  on conflict (id) do update set pool_ids = excluded.pool_ids, seats = excluded.seats, beat_at = clock_timestamp()`;
// Whatever must be seen to soon, in the transaction of the beat, so that being idle costs one transaction in two seconds.
// It is not waited for on the disk: a beat that a crash of the server loses is made again two seconds later.
// The usage is asked always: a queue of notifications that was full stays full until somebody asks, and as long as it is
// nothing can be told; a NOTIFY into a full one would cost the beat.
// The first canary is sent at once, the next once a minute; one that has not come back is sent again after ten seconds,
// so that what was broken and is fixed counts as ready soon.
export const BEAT_AND_LOOK = `
  with beaten as (${BEAT} returning d.canary_sent_at, d.canary_returned_at)
  select case when $6::boolean then pg_try_advisory_lock(${LOCKS.leader}) else false end as leads,
    case when $6 or $7::boolean then micro_scrape.look_in_ms()::float8 end as look_in_ms,
    (select count(*)::int from (
      select from ${QUEUE_SCHEMA}._private_jobs j join ${QUEUE_SCHEMA}._private_tasks t on t.id = j.task_id
      where j.is_available and j.run_at <= clock_timestamp() and t.identifier = any ($8::text[]) limit $9::int) ready) as ready,
    exists (select from micro_scrape.daemons o where o.id <> $1 and o.beat_at < clock_timestamp() - interval '${LEASE_S} seconds') as dead,
    micro_scrape.is_any_orphaned($1, $10::uuid[], $11::bigint[], $12::boolean) as orphaned,
    canary_sent_at is null or canary_sent_at < clock_timestamp()
      - case when canary_returned_at >= canary_sent_at then interval '60 seconds' else interval '10 seconds' end as canary_due,
    case when pg_notification_queue_usage() < 0.5 and $13::text is not null then pg_notify($13, $14::text) end,
    set_config('synchronous_commit', 'off', true)
  from beaten`;
export const SEND_CANARY = 'update micro_scrape.daemons set canary_sent_at = clock_timestamp() where id = $1';
export const RESCUE_CRASHED = 'select daemons, vehicles, put_off from micro_scrape.rescue_crashed()';
export const RESCUE_ORPHANED = 'select vehicles, jobs from micro_scrape.rescue_orphaned($1, $2, $3, $4)';
export const RESIGN = 'select pg_advisory_unlock_all()';
export const FAREWELL = 'delete from micro_scrape.daemons where id = $1';

export const look = z.object({
  leads: z.boolean(),
  look_in_ms: z.number().nullable(),
  ready: z.number(),
  dead: z.boolean(),
  orphaned: z.boolean(),
  canary_due: z.boolean(),
});
export type Look = z.infer<typeof look>;

export const rescuedFromCrashed = z.object({ daemons: z.number(), vehicles: z.number(), put_off: z.number() });
export const rescuedOrphans = z.object({ vehicles: z.number(), jobs: z.number() });
