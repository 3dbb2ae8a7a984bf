/**
 * From gaps to actions, without I/O; the daemon's jobs, the dry run and the HTTP answer plan alike.
 * Invariant: an action is planned only when it could fill one of the vehicle's gaps or bring photographs that are missing.
 */
import { ACTIONS, type Action } from '../events.ts';
import { pageActionOf } from '../extraction/adapters/registry.ts';
import type { VehicleRow } from '../vehicles/vehicle.ts';
import { judgeVin } from '../vehicles/vin/vin.ts';
import type { Situation } from './actions/action.ts';
import { ACTION_DEFINITIONS } from './actions/index.ts';

export function situationOf(
  row: VehicleRow,
  more: { readonly gaps: Iterable<string>; readonly photosMissing: number; readonly pageFailed?: boolean },
): Situation {
  return {
    gaps: new Set(more.gaps),
    hasPage: row.discovery_url !== null && more.pageFailed !== true,
    pageAction: pageActionOf(row.discovery_url),
    imageUrls: row.image_urls.length,
    images: row.image_count,
    photosMissing: more.photosMissing,
    isNamed: row.year !== null && row.make !== null && row.model !== null,
    hasText: row.description !== null,
    hasVin: row.vin !== null && judgeVin(row.vin) === 'valid',
  };
}

/** Every action worth trying, in the order they run, counting on what the earlier ones are expected to find. */
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
  return ACTIONS.filter((action) => ACTION_DEFINITIONS[action].isUseful(expected));
}
