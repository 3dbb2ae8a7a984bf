/** What people decided is obeyed. */

import type { Question } from './question.ts';

/** Evidence of ours, younger than the rejection and not taken back: a person may always put the value there themselves. */
const CAME_BACK = `
  select format('vehicle %s, %s: "%s" was rejected at %s and written again at %s', r.vehicle_id, r.field, left(f.value, 60), r.at, f.written_at) as detail
  from micro_scrape.rejections r
  join micro_scrape.field_sources f on f.vehicle_id = r.vehicle_id and f.field = r.field and f.written_at > r.at
    and f.taken_back is null and micro_scrape.value_key(f.value) = r.value_key
  limit $1`;
/** An action that ended at the very moment is one that the exclusion waited for. */
const TOUCHED = `
  select format('vehicle %s was excluded at %s, and %s was written at %s', s.vehicle_id, s.excluded_at, f.field, f.written_at) as detail
  from micro_scrape.vehicle_state s
  join micro_scrape.field_sources f on f.vehicle_id = s.vehicle_id and f.written_at > s.excluded_at and f.taken_back is null
  where s.excluded_at is not null limit $1`;

/** Nothing types it right again but a person's own decision. */
const fix = () => [];

export const DECISIONS: readonly Question[] = [
  { check: 'rejected-stays-away', sql: CAME_BACK, fix },
  { check: 'excluded-is-left-alone', sql: TOUCHED, fix },
];
