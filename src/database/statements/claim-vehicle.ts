import { z } from 'zod';
import { LANES, type Lane } from '../../events.ts';
import { hostState } from '../../fetching/host-state.ts';
import { vehicleRow } from '../../vehicles/vehicle.ts';
import { ask, type Queryable } from '../pool.ts';

const CLAIM = 'select micro_scrape.claim($1, $2, $3, $4) as claim';

const keptPage = z.object({
  requested_url: z.string(),
  url: z.string(),
  blob_key: z.string(),
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  /** How its rendering ended; null: it was fetched plainly. */
  rendered: z.string().nullable(),
  age_seconds: z.number(),
});

/** The latest page of a vehicle; a robot check in its place is none. */
export type KeptPage = z.infer<typeof keptPage>;

const claim = z.object({
  /** bigint as text: carried back to the database unread. */
  fence: z.string(),
  requested: z.string(),
  /** The run that counts it; null for an action asked for by hand. */
  run_id: z.guid().nullable(),
  gaps: z.array(z.string()),
  score: z.number(),
  attempts: z.number(),
  slot_at: z.coerce.date().nullable(),
  outcome: z.string(),
  /** Woken because the rules are newer than those that read its page. */
  reread: z.boolean(),
  photos_missing: z.number(),
  /** When it last failed at a host. */
  failed_at: z.coerce.date().nullable(),
  /** The runner that takes its jobs (sql/functions/38_job_of.sql). */
  lane: z.enum(LANES),
  /** What the run under way had done before it gave the vehicle back. */
  progress: z.unknown(),
  /** Of the first event that is not yet served: since then this run is under way. */
  requested_at: z.coerce.date().nullable(),
  /** Null when the vehicle was deleted. */
  row: vehicleRow.nullable(),
  page: keptPage.nullable(),
  /** Of its address; null without one. */
  host: hostState.nullable(),
  max_attempts: z.number(),
  /** A value less sure than this is proposed and not written. */
  min_confidence: z.number(),
  images_per_vehicle: z.number(),
});

export type ClaimedVehicle = z.infer<typeof claim>;

// Made once: a schema compiles itself at its first use.
const claimRow = z.object({ claim: claim.nullable() });

/**
 * Takes a vehicle for this daemon, raising its fence (sql/functions/55_claim.sql). Nothing is returned when there is no
 * work in this lane (unless `force`), the vehicle is excluded, or a living daemon has it.
 */
export async function claimVehicle(
  db: Queryable,
  input: { vehicleId: string; daemonId: string; lane: Lane; force: boolean },
): Promise<ClaimedVehicle | undefined> {
  const { rows } = await ask(db, 'claim', CLAIM, [input.vehicleId, input.daemonId, input.lane, input.force]);
  return claimRow.parse(rows[0]).claim ?? undefined;
}
