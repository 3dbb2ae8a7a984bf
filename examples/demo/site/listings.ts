/**
 * The table of the sample site: 24 vehicles, what is true about each, its row at the start and its expected end.
 * Invariant: `end.score` follows from the row, the truth and the weights alone; a test does the sum again.
 */
import type { SampleListing } from './listing.ts';
import { APP_LISTINGS } from './listings/apps.ts';
import { CLASSIFIED_LISTINGS } from './listings/classifieds.ts';
import { DEALER_LISTINGS } from './listings/dealers.ts';
import { ENDINGS } from './listings/endings.ts';
import { POST_LISTINGS } from './listings/posts.ts';
import { SOLD_LOTS } from './listings/sold-lots.ts';
import { UNSOLD_LOTS } from './listings/unsold-lots.ts';

export const SAMPLE_LISTINGS: readonly SampleListing[] = [
  ...SOLD_LOTS,
  ...UNSOLD_LOTS,
  ...CLASSIFIED_LISTINGS,
  ...DEALER_LISTINGS,
  ...POST_LISTINGS,
  ...APP_LISTINGS,
  ...ENDINGS,
];
