import { z } from 'zod';
import type { Queryable } from '../pool.ts';

// What is promised stays promised (work that waits, the next try) unless the vehicle is complete now. A judgement that
// rested on the old reading of the page (invalid, gone) falls when the new one finds a listing there.
const FINISH = `
  update micro_scrape.vehicle_state s set
    leased_by = null, leased_at = null, extractor_version = $3,
    outcome = case when s.wanted > s.done then s.outcome
      when micro_scrape.is_complete(s.gaps) then 'complete'
      when $4 and s.outcome in ('invalid', 'gone', 'exhausted') then 'exhausted' else s.outcome end,
    reason = case when s.wanted = s.done and (micro_scrape.is_complete(s.gaps) or $4 and s.outcome in ('invalid', 'gone', 'exhausted'))
      then $5 else s.reason end,
    next_try_at = case when micro_scrape.is_complete(s.gaps) then null else s.next_try_at end
  where s.vehicle_id = $1 and s.fence = $2
  returning s.outcome`;
const PAGE = `
  update micro_scrape.pages set kind = $2, kind_reason = $3 where vehicle_id = $1`;

const finished = z.object({ outcome: z.string() });

/** Gives a vehicle back after its kept page was read again. Absent when a daemon has taken it over meanwhile. */
export async function finishRereading(
  db: Queryable,
  input: {
    vehicleId: string;
    fence: string;
    extractorVersion: number;
    kind: string;
    kindReason: string;
    /** For what it still lacks. */
    reason: string | null;
  },
): Promise<{ outcome: string } | undefined> {
  const isListing = input.kind === 'listing';
  const { rows } = await db.query(FINISH, [
    input.vehicleId,
    input.fence,
    input.extractorVersion,
    isListing,
    input.reason,
  ]);
  if (rows.length === 0) {
    return undefined;
  }
  await db.query(PAGE, [input.vehicleId, input.kind, input.kindReason]);
  return finished.parse(rows[0]);
}
