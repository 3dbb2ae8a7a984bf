import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPage } from '../../../src/extraction/read-page.ts';
import type { PageReading } from '../../../src/extraction/reading.ts';
import { decodeHtml } from '../../../src/fetching/charset.ts';
import type { Field } from '../../../src/vehicles/fields.ts';
import { discoveryUrl, isVehicleListing, type SampleListing } from './listing.ts';
import { SAMPLE_LISTINGS } from './listings.ts';
import type { LocalServer } from './local-server.ts';
import { startSampleSite } from './sample-site.ts';

const VEHICLES = SAMPLE_LISTINGS.filter(isVehicleListing);
const OTHERS = SAMPLE_LISTINGS.filter((l) => !isVehicleListing(l) && l.path !== null);

let site: LocalServer;
beforeAll(async () => {
  site = await startSampleSite();
});
afterAll(() => site.close());

async function read(listing: SampleListing): Promise<PageReading> {
  const url = discoveryUrl(listing, site.origin) ?? '';
  const response = await fetch(url);
  const body = Buffer.from(await response.arrayBuffer());
  return readPage({ url, html: decodeHtml(body, response.headers.get('content-type') ?? undefined) });
}

const words = (text: unknown): string =>
  ` ${String(text)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** "911" and "911 Carrera" name the same model; so do "silver" and "Silver metallic". */
const sameName = (a: unknown, b: unknown): boolean => words(a).includes(words(b)) || words(b).includes(words(a));

describe('reading the sample pages', () => {
  it.each(VEHICLES.map((l) => [l.slug, l] as const))(
    'finds on the page of %s what is true and nothing else',
    async (_, listing) => {
      const { truth } = listing;
      const reading = await read(listing);
      expect(reading.kind, reading.reason).toBe('listing');
      const facts = new Map(reading.facts.map((f) => [f.field, f]));
      const value = (field: Field): string | number | undefined => facts.get(field)?.value;

      expect({
        year: value('year'),
        make: value('make'),
        vin: value('vin'),
        sale: value('sale_price'),
        asking: value('asking_price'),
        currency: truth.price === null ? undefined : value('currency'),
        mileage: value('mileage'),
        unit: facts.get('mileage')?.unit,
      }).toEqual({
        year: truth.year,
        make: truth.make,
        vin: truth.vinOn === 'page' ? truth.vin : undefined,
        sale: truth.price?.kind === 'sale' ? truth.price.amount : undefined,
        asking: truth.price?.kind === 'asking' ? truth.price.amount : undefined,
        currency: truth.price?.currency,
        mileage: truth.mileage?.value,
        unit: truth.mileage?.unit,
      });
      for (const field of ['model', 'color', 'engine', 'transmission'] as const) {
        const [found, expected] = [value(field), truth[field]];
        const same = expected === null ? found === undefined : found !== undefined && sameName(found, expected);
        expect(same, `${field}: read ${found}, true is ${expected}`).toBe(true);
      }
      if (truth.descriptionStart === null) expect(value('description')).toBeUndefined();
      else expect(words(value('description'))).toContain(words(truth.descriptionStart).slice(0, 40));
      expect(reading.images.map((u) => new URL(u).pathname)).toEqual(truth.pictures.map((p) => `/pictures/${p}`));
    },
  );

  it.each(OTHERS.map((l) => [l.slug, l] as const))('takes nothing from the page of %s', async (_, listing) => {
    const reading = await read(listing);
    const kinds = {
      expired: ['gone'],
      missing: ['gone', 'not_a_vehicle'],
      'robot-check': ['blocked'],
      results: ['list'],
    };
    const shape = listing.truth === null ? listing.page?.shape : undefined;
    expect(kinds[shape ?? 'expired']).toContain(reading.kind);
    expect([reading.facts, reading.images]).toEqual([[], []]);
  });

  it('knows when the running auction ends', async () => {
    const live = VEHICLES.find((l) => l.page.shape === 'auction' && l.page.content.result.kind === 'live');
    if (live === undefined) throw new Error('the sample site has no running auction');
    const end = Date.parse((await read(live)).auctionEndsAt ?? '');
    expect(end - Date.now()).toBeGreaterThan(2 * 86_400_000);
    expect(end - Date.now()).toBeLessThan(4 * 86_400_000);
  });
});
