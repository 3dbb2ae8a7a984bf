/** What is stored about a vehicle agrees with its row. */
import { type Question, RECONCILE } from './question.ts';
import { withoutEvent } from './slices.ts';

/**
 * Nobody is at work on it, and nobody has just changed it, as an event would tell. A lease or a turn without requested work is
 * an action asked for by hand, which writes values and their score first and the outcome at its end; requested 0 and pending
 * is the state that such an action makes for itself.
 */
const AT_REST = `
  from micro_scrape.vehicle_state s
  join public.vehicles v on v.id = s.vehicle_id
  cross join lateral (select count(*) as n from public.vehicle_images i where i.vehicle_id = v.id) i
  cross join lateral (select micro_scrape.gaps(v, i.n) as gaps offset 0) g
  where s.vehicle_id >= $2 and ($3::uuid is null or s.vehicle_id < $3)
    and s.requested = s.handled and (s.requested > 0 or s.outcome = 'complete') and s.leased_by is null and not s.rate_limited`;
const SCORES = withoutEvent(`
  select v.id, format('vehicle %s: stored score %s, images %s, gaps %s; its row has score %s, images %s, gaps %s',
      v.id, s.score, s.image_count, s.gaps, micro_scrape.score(g.gaps), i.n, g.gaps) as detail ${AT_REST}
    and (s.score, s.image_count, s.gaps) is distinct from (micro_scrape.score(g.gaps), i.n, g.gaps)`);
const COMPLETE = 'micro_scrape.is_complete(g.gaps, (select threshold from micro_scrape.settings))';
// What its owner has marked, or is excluded, is left as it is.
const MARK_DIFFERS = `s.mark_refused is null and micro_scrape.is_marked(v.origin_metadata) <> ${COMPLETE}`;
const MARKS = withoutEvent(`
  select v.id, format('vehicle %s scores %s (%s) and is %s', v.id, micro_scrape.score(g.gaps), s.outcome,
      case when micro_scrape.is_marked(v.origin_metadata) then 'marked' else 'not marked' end) as detail ${AT_REST}
    and s.excluded_at is null and (${MARK_DIFFERS} or (s.outcome = 'complete') <> ${COMPLETE})`);

export const SCORES_AND_MARKS: readonly Question[] = [
  { check: 'score-is-true', sql: SCORES, fix: () => [RECONCILE] },
  { check: 'mark-agrees', sql: MARKS, fix: () => [RECONCILE] },
];
