import { describe, expect, test } from 'vitest';
import type { Situation } from './actions/action.ts';
import { extractVin } from './actions/extract-vin.ts';
import { recommend } from './plan.ts';

const EMPTY: Situation = {
  gaps: new Set(),
  hasPage: true,
  pageAction: 'extract-listing',
  imageUrls: 0,
  images: 0,
  photosMissing: 0,
  isNamed: false,
  hasText: false,
  hasVin: false,
};

const lacking = (...gaps: string[]): Situation => ({ ...EMPTY, gaps: new Set(gaps) });

describe('the plan', () => {
  test('does nothing for a vehicle without gaps', () => {
    expect(recommend(EMPTY)).toEqual([]);
  });

  test('for a bare address reads the page, then the photographs, then the VIN off them, then describes', () => {
    expect(recommend(lacking('year', 'vin', 'description', 'images_extracted'))).toEqual([
      'extract-listing',
      'extract-images',
      'retry-image-backfill',
      'extract-vin-from-vehicle',
      'generate-vehicle-description',
    ]);
  });

  test('reads a Bring a Trailer page by its own name', () => {
    expect(recommend({ ...lacking('price'), pageAction: 'comprehensive-bat-extraction' })).toEqual([
      'comprehensive-bat-extraction',
    ]);
  });

  test('downloads stored URLs also when there is no page to read', () => {
    expect(recommend({ ...lacking('images_downloaded', 'vin'), hasPage: false, imageUrls: 3 })).toEqual([
      'retry-image-backfill',
    ]);
  });

  test('downloads again what could not be had beside what is there', () => {
    const stored = { ...lacking(), imageUrls: 5, images: 3 };
    expect(recommend(stored)).toEqual([]);
    expect(recommend({ ...stored, photosMissing: 2 })).toEqual(['retry-image-backfill']);
  });

  test('has nothing to offer a vehicle without an address, URLs, text or name', () => {
    expect(recommend({ ...lacking('vin', 'description', 'price'), hasPage: false })).toEqual([]);
  });

  test('asks a VIN that it has only where no page can be asked', () => {
    const named = { ...lacking('engine', 'price'), hasVin: true };
    expect(recommend({ ...named, hasPage: false })).toEqual(['extract-vin-from-vehicle']);
    expect(recommend(named)).toEqual(['extract-listing']);
    expect(recommend({ ...lacking('price', 'color'), hasVin: true, hasPage: false })).toEqual([]);
  });

  test('looks for a VIN on photographs only once there are some', () => {
    expect(extractVin.isUseful(lacking('vin'))).toBe(false);
    expect(extractVin.isUseful({ ...lacking('vin'), images: 1 })).toBe(true);
  });
});
