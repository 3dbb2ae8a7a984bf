/**
 * What we wrote is explained, once, and what a person wrote stands.
 * All of it needs to know what people wrote: without that list a value that differs from its evidence is simply theirs.
 */

import { FIELDS } from '../../vehicles/fields.ts';
import type { Question } from './question.ts';

/** One value a person wrote, in the order of the list; null: the person emptied the field, which asks us to fill it. */
export interface Edit {
  readonly vehicleId: string;
  readonly field: string;
  readonly value: string | null;
}

/** $2 edits. */
const LAST_EDITS = `
  with edits as (
    select (e ->> 'vehicleId')::uuid as vehicle_id, e ->> 'field' as field, e ->> 'value' as value, n
    from jsonb_array_elements($2::jsonb) with ordinality as j (e, n)
  ), last as (
    select distinct on (vehicle_id, field) vehicle_id, field, value from edits order by vehicle_id, field, n desc
  )`;
const PERSON = `${LAST_EDITS}
  select format('vehicle %s, %s: a person wrote "%s", there is "%s"', l.vehicle_id, l.field, l.value, to_jsonb(v) ->> l.field) as detail
  from last l join public.vehicles v on v.id = l.vehicle_id
  where l.value is not null and to_jsonb(v) ->> l.field is distinct from l.value limit $1`;
/** $3 fields. */
const EXPLAINED = `${LAST_EDITS}
  select format('vehicle %s, %s: the evidence says "%s", there is "%s"', n.vehicle_id, n.field, n.value, to_jsonb(v) ->> n.field) as detail
  from (select distinct on (vehicle_id, field) vehicle_id, field, value from micro_scrape.field_sources
    where field = any ($3) order by vehicle_id, field, id desc) n
  join public.vehicles v on v.id = n.vehicle_id
  where to_jsonb(v) ->> n.field is distinct from n.value
    and not exists (select from last l where l.vehicle_id = n.vehicle_id and l.field = n.field) limit $1`;
/** A field that a person emptied may rightly be filled with the same value again. */
const ONCE = `${LAST_EDITS}
  select format('vehicle %s, %s: %s rows of evidence for "%s" of one run', s.vehicle_id, s.field, count(*), left(s.value, 60)) as detail
  from micro_scrape.field_sources s
  group by s.vehicle_id, s.field, s.value, s.source_url, s.run_id
  having count(*) > 1 + (select count(*) from edits e where e.vehicle_id = s.vehicle_id and e.field = s.field and e.value is null)
  limit $1`;

/** None of it is fixed by a line: what was right only a person knows. */
const fix = () => [];

export function aboutEvidence(edits: readonly Edit[]): Question[] {
  const log = JSON.stringify(edits);
  return [
    { check: 'person-wins', sql: PERSON, values: [log], fix },
    { check: 'evidence-explains', sql: EXPLAINED, values: [log, FIELDS], fix },
    { check: 'evidence-once', sql: ONCE, values: [log], fix },
  ];
}
