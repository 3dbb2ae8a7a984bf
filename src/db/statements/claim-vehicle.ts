import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const CLAIM = `
  update micro_scrape.vehicle_state s set
    fence = s.fence + 1, leased_by = $2, leased_at = clock_timestamp(), parked = false,
    waits_at = case when s.wanted > s.done then null else s.waits_at end
  where s.vehicle_id = $1
    and (s.wanted > s.done or $3) and s.excluded_at is null
    and (s.lane = $4 or $3)
    and (s.leased_by is null or not exists (
      select from micro_scrape.daemons d
      where d.id = s.leased_by and d.beat_at > clock_timestamp() - interval '10 seconds'))
  returning s.fence, s.wanted, s.gaps, s.score, s.attempts, s.slot_at, s.run_id, s.outcome, s.reread, s.photos_missing,
    s.lane, s.progress, s.failed_at, s.wanted_at`;

export const LANES = ['work', 'recogniser'] as const;
export type Lane = (typeof LANES)[number];

const claim = z.object({
  /** bigint as text: carried back to the database unread. */
  fence: z.string(),
  wanted: z.string(),
  gaps: z.array(z.string()),
  score: z.number(),
  attempts: z.number(),
  slot_at: z.date().nullable(),
  run_id: z.string().nullable(),
  outcome: z.string(),
  /** Woken because the rules are newer than those that read its page. */
  reread: z.boolean(),
  photos_missing: z.number(),
  /** When it last failed at a host. */
  failed_at: z.date().nullable(),
  /** The runner that takes its jobs (sql/functions/38_job_of.sql). */
  lane: z.enum(LANES),
  /** What the run under way had done before it gave the vehicle back. */
  progress: z.unknown(),
  /** Of the first event that is not yet served: since then this run is under way. */
  wanted_at: z.date().nullable(),
});

export type Claim = z.infer<typeof claim>;

/**
 * Takes a vehicle for this daemon, raising its fence. Nothing is returned when there is no work in this lane (unless
 * `force`), the vehicle is excluded, or a living daemon has it; whoever has it makes another job at its end if an event
 * came meanwhile.
 */
export async function claimVehicle(
  db: Queryable,
  input: { vehicleId: string; daemonId: string; lane: Lane; force: boolean },
): Promise<Claim | undefined> {
  const { rows } = await db.query(CLAIM, [input.vehicleId, input.daemonId, input.force, input.lane]);
  return rows.length === 0 ? undefined : claim.parse(rows[0]);
}
