import type { Queryable } from '../pool.ts';
import { type Evidence, storable } from './record-evidence.ts';

const KEEP = `
  with gone as (
    delete from micro_scrape.proposals p where $4 and p.vehicle_id = $1
      and p.field <> all (select e.field from jsonb_to_recordset($2::jsonb) as e (field text))
  )
  insert into micro_scrape.proposals as p
    (vehicle_id, field, value, page_value, source_url, method, snippet, confidence, extractor_version, why)
  select $1, e.field, e.value, e.page_value, e.source_url, e.method, e.snippet, e.confidence, $3, e.why
  from jsonb_to_recordset($2::jsonb)
    as e (field text, value text, page_value text, source_url text, method text, snippet text, confidence real, why text)
  where not micro_scrape.is_rejected($1, e.field, e.value)
  on conflict (vehicle_id, field) do update set value = excluded.value, page_value = excluded.page_value,
    source_url = excluded.source_url, method = excluded.method, snippet = excluded.snippet, confidence = excluded.confidence,
    extractor_version = excluded.extractor_version, why = excluded.why, read_at = clock_timestamp()
  where (p.value, p.why, p.confidence, p.extractor_version)
    is distinct from (excluded.value, excluded.why, excluded.confidence, excluded.extractor_version)`;

/** A value that a page gives and that was not written. `differs`: the row has another; `doubtful`: not sure enough. */
export interface Proposal extends Evidence {
  readonly why: 'differs' | 'doubtful';
}

/** `whole`: these are all that the latest reading of the page proposes, in place of what earlier ones did. */
export async function keepProposals(
  db: Queryable,
  input: { vehicleId: string; extractorVersion: number; whole: boolean; proposals: readonly Proposal[] },
): Promise<void> {
  const rows = input.proposals.map((each) => ({
    field: each.field,
    value: storable(each.value),
    page_value: each.pageValue === null ? null : storable(each.pageValue),
    source_url: each.sourceUrl,
    method: each.method,
    snippet: storable(each.snippet),
    confidence: each.confidence,
    why: each.why,
  }));
  await db.query(KEEP, [input.vehicleId, JSON.stringify(rows), input.extractorVersion, input.whole]);
}
