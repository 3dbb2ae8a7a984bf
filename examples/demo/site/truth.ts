/**
 * What is true about a sample vehicle, what its row holds when it is inserted, and where micro-scrape must leave it.
 * Invariant: a value in `Truth` stands on the sample page (or on its photographed plate) and nowhere else is it decided.
 */
import type { Field, Gap } from '../../../src/vehicles/fields.ts';

type Currency = 'USD' | 'EUR' | 'GBP' | 'CAD' | 'AUD';

/** One vehicle as a careful reader of its page would write it down; `null` is truly not on the page. */
export interface Truth {
  readonly year: number;
  readonly make: string;
  /** The shortest right model name; "911 Carrera" is right for "911". */
  readonly model: string;
  readonly vin: string | null;
  /** `photo`: the VIN stands only on a photographed plate. */
  readonly vinOn: 'page' | 'photo' | 'nowhere';
  /** `sale`: a sale that happened. `asking`: what the seller wants. A bid, an instalment or a former price is neither. */
  readonly price: { readonly kind: 'sale' | 'asking'; readonly amount: number; readonly currency: Currency } | null;
  readonly mileage: { readonly value: number; readonly unit: 'mi' | 'km' } | null;
  readonly color: string | null;
  readonly engine: string | null;
  readonly transmission: string | null;
  /** How the seller's description begins; `null` when the page has none and one must be composed from the facts. */
  readonly descriptionStart: string | null;
  /** File names under `/pictures/`, in the page's order, this vehicle's only. */
  readonly pictures: readonly string[];
}

/** The row as it is inserted into `vehicles`. */
export interface InsertedRow {
  /** Path of `discovery_url` on the sample site; `null` for a row without any URL. */
  readonly path: string | null;
  readonly values: Readonly<Partial<Record<Field, string | number>>>;
  /** Paths for `origin_metadata.image_urls`: URLs already stored, nothing downloaded yet. */
  readonly imagePaths?: readonly string[];
}

/** Where the vehicle must rest after one pass. */
export interface ExpectedEnd {
  readonly outcome: 'complete' | 'exhausted' | 'gone' | 'blocked' | 'invalid';
  /** Score of 100 after the pass. */
  readonly score: number;
  readonly lacks: readonly Gap[];
  /** In words, for a person: why it stops here. */
  readonly why: string;
}

/** Where a page stands while it is rendered. */
export interface Place {
  /** Scheme, host and port, no slash at the end. */
  readonly origin: string;
  readonly path: string;
  /** The site's start, fixed for its lifetime so that a page keeps its ETag. */
  readonly now: Date;
}
