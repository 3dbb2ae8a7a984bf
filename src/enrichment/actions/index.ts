/** Every action by its name. Invariant: a name of src/events.ts without an action does not compile. */
import type { Action } from '../../events.ts';
import type { ActionDefinition } from './action.ts';
import { backfillImages } from './backfill-images.ts';
import { extractImages } from './extract-images.ts';
import { extractListingAs } from './extract-listing.ts';
import { extractVin } from './extract-vin.ts';
import { generateDescription } from './generate-description.ts';

export const ACTION_DEFINITIONS: Readonly<Record<Action, ActionDefinition>> = {
  'comprehensive-bat-extraction': extractListingAs('comprehensive-bat-extraction'),
  'extract-listing': extractListingAs('extract-listing'),
  'extract-images': extractImages,
  'retry-image-backfill': backfillImages,
  'extract-vin-from-vehicle': extractVin,
  'generate-vehicle-description': generateDescription,
};
