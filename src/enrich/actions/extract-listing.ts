/**
 * `extract-listing` and `comprehensive-bat-extraction`: what the page proves goes into the empty fields of the row.
 */
import { EXTRACTOR_VERSION, type Fact } from '../../page/reading.ts';
import type { VehicleRow } from '../../vehicle/vehicle.ts';
import { contradiction, disagrees } from '../disagreement.ts';
import { factsFromModel } from '../from-model.ts';
import { contradictsVin, fillFromVin, vinDoubt } from '../from-vin.ts';
import { pageOfVehicle } from '../page-of-vehicle.ts';
import type { ActionResult, PageOfVehicle, Work } from '../work.ts';
import { fillFields, type ProvenValue } from '../write.ts';

const KM_PER_MILE = 1.609344;

export async function extractListing(work: Work): Promise<ActionResult> {
  const page = await pageOfVehicle(work);
  const { facts } = page.reading;
  const differing = proven(facts, page).filter(({ field, value }) => disagrees(work.row, field, value));
  const read = await write(work, page, facts, { differing });
  if ('other' in read) {
    return { filled: [], note: `nothing was written, this is another vehicle: ${read.other}` };
  }
  const decoded = await fillFromVin(work);
  const asked = await fromModel(work, page);
  const notes = [
    read.filled.length > 0 ? `filled ${read.filled.join(', ')}` : 'the page proves nothing that is missing',
    ...(decoded.note === '' ? [] : [decoded.note]),
    ...asked.notes,
    ...read.notes,
    ...(differing.length > 0
      ? [`the page says otherwise than the row: ${differing.map(({ field }) => field).join(', ')}`]
      : []),
    ...page.reading.refused.map((r) => `not believed: ${r.field} ${r.value.slice(0, 80)} (${r.reason})`),
  ];
  return {
    filled: [...read.filled, ...decoded.filled, ...asked.filled],
    note: `${notes.slice(0, 12).join('; ')} [rules ${EXTRACTOR_VERSION}]`,
  };
}

interface Written {
  readonly filled: readonly string[];
  readonly notes: readonly string[];
}

/** Fills what the facts prove, unless they are those of another vehicle: then nothing of them is this one's. */
async function write(
  work: Work,
  page: PageOfVehicle,
  facts: readonly Fact[],
  whole?: { readonly differing: readonly ProvenValue[] },
): Promise<Written | { readonly other: string }> {
  const of = whole === undefined ? {} : { page: whole };
  const other = contradiction(work.row, facts) ?? (await contradictsVin(work, facts));
  if (other !== undefined) {
    // What it says otherwise is for people to see.
    await fillFields(work, [], of);
    return { other };
  }
  const doubt = await doubtAboutVin(work, facts);
  const values = proven(facts, page).filter(({ field }) => field !== 'vin' || doubt === undefined);
  const { filled, refused, doubtful } = await fillFields(work, values, of);
  return {
    filled,
    notes: [
      ...(doubt === undefined ? [] : [`not believed: ${doubt}`]),
      ...refused,
      ...(doubtful.length > 0 ? [`proposed, not sure enough to be written: ${doubtful.join(', ')}`] : []),
    ],
  };
}

/** What a model finds where the rules did not, and what follows from a VIN among it. */
async function fromModel(work: Work, page: PageOfVehicle): Promise<Written> {
  const { facts, notes } = await factsFromModel(work, page);
  if (facts.length === 0) {
    return { filled: [], notes };
  }
  const found = await write(work, page, facts);
  if ('other' in found) {
    return { filled: [], notes: [`nothing of the model was written: ${found.other}`, ...notes] };
  }
  const decoded = found.filled.includes('vin') ? await fillFromVin(work) : { filled: [], note: '' };
  return {
    filled: [...found.filled, ...decoded.filled],
    notes: [
      ...(found.filled.length > 0 ? [`the model found ${found.filled.join(', ')}`] : []),
      ...(decoded.note === '' ? [] : [decoded.note]),
      ...found.notes,
      ...notes,
    ],
  };
}

const proven = (facts: readonly Fact[], { url }: PageOfVehicle): ProvenValue[] =>
  facts.map((fact) => provenBy(fact, url));

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
