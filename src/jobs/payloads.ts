/**
 * What anyone may put into the queue, as graphile_worker.add_job(name, payload).
 * Invariant: a payload is unknown until its schema has passed it; one that fails says in a sentence what was wrong.
 */
import { z } from 'zod';

const vehicleId = z.guid();

/** graphile-worker's cron adds `_cron` to what it queues. */
const cron = { _cron: z.unknown().optional() };

const oneVehicle = z.strictObject({ vehicle_id: vehicleId });

/** `queued_by: dispatcher` marks our own jobs: their vehicle is already counted in a run. */
const ours = z.strictObject({ vehicle_id: vehicleId, queued_by: z.literal('dispatcher') });

const byHand = z
  .strictObject({
    vehicle_id: vehicleId.optional(),
    vehicle_ids: z.array(vehicleId).min(1).max(500).optional(),
    batch_size: z.number().int().min(1).max(500).optional(),
    dry_run: z.boolean().optional(),
    force: z.boolean().optional(),
    ...cron,
  })
  .refine((p) => [p.vehicle_id, p.vehicle_ids, p.batch_size].filter((value) => value !== undefined).length === 1, {
    message: 'name exactly one of vehicle_id, vehicle_ids and batch_size',
  });

const nothing = z.strictObject(cron).nullish();

/** Ours alone: the probe of a daemon (see sql/migrations/0004_canary.sql). */
const canary = z.strictObject({ daemon_id: vehicleId });

export const PAYLOADS = { ours, byHand, oneVehicle, nothing, canary };

/** The payload, or a sentence about what is wrong with it. */
export function readPayload<T>(schema: z.ZodType<T>, payload: unknown): { value: T } | { problem: string } {
  const result = schema.safeParse(payload);
  if (result.success) {
    return { value: result.data };
  }
  const problems = result.error.issues.map(
    (issue) => (issue.path.length > 0 ? `${issue.path.join('.')}: ` : '') + issue.message,
  );
  return { problem: `bad payload: ${problems.join('; ')}` };
}
