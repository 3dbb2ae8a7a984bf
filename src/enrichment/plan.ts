/**
 * From gaps to actions, without I/O; the daemon's jobs, the dry run and the HTTP answer use the same table.
 * Invariant: an action is planned only when it could fill one of the vehicle's gaps or bring photographs that are missing.
 */
import type { Action } from '../events.ts';
import { FIELD_GAPS, type Gap } from '../vehicles/fields.ts';

/** What is known about a vehicle when its next action is chosen. */
export interface Situation {
  readonly gaps: ReadonlySet<Gap | string>;
  /** There is an address that a page can be read from. */
  readonly hasPage: boolean;
  readonly isBringATrailer: boolean;
  readonly imageUrls: number;
  readonly images: number;
  /** Photographs that could not be had the last time, beside those that are there. */
  readonly photosMissing: number;
  /** Year, make and model are known, so a description can be composed. */
  readonly isNamed: boolean;
  /** There is text in the row that may hold a VIN. */
  readonly hasText: boolean;
  /** The row has a VIN whose check digit is right, so that the car can be told from it. */
  readonly hasVin: boolean;
}

/** What a VIN can tell. */
const VIN_GAPS = ['year', 'make', 'model', 'engine'];

/** In the order they run: what an earlier one finds, a later one need not look for. */
const RULES: readonly (readonly [Action, (s: Situation) => boolean])[] = [
  ['comprehensive-bat-extraction', (s) => s.hasPage && s.isBringATrailer && FIELD_GAPS.some((gap) => s.gaps.has(gap))],
  ['extract-listing', (s) => s.hasPage && !s.isBringATrailer && FIELD_GAPS.some((gap) => s.gaps.has(gap))],
  ['extract-images', (s) => s.hasPage && s.gaps.has('images_extracted')],
  ['retry-image-backfill', (s) => s.imageUrls > 0 && (s.images === 0 || s.photosMissing > 0)],
  // A page is asked first, and its action heeds the row's VIN too.
  [
    'extract-vin-from-vehicle',
    (s) =>
      (s.gaps.has('vin') && (s.images > 0 || s.hasText)) ||
      (s.hasVin && !s.hasPage && VIN_GAPS.some((gap) => s.gaps.has(gap))),
  ],
  ['generate-vehicle-description', (s) => s.gaps.has('description') && s.isNamed],
];

export const ACTION_ORDER: readonly Action[] = RULES.map(([action]) => action);

/** Whether `action` could fill a gap as things stand now. */
export function isUseful(action: Action, situation: Situation): boolean {
  return RULES.some(([name, applies]) => name === action && applies(situation));
}

/** Every action worth trying, counting on what the earlier ones are expected to find. */
export function recommend(situation: Situation): Action[] {
  const expected: Situation = situation.hasPage
    ? {
        ...situation,
        isNamed: true,
        hasText: true,
        imageUrls:
          situation.imageUrls > 0 || situation.gaps.has('images_extracted') ? Math.max(situation.imageUrls, 1) : 0,
      }
    : situation;
  return ACTION_ORDER.filter((action) => isUseful(action, expected));
}
