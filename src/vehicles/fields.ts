/**
 * The fields of a vehicle that micro-scrape may fill, and what a vehicle lacks without them.
 * Invariant: a row stands here once, and SQL (src/database/schema/generated-sql.ts), reading, evaluation, metrics, reports
 * and documents take it from here or are checked against it by a test; its name is the column in `vehicles`, the `field` in
 * `micro_scrape.field_sources` and the label in the metrics, and there is no second spelling anywhere.
 */

interface FieldRow {
  /** Of the column, where it has to be added. */
  readonly type: 'integer' | 'numeric' | 'text';
  /** `micro_scrape.known_…` of sql/functions/08_known.sql, which knows the values that are none; absent: blanks are. */
  readonly known?: 'year' | 'text' | 'model' | 'vin' | 'price' | 'mileage';
  /** What a vehicle lacks without it; two fields of one gap stand for each other. */
  readonly gap?: string;
  /** Points of the score that its gap takes away; of two fields of one gap the first has them. */
  readonly weight?: number;
  /** No vehicle is complete without it, whatever its score. */
  readonly critical?: true;
  /** What a page's text must be about to tell it. */
  readonly topic: string;
  /** How far a label that announces it is to be trusted, 0..1. */
  readonly labelled?: number;
  /** What can be a value at all; of a year, `ahead` counts from the present one. */
  readonly believable?:
    | { readonly from: number; readonly to: number }
    | { readonly from: number; readonly ahead: number };
}

/** In the order in which gaps are told. */
// biome-ignore format: one field, one line, so that the table can be read as a table.
export const FIELD_TABLE = {
  // The first car is of 1885; makers sell next year's model this year, and announce one more.
  year: { type: 'integer', known: 'year', gap: 'year', weight: 10, critical: true, topic: 'year', labelled: 0.9, believable: { from: 1885, ahead: 2 } },
  make: { type: 'text', known: 'text', gap: 'make', weight: 10, critical: true, topic: 'make', labelled: 0.9 },
  model: { type: 'text', known: 'model', gap: 'model', weight: 10, critical: true, topic: 'model', labelled: 0.9 },
  vin: { type: 'text', known: 'vin', gap: 'vin', weight: 15, topic: 'vin', labelled: 0.95 },
  sale_price: { type: 'numeric', known: 'price', gap: 'price', weight: 15, topic: 'sold', labelled: 0.92 },
  asking_price: { type: 'numeric', known: 'price', gap: 'price', topic: 'price', labelled: 0.9 },
  currency: { type: 'text', topic: 'price' },
  description: { type: 'text', known: 'text', gap: 'description', weight: 15, topic: 'description', labelled: 0.85 },
  // In miles. No odometer has more than six digits before the car is a museum's.
  mileage: { type: 'integer', known: 'mileage', gap: 'mileage', weight: 3, topic: 'mileage', labelled: 0.92, believable: { from: 0, to: 3_000_000 } },
  color: { type: 'text', known: 'text', gap: 'color', weight: 2, topic: 'color', labelled: 0.92 },
  engine: { type: 'text', known: 'text', gap: 'engine', weight: 3, topic: 'engine', labelled: 0.9 },
  transmission: { type: 'text', known: 'text', gap: 'transmission', weight: 2, topic: 'transmission', labelled: 0.92 },
} as const satisfies Readonly<Record<string, FieldRow>>;

type Table = typeof FIELD_TABLE;
export type Field = keyof Table;

/** Columns of `vehicles` that a page may prove. */
export const FIELDS = Object.keys(FIELD_TABLE) as Field[];

/** The row of a field, also with what only others have. */
export const rowOf = (field: Field): FieldRow => FIELD_TABLE[field];

export type FieldTopic = Table[Field]['topic'];
const BY_TOPIC = new Map<FieldTopic, Field>(FIELDS.toReversed().map((field) => [FIELD_TABLE[field].topic, field]));
/** Of two fields of one topic the first. */
export const fieldOfTopic = (topic: FieldTopic): Field => BY_TOPIC.get(topic) as Field;

/** What the page itself can fill, as SQL (`micro_scrape.gaps`), the HTTP answer and the metrics name it. */
export type FieldGap = Extract<Table[Field], { gap: string }>['gap'];
export const FIELD_GAPS = [...new Set(FIELDS.map((field) => rowOf(field).gap))].filter(
  (gap) => gap !== undefined,
) as FieldGap[];

/** `images_downloaded`: image URLs are stored, none is downloaded. `images_extracted`: no URL is known and no image stored. */
export const IMAGE_GAPS = ['images_downloaded', 'images_extracted'] as const;
export const IMAGES_WEIGHT = 15;

export type Gap = FieldGap | (typeof IMAGE_GAPS)[number];
export const GAPS: readonly Gap[] = [...FIELD_GAPS, ...IMAGE_GAPS];

export function fieldsOf(gap: Gap): readonly Field[] {
  return FIELDS.filter((field) => rowOf(field).gap === gap);
}

export function weightOf(gap: Gap): number {
  const own = fieldsOf(gap).map((field) => rowOf(field).weight ?? 0);
  return own.length === 0 ? IMAGES_WEIGHT : own.reduce((sum, weight) => sum + weight);
}

/** What no complete vehicle lacks. */
export const CRITICAL_GAPS: readonly Gap[] = GAPS.filter((gap) => fieldsOf(gap).some((field) => rowOf(field).critical));
