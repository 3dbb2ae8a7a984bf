/**
 * `extract-listing` and `comprehensive-bat-extraction`: what the page proves goes into the empty fields of the row.
 */
import { EXTRACTOR_VERSION, type Fact } from '../../page/reading.ts';
import type { VehicleRow } from '../../vehicle/vehicle.ts';
import { contradiction, disagrees } from '../disagreement.ts';
import { contradictsVin, fillFromVin, vinDoubt } from '../from-vin.ts';
import { pageOfVehicle } from '../page-of-vehicle.ts';
import type { ActionResult, Work } from '../work.ts';
import { fillFields, type ProvenValue } from '../write.ts';

const KM_PER_MILE = 1.609344;

export async function extractListing(work: Work): Promise<ActionResult> {
  const page = await pageOfVehicle(work);
  const { facts } = page.reading;
  const proven = facts.map((fact) => provenBy(fact, page.url));
  const differing = proven.filter(({ field, value }) => disagrees(work.row, field, value));
  const other = contradiction(work.row, facts) ?? (await contradictsVin(work, facts));
  if (other !== undefined) {
    // Nothing of it is this vehicle's, but what it says otherwise is for people to see.
    await fillFields(work, [], { page: { differing } });
    return { filled: [], note: `nothing was written, this is another vehicle: ${other}` };
  }
  const doubt = await doubtAboutVin(work, facts);
  const { filled, refused, doubtful } = await fillFields(
    work,
    proven.filter(({ field }) => field !== 'vin' || doubt === undefined),
    { page: { differing } },
  );
  const decoded = await fillFromVin(work);
  const notes = [
    filled.length > 0 ? `filled ${filled.join(', ')}` : 'the page proves nothing that is missing',
    ...(decoded.note === '' ? [] : [decoded.note]),
    ...(doubt === undefined ? [] : [`not believed: ${doubt}`]),
    ...refused,
    ...(doubtful.length > 0 ? [`proposed, not sure enough to be written: ${doubtful.join(', ')}`] : []),
    ...(differing.length > 0
      ? [`the page says otherwise than the row: ${differing.map(({ field }) => field).join(', ')}`]
      : []),
    ...page.reading.refused.map((r) => `not believed: ${r.field} ${r.value.slice(0, 80)} (${r.reason})`),
  ];
  return {
    filled: [...filled, ...decoded.filled],
    note: `${notes.slice(0, 12).join('; ')} [rules ${EXTRACTOR_VERSION}]`,
  };
}

/** Why the page's VIN is not this vehicle's, by what the row and the page itself say of it. */
async function doubtAboutVin(work: Work, facts: readonly Fact[]): Promise<string | undefined> {
  const vin = facts.find(({ field }) => field === 'vin');
  if (vin === undefined) {
    return undefined;
  }
  const value = (field: 'year' | 'make') =>
    work.row[field] ?? facts.find((fact) => fact.field === field)?.value ?? null;
  const [year, make] = [value('year'), value('make')];
  const known: Pick<VehicleRow, 'year' | 'make' | 'model'> = {
    year: year === null ? null : Number(year),
    make: make === null ? null : String(make),
    model: null,
  };
  const why = await vinDoubt(work, String(vin.value), known, 'stated');
  return why && `vin ${vin.value} (${why})`;
}

function provenBy(fact: Fact, sourceUrl: string): ProvenValue {
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
