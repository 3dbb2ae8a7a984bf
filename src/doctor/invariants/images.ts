/** Rows of images against each other. */
import type { Question } from './question.ts';

const DOUBLES = `
  select format('vehicle %s has %s images with hash %s', vehicle_id, count(*), file_hash) as detail
  from public.vehicle_images
  where vehicle_id >= $2 and ($3::uuid is null or vehicle_id < $3) and file_hash is not null and source = 'micro-scrape'
  group by vehicle_id, file_hash having count(*) > 1 limit $1`;
/** Where none of them is ours, people have their own meaning of it. */
const PRIMARIES = `
  select format('vehicle %s has %s primary images', vehicle_id, count(*)) as detail
  from public.vehicle_images where vehicle_id >= $2 and ($3::uuid is null or vehicle_id < $3) and is_primary
  group by vehicle_id having count(*) > 1 and bool_or(source = 'micro-scrape') limit $1`;

// By their place in the table: an adopted one may have ids of any type, or none.
const DELETE_DOUBLES = `DELETE FROM vehicle_images WHERE (tableoid, ctid) IN (SELECT t, c FROM (SELECT tableoid AS t, ctid AS c, row_number() OVER (PARTITION BY vehicle_id, file_hash ORDER BY is_primary DESC, position, created_at) AS n FROM vehicle_images WHERE source = 'micro-scrape' AND file_hash IS NOT NULL) images WHERE n > 1);`;
/** What a person chose stays. */
const KEEP_ONE_PRIMARY = `UPDATE vehicle_images SET is_primary = false WHERE (tableoid, ctid) IN (SELECT t, c FROM (SELECT tableoid AS t, ctid AS c, bool_or(source = 'micro-scrape') OVER (PARTITION BY vehicle_id) AS ours, row_number() OVER (PARTITION BY vehicle_id ORDER BY source IS NOT DISTINCT FROM 'micro-scrape', position, created_at) AS n FROM vehicle_images WHERE is_primary) primaries WHERE ours AND n > 1);`;

export const IMAGES: readonly Question[] = [
  { check: 'one-of-each-image', sql: DOUBLES, fix: () => [DELETE_DOUBLES] },
  { check: 'one-primary', sql: PRIMARIES, fix: () => [KEEP_ONE_PRIMARY] },
];
