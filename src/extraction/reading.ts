/**
 * What reading one page gives: its kind, the facts it proves and where each stood.
 * Invariant: only a page judged `listing` carries facts or images; every fact's snippet is text of the page.
 */
import type { Field } from '../vehicles/fields.ts';

/**
 * `listing`: one vehicle for sale or sold. `list`: many vehicles (search, model or results page). `gone`: the listing
 * is no longer there. `blocked`: the site answered a robot check instead of the page. `shell`: only scripts would fill
 * the page. `not_a_vehicle`: anything else.
 */
export type PageKind = 'listing' | 'list' | 'gone' | 'blocked' | 'shell' | 'not_a_vehicle';

/** How the car is offered: at a price, in a running auction, or in one that has ended either way. */
export type SaleState = 'classified' | 'live' | 'sold' | 'unsold';

/** Where on the page a value stood; the layer that proved it. */
export type Method =
  | 'json-ld'
  | 'microdata'
  | 'app-json'
  | 'label'
  | 'meta'
  | 'title'
  | 'prose'
  | `adapter:${string}`
  /** Not read off the page: a photograph, the VIN's own code, or text made of known facts, by us or by a model. */
  | 'ocr'
  | 'vin-decode'
  | 'composed'
  | 'generated'
  /** Shown by a model and read by our rules from the words it quotes. */
  | 'model';

/** One value the page proves. `mileage` keeps the page's own figure and unit; storage converts. */
export interface Fact {
  readonly field: Field;
  readonly value: string | number;
  /** `mi` or `km`, for mileage only. */
  readonly unit?: 'mi' | 'km';
  readonly method: Method;
  /** The text of the page in which the value stands, at most 300 characters. */
  readonly snippet: string;
  /** 0..1: agreement between layers raises it, contradiction lowers it. */
  readonly confidence: number;
}

/** A value that stood on the page and was not believed, with the reason in words. */
export interface RefusedValue {
  readonly field: Field | 'images';
  readonly value: string;
  readonly method: Method;
  readonly reason: string;
}

/** How the search for one field ended; counted per source so that a changed site is seen the same hour. */
export type FieldOutcome = 'found' | 'absent' | 'selector_miss' | 'invalid';

export interface PageReading {
  readonly kind: PageKind;
  /** Why the page was judged so, in words. */
  readonly reason: string;
  /** The adapter that knew the site (`bringatrailer`, `craigslist`, ...) or `other`. */
  readonly source: string;
  /** Of a listing: whether a price is asked, an auction runs or has ended. */
  readonly sale?: SaleState;
  /** At most one fact a field. */
  readonly facts: readonly Fact[];
  /** Full-size photographs of this vehicle, absolute URLs, the page's order, no duplicates. */
  readonly images: readonly string[];
  /** Where the image URLs stood and how sure they are this vehicle's; absent when there are none. */
  readonly imagesFrom?: { readonly method: Method; readonly snippet: string; readonly confidence: number };
  readonly refused: readonly RefusedValue[];
  readonly outcomes: Readonly<Partial<Record<Field | 'images', FieldOutcome>>>;
  /** A live auction's end, ISO 8601 in UTC. */
  readonly auctionEndsAt?: string;
}

/** A page for the process that reads it; its text may be in UTF-8, as it is kept. */
export type SentPage = Omit<PageInput, 'html'> & { readonly html: string | Uint8Array };

export interface PageInput {
  /** The address the page was read from, after redirects. */
  readonly url: string;
  /** Decoded text of the page. */
  readonly html: string;
  /** When it was read, ISO 8601: only a running auction's countdown needs it. */
  readonly readAt?: string;
}

/** Raised whenever a change of the rules may read more off a stored page; wakes the vehicles it may help. */
export const EXTRACTOR_VERSION = 3;
