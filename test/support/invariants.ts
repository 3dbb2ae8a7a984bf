/**
 * Whether a database keeps what micro-scrape promises, asked by whoever knows what was written into it: also that what
 * was acknowledged is there, what we wrote is explained, once, and what a person wrote stands.
 */
import type { Pool } from 'pg';
import type { Finding } from '../../src/doctor/finding.ts';
import { checksOf, type Looked } from '../../src/doctor/invariants/check-invariants.ts';
import { askAtOnce, type Question, RECONCILE } from '../../src/doctor/invariants/question.ts';
import { FIELDS } from '../../src/vehicles/fields.ts';

export interface CheckOptions extends Looked {
  /** Vehicles whose insert was acknowledged to whoever made it. */
  readonly acknowledged?: readonly string[];
  /** Everything people wrote into vehicles, oldest first. Without it nothing is said about evidence and edits. */
  readonly edits?: readonly Edit[];
}

/** At most twenty problems of each question; none when all is well. */
export async function checkInvariants(pool: Pool, options: CheckOptions = {}): Promise<Finding[]> {
  const { acknowledged = [], edits } = options;
  const problems = await askAtOnce(pool, [
    { check: 'acknowledged-is-there', sql: ACKNOWLEDGED, values: [acknowledged], fix: () => [RECONCILE] },
  ]);
  for (const [, find] of checksOf(options)) {
    problems.push(...(await find({ db: pool })));
  }
  return edits === undefined ? problems : [...problems, ...(await askAtOnce(pool, aboutEvidence(edits)))];
}

/** $2 ids. */
const ACKNOWLEDGED = `
  select 'vehicle ' || a.id || case when v.id is null then ' is gone' else ' has no state' end as detail
  from unnest($2::uuid[]) a (id)
  left join public.vehicles v on v.id = a.id
  left join micro_scrape.vehicle_state s on s.vehicle_id = a.id
  where v.id is null or s.vehicle_id is null limit $1`;

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

function aboutEvidence(edits: readonly Edit[]): Question<string>[] {
  const log = JSON.stringify(edits);
  return [
    { check: 'person-wins', sql: PERSON, values: [log], fix },
    { check: 'evidence-explains', sql: EXPLAINED, values: [log, FIELDS], fix },
    { check: 'evidence-once', sql: ONCE, values: [log], fix },
  ];
}
