/** What is stored about a vehicle agrees with its row. Vehicles with an event or work under way are still being told. */
import type { Queryable } from '../db/pool.ts';
import { type Violation, violationsOf } from './violation.ts';

const AT_REST = `
  from public.vehicles v
  join micro_scrape.vehicle_state s on s.vehicle_id = v.id
  cross join lateral (select count(*) as n from public.vehicle_images i where i.vehicle_id = v.id) i
  cross join lateral (select micro_scrape.gaps(v, i.n) as gaps) g
  where s.wanted = s.done and s.wanted > 0 and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = v.id)`;
const SCORES = `
  select format('vehicle %s: stored score %s, images %s, gaps %s; its row has score %s, images %s, gaps %s',
    v.id, s.score, s.image_count, s.gaps, micro_scrape.score(g.gaps), i.n, g.gaps) as detail ${AT_REST}
    and (s.score <> micro_scrape.score(g.gaps) or s.image_count <> i.n or s.gaps <> g.gaps) limit $1`;
const MARKS = `
  select format('vehicle %s scores %s (%s) and is %s', v.id, micro_scrape.score(g.gaps), s.outcome,
    case when micro_scrape.is_marked(v.origin_metadata) then 'marked' else 'not marked' end) as detail ${AT_REST}
    and (micro_scrape.is_marked(v.origin_metadata) <> micro_scrape.is_complete(g.gaps) and s.mark_refused is null
      or (s.outcome = 'complete') <> micro_scrape.is_complete(g.gaps)) limit $1`;

export async function checkScores(db: Queryable): Promise<Violation[]> {
  return [...(await violationsOf(db, 'score-is-true', SCORES)), ...(await violationsOf(db, 'mark-agrees', MARKS))];
}
