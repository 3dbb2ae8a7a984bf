/**
 * Reads the places a site's adapter names. Invariant: what stands there is claimed, not believed; see `resolve-fields.ts`.
 */
import { squeeze } from '../../runtime/text.ts';
import type { Adapter } from '../adapters/adapter.ts';
import { type Claim, claim, type Topic } from '../claim.ts';
import type { PageDocument } from '../document/document.ts';
import { attr, textOf } from '../document/dom.ts';
import { at, parseStrict, scalar } from '../document/json.ts';
import { plainText } from '../document/text-of-markup.ts';
import type { Method } from '../reading.ts';
import { type Picture, picturesIn } from './picture-urls.ts';

export interface SiteReading {
  readonly claims: readonly Claim[];
  readonly images: readonly Picture[];
  /** What the adapter has places for, when its landmarks are gone; the text and the pictures by their own places. */
  readonly missed: ReadonlySet<Topic | 'images'>;
}

/** Text of the first element that matches one of the selectors. */
export function firstText(page: PageDocument, selectors: readonly string[]): string {
  for (const selector of selectors) {
    for (const element of page.selected(selector).slice(0, 5)) {
      const text = squeeze(textOf(element, 2_000));
      if (text !== '') return text;
    }
  }
  return '';
}

export function siteReading(page: PageDocument, adapter: Adapter, json: readonly unknown[]): SiteReading {
  const method: Method = `adapter:${adapter.name}`;
  const claims: Claim[] = [];
  const images: Picture[] = [];
  const named = new Set<Topic>();
  let based = false;
  for (const [topic, selectors] of Object.entries(adapter.fields ?? {}) as Array<[Topic, readonly string[]]>) {
    const text = firstText(page, selectors);
    named.add(topic);
    if (text !== '') claims.push(claim(topic, text, method, 0.93, { snippet: `${topic}: ${text}` }));
  }
  for (const place of adapter.json ?? []) {
    const base = json.map((root) => at(root, place.path)).find((value) => value !== undefined);
    based ||= base !== undefined;
    for (const [topic, field] of Object.entries(place.fields) as Array<[Topic, { path: string; unit?: 'mi' | 'km' }]>) {
      const text = base === undefined ? '' : plainText(scalar(at(base, field.path)));
      named.add(topic);
      if (text !== '')
        claims.push(
          claim(topic, text, method, 0.94, {
            snippet: `${field.path}: ${text}`,
            ...(field.unit === undefined ? {} : { unit: field.unit }),
          }),
        );
    }
    if (place.images !== undefined && base !== undefined) images.push(...picturesIn(at(base, place.images)));
  }
  for (const { selector, attribute } of adapter.photos ?? []) {
    if (attribute === undefined) continue;
    for (const element of page.selected(selector).slice(0, 1_000))
      images.push(...picturesIn(parseStrict(attr(element, attribute))));
  }
  const stands = (selectors: readonly string[]): boolean =>
    selectors.some((selector) => page.selected(selector).length > 0);
  const checked = adapter.landmarks !== undefined || adapter.json !== undefined;
  const landed = !checked || based || stands(adapter.landmarks ?? []);
  const missed = new Set<Topic | 'images'>(landed ? [] : named);
  if (adapter.description !== undefined && !based && !stands(adapter.description)) missed.add('description');
  if (adapter.photos !== undefined && !based && !stands(adapter.photos.map((photo) => photo.selector)))
    missed.add('images');
  return { claims, images, missed };
}
