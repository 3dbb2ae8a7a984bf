/**
 * `extract-listing` and `comprehensive-bat-extraction`: what the page proves goes into the empty fields of the row.
 */
import type { PageAction } from '../../extraction/adapters/adapter.ts';
import { EXTRACTOR_VERSION, type Fact } from '../../extraction/reading.ts';
import { cut } from '../../runtime/text.ts';
import { FIELD_GAPS, type Field } from '../../vehicles/fields.ts';
import type { VehicleRow } from '../../vehicles/vehicle.ts';
import { contradiction, disagrees } from '../disagreement.ts';
import { type FillOptions, fill, type ProvenValue } from '../findings.ts';
import { contradictsVin, fillFromVin, vinDoubt } from '../from-vin.ts';
import { factsFromModel } from '../model/from-model.ts';
import { pageOfVehicle } from '../page-of-vehicle.ts';
import type { ActionResult, PageOfVehicle, Work } from '../work.ts';
import type { ActionDefinition } from './action.ts';

const KM_PER_MILE = 1.609344;

/** The same under each name: by which one pages of a site are read its adapter says. */
export const extractListingAs = (name: PageAction): ActionDefinition => ({
  isUseful: ({ hasPage, pageAction, gaps }) =>
    hasPage && pageAction === name && FIELD_GAPS.some((gap) => gaps.has(gap)),
  run: fillFromPage,
  readsPage: true,
});

async function fillFromPage(work: Work): Promise<ActionResult> {
  const page = await pageOfVehicle(work);
  const { facts } = page.reading;
  const differing = proven(facts, page).filter(({ field, value }) => disagrees(work.row, field, value));
  const read = await take(work, page, facts, { said: 'filled %s', differing });
  if ('other' in read) {
    return { note: `nothing was written, this is another vehicle: ${read.other}` };
  }
  const decoded = await fillFromVin(work);
  // Two places of a page may give the same value that is not believed.
  const notes = new Set([
    decoded,
    ...(await fromModel(work, page)),
    ...read.notes,
    ...(differing.length > 0
      ? [`the page says otherwise than the row: ${differing.map(({ field }) => field).join(', ')}`]
      : []),
    ...page.reading.refused.map((r) => `not believed: ${r.field} ${cut(r.value, 80)} (${r.reason})`),
  ]);
  return {
    otherwise: 'the page proves nothing that is missing',
    note: `${[...notes]
      .filter((note) => note !== '')
      .slice(0, 12)
      .join('; ')} [rules ${EXTRACTOR_VERSION}]`.trim(),
  };
}

interface Taken {
  readonly filled: readonly Field[];
  readonly notes: readonly string[];
}

/** Takes what the facts prove, unless they are those of another vehicle: then nothing of them is this one's. */
async function take(
  work: Work,
  page: PageOfVehicle,
  facts: readonly Fact[],
  how: FillOptions,
): Promise<Taken | { readonly other: string }> {
  const other = contradiction(work.row, facts) ?? (await contradictsVin(work, facts));
  if (other !== undefined) {
    // What it says otherwise is for people to see.
    fill(work, [], how);
    return { other };
  }
  const doubt = await doubtAboutVin(work, facts);
  const values = proven(facts, page).filter(({ field }) => field !== 'vin' || doubt === undefined);
  const { filled, doubtful } = fill(work, values, how);
  return {
    filled,
    notes: [
      ...(doubt === undefined ? [] : [`not believed: ${doubt}`]),
      ...(doubtful.length > 0 ? [`proposed, not sure enough to be written: ${doubtful.join(', ')}`] : []),
    ],
  };
}

/** What a model finds where the rules did not, and what follows from a VIN among it; what is to be said of it. */
async function fromModel(work: Work, page: PageOfVehicle): Promise<readonly string[]> {
  const { facts, notes } = await factsFromModel(work, page);
  if (facts.length === 0) {
    return notes;
  }
  const found = await take(work, page, facts, { said: 'the model found %s' });
  if ('other' in found) {
    return [`nothing of the model was written: ${found.other}`, ...notes];
  }
  const decoded = found.filled.includes('vin') ? await fillFromVin(work) : '';
  return [decoded, ...found.notes, ...notes];
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
    page_value: fact.unit === undefined ? null : `${fact.value} ${fact.unit}`,
    source_url: sourceUrl,
    method: fact.method,
    snippet: fact.snippet,
    confidence: fact.confidence,
  };
}
