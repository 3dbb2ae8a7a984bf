/**
 * Disputed values with their pages, one line of JSON a page, as `npm run eval -- FILE` reads them.
 * Invariant: a line is an entry of tools/eval with the page itself; only the disputed fields are scored, against the row as it
 * stands, which is what people wrote or let stand. Where nothing stands there any value counts as wrong.
 */
import type { DisputedPage } from '../database/statements/precision.ts';
import { FIELDS, type Field, rowOf } from '../vehicles/fields.ts';

const KM_PER_MILE = 1.609344;
/** Of a description, as tools/eval compares it. */
const BEGINNING = 100;

/** Nothing for fields that are no part of the score. */
export function lineOf({ vehicle_id: slug, url, values, disputed }: DisputedPage, html: string): string | undefined {
  const fields = disputed.filter(({ field }) => isField(field) && rowOf(field).gap !== undefined);
  if (fields.length === 0) return undefined;
  const only = [...new Set(fields.map(({ field }) => rowOf(field as Field).gap))];
  const truth = Object.fromEntries(
    // A price may stand in the other of the two fields since.
    FIELDS.filter((field) => only.includes(rowOf(field).gap)).flatMap((field) => truthOf(field, values[field], fields)),
  );
  return `${JSON.stringify({ slug, url, expect: 'listing', only, truth, html })}\n`;
}

const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name);

function truthOf(field: Field, value: unknown, disputed: DisputedPage['disputed']): [string, unknown][] {
  if (field === 'description')
    return value == null ? [] : [['description_starts_with', String(value).slice(0, BEGINNING)]];
  if (rowOf(field).type === 'text') return [[field, value == null ? null : String(value)]];
  const number = value == null ? null : Number(value);
  // The row has miles; the truth is what the page says.
  const inKilometres = field === 'mileage' && disputed.some(({ page_value: written }) => written?.endsWith(' km'));
  if (!inKilometres || number === null) return [[field, number]];
  return [
    [field, Math.round(number * KM_PER_MILE)],
    ['mileage_unit', 'km'],
  ];
}
