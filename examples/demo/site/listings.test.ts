import { describe, expect, it } from 'vitest';
import { FIELDS, GAPS, type Gap } from '../../../src/vehicles/fields.ts';
import { judgeVin, vinYears } from '../../../src/vehicles/vin/vin.ts';
import { makesOfVin } from '../../../src/vehicles/vin/wmi.ts';
import { isVehicleListing, type SampleListing, type VehicleListing } from './listing.ts';
import { SAMPLE_LISTINGS } from './listings.ts';
import { loadPictures } from './sample-site.ts';

const VEHICLES = SAMPLE_LISTINGS.filter(isVehicleListing);

/** Weights as the product documents them, written out a second time on purpose. */
const WEIGHTS: Readonly<Partial<Record<Gap, number>>> = {
  year: 10,
  make: 10,
  model: 10,
  vin: 15,
  price: 15,
  description: 15,
  images_extracted: 15,
  mileage: 3,
  color: 2,
  engine: 3,
  transmission: 2,
};

/** What the row lacks once its page gave what it has; a contradicted or unread page gives nothing. */
function lacksAfterwards(listing: SampleListing): Gap[] {
  const { row, truth } = listing;
  const read = truth !== null && !contradicts(listing) ? truth : null;
  const placeholder = String(row.values.vin ?? '').startsWith('VIVA-');
  const has: Readonly<Record<string, boolean>> = {
    year: row.values.year !== undefined || read !== null,
    make: row.values.make !== undefined || read !== null,
    model: row.values.model !== undefined || read !== null,
    vin: (row.values.vin !== undefined && !placeholder) || (read?.vin ?? null) !== null,
    price: (row.values.sale_price ?? row.values.asking_price) !== undefined || (read?.price ?? null) !== null,
    // Where the seller wrote nothing, the description is composed from the facts.
    description: row.values.description !== undefined || read !== null,
    mileage: row.values.mileage !== undefined || (read?.mileage ?? null) !== null,
    color: row.values.color !== undefined || (read?.color ?? null) !== null,
    engine: row.values.engine !== undefined || (read?.engine ?? null) !== null,
    transmission: row.values.transmission !== undefined || (read?.transmission ?? null) !== null,
    images_extracted: (read?.pictures.length ?? 0) > 0,
  };
  return GAPS.filter((gap) => gap in WEIGHTS && has[gap] === false);
}

function contradicts({ row, truth }: SampleListing): boolean {
  return truth !== null && row.values.year !== undefined && row.values.year !== truth.year;
}

describe('the table of sample listings', () => {
  it('has 24 rows with distinct slugs, paths and VINs', () => {
    expect(SAMPLE_LISTINGS).toHaveLength(24);
    for (const values of [
      SAMPLE_LISTINGS.map((l) => l.slug),
      SAMPLE_LISTINGS.map((l) => l.path),
      VEHICLES.flatMap((l) => l.truth.vin ?? []),
    ])
      expect(new Set(values).size).toBe(values.length);
  });

  it.each(SAMPLE_LISTINGS.map((l) => [l.slug, l] as const))(
    '%s ends with the score its truth adds up to',
    (_, listing) => {
      const lacks = lacksAfterwards(listing);
      const score = 100 - lacks.reduce((sum, gap) => sum + (WEIGHTS[gap] ?? 0), 0);
      expect({ lacks: [...listing.end.lacks].sort(), score: listing.end.score }).toEqual({
        lacks: lacks.sort(),
        score,
      });
      expect(listing.end.outcome === 'complete').toBe(score >= 85);
    },
  );

  it.each(SAMPLE_LISTINGS.map((l) => [l.slug, l] as const))('%s begins below the threshold', (_, { row }) => {
    expect(row.values.vin === undefined || String(row.values.vin).startsWith('VIVA-')).toBe(true);
    expect(row.values.sale_price ?? row.values.asking_price).toBeUndefined();
    for (const field of Object.keys(row.values)) expect(FIELDS).toContain(field);
  });

  it.each(VEHICLES.filter((l) => l.truth.vin !== null).map((l) => [l.slug, l] as const))(
    '%s has a VIN of its maker and model year',
    (slug, { truth }) => {
      const vin = truth.vin ?? '';
      if (slug === 'datsun-240z-1972') return expect(judgeVin(vin)).toBe('chassis');
      // European numbers need no check digit and carry no model year.
      if (slug === 'mercedes-e-class-2008') expect(judgeVin(vin)).toBe('valid_no_check');
      else {
        expect(judgeVin(vin)).toBe('valid');
        expect(vinYears(vin)).toContain(truth.year);
      }
      const makes = makesOfVin(vin);
      if (makes !== undefined) expect(makes).toContain(truth.make);
      return undefined;
    },
  );

  it('says that a sale happened only where an auction page says so', () => {
    const sale = (l: VehicleListing): boolean => l.page.shape === 'auction' && l.page.content.result.kind === 'sold';
    for (const l of VEHICLES) expect([l.slug, l.truth.price?.kind === 'sale']).toEqual([l.slug, sale(l)]);
    for (const l of VEHICLES)
      if (l.page.shape === 'auction' && l.truth.price !== null)
        expect(l.page.content.bids.at(-1)).toBe(l.truth.price.amount);
  });

  it('uses every committed picture, and no vehicle shares one with another', async () => {
    const used = VEHICLES.flatMap((l) => l.truth.pictures);
    expect(new Set(used).size).toBe(used.length);
    expect([...used].sort()).toEqual([...(await loadPictures()).keys()].sort());
  });
});
