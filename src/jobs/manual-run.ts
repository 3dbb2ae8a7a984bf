/**
 * A run asked for by a person or the schedule: which vehicles, and their way into the queue.
 * Invariant: lowest score first, vehicles that are complete are skipped, and a dry run reads and nothing more.
 */
import type { Pool } from 'pg';
import { type AssessedVehicle, assessVehicles } from '../db/statements/assess-vehicles.ts';
import { enqueueVehicles } from '../db/statements/enqueue-vehicles.ts';
import { recommend } from '../enrich/plan.ts';
import type { Action } from '../events.ts';
import { isBringATrailer } from '../sources/registry.ts';
import { judgeVin } from '../vehicle/vin.ts';

export interface ManualRun {
  /** Lowest score first, with what could be done for each. */
  readonly vehicles: readonly (AssessedVehicle & { readonly recommended: readonly Action[] })[];
  /** The run that counts them; null for a dry run and when there is nothing to do. */
  readonly runId: string | null;
}

export async function startManualRun(
  pool: Pool,
  request: { ids: readonly string[] | undefined; batchSize: number; dryRun: boolean },
): Promise<ManualRun> {
  const assessed = await assessVehicles(
    pool,
    request.ids === undefined ? { worst: request.batchSize } : { ids: request.ids },
  );
  const vehicles = assessed
    .filter((vehicle) => !vehicle.complete)
    .map((vehicle) => ({ ...vehicle, recommended: recommend(situationOf(vehicle)) }));
  if (request.dryRun || vehicles.length === 0) {
    return { vehicles, runId: null };
  }
  const queued = await enqueueVehicles(pool, {
    ids: vehicles.map((vehicle) => vehicle.id),
    runType: 'manual',
    force: false,
    fresh: true,
    batchSize: vehicles.length,
  });
  // The others share one new run; with none made, the run that has the vehicles is the one to follow.
  return { vehicles, runId: (queued.find((vehicle) => vehicle.run_type === 'manual') ?? queued[0])?.run_id ?? null };
}

function situationOf(vehicle: AssessedVehicle) {
  return {
    gaps: new Set(vehicle.gaps),
    hasPage: vehicle.discovery_url !== null,
    isBringATrailer: vehicle.discovery_url !== null && isBringATrailer(vehicle.discovery_url),
    imageUrls: vehicle.image_urls.length,
    images: vehicle.image_count,
    photosMissing: vehicle.photos_missing,
    isNamed: vehicle.year !== null && vehicle.make !== null && vehicle.model !== null,
    hasText: vehicle.description !== null,
    hasVin: vehicle.vin !== null && judgeVin(vehicle.vin) === 'valid',
  };
}
