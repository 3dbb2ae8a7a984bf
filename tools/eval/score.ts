/**
 * Compares one page's values with the truth a person read off it. The document format and the tolerances are told in
 * `run-eval.ts`. Invariant: a value where the truth has none is wrong ("made up"), never ignored.
 */
import { z } from 'zod';
import { FIELD_GAPS, FIELDS, type FieldGap, fieldsOf, rowOf } from '../../src/vehicles/fields.ts';

export const SCORED = [...FIELD_GAPS, 'images'] as const;
export type Scored = FieldGap | 'images';

const scalarOrNull = z.union([z.string(), z.number()]).nullish();
const text = z.string().nullish();
const number = z.number().nullish();
const truthSchema = z.looseObject({
  ...Object.fromEntries(FIELDS.map((field) => [field, rowOf(field).type === 'text' ? text : number])),
  mileage_unit: text,
  sale_price: number,
  asking_price: number,
  description_starts_with: text,
  image_count: number,
});
export const entrySchema = z.looseObject({
  slug: z.string(),
  file: z.string().optional(),
  url: z.string().nullish(),
  site: z.string().optional(),
  /** The header the page was sent with, where its bytes alone do not tell their charset. */
  content_type: z.string().optional(),
  expect: z.string(),
  /** What of it is scored, where a person has read only that. */
  only: z.array(z.enum(SCORED)).optional(),
  truth: truthSchema.nullish(),
});
export type Entry = z.infer<typeof entrySchema>;
type Truth = z.infer<typeof truthSchema>;

/** What was read off a page, in the form of the output document. */
export type Values = Readonly<Record<FieldGap, string | number | null>> & { readonly images: readonly string[] };

export interface Tally {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

/** `right` and `none` (rightly empty) are no misses. */
export type Verdict =
  | { readonly result: 'right' | 'none' }
  | { readonly result: 'missing' | 'wrong' | 'made_up'; readonly got: string; readonly want: string };

/** Words only: lower case, accents and punctuation gone. */
function plain(value: unknown): string {
  return String(value ?? '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Equal, or one holds the other as whole words. */
function loose(a: unknown, b: unknown): boolean {
  const [x, y] = [plain(a), plain(b)];
  return x !== '' && y !== '' && (x === y || ` ${x} `.includes(` ${y} `) || ` ${y} `.includes(` ${x} `));
}

function accepted(truth: Truth, field: Scored): unknown[] {
  const list = truth[`${field}_accept`];
  return z
    .array(scalarOrNull)
    .catch([])
    .parse(list ?? []);
}

export function compare(field: Scored, values: Values, truth: Truth): Verdict {
  const value: unknown = field === 'images' ? values.images.length : values[field];
  const has =
    field === 'images'
      ? values.images.length > 0
      : field === 'description' || field === 'vin'
        ? Boolean(value)
        : value !== null && value !== '';
  const accept = accepted(truth, field);
  let want: unknown = truth[field] ?? null;
  let right = false;
  if (field === 'price') {
    want = truth.sale_price ?? truth.asking_price ?? null;
    right = has && typeof want === 'number' && Math.abs(Number(value) - want) <= 0.01 * Math.max(want, 1);
  } else if (field === 'images') {
    want = (truth.image_count ?? 0) > 0 ? truth.image_count : null;
    const share = has && typeof want === 'number' ? values.images.length / want : 0;
    right = has && share >= 0.9 && share <= 1.1;
  } else if (field === 'description') {
    want = truth.description_starts_with ?? null;
    right = has && want !== null && plain(value).includes(plain(want).slice(0, 40));
  } else if (field === 'vin') {
    right = has && plain(value).replace(/ /g, '') === plain(want).replace(/ /g, '');
  } else if (fieldsOf(field).every((each) => rowOf(each).type !== 'text')) {
    const number = Number(value);
    const tolerance = field === 'mileage' && typeof want === 'number' ? 0.002 * want : 0;
    right = has && typeof want === 'number' && Math.abs(number - want) <= tolerance;
    // As the yardstick has it, an accepted null equals 0.
    right ||= has && accept.some((entry) => Number(entry) === number);
    if (field === 'mileage' && has && !right && truth.mileage_unit === 'km' && typeof want === 'number')
      right = Math.abs(number - want * 0.621371) <= 0.01 * want;
  } else {
    right =
      has &&
      [want, ...accept].filter((entry) => entry !== null && entry !== undefined).some((entry) => loose(value, entry));
  }
  const got = String(value).slice(0, 60);
  if (right) return { result: 'right' };
  const acceptable = accept.some((entry) => entry !== null && entry !== undefined && loose(value, entry));
  if (has && want === null && !acceptable) return { result: 'made_up', got, want: '' };
  if (has && want !== null) return { result: 'wrong', got, want: String(want).slice(0, 60) };
  return want !== null ? { result: 'missing', got: '', want: String(want).slice(0, 60) } : { result: 'none' };
}
