/**
 * The one query behind the figures from the database, and the shape of its answer.
 * Invariant: each table is read once, and all ages are measured by the database's clock.
 */

import { z } from 'zod';
import { QUEUE_SCHEMA } from '../../database/queue-schema.ts';
import { LEASE_S } from '../../runtime/limits.ts';
import { GAPS } from '../../vehicles/fields.ts';
import { JOB_STATES, OUTCOMES } from './labels.ts';

const count = z.number().int().nonnegative();
const seconds = z.number().nonnegative();

export const snapshotRow = z.object({
  jobs: z.array(z.object({ task: z.string(), state: z.enum(JOB_STATES), count, oldest: seconds })),
  events: z.array(z.object({ kind: z.string(), count, oldest: seconds })),
  vehicles: z.object({
    bands: z.array(count),
    gaps: z.record(z.enum(GAPS), count),
    outcomes: z.record(z.enum(OUTCOMES), count),
    with_work: count,
    parked: count,
  }),
  hosts: count,
  hosts_paused: count,
  shell_hosts: count,
  daemons_alive: count,
  rejections: z.array(
    z.object({ host: z.string(), field: z.string(), method: z.string(), kind: z.string(), count: z.number() }),
  ),
  proposals: z.array(z.object({ field: z.string(), why: z.string(), count: z.number() })),
  threshold: z.number(),
  notification_queue_usage: z.number(),
});
export type SnapshotRow = z.infer<typeof snapshotRow>;

const countPer = (words: readonly string[], condition: (word: string) => string) =>
  `json_build_object(${words.map((word) => `'${word}', ${vehiclesWhere(condition(word))}`).join(', ')})`;

const vehiclesWhere = (condition: string) => `coalesce(sum(vehicles) filter (where ${condition}), 0)`;

/**
 * `overdue`: no attempt is given 15 minutes, so nobody can be running it. Vehicles are not counted here: to read the state
 * of a million of them takes 0.7 s (sql/functions/15_state_counts.sql).
 */
export const SNAPSHOT = `
  select
    (select coalesce(json_agg(g), '[]') from (
      select task, state, count(*) as count,
        case when state = 'ready' then extract(epoch from clock_timestamp() - min(run_at)) else 0 end::float8 as oldest
      from (
        select task_identifier as task, run_at, case
          when locked_at < clock_timestamp() - interval '15 minutes' then 'overdue'
          when locked_at is not null then 'running'
          when attempts >= max_attempts then 'failed'
          when run_at <= clock_timestamp() then 'ready'
          when attempts > 0 then 'retrying'
          else 'scheduled' end as state
        from ${QUEUE_SCHEMA}.jobs
        -- A superseded job (a newer one took its key while it ran) has no tries left and no error: it has not failed.
        where task_identifier <> 'canary' and not (attempts >= max_attempts and locked_at is null and last_error is null)
      ) job group by task, state
    ) g) as jobs,
    (select coalesce(json_agg(g), '[]') from (
      select kind, count(*) as count, greatest(0, extract(epoch from clock_timestamp() - min(at)))::float8 as oldest
      from micro_scrape.vehicle_events where kind <> 'canary' group by kind
    ) g) as events,
    (select json_build_object(
      'bands', json_build_array(
        ${vehiclesWhere('score < 50')},
        ${vehiclesWhere('score between 50 and 69')},
        ${vehiclesWhere('score between 70 and 84')},
        ${vehiclesWhere('score >= 85')}),
      'gaps', ${countPer(GAPS, (gap) => `'${gap}' = any (gaps)`)},
      'outcomes', ${countPer(OUTCOMES, (outcome) => `outcome = '${outcome}'`)},
      'with_work', ${vehiclesWhere('has_work')},
      'parked', ${vehiclesWhere('rate_limited')}
    ) from micro_scrape.vehicle_counts) as vehicles,
    (select coalesce(json_agg(g), '[]') from (
      select coalesce(substring(f.source_url from '^https?://([^/:?#]+)'), '') as host, r.field, coalesce(f.method, '') as method, r.kind,
        count(*) as count
      from micro_scrape.rejections r left join micro_scrape.field_sources f on f.id = r.field_source_id
      group by 1, 2, 3, 4) g) as rejections,
    (select coalesce(json_agg(g), '[]') from (
      select field, why, count(*) as count from micro_scrape.proposals group by why, field) g) as proposals,
    (select count(*)::int from micro_scrape.hosts) as hosts,
    (select count(*)::int from micro_scrape.hosts where greatest(paused_until, held_until) > clock_timestamp()) as hosts_paused,
    (select count(distinct substring(p.url from '^https?://([^/?#]+)'))::int from micro_scrape.pages p where p.kind = 'shell') as shell_hosts,
    (select count(*)::int from micro_scrape.daemons where beat_at > clock_timestamp() - interval '${LEASE_S} seconds') as daemons_alive,
    (select threshold from micro_scrape.settings) as threshold,
    pg_notification_queue_usage() as notification_queue_usage`;
