/**
 * For tests: what a page is judged to be from evidence made by hand.
 * Invariant: without a word of evidence the page's data, labels and address tell of no car at all.
 */
import type { Adapter } from '../../src/extraction/adapters/adapter.ts';
import { type ClassificationInput, classifyCar } from '../../src/extraction/classify/classify.ts';
import { openDocument } from '../../src/extraction/document/document.ts';
import type { MainCar } from '../../src/extraction/layers/main-car.ts';
import type { SchemaCar } from '../../src/extraction/layers/schema-org.ts';
import { anchorOf } from '../../src/extraction/subject/identity.ts';
import { readName } from '../../src/vehicles/values/name.ts';

export const CAR = '2004 Honda Civic';
export const NAMED = `<head><title>${CAR}</title></head><h1>${CAR}</h1>`;
export const SITE: Adapter = { name: 'site', hosts: ['market.example'], listing: /^\/v\//, list: /^\/cars/ };

export const node = (name: string, typed = true): SchemaCar => ({
  node: {},
  offers: [],
  typed,
  listed: false,
  inResults: false,
  name: readName(name),
  make: '',
  vin: '',
  url: '',
});

export interface Found extends Partial<Omit<ClassificationInput, 'proven' | 'spread'>> {
  readonly url?: string;
  readonly proven?: readonly string[];
  readonly spread?: Readonly<Record<string, number>>;
}

export function judged(html: string, found: Found = {}): string {
  const page = openDocument(html, found.url ?? 'https://www.market.example/x/1');
  const { kind, reason } = classifyCar({
    page,
    anchor: found.anchor ?? anchorOf(page),
    adapter: found.adapter,
    car: found.car ?? { nodes: [], distinct: 0, tied: false },
    isList: found.isList ?? false,
    appCars: found.appCars ?? 0,
    numbered: found.numbered ?? false,
    proven: new Set(found.proven ?? []),
    spread: new Map(Object.entries(found.spread ?? {})),
  });
  return `${kind}: ${reason}`;
}

/** Of a page that is a listing unless something of it says list. */
export const offered = (html: string, found: Found = {}): string =>
  judged(html, { proven: ['vin', 'price'], ...found });
export const LISTING = 'listing: one vehicle is named and its VIN stands on the page';
export const one: MainCar = { nodes: [node(CAR)], distinct: 1, tied: true };
