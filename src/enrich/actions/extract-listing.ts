/**
 * `extract-listing` and `comprehensive-bat-extraction`: what the page proves goes into the empty fields of the row.
 */
import { EXTRACTOR_VERSION, type Fact } from '../../page/reading.ts';
import { contradiction } from '../identity.ts';
import { pageOfVehicle } from '../page-of-vehicle.ts';
import type { ActionResult, Work } from '../work.ts';
import { fillFields, type ProvenValue } from '../write.ts';

const KM_PER_MILE = 1.609344;

export async function extractListing(work: Work): Promise<ActionResult> {
  const page = await pageOfVehicle(work);
  const { facts } = page.reading;
  const other = contradiction(work.row, facts);
  if (other !== undefined) {
    return { filled: [], note: `nothing was written, this is another vehicle: ${other}` };
  }
  const { filled, refused } = await fillFields(
    work,
    facts.map((fact) => proven(fact, page.url)),
  );
  const notes = [
    filled.length > 0 ? `filled ${filled.join(', ')}` : 'the page proves nothing that is missing',
    ...refused.map((line) => `the table refused ${line}`),
    ...page.reading.refused.map((r) => `not believed: ${r.field} ${r.value.slice(0, 80)} (${r.reason})`),
  ];
  return { filled, note: `${notes.slice(0, 12).join('; ')} [rules ${EXTRACTOR_VERSION}]` };
}

function proven(fact: Fact, sourceUrl: string): ProvenValue {
  const inMiles =
    fact.field === 'mileage' && fact.unit === 'km' ? Math.round(Number(fact.value) / KM_PER_MILE) : fact.value;
  return {
    field: fact.field,
    value: inMiles,
    evidence: {
      pageValue: fact.unit === undefined ? null : `${fact.value} ${fact.unit}`,
      sourceUrl,
      method: fact.method,
      snippet: fact.snippet,
      confidence: fact.confidence,
    },
  };
}
