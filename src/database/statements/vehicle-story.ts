import { z } from 'zod';
import { LANES, OUTCOMES } from '../../events.ts';
import { LEASE_S } from '../../runtime/limits.ts';
import { nameOf } from '../../terminal/format.ts';
import { CRITICAL_GAPS, GAPS, type Gap, weightOf } from '../../vehicles/fields.ts';
import type { Queryable } from '../pool.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';

// Each part's weight is asked of the one definition of the score: what it takes away when that part alone is missing.
const ASSESSED = `
  select v.id, v.discovery_url, v.created_at, to_jsonb(v) as "values", i.n::int as image_count, g.gaps,
    micro_scrape.score(g.gaps)::int as score, micro_scrape.is_complete(g.gaps) as complete,
    (select threshold from micro_scrape.settings)::int as threshold,
    (select jsonb_agg(jsonb_build_object('part', part, 'weight', 100 - micro_scrape.score(array[part])) order by n)
      from unnest($2::text[]) with ordinality as p (part, n)) as parts
  from public.vehicles v
  cross join lateral (select count(*) as n from public.vehicle_images vi where vi.vehicle_id = v.id) i
  cross join lateral (select micro_scrape.gaps(v, i.n) as gaps) g
  where v.id = $1`;
const STATE = `
  select s.outcome, s.reason, s.attempts, s.requested > s.handled as has_work, s.rate_limited as parked, s.lane, s.slot_at, s.next_try_at, s.requested_at,
    s.created_at as noticed_at, s.excluded_at, s.settled_at, s.completed_at, s.last_error, s.extractor_version, s.run_id,
    case when d.beat_at > clock_timestamp() - interval '${LEASE_S} seconds' then d.hostname || ' (process ' || d.pid || ')' end as worked_on_by,
    (select max_attempts from micro_scrape.settings)::int as max_attempts, s.waits_at, micro_scrape.says(h) as host_says,
    case when isfinite(h.opens_at) then h.opens_at end as host_opens_at
  from micro_scrape.vehicle_state s left join micro_scrape.daemons d on d.id = s.leased_by
  left join micro_scrape.hosts h on h.host = s.waits_at
  where s.vehicle_id = $1`;
const EVIDENCE = `
  select id::float8 as id, field, value, page_value, method, snippet, source_url, confidence, extractor_version, rendered, written_at, written_by,
    replaced, taken_back, taken_back_at
  from micro_scrape.field_sources where vehicle_id = $1 order by written_at desc, id desc limit 200`;
const ACTIONS = `
  select action, succeeded, filled, note, runtime_ms, ended_at
  from micro_scrape.action_log where vehicle_id = $1 order by ended_at desc, id desc limit $2`;
const PAGE = `
  select url, kind, kind_reason, nullif(rendered, 'asked') as rendered, fetched_at from micro_scrape.pages where vehicle_id = $1`;
const JOB = `
  select task_identifier as task, run_at, attempts, max_attempts, last_error, locked_at is not null as running
  from ${QUEUE_SCHEMA}.jobs where key = 'vehicle:' || $1::text`;
const EVENTS = `select kind, at from micro_scrape.vehicle_events where vehicle_id = $1 order by id limit 20`;

const REJECTED = `
  select field, value, kind, note, said_by, at from micro_scrape.rejections where vehicle_id = $1 order by at desc, id desc`;
const PROPOSED = `
  select field, value, page_value, method, snippet, source_url, confidence, why, read_at from micro_scrape.proposals
  where vehicle_id = $1 order by field`;

const assessed = z.object({
  id: z.guid(),
  discovery_url: z.string().nullable(),
  created_at: z.date(),
  values: z.record(z.string(), z.unknown()),
  image_count: z.number(),
  gaps: z.array(z.string()),
  score: z.number(),
  complete: z.boolean(),
  threshold: z.number(),
  parts: z.array(z.object({ part: z.string(), weight: z.number() })),
});
const state = z.object({
  outcome: z.enum(OUTCOMES),
  reason: z.string().nullable(),
  attempts: z.number(),
  has_work: z.boolean(),
  /** Gives its worker back until `slot_at`, or stands in line at `waits_at`. */
  parked: z.boolean(),
  /** The runner that takes its next job. */
  lane: z.enum(LANES),
  slot_at: z.date().nullable(),
  next_try_at: z.date().nullable(),
  requested_at: z.date().nullable(),
  noticed_at: z.date(),
  excluded_at: z.date().nullable(),
  settled_at: z.date().nullable(),
  completed_at: z.date().nullable(),
  last_error: z.string().nullable(),
  extractor_version: z.number().nullable(),
  run_id: z.guid().nullable(),
  /** A living daemon that works on it at this moment. */
  worked_on_by: z.string().nullable(),
  max_attempts: z.number(),
  /** The host in whose line it stands. */
  waits_at: z.string().nullable(),
  /** What stands against that host's being asked; null: only its pace. */
  host_says: z.string().nullable(),
  /** When it lets the next one in; null: it is open, or nobody knows. */
  host_opens_at: z.date().nullable(),
});
/** What a page, or whatever else was looked at, says of a field, and where. */
const reading = z.object({
  field: z.string(),
  value: z.string(),
  page_value: z.string().nullable(),
  method: z.string(),
  snippet: z.string(),
  source_url: z.string().nullable(),
  confidence: z.number(),
});
const evidence = reading.extend({
  id: z.number(),
  extractor_version: z.number(),
  /** It stood on a page that its scripts had filled. */
  rendered: z.boolean(),
  written_at: z.date(),
  /** Of a value that a person wrote or accepted, where they were named. */
  written_by: z.string().nullable(),
  /** What stood there before. */
  replaced: z.string().nullable(),
  taken_back: z.enum(['rejected', 'edited', 'undone']).nullable(),
  taken_back_at: z.date().nullable(),
});
export type Evidence = z.infer<typeof evidence>;
const action = z.object({
  action: z.string(),
  succeeded: z.boolean(),
  filled: z.array(z.string()),
  note: z.string().nullable(),
  runtime_ms: z.number(),
  ended_at: z.date(),
});
const page = z.object({
  url: z.string(),
  kind: z.string(),
  kind_reason: z.string(),
  /** How its rendering in the browser ended; null: it was fetched plainly. */
  rendered: z.string().nullable(),
  fetched_at: z.date(),
});
const job = z.object({
  task: z.string(),
  run_at: z.date(),
  attempts: z.number(),
  max_attempts: z.number(),
  last_error: z.string().nullable(),
  running: z.boolean(),
});
const event = z.object({ kind: z.string(), at: z.date() });

const rejection = z.object({
  field: z.string(),
  value: z.string(),
  /** `said`: a person said that it is wrong. `edited`: a person wrote another value over ours. */
  kind: z.enum(['said', 'edited']),
  note: z.string().nullable(),
  said_by: z.string().nullable(),
  at: z.date(),
});
const proposal = reading.extend({
  /** `differs`: the row has another value. `doubtful`: not sure enough to be written. */
  why: z.enum(['differs', 'doubtful']),
  read_at: z.date(),
});

/** One gap for each part of the score, the weightiest first. */
const PARTS = GAPS.filter((gap) => gap !== 'images_extracted').toSorted((a, b) => rank(b) - rank(a));

function rank(gap: Gap): number {
  return CRITICAL_GAPS.includes(gap) ? 100 : weightOf(gap);
}

export type VehicleStory = NonNullable<Awaited<ReturnType<typeof findStory>>>;

/** Everything known about one vehicle. Absent when there is no such vehicle. */
export async function findStory(db: Queryable, input: { vehicleId: string; actions: number }) {
  const of = async <T>(schema: z.ZodType<T>, sql: string, ...more: unknown[]) =>
    z.array(schema).parse((await db.query(sql, [input.vehicleId, ...more])).rows);
  const [vehicle] = await of(assessed, ASSESSED, PARTS);
  if (vehicle === undefined) {
    return undefined;
  }
  return {
    vehicle,
    /** Absent: no daemon has seen the vehicle yet. */
    state: (await of(state, STATE))[0],
    /** The latest first, as are actions and rejections. */
    evidence: await of(evidence, EVIDENCE),
    actions: await of(action, ACTIONS, input.actions),
    page: (await of(page, PAGE))[0],
    job: (await of(job, JOB))[0],
    /** Values that never come back. */
    rejections: await of(rejection, REJECTED),
    /** What the latest reading says and was not written. */
    proposals: await of(proposal, PROPOSED),
    /** Not yet dispatched, the oldest first. */
    events: await of(event, EVENTS),
  };
}

/** What a person calls it. */
export function titleOf({ vehicle: { values, discovery_url } }: VehicleStory): string {
  const text = (name: string) => (values[name] == null ? null : String(values[name]).slice(0, 200));
  return nameOf({ year: text('year'), make: text('make'), model: text('model'), discovery_url });
}
