import type { Queryable } from '../pool.ts';

const RECORD = `
  insert into micro_scrape.field_sources
    (vehicle_id, field, value, page_value, source_url, method, snippet, confidence, extractor_version, run_id, replaced)
  select $1, e.field, e.value, e.page_value, e.source_url, e.method, e.snippet, e.confidence, $3, $4, e.replaced
  from jsonb_to_recordset($2::jsonb)
    as e (field text, value text, page_value text, source_url text, method text, snippet text, confidence real, replaced text)`;

/** Where one written value stood. `pageValue` where storage differs from the page (72.000 km stored as 44739 miles). */
export interface Evidence {
  readonly field: string;
  readonly value: string;
  readonly pageValue: string | null;
  readonly sourceUrl: string | null;
  readonly method: string;
  readonly snippet: string;
  readonly confidence: number;
  /** What stood in the row, though it said nothing (`N/A`); absent: nothing did. */
  readonly replaced?: string | undefined;
}

export async function recordEvidence(
  db: Queryable,
  input: { vehicleId: string; runId: string | null; extractorVersion: number; evidence: readonly Evidence[] },
): Promise<void> {
  const rows = input.evidence.map((e) => ({
    field: e.field,
    value: storable(e.value),
    page_value: e.pageValue === null ? null : storable(e.pageValue),
    source_url: e.sourceUrl,
    method: e.method,
    snippet: storable(e.snippet),
    confidence: e.confidence,
    replaced: e.replaced ?? null,
  }));
  await db.query(RECORD, [input.vehicleId, JSON.stringify(rows), input.extractorVersion, input.runId]);
}

/** PostgreSQL refuses NUL in text (22021) and lone surrogates in jsonb (22P02). */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}
