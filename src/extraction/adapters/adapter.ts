/**
 * What a site adapter is: a small table of where one site keeps its facts. The general layers work without it.
 * Invariant: an adapter holds no code that parses a value; it names places, the layers' parsers read what stands there.
 */
import type { Topic } from '../claim.ts';

/** The names under which pages are read; each is an action, so that people see and ask for a site's own by its name. */
export type PageAction = 'extract-listing' | 'comprehensive-bat-extraction';

export interface Adapter {
  readonly name: string;
  /** Domains, without `www.`; subdomains belong to them. */
  readonly hosts: readonly string[];
  /** Absent: `extract-listing`. */
  readonly readAs?: PageAction;
  /** Paths of pages about one vehicle. */
  readonly listing?: RegExp;
  /** Paths of pages about many. */
  readonly list?: RegExp;
  /**
   * CSS selectors of which one stands on every listing page of the site. Where none does, the site has changed and
   * what the adapter names counts as `selector_miss`. The paths of `json` are landmarks too.
   */
  readonly landmarks?: readonly string[];
  /** CSS selectors of elements that name the car; the first that matches counts. */
  readonly title?: readonly string[];
  /** CSS selectors of elements whose text is the value; the first with text counts. */
  readonly fields?: Readonly<Partial<Record<Topic, readonly string[]>>>;
  /** Places in the page's embedded JSON: a path that must exist, and paths below it. */
  readonly json?: readonly JsonPlace[];
  /** CSS selectors of the elements that hold the seller's text. */
  readonly description?: readonly string[];
  /** CSS selectors of photographs (`img`), of links to them, or of elements with a JSON attribute (`attribute`). */
  readonly photos?: ReadonlyArray<{ readonly selector: string; readonly attribute?: string }>;
  /** Listings, or those at such paths, are auctions: a figure is a bid until the page says sold. */
  readonly auction?: boolean | RegExp;
  /** Its pages are filled by scripts: one that says nothing of a vehicle is asked of the browser, where there is one. */
  readonly byScripts?: boolean;
  /** Every vehicle's title begins with or holds its model year: what has none there is a part, a sign, an experience. */
  readonly dated?: boolean;
  /** CSS selector and attribute of a running auction's end, in epoch seconds or ISO 8601. */
  readonly endsAt?: { readonly selector: string; readonly attribute: string };
}

export interface JsonPlace {
  /** Dotted path from the root of an embedded JSON value. */
  readonly path: string;
  readonly fields: Readonly<Partial<Record<Topic, { readonly path: string; readonly unit?: 'mi' | 'km' }>>>;
  readonly images?: string;
}
