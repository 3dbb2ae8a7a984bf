/** The documents of --json, as a machine may count on them. */
import { z } from 'zod';

const time = z.iso.datetime();
const count = z.int().nonnegative();
const outcome = z.enum(['pending', 'waiting', 'complete', 'exhausted', 'gone', 'blocked', 'invalid']);
const failure = z.strictObject({ what: z.string(), why: z.string(), count });
const run = z.strictObject({
  id: z.guid(),
  run_type: z.enum(['scheduled', 'manual', 'triggered']),
  status: z.enum(['running', 'completed', 'failed', 'timeout']),
  started_at: time,
  completed_at: time.nullable(),
  vehicles_analyzed: count,
  vehicles_improved: count,
  vehicles_marked_complete: count,
  actions_executed: count,
  actions_succeeded: count,
  actions_failed: count,
  runtime_ms: count.nullable(),
  error_message: z.string().nullable(),
});
const progress = z.strictObject({
  id: z.guid(),
  discovery_url: z.string().nullable(),
  year: z.string().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  score: count.nullable(),
  gaps: z.array(z.string()).nullable(),
  reason: z.string().nullable(),
  next_try_at: time.nullable(),
  outcome: z.enum([...outcome.options, 'deleted']),
  rests: z.boolean(),
});
const waited = z.enum(['rested', 'no_daemon', 'interrupted']).nullable();
const planned = z.strictObject({
  vehicle_id: z.guid(),
  source_url: z.string().nullable(),
  missing_fields: z.array(z.string()),
  quality_score: count,
  can_improve: z.boolean(),
  recommended_actions: z.array(z.string()),
});

const session = z.strictObject({
  backend_pid: count,
  daemon_id: z.guid().nullable(),
  address: z.string().nullable(),
  since: time.nullable(),
});

export const statusShape = z.strictObject({
  at: time,
  working: z.boolean(),
  daemons: z.array(
    z.strictObject({
      id: z.guid(),
      hostname: z.string(),
      pid: count,
      started_at: time,
      alive: z.literal(true),
      beat_age_seconds: z.number().nonnegative(),
      canary_age_seconds: z.number().nullable(),
      seats: z.record(z.string(), count).nullable(),
      version: z.string().nullable(),
    }),
  ),
  leader: session.nullable(),
  stray: session.nullable(),
  vehicles: z.strictObject({ total: count, unseen: count, ...outcomes() }),
  threshold: count,
  waiting: z.array(
    z.strictObject({ host: z.string(), why: z.string(), vehicles: count, first_at: time, last_at: time }),
  ),
  queue: z.strictObject({
    ready: count,
    running: count,
    failed: count,
    later: count,
    with_error: count,
    oldest_ready_seconds: z.number(),
    events: count,
    oldest_event_seconds: z.number(),
    recogniser_ready: count,
    recogniser_running: count,
    recogniser_oldest_ready_seconds: z.number(),
    work_oldest_ready_seconds: z.number(),
  }),
  runs: z.array(run),
  failing: z.array(failure),
  shells: z.strictObject({
    hosts: count,
    vehicles: count,
    most: z.array(z.strictObject({ host: z.string(), vehicles: count })),
  }),
  settled_lately: z.strictObject({ vehicles: count, seconds: z.number() }),
  backlog: z.strictObject({
    clear_in_seconds: z.number().nullable(),
    limit: z.enum(['nothing', 'no_daemon', 'site', 'seats', 'recogniser', 'database', 'unknown']),
    host: z.string().nullable(),
    sentence: z.string(),
  }),
  estimates: z.array(z.enum(['vehicles', 'waiting', 'failing', 'backlog'])),
});

function outcomes() {
  return {
    pending: count.optional(),
    waiting: count.optional(),
    complete: count.optional(),
    exhausted: count.optional(),
    gone: count.optional(),
    blocked: count.optional(),
    invalid: count.optional(),
    excluded: count.optional(),
  };
}

const leftOut = z.array(
  z.strictObject({
    vehicle_id: z.guid(),
    outcome: z.string().nullable(),
    reason: z.string().nullable(),
    quality_score: z.number(),
  }),
);

export const dryRunShape = z.strictObject({
  dry_run: z.literal(true),
  left_out: leftOut,
  resting: z.record(z.string(), count),
  run_id: z.null(),
  vehicles: z.array(planned),
  unknown: z.array(z.string()),
});

export const runShape = z.strictObject({
  dry_run: z.literal(false),
  left_out: leftOut,
  resting: z.record(z.string(), count),
  run_id: z.guid().nullable(),
  daemon_running: z.boolean(),
  vehicles: z.array(planned),
  unknown: z.array(z.string()),
  waited,
  run: run.nullable(),
  results: z.array(progress).nullable(),
});

export const addShape = z.strictObject({
  vehicles: z.array(z.strictObject({ url: z.url(), id: z.guid(), added: z.boolean() })),
  refused: z.array(z.strictObject({ url: z.string(), reason: z.string() })),
  waited,
  results: z.array(progress).nullable(),
});

export const explainShape = z.strictObject({
  vehicle: z.strictObject({
    id: z.guid(),
    discovery_url: z.string().nullable(),
    created_at: time,
    values: z.record(z.string(), z.unknown()),
    image_count: count,
    gaps: z.array(z.string()),
    score: count,
    complete: z.boolean(),
    threshold: count,
    parts: z.array(z.strictObject({ part: z.string(), weight: count })),
  }),
  state: z
    .strictObject({
      outcome,
      reason: z.string().nullable(),
      attempts: count,
      has_work: z.boolean(),
      parked: z.boolean(),
      lane: z.enum(['work', 'recogniser']),
      slot_at: time.nullable(),
      next_try_at: time.nullable(),
      requested_at: time.nullable(),
      noticed_at: time,
      excluded_at: time.nullable(),
      settled_at: time.nullable(),
      completed_at: time.nullable(),
      last_error: z.string().nullable(),
      extractor_version: count.nullable(),
      run_id: z.guid().nullable(),
      worked_on_by: z.string().nullable(),
      max_attempts: count,
      waits_at: z.string().nullable(),
      host_says: z.string().nullable(),
      host_opens_at: time.nullable(),
    })
    .nullable(),
  evidence: z.array(
    z.strictObject({
      id: count,
      field: z.string(),
      value: z.string(),
      page_value: z.string().nullable(),
      method: z.string(),
      snippet: z.string(),
      source_url: z.string().nullable(),
      confidence: z.number().min(0).max(1),
      extractor_version: count,
      rendered: z.boolean(),
      written_at: time,
      written_by: z.string().nullable(),
      replaced: z.string().nullable(),
      taken_back: z.enum(['rejected', 'edited', 'undone']).nullable(),
      taken_back_at: time.nullable(),
    }),
  ),
  actions: z.array(
    z.strictObject({
      action: z.string(),
      succeeded: z.boolean(),
      filled: z.array(z.string()),
      note: z.string().nullable(),
      runtime_ms: count,
      ended_at: time,
    }),
  ),
  page: z
    .strictObject({
      url: z.string(),
      kind: z.string(),
      kind_reason: z.string(),
      rendered: z.string().nullable(),
      fetched_at: time,
    })
    .nullable(),
  job: z
    .strictObject({
      task: z.string(),
      run_at: time,
      attempts: count,
      max_attempts: count,
      last_error: z.string().nullable(),
      running: z.boolean(),
    })
    .nullable(),
  rejections: z.array(
    z.strictObject({
      field: z.string(),
      value: z.string(),
      kind: z.enum(['said', 'edited']),
      note: z.string().nullable(),
      said_by: z.string().nullable(),
      at: time,
    }),
  ),
  proposals: z.array(
    z.strictObject({
      field: z.string(),
      value: z.string(),
      page_value: z.string().nullable(),
      method: z.string(),
      snippet: z.string(),
      source_url: z.string().nullable(),
      confidence: z.number().min(0).max(1),
      why: z.enum(['differs', 'doubtful']),
      read_at: time,
    }),
  ),
  events: z.array(z.strictObject({ kind: z.string(), at: time })),
  next_step: z.string(),
  others: z.array(z.guid()),
});

export const reprocessShape = z.strictObject({
  extractor_version: count,
  pages: count,
  daemon_running: z.boolean(),
  waited: z.enum(['rested', 'no_daemon', 'interrupted']).nullable(),
  results: z
    .array(
      z.strictObject({
        vehicle_id: z.guid(),
        read: z.boolean(),
        outcome: z.string(),
        gained: z.number(),
        completed: z.boolean(),
      }),
    )
    .nullable(),
  unknown: z.array(z.string()),
});

export const doctorShape = z.strictObject({
  healthy: z.boolean(),
  problems: count,
  warnings: count,
  findings: z.array(
    z.strictObject({
      check: z.string(),
      level: z.enum(['ok', 'warning', 'problem']),
      detail: z.string(),
      fix: z.array(z.string()),
    }),
  ),
});
