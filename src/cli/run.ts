/** `micro-scrape run`: a run by hand over the lowest scored vehicles, or over those named. */
import type { Pool } from 'pg';
import { exitCodeOf, follow, isAnyDaemonAlive, untilInterrupted } from '../app/follow.ts';
import { withDatabase } from '../app/with-database.ts';
import { type Environment, readConfig } from '../config.ts';
import { findRun } from '../database/statements/find-runs.ts';
import { findVehicles } from '../database/statements/find-vehicles.ts';
import { gapsFound } from '../http/await-run.ts';
import { type ManualRun, startManualRun } from '../jobs/manual-run.ts';
import { counted } from '../terminal/format.ts';
import { note, print, printJson } from '../terminal/output.ts';
import { describeResting, showLeftOut, showPlan, showResult } from './run-report.ts';

export interface RunOptions {
  readonly dryRun: boolean;
  readonly batchSize: number;
  /** Ids or addresses; absent: the lowest scored. */
  readonly vehicle?: readonly string[];
  /** Also what rests; of those named also what is complete. */
  readonly force: boolean;
  readonly wait: boolean;
  readonly json: boolean;
}

export async function runCommand(env: Environment, options: RunOptions): Promise<number> {
  return withDatabase(readConfig(env), async (pool) => {
    const named = options.vehicle === undefined ? undefined : await findVehicles(pool, options.vehicle);
    const unknown = named?.unknown ?? [];
    for (const name of unknown) {
      note(`There is no vehicle with the id or discovery_url ${name}`);
    }
    const run = await startManualRun(pool, {
      ids: named?.ids,
      batchSize: options.batchSize,
      dryRun: options.dryRun,
      force: options.force,
    });
    const code = options.dryRun ? plan(run, unknown, options) : await goOn(pool, run, unknown, options);
    return unknown.length > 0 ? 1 : code;
  });
}

function plan(run: ManualRun, unknown: readonly string[], options: RunOptions): number {
  if (options.json) {
    printJson({
      dry_run: true,
      run_id: null,
      vehicles: run.vehicles.map(gapsFound),
      left_out: run.leftOut.map(asLeftOut),
      resting: run.resting,
      unknown,
    });
  } else {
    showPlan(run);
  }
  return 0;
}

async function goOn(pool: Pool, run: ManualRun, unknown: readonly string[], options: RunOptions): Promise<number> {
  const { json, wait } = options;
  const alive = await isAnyDaemonAlive(pool);
  const queued = run.vehicles.length;
  if (!json) {
    showLeftOut(run);
    if (queued > 0) {
      print(await describeQueued(pool, run));
    } else if (options.vehicle === undefined) {
      print(`There is nothing to do${describeResting(run)}.`);
    }
  }
  if (queued > 0 && !alive) {
    note('No daemon is running: the jobs are queued and wait for one. Start it with: npm start');
  }
  const ids = run.vehicles.map(({ id }) => id);
  const followed =
    wait && alive && queued > 0 ? await follow(pool, ids, { silent: json, signal: untilInterrupted() }) : undefined;
  const counters = followed === undefined || run.runId === null ? undefined : await findRun(pool, run.runId);
  if (json) {
    printJson({
      dry_run: false,
      run_id: run.runId,
      daemon_running: alive,
      vehicles: run.vehicles.map(gapsFound),
      left_out: run.leftOut.map(asLeftOut),
      resting: run.resting,
      unknown,
      waited: followed?.end ?? null,
      run: counters ?? null,
      results: followed?.vehicles ?? null,
    });
  } else if (followed !== undefined) {
    showResult(followed, counters);
  }
  const failed = counters?.status === 'failed' || counters?.status === 'timeout';
  return !wait || queued === 0 ? 0 : exitCodeOf(followed) || Number(failed);
}

/** Vehicles that are in the queue already stay with the run that counts them, which is then not one of ours. */
async function describeQueued(pool: Pool, run: ManualRun): Promise<string> {
  const queued = counted(run.vehicles.length, 'vehicle');
  const counting = run.runId === null ? undefined : await findRun(pool, run.runId);
  if (counting === undefined) {
    return `${queued} queued`;
  }
  return counting.run_type === 'manual'
    ? `${queued} queued as run ${counting.id}`
    : `${queued} queued; some were already, and stay with the ${counting.run_type} run ${counting.id}`;
}

/** Named, and not run. */
function asLeftOut(vehicle: ManualRun['leftOut'][number]) {
  return { vehicle_id: vehicle.id, outcome: vehicle.outcome, reason: vehicle.reason, quality_score: vehicle.score };
}
