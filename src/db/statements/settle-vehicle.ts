import { z } from 'zod';
import type { Outcome } from '../../events.ts';
import type { Queryable } from '../pool.ts';

const SETTLE = `select * from micro_scrape.settle($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

const settled = z.object({
  score: z.number(),
  gaps: z.array(z.string()),
  outcome: z.enum(['pending', 'waiting', 'complete', 'exhausted', 'gone', 'blocked', 'invalid', 'excluded']),
  newly_marked: z.boolean(),
  requeued: z.boolean(),
  wanted_at: z.date().nullable(),
});

export type Settled = z.infer<typeof settled>;

/** Ends a run over one vehicle (see sql/functions/60_settle.sql). Absent when it was deleted or taken over. */
export async function settleVehicle(
  db: Queryable,
  input: {
    vehicleId: string;
    fence: string;
    wanted: string;
    outcome: Outcome;
    reason: string | null;
    nextTryAt: Date | null;
    failedAttempt: boolean;
    lastError: string | null;
    extractorVersion: number | null;
    /** The host in whose line it stands. */
    waitsAt: string | null;
    /** Its request failed by the host's fault. */
    failed: boolean;
  },
): Promise<Settled | undefined> {
  const { rows } = await db.query(SETTLE, [
    input.vehicleId,
    input.fence,
    input.wanted,
    input.outcome,
    input.reason,
    input.nextTryAt,
    input.failedAttempt,
    input.lastError,
    input.extractorVersion,
    input.waitsAt,
    input.failed,
  ]);
  return rows.length === 0 ? undefined : settled.parse(rows[0]);
}
