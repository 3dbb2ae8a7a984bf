/**
 * What POST /functions/v1/micro-scrape-bandaid takes and gives.
 * Invariant: the names are those of the documented API; a request that passes here needs no further check.
 */
import { z } from 'zod';
import { ACTIONS } from '../events.ts';
import { GAPS } from '../vehicles/fields.ts';

export const manualRunRequest = z.strictObject({
  /** Only look: nothing is fetched and nothing is written. */
  dry_run: z.boolean().default(false),
  /** Vehicles at the most, lowest score first. */
  batch_size: z.int().min(1).max(500).default(20),
  /** The answer comes within this time; what is still running goes on as jobs. */
  max_runtime_ms: z.int().min(1_000).max(300_000).default(25_000),
  /** Also vehicles that rest: their page had no more to give, is gone, refuses, or its time has not come. */
  force: z.boolean().default(false),
  /** These vehicles instead of the lowest scored; they are run also when they rest. */
  vehicle_ids: z.array(z.guid()).min(1).max(500).optional(),
});
export type ManualRunRequest = z.output<typeof manualRunRequest>;

const count = z.int().nonnegative();

export const manualRunAnswer = z.object({
  success: z.literal(true),
  dry_run: z.boolean(),
  /** Its row in micro_scrape_runs; null for a dry run, which leaves no trace. */
  run_id: z.uuid().nullable(),
  analyzed: count,
  /** Of those, how many have a gap that an action may fill and were not judged already. */
  can_improve: count,
  /** Below the threshold and left out of a batch, by outcome; `force` takes them in. */
  resting: z.record(z.string(), count),
  /** These and the next three are of the vehicles of this request, since it came, whichever run counts them. */
  actions_executed: count,
  actions_succeeded: count,
  actions_failed: count,
  marked_complete: count,
  gaps_found: z.array(
    z.object({
      vehicle_id: z.guid(),
      source_url: z.string().nullable(),
      missing_fields: z.array(z.enum(GAPS)),
      /** 0..100, before the run. */
      quality_score: z.int().min(0).max(100),
      can_improve: z.boolean(),
      recommended_actions: z.array(z.enum(ACTIONS)),
    }),
  ),
  runtime_ms: count,
});
export type ManualRunAnswer = z.output<typeof manualRunAnswer>;

/** Every answer that is not a success, of every route. */
export interface ErrorAnswer {
  readonly success: false;
  /** A sentence for people. */
  readonly error: string;
  /** Each mistake of the request, when there are any. */
  readonly problems?: readonly string[];
}

export const errorAnswer = (error: string, problems?: readonly string[]): ErrorAnswer =>
  problems === undefined ? { success: false, error } : { success: false, error, problems };

/** One sentence a mistake; an unknown key is named, since a misspelt `dry_run` would run for real. */
export function mistakesAnswer(error: z.ZodError, { shape }: z.ZodObject): ErrorAnswer {
  const known = Object.keys(shape);
  const problems = error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return `${issue.keys.join(', ')}: unknown; known are ${known.join(', ') || 'none'}`;
    }
    const path = issue.path.join('.');
    return path === '' ? issue.message : `${path}: ${issue.message}`;
  });
  return errorAnswer('The request has mistakes.', problems);
}
