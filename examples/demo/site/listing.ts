/**
 * One row of the sample catalogue and the page behind it.
 * Invariant: a listing without truth names no vehicle.
 */
import type { AppJsonContent } from './pages/app-json.ts';
import type { AuctionContent } from './pages/auction.ts';
import type { ClassifiedContent } from './pages/classified.ts';
import type { DealerListContent } from './pages/dealer-list.ts';
import type { DealerTableContent } from './pages/dealer-table.ts';
import type { GermanMarketContent } from './pages/german-market.ts';
import type { PostContent } from './pages/post-2012.ts';
import type { ExpectedEnd, InsertedRow, Truth } from './truth.ts';

/** A page that names one vehicle, by the shape of its markup. */
type VehiclePage =
  | { readonly shape: 'auction'; readonly content: AuctionContent }
  | { readonly shape: 'german-market'; readonly content: GermanMarketContent }
  | { readonly shape: 'classified'; readonly content: ClassifiedContent }
  | { readonly shape: 'dealer-table'; readonly content: DealerTableContent }
  | { readonly shape: 'dealer-list'; readonly content: DealerListContent }
  | { readonly shape: 'post-2012'; readonly content: PostContent }
  | { readonly shape: 'post-2009'; readonly content: PostContent }
  | { readonly shape: 'app-json'; readonly content: AppJsonContent };

/** An address that leads to no vehicle. */
export type OtherPage = { readonly shape: 'expired' | 'missing' | 'robot-check' | 'results' };

interface Common {
  readonly slug: string;
  readonly row: InsertedRow;
  readonly end: ExpectedEnd;
}

/** A row whose page names a vehicle. */
export interface VehicleListing extends Common {
  readonly path: string;
  readonly page: VehiclePage;
  readonly truth: Truth;
}

/** A row whose page names none, or that has no page at all (`page` absent, `row.path` null). */
export interface OtherListing extends Common {
  readonly path: string | null;
  readonly page: OtherPage | null;
  readonly truth: null;
}

export type SampleListing = VehicleListing | OtherListing;

export const isVehicleListing = (listing: SampleListing): listing is VehicleListing => listing.truth !== null;

/** The row's `discovery_url` on a running site; `null` for the row without any. */
export const discoveryUrl = (listing: SampleListing, origin: string): string | null =>
  listing.row.path === null ? null : `${siteOf(listing, origin)}${listing.row.path}`;

/** A robot check is an answer of a whole host, so it has a name of its own: `localhost` on the same port. */
const siteOf = (listing: SampleListing, origin: string): string =>
  listing.page?.shape === 'robot-check' ? origin.replace('127.0.0.1', 'localhost') : origin;

/** `host:port` of everything the listings lead to. */
export const siteHosts = (origin: string): string[] => {
  const { host, port } = new URL(origin);
  return [host, `localhost:${port}`];
};
