import { z } from 'zod';
import type { PageKind } from '../../extraction/reading.ts';
import { cleanText } from '../../runtime/text.ts';
import type { Queryable } from '../pool.ts';
import { asJson, type DoneAction } from './commit-run.ts';

// What is promised stays promised (work that waits, the next try) unless the vehicle is complete now. A judgement that
// rested on the old reading of the page (invalid, gone) falls when the new one finds a listing there.
const FINISH = `
  update micro_scrape.vehicle_state s set
    leased_by = null, leased_at = null, extractor_version = $3,
    outcome = case when n.kept then s.outcome when n.complete then 'complete' else 'exhausted' end,
    reason = case when n.kept then s.reason
      else micro_scrape.lacks(s.gaps, (select v.discovery_url from public.vehicles v where v.id = s.vehicle_id), $6::jsonb) end,
    next_try_at = case when n.complete and not n.kept then null else s.next_try_at end
  from (
    select vehicle_id, micro_scrape.is_complete(gaps) as complete,
      requested > handled or not micro_scrape.is_complete(gaps)
        and not ($4 and (outcome = 'exhausted' or $5 and outcome in ('invalid', 'gone'))) as kept
    from micro_scrape.vehicle_state where vehicle_id = $1
  ) n
  where s.vehicle_id = n.vehicle_id and s.fence = $2
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
    kind: PageKind;
    kindReason: string;
    /** How the page was judged before. */
    kindBefore: PageKind;
    /** What was done, for the reason. */
    done: readonly DoneAction[];
  },
): Promise<{ outcome: string } | undefined> {
  const isListing = input.kind === 'listing';
  const { rows } = await db.query(FINISH, [
    input.vehicleId,
    input.fence,
    input.extractorVersion,
    isListing,
    input.kindBefore !== 'listing',
    asJson(input.done),
  ]);
  if (rows.length === 0) {
    return undefined;
  }
  await db.query(PAGE, [input.vehicleId, input.kind, cleanText(input.kindReason)]);
  return finished.parse(rows[0]);
}
