/**
 * Every address under which the markup offers one picture, and the largest of them.
 * Invariant: what stands in `src` until the picture is loaded is never taken for it.
 */
import type { PageDocument } from '../document/document.ts';
import type { Element } from '../document/dom.ts';
import { looksLikePhoto, type Photo, PICTURE_FILE, photoOf, srcsetOf, TEMPLATE } from '../document/image-url.ts';

/** A photograph and the keys of all addresses that one element, or one entry of data, gives it. */
export interface Shot extends Photo {
  readonly keys: readonly string[];
}

/** Attributes with the full size, with the picture that is loaded late, and the one that is there from the start. */
const FULL =
  /^(?:data-)?(?:.*(?:full|large|zoom|hi-?res|high-?res|orig|big|max|retina).*|lightbox|fancybox-href|modal-src|href|url)$/i;
/** `src2`, `lazysrc`, `original`, `lowsrc`: from before `data-` was the custom, or from a framework's own binding. */
const LATE =
  /^(?!(?:src|srcset|imagesrcset)$)(?:.*src\d?|\[?(?:ng-|v-|x-)?(?:lazy|lazyload|original|realsrc|file|zoomfile)\]?)$/i;
const BACKGROUND = /background(?:-image)?\s*:[^;]*?url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'\s;)]+)\s*)\)/i;
/** Pixels that an address without a size is taken for beside sizes that are named. */
const UNNAMED = 1_000;

export interface Offer {
  readonly address: string;
  readonly size: number;
  /** `src`, or the name of another attribute. */
  readonly from: string;
}

/** Addresses one element gives the picture in it. */
export function offersOf(element: Element): Offer[] {
  const offers: Offer[] = [];
  for (const [name, value] of Object.entries(element.attribs)) {
    if (value === '' || value.startsWith('data:')) continue;
    if (name.endsWith('srcset')) {
      for (const { url, width } of srcsetOf(value))
        offers.push({ address: url, size: width > 0 ? width : UNNAMED, from: name });
    } else if (name === 'src' && element.name !== 'source' && element.name !== 'iframe' && element.name !== 'script')
      offers.push({ address: value, size: UNNAMED, from: name });
    else if (
      name === 'href'
        ? element.name === 'a' && PICTURE_FILE.test(value) && !value.startsWith('javascript:')
        : isAddress(name, value)
    )
      offers.push({ address: value, size: sizeByName(name), from: name });
    else if (name.startsWith('on') || name === 'href') {
      const called = calledAddress(value);
      if (called !== undefined) offers.push({ address: called, size: Number.POSITIVE_INFINITY, from: name });
    } else if (name === 'style') {
      const background = BACKGROUND.exec(value)
        ?.slice(1)
        .find((url) => url !== undefined);
      if (background !== undefined) offers.push({ address: background, size: UNNAMED, from: name });
    }
  }
  return offers;
}

const LITTLE = /thumb|small|mini|preview|tiny|lqip|placeholder|blur/i;

function sizeByName(name: string): number {
  if (FULL.test(name)) return Number.POSITIVE_INFINITY;
  return LITTLE.test(name) ? 1 : UNNAMED + 1;
}

const IN_CALL = /["']([^"'\s<>]{5,500}\.(?:jpe?g|png|webp|avif)(?:\?[^"'\s<>]{0,200})?)["']/gi;

/** `onclick="zoom('a.jpg')"`, `javascript:show('a.jpg')`: the one picture that a handler names. */
function calledAddress(code: string): string | undefined {
  if (code.length > 2_000 || !/\.(?:jpe?g|png|webp|avif)/i.test(code)) return undefined;
  const found = new Set([...code.matchAll(IN_CALL)].map(([, address = '']) => address));
  return found.size === 1 ? [...found][0] : undefined;
}

/** Every script for late loading has a name of its own for the attribute. */
function isAddress(name: string, value: string): boolean {
  return value.length <= 2_000 && mayTell(name, value) && !/[\s{[<]/.test(value.replace(TEMPLATE, ''));
}

function mayTell(name: string, value: string): boolean {
  if (name === 'modal-src') return true;
  if (name === 'background') return PICTURE_FILE.test(value);
  if (!name.startsWith('data-')) return LATE.test(name) && PICTURE_FILE.test(value);
  return (
    PICTURE_FILE.test(value) ||
    (/^(?:https?:)?\/\/|^\//.test(value) && /src|image|img|original|lazy|zoom|full/.test(name))
  );
}

/** An address that several pictures start from, each with another one to load, is nobody's photograph. */
export function standInsOf(offered: ReadonlyArray<readonly Offer[]>): Set<string> {
  const beside = new Map<string, Set<string>>();
  for (const offers of offered) {
    const other = offers.find(({ from }) => from !== 'src' && from !== 'href')?.address;
    for (const { address, from } of offers) {
      if ((from !== 'src' && from !== 'href') || other === undefined || other === address) continue;
      const seen = beside.get(address) ?? new Set();
      beside.set(address, seen.add(other));
    }
  }
  return new Set([...beside].filter(([, others]) => others.size > 1).map(([address]) => address));
}

/** All addresses of one element are one photograph, whatever their names say; the largest is taken. */
export function shotOf(offers: readonly Offer[], page: PageDocument): Shot | undefined {
  const found = offers.flatMap((offer) => {
    const photo = photoOf(offer.address, page.base);
    if (photo === undefined || !looksLikePhoto(photo)) return [];
    return [{ photo, size: Math.min(photo.size, offer.size) }];
  });
  const best = found.toSorted((a, b) => b.size - a.size)[0];
  if (best === undefined) return undefined;
  return { ...best.photo, keys: [...new Set(found.map(({ photo }) => photo.key))] };
}
