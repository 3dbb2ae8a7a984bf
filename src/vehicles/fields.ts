/**
 * The fields of a vehicle that micro-scrape may fill, and the gaps it looks for.
 * Invariant: a name written here is the column name in `vehicles`, the `field` in `micro_scrape.field_sources`
 * and the label in the metrics; there is no second spelling anywhere.
 */

/** Columns of `vehicles` that a page may prove. */
export const FIELDS = [
  'year',
  'make',
  'model',
  'vin',
  'sale_price',
  'asking_price',
  'currency',
  'mileage',
  'color',
  'engine',
  'transmission',
  'description',
] as const;

export type Field = (typeof FIELDS)[number];

/** What a vehicle can lack, as SQL (`micro_scrape.gaps`), the HTTP answer and the metrics name it. */
export const GAPS = [
  'year',
  'make',
  'model',
  'vin',
  'price',
  'description',
  'mileage',
  'color',
  'engine',
  'transmission',
  /** Image URLs are stored, none is downloaded. */
  'images_downloaded',
  /** No image URL is known and no image is stored. */
  'images_extracted',
] as const;

export type Gap = (typeof GAPS)[number];
