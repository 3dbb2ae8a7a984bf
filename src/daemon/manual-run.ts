/**
 * The answer to POST /functions/v1/micro-scrape-bandaid.
 * Invariant: it comes within `max_runtime_ms`; what is still running then goes on as jobs and the run's own row is
 * completed later.
 */
import type { Pool } from 'pg';
import { z } from 'zod';
import type { ManualRunAnswer, ManualRunRequest } from '../http/contract.ts';
import { startManualRun } from '../jobs/manual-run.ts';
import { wait } from '../lifecycle/wait.ts';
import { GAPS, type Gap } from '../vehicle/fields.ts';

/** Kept free for composing and sending the answer. */
const RESERVE_MS = 250;
const LOOK_EVERY_MS = 100;

const RUN = `
  select status, actions_executed, actions_succeeded, actions_failed, vehicles_marked_complete
  from public.micro_scrape_runs where id = $1`;

const runRow = z.object({
  status: z.string(),
  actions_executed: z.number(),
  actions_succeeded: z.number(),
  actions_failed: z.number(),
  vehicles_marked_complete: z.number(),
});

const NOTHING_YET: z.infer<typeof runRow> = {
  status: 'completed',
  actions_executed: 0,
  actions_succeeded: 0,
  actions_failed: 0,
  vehicles_marked_complete: 0,
};

export async function answerManualRun(
  pool: Pool,
  request: ManualRunRequest,
  signal: AbortSignal,
): Promise<ManualRunAnswer> {
  const started = performance.now();
  const run = await startManualRun(pool, {
    ids: request.vehicle_ids,
    batchSize: request.batch_size,
    dryRun: request.dry_run,
  });
  const patience = AbortSignal.any([signal, AbortSignal.timeout(Math.max(request.max_runtime_ms - RESERVE_MS, 0))]);
  const counters = run.runId === null ? NOTHING_YET : await untilCompleted(pool, run.runId, patience);
  return {
    success: true,
    dry_run: request.dry_run,
    run_id: run.runId,
    analyzed: run.vehicles.length,
    can_improve: run.vehicles.filter((vehicle) => vehicle.recommended.length > 0).length,
    actions_executed: counters.actions_executed,
    actions_succeeded: counters.actions_succeeded,
    actions_failed: counters.actions_failed,
    marked_complete: counters.vehicles_marked_complete,
    gaps_found: run.vehicles.map((vehicle) => ({
      vehicle_id: vehicle.id,
      source_url: vehicle.discovery_url,
      missing_fields: vehicle.gaps.filter(isGap),
      quality_score: vehicle.score,
      can_improve: vehicle.recommended.length > 0,
      recommended_actions: [...vehicle.recommended],
    })),
    runtime_ms: Math.round(performance.now() - started),
  };
}

async function untilCompleted(pool: Pool, runId: string, patience: AbortSignal): Promise<z.infer<typeof runRow>> {
  for (;;) {
    const { rows } = await pool.query(RUN, [runId]);
    const run = runRow.parse(rows[0]);
    if (run.status !== 'running' || patience.aborted) {
      return run;
    }
    await wait(LOOK_EVERY_MS, patience);
  }
}

function isGap(name: string): name is Gap {
  return (GAPS as readonly string[]).includes(name);
}
