/**
 * The answer to POST /functions/v1/micro-scrape-bandaid.
 * Invariant: it comes within `max_runtime_ms`; what is still running then goes on as jobs and the run's own row is
 * completed later.
 */
import type { Pool } from 'pg';
import { z } from 'zod';
import { type PlannedVehicle, startManualRun } from '../jobs/manual-run.ts';
import { deadlineIn } from '../runtime/deadline.ts';
import { wait } from '../runtime/wait.ts';
import type { ManualRunAnswer, ManualRunRequest } from './contract.ts';

/** Kept free for composing and sending the answer. */
const RESERVE_MS = 250;
const LOOK_EVERY_MS = 100;

// Whatever run counts them: a vehicle that is already at work stays with the run that began it.
const PROGRESS = `
  select
    (select count(*)::int from micro_scrape.vehicle_state s where s.vehicle_id = any ($1) and s.requested > s.handled) as open,
    (select count(*)::int from micro_scrape.vehicle_state s where s.vehicle_id = any ($1) and s.completed_at >= $2) as marked,
    count(*)::int as executed, count(*) filter (where a.succeeded)::int as succeeded
  from micro_scrape.action_log a where a.vehicle_id = any ($1) and a.ended_at >= $2`;
const NOW = 'select clock_timestamp() as now';

const progressRow = z.object({ open: z.number(), marked: z.number(), executed: z.number(), succeeded: z.number() });
const nowRow = z.object({ now: z.date() });

export async function answerManualRun(
  pool: Pool,
  request: ManualRunRequest,
  signal: AbortSignal,
): Promise<ManualRunAnswer> {
  const started = performance.now();
  const { now } = nowRow.parse((await pool.query(NOW)).rows[0]);
  const run = await startManualRun(pool, {
    ids: request.vehicle_ids,
    batchSize: request.batch_size,
    dryRun: request.dry_run,
    force: request.force,
  });
  const patience = deadlineIn(Math.max(request.max_runtime_ms - RESERVE_MS, 0), [signal]);
  const ids = request.dry_run ? [] : run.vehicles.map(({ id }) => id);
  const counters = await untilCompleted(pool, ids, now, patience.signal).finally(patience.clear);
  return {
    success: true,
    dry_run: request.dry_run,
    run_id: run.runId,
    analyzed: run.vehicles.length,
    can_improve: run.vehicles.filter((vehicle) => vehicle.canImprove).length,
    resting: run.resting,
    actions_executed: counters.executed,
    actions_succeeded: counters.succeeded,
    actions_failed: counters.executed - counters.succeeded,
    marked_complete: counters.marked,
    gaps_found: run.vehicles.map(gapsFound),
    runtime_ms: Math.round(performance.now() - started),
  };
}

/** One vehicle as this answer and `run --json` tell of it. */
export function gapsFound(vehicle: PlannedVehicle): ManualRunAnswer['gaps_found'][number] {
  return {
    vehicle_id: vehicle.id,
    source_url: vehicle.discovery_url,
    missing_fields: vehicle.gaps,
    quality_score: vehicle.score,
    can_improve: vehicle.canImprove,
    recommended_actions: [...vehicle.recommended],
  };
}

async function untilCompleted(
  pool: Pool,
  ids: readonly string[],
  since: Date,
  patience: AbortSignal,
): Promise<z.infer<typeof progressRow>> {
  for (;;) {
    const progress = progressRow.parse((await pool.query(PROGRESS, [ids, since])).rows[0]);
    if (progress.open === 0 || patience.aborted) {
      return progress;
    }
    await wait(LOOK_EVERY_MS, patience);
  }
}
