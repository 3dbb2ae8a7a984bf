/**
 * A run asked for by a person or the schedule: which vehicles, and their way into the queue.
 * Invariant: lowest score first, what is complete or excluded is never run, what rests is run when it is named or forced,
 * and a dry run reads and nothing more.
 */
import type { Queryable } from '../database/pool.ts';
import { type AssessedVehicle, assessVehicles, countResting } from '../database/statements/assess-vehicles.ts';
import { enqueueVehicles } from '../database/statements/enqueue-vehicles.ts';
import { recommend, situationOf } from '../enrichment/plan.ts';
import type { Action } from '../events.ts';

export interface PlannedVehicle extends AssessedVehicle {
  readonly recommended: readonly Action[];
  /** Something is left to try; false for what was judged (no listing, gone, nothing more on its page). */
  readonly canImprove: boolean;
}

export interface ManualRun {
  /** Lowest score first, with what could be done for each. */
  readonly vehicles: readonly PlannedVehicle[];
  /** Named, and not run: complete or excluded. */
  readonly leftOut: readonly AssessedVehicle[];
  /** Of the whole catalogue, by outcome: below the threshold and not run by a batch, unless it is forced. */
  readonly resting: Readonly<Record<string, number>>;
  /** The run that counts them; null for a dry run and when there is nothing to do. */
  readonly runId: string | null;
}

/** These rest because of what was found; another try finds the same. */
const JUDGED: ReadonlySet<string> = new Set(['exhausted', 'gone', 'invalid', 'blocked']);

/** `force`: a batch takes also what rests; a named vehicle is run though it is complete, when it has a gap. */
export async function startManualRun(
  db: Queryable,
  request: { ids: readonly string[] | undefined; batchSize: number; dryRun: boolean; force: boolean },
): Promise<ManualRun> {
  const { ids, force } = request;
  const assessed = await assessVehicles(db, ids === undefined ? { worst: request.batchSize, resting: force } : { ids });
  const runs = (vehicle: AssessedVehicle) =>
    vehicle.outcome !== 'excluded' && (!vehicle.complete || (force && vehicle.gaps.length > 0));
  const vehicles = assessed.filter(runs).map((vehicle) => {
    const recommended = recommend(situationOf(vehicle, { gaps: vehicle.gaps, photosMissing: vehicle.photos_missing }));
    return { ...vehicle, recommended, canImprove: recommended.length > 0 && !JUDGED.has(vehicle.outcome ?? '') };
  });
  const leftOut = assessed.filter((vehicle) => !runs(vehicle));
  const resting = await countResting(db);
  if (request.dryRun || vehicles.length === 0) {
    return { vehicles, leftOut, resting, runId: null };
  }
  const queued = await enqueueVehicles(db, {
    ids: vehicles.map((vehicle) => vehicle.id),
    runType: 'manual',
    force,
    fresh: true,
    batchSize: vehicles.length,
  });
  // The others share one new run; with none made, the run that has the vehicles is the one to follow.
  const runId = (queued.find((vehicle) => vehicle.run_type === 'manual') ?? queued[0])?.run_id ?? null;
  return { vehicles, leftOut, resting, runId };
}
