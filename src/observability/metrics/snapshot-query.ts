/**
 * The one query behind the figures from the database, and the shape of its answer.
 * Invariant: each table is read once, nothing takes longer for a million vehicles than for ten thousand, and all ages are
 * measured by the database's clock.
 */

import { z } from 'zod';
import { QUEUE_SCHEMA } from '../../database/queue-schema.ts';
import { OUTCOMES } from '../../events.ts';
import { LEASE_S } from '../../runtime/limits.ts';
import { FIELDS, GAPS } from '../../vehicles/fields.ts';
import type { Forecast } from '../forecast.ts';
import { BANDS, JOB_STATES, KEPT_TABLES, PAUSE_REASONS, REJECTION_KINDS, type SourceName } from './labels.ts';
import { SITES } from './sites-query.ts';

const count = z.number().int().nonnegative();
const seconds = z.number().nonnegative();

const site = z.object({
  host: z.string(),
  /** With work there or in line there, an estimate where there are many; those with work; of these in line. */
  waiting: count,
  with_work: count,
  rate_limited: count,
  pause: z.enum(PAUSE_REASONS).nullable(),
  pause_seconds: seconds,
  says: z.string().nullable(),
  failures: count,
  failing_seconds: seconds,
  /** Between two pages; null: none was asked for yet. */
  interval_seconds: seconds.nullable(),
});

export const snapshotRow = z.object({
  jobs: z.array(z.object({ task: z.string(), state: z.enum(JOB_STATES), count, oldest: seconds })),
  events: z.array(z.object({ kind: z.string(), count, oldest: seconds })),
  vehicles: z.object({
    bands: z.record(z.enum(BANDS), count),
    gaps: z.record(z.enum(GAPS), count),
    outcomes: z.record(z.enum(OUTCOMES), count),
    with_work: count,
    parked: count,
  }),
  sites: z.array(site),
  settled: z.object({ vehicles: count, seconds }),
  free_seats: count,
  hosts: count,
  hosts_paused: count,
  shell_hosts: count,
  daemons_alive: count,
  rejections: z.array(z.object({ field: z.enum(FIELDS), method: z.string(), kind: z.enum(REJECTION_KINDS), count })),
  proposals: z.array(z.object({ field: z.enum(FIELDS), why: z.enum(['differs', 'doubtful']), count })),
  overdue: z.record(z.enum(KEPT_TABLES), seconds),
  threshold: z.number(),
  notification_queue_usage: z.number(),
});
export type SnapshotRow = z.infer<typeof snapshotRow>;

/** The answer with what follows from it. */
export interface Snapshot extends Omit<SnapshotRow, 'sites'> {
  /** The hosts, with the sites for which most vehicles wait first. */
  readonly sites: readonly (z.infer<typeof site> & { readonly source: SourceName })[];
  /** Things that are no longer as `migrate` left them. */
  readonly drift: number;
  readonly forecast: Forecast;
}

const countPer = (words: readonly string[], condition: (word: string) => string) =>
  `json_build_object(${words.map((word) => `'${word}', ${vehiclesWhere(condition(word))}`).join(', ')})`;

const vehiclesWhere = (condition: string) => `coalesce(sum(vehicles) filter (where ${condition}), 0)`;

const overdue = (oldest: string, keep: string) =>
  `coalesce(greatest(0, extract(epoch from clock_timestamp() - (${oldest}) - ${keep})), 0)::float8`;

/** What was settled within this time tells the pace. */
const LATELY_S = 300;

/**
 * `overdue`: no attempt is given 15 minutes, so nobody can be running it. Vehicles are not counted here: to read the state
 * of a million of them takes 0.7 s (sql/functions/15_state_counts.sql).
 */
export const SNAPSHOT = `
  select
    (select coalesce(json_agg(g), '[]') from (
      select t.identifier as task, state, count,
        case when state = 'ready' then greatest(0, extract(epoch from now() - since)) else 0 end::float8 as oldest
      from (
        select task_id, case
          when locked_at < now() - interval '15 minutes' then 'overdue'
          when locked_at is not null then 'running'
          when attempts >= max_attempts then 'failed'
          when run_at <= now() then 'ready'
          when attempts > 0 then 'retrying'
          else 'scheduled' end as state, count(*) as count, min(run_at) as since
        from ${QUEUE_SCHEMA}._private_jobs
        -- A superseded job (a newer one took its key while it ran) has no tries left and no error: it has not failed.
        where not (attempts >= max_attempts and locked_at is null and last_error is null) group by 1, 2
      ) job join ${QUEUE_SCHEMA}._private_tasks t on t.id = job.task_id where t.identifier <> 'canary'
    ) g) as jobs,
    (select coalesce(json_agg(g), '[]') from (
      select kind, count(*) as count, greatest(0, extract(epoch from clock_timestamp() - min(at)))::float8 as oldest
      from micro_scrape.vehicle_events where kind <> 'canary' group by kind
    ) g) as events,
    (select json_build_object(
      'bands', json_build_object(
        'under_half', ${vehiclesWhere('score < 0.5 * threshold')},
        'under_three_quarters', ${vehiclesWhere('score >= 0.5 * threshold and score < 0.75 * threshold')},
        'under_threshold', ${vehiclesWhere('score >= 0.75 * threshold and score < threshold')},
        'at_threshold', ${vehiclesWhere('score >= threshold')}),
      'gaps', ${countPer(GAPS, (gap) => `'${gap}' = any (gaps)`)},
      'outcomes', ${countPer(OUTCOMES, (outcome) => `outcome = '${outcome}'`)},
      'with_work', ${vehiclesWhere('has_work')},
      'parked', ${vehiclesWhere('rate_limited')}
    ) from micro_scrape.vehicle_counts cross join (select threshold from micro_scrape.settings) s) as vehicles,
    (${SITES}) as sites,
    -- now(): clock_timestamp() is another one at each row, and then no index is of use.
    (select json_build_object('vehicles', count(*),
      'seconds', coalesce(extract(epoch from clock_timestamp() - min(settled_at)), 0)::float8)
    from micro_scrape.vehicle_state where settled_at > now() - interval '${LATELY_S} seconds') as settled,
    (select coalesce(json_agg(g), '[]') from (
      select r.field, coalesce(f.method, '') as method, r.kind, count(*) as count
      from micro_scrape.rejections r left join micro_scrape.field_sources f on f.id = r.field_source_id
      where r.field = any ('{${FIELDS.join(',')}}') group by 1, 2, 3) g) as rejections,
    (select coalesce(json_agg(g), '[]') from (
      select field, why, count(*) as count from micro_scrape.proposals
      where field = any ('{${FIELDS.join(',')}}') group by why, field) g) as proposals,
    (select json_build_object(
      'actions', ${overdue('select ended_at from micro_scrape.action_log order by id limit 1', 'k.keep_actions')},
      'runs', ${overdue("select min(started_at) from micro_scrape.runs where status <> 'running'", 'k.keep_runs')},
      'model_answers', ${overdue('select min(asked_at) from micro_scrape.model_answers', "greatest(k.keep_pages, interval '1 day')")},
      'deleted_vehicles', ${overdue('select min(noticed_at) from micro_scrape.deleted_vehicles', 'k.keep_deleted')})
    from micro_scrape.settings k) as overdue,
    (select count(*)::int from micro_scrape.hosts) as hosts,
    (select count(*)::int from micro_scrape.hosts where greatest(paused_until, held_until) > clock_timestamp()) as hosts_paused,
    (select count(distinct substring(p.url from '^https?://([^/?#]+)'))::int
      from (select url from micro_scrape.pages where kind = 'shell' limit 10000) p) as shell_hosts,
    d.alive as daemons_alive, d.free as free_seats,
    (select threshold from micro_scrape.settings) as threshold,
    pg_notification_queue_usage() as notification_queue_usage
  from (
    select count(*)::int as alive, coalesce(sum((seats ->> 'free')::int), 0)::int as free
    from micro_scrape.daemons where beat_at > clock_timestamp() - interval '${LEASE_S} seconds') d`;
