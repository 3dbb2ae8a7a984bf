/** What is stored about a vehicle agrees with its row. */
import { askInSlices, type Looking, withoutEvent } from './slices.ts';
import { type Found, type Question, RECONCILE, type Violation } from './violation.ts';

/**
 * Nobody is at work on it, and nobody has just changed it, as an event would tell. A lease or a turn without wanted work is
 * an action asked for by hand, which writes values and their score first and the outcome at its end; wanted 0 and pending
 * is the state that such an action makes for itself.
 */
const AT_REST = `
  from micro_scrape.vehicle_state s
  join public.vehicles v on v.id = s.vehicle_id
  cross join lateral (select count(*) as n from public.vehicle_images i where i.vehicle_id = v.id) i
  cross join lateral (select micro_scrape.gaps(v, i.n) as gaps offset 0) g
  where s.vehicle_id >= $2 and ($3::uuid is null or s.vehicle_id < $3)
    and s.wanted = s.done and (s.wanted > 0 or s.outcome = 'complete') and s.leased_by is null and not s.parked`;
const SCORES = withoutEvent(`
  select v.id, format('vehicle %s: stored score %s, images %s, gaps %s; its row has score %s, images %s, gaps %s',
      v.id, s.score, s.image_count, s.gaps, micro_scrape.score(g.gaps), i.n, g.gaps) as detail,
    case when s.gaps is distinct from g.gaps then 'gaps' else 'figures' end as how ${AT_REST}
    and (s.score, s.image_count, s.gaps) is distinct from (micro_scrape.score(g.gaps), i.n, g.gaps)`);
const COMPLETE = 'micro_scrape.is_complete(g.gaps, (select threshold from micro_scrape.settings))';
const MARK_DIFFERS = `s.mark_refused is null and micro_scrape.is_marked(v.origin_metadata) <> ${COMPLETE}`;
const MARKS = withoutEvent(`
  select v.id, format('vehicle %s scores %s (%s) and is %s', v.id, micro_scrape.score(g.gaps), s.outcome,
      case when micro_scrape.is_marked(v.origin_metadata) then 'marked' else 'not marked' end) as detail,
    case when ${MARK_DIFFERS} then 'mark' else 'outcome' end as how ${AT_REST}
    and (${MARK_DIFFERS} or (s.outcome = 'complete') <> ${COMPLETE})`);

/** The reconcile compares gaps and marks; with those in order it looks neither at the figures nor at the outcome. */
const CORRECT_FIGURES = `UPDATE micro_scrape.vehicle_state s SET score = micro_scrape.score(s.gaps), image_count = (SELECT count(*) FROM vehicle_images i WHERE i.vehicle_id = s.vehicle_id) WHERE s.wanted = s.done AND (s.score, s.image_count) IS DISTINCT FROM (micro_scrape.score(s.gaps), (SELECT count(*) FROM vehicle_images i WHERE i.vehicle_id = s.vehicle_id));`;
const JUDGE_ANEW = `SELECT micro_scrape.enqueue_all(array_agg(vehicle_id), 20) FROM (SELECT vehicle_id FROM micro_scrape.vehicle_state WHERE wanted = done AND (wanted > 0 OR outcome = 'complete') AND leased_by IS NULL AND NOT parked AND (outcome = 'complete') <> micro_scrape.is_complete(gaps) LIMIT 2000) s;`;

const QUESTIONS: readonly Question[] = [
  {
    invariant: 'score-is-true',
    sql: SCORES,
    mend: (found) => byWay(found, { gaps: RECONCILE, figures: CORRECT_FIGURES }),
  },
  { invariant: 'mark-agrees', sql: MARKS, mend: (found) => byWay(found, { mark: RECONCILE, outcome: JUDGE_ANEW }) },
];

export async function findFalseScores(looking: Looking): Promise<Violation[]> {
  return askInSlices(looking, QUESTIONS);
}

/** In the order of `lines`: what the reconcile has queued anew needs no other. */
function byWay(found: readonly Found[], lines: Readonly<Record<string, string>>): string[] {
  return Object.entries(lines).flatMap(([way, line]) => (found.some(({ how }) => how === way) ? [line] : []));
}
