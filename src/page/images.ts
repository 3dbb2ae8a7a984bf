/**
 * The photographs of this vehicle: full-size addresses in the page's order, each photo once.
 * Invariant: a picture in another car's, a navigation's or a conversation's place is never among them.
 */
import type { Anchor } from './anchor.ts';
import type { PageDocument, Picture } from './document.ts';
import { attr, type Element, markers, parentOf } from './dom.ts';
import { looksLikePhoto, type Photo, photoOf, srcsetOf } from './image-url.ts';
import { isObject, parseStrict } from './json.ts';
import { urlsIn } from './layers/picture-urls.ts';
import type { Method } from './reading.ts';

export interface Photos {
  readonly urls: readonly string[];
  readonly method: Method;
}

/** A real gallery has some hundred photos; beyond this a page is no listing's. */
const MAX_PHOTOS = 600;

/** Each photo once, at its largest, in order of first appearance. */
export function distinct(photos: readonly Photo[]): Photo[] {
  const best = new Map<string, Photo>();
  for (const photo of photos) {
    const before = best.get(photo.key);
    if (before === undefined || photo.size > before.size) best.set(photo.key, photo);
  }
  return photographs([...best.values()]).slice(0, MAX_PHOTOS);
}

/** Larger sides, pixels: of a photograph worth keeping, and of a picture that only stands for one. */
const FULL = 600;
const THUMBNAIL = 320;

/** Beside full-size photographs, thumbnails that can never be had larger are no photographs to keep. */
function photographs(photos: readonly Photo[]): Photo[] {
  const full = photos.some((photo) => photo.size >= FULL);
  return photos.filter((photo) => !(full && photo.signed && photo.size <= THUMBNAIL));
}

function toPhotos(urls: readonly string[], page: PageDocument): Photo[] {
  const photos: Photo[] = [];
  for (const url of urls.slice(0, 3_000)) {
    const photo = photoOf(url, page.url.href);
    if (photo !== undefined && looksLikePhoto(photo.url)) photos.push(photo);
  }
  return distinct(photos);
}

export function photosOf(
  page: PageDocument,
  sets: ReadonlyArray<{ readonly urls: readonly string[]; readonly method: Method }>,
  anchor: Anchor,
): Photos | undefined {
  const structured = [...sets, { urls: galleryJson(page), method: 'app-json' as const }]
    .map((set) => ({ photos: toPhotos(set.urls, page), method: set.method }))
    .filter((set) => set.photos.length > 0);
  const best = structured.toSorted((a, b) => b.photos.length - a.photos.length)[0];
  const own = structured.find((set) => set.method.startsWith('adapter:'));
  const chosen = own !== undefined && own.photos.length > 1 ? own : best;
  const hero = photoOf(
    page.meta.get('og:image') ?? page.meta.get('og:image:secure_url') ?? page.meta.get('twitter:image') ?? '',
    page.url.href,
  );
  const heroPhoto = hero !== undefined && looksLikePhoto(hero.url) ? hero : undefined;
  const shown = fromMarkup(page, heroPhoto ?? chosen?.photos[0], anchor);
  if (
    chosen !== undefined &&
    (chosen.photos.length > 1 || shown.length <= chosen.photos.length) &&
    chosen.photos.length * 2 >= shown.length
  ) {
    return { urls: enlarge(chosen.photos, shown).map((photo) => photo.url), method: chosen.method };
  }
  if (shown.length > 0) return { urls: shown.map((photo) => photo.url), method: 'label' };
  return heroPhoto === undefined || anchor.name.make === undefined
    ? undefined
    : { urls: [heroPhoto.url], method: 'meta' };
}

/** The same photos, taking the markup's variant where it is larger. */
function enlarge(photos: readonly Photo[], shown: readonly Photo[]): Photo[] {
  const larger = new Map(shown.map((photo) => [photo.key, photo]));
  return photos.map((photo) => {
    const other = larger.get(photo.key);
    return other !== undefined && other.size > photo.size ? other : photo;
  });
}

/** Arrays of pictures in data attributes of the main part, and `imgList = [...]` in scripts; the longest wins. */
function galleryJson(page: PageDocument): string[] {
  let best: string[] = [];
  const offer = (urls: string[]): void => {
    if (urls.length > best.length) best = urls;
  };
  for (const { name, text, zone } of page.dataJson) {
    if (zone === 'main' && /gallery|images|photos|slides|media|pictures/i.test(name)) {
      const value = parseStrict(text);
      if (Array.isArray(value) || isObject(value)) offer(urlsIn(value));
    }
  }
  for (const script of page.scripts) {
    const list = /\b(?:imgList|imageList|photoList|galleryImages|vehicleImages|photos|images)\s*=\s*(?=\[)/.exec(
      script.text,
    );
    if (list === null) continue;
    const from = list.index + list[0].length;
    const end = script.text.indexOf('];', from);
    offer(urlsIn(parseStrict(script.text.slice(from, end < 0 ? from + 200_000 : end + 1))));
  }
  return best;
}

const LAZY = [
  'data-full',
  'data-full-src',
  'data-large',
  'data-large_image',
  'data-zoom-image',
  'data-zoom-src',
  'data-zoom',
  'data-hires',
  'data-highres',
  'data-fullsize',
  'modal-src',
  'data-original',
  'data-lazy',
  'data-lazy-src',
  'data-imgsrc',
  'data-src',
  'src',
];

const PICTURE_FILE = /\.(?:jpe?g|png|webp|avif)(?:[?#]|$)/i;
const BACKGROUND = /background(?:-image)?\s*:[^;]*?url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'\s;]+)\))/i;

/** Every address under which a picture is offered. */
function variants(element: Element): string[] {
  const urls: string[] = [];
  const above = parentOf(element);
  const link = element.name === 'a' ? element : above?.name === 'picture' ? parentOf(above) : above;
  const target = link?.name === 'a' ? attr(link, 'href') : '';
  if (PICTURE_FILE.test(target) && !target.startsWith('javascript:')) urls.push(target);
  for (const name of LAZY) {
    const value = attr(element, name);
    if (value !== '' && !value.startsWith('data:')) urls.push(value);
  }
  // Every script for late loading has a name of its own for the attribute.
  for (const [name, value] of Object.entries(element.attribs))
    if (name.startsWith('data-') && !LAZY.includes(name) && PICTURE_FILE.test(value) && !/[\s{[]/.test(value))
      urls.push(value);
  for (const name of ['srcset', 'data-srcset', 'data-lazy-srcset']) {
    for (const { url } of srcsetOf(attr(element, name))
      .toSorted((a, b) => b.width - a.width)
      .slice(0, 1))
      urls.push(url);
  }
  const background = BACKGROUND.exec(attr(element, 'style'))
    ?.slice(1)
    .find((url) => url !== undefined);
  if (background !== undefined) urls.push(background);
  return urls;
}

function tiny(element: Element): boolean {
  const side = (name: string): number => Number.parseInt(attr(element, name), 10);
  return side('width') < 60 || side('height') < 50;
}

function aside(picture: Picture): boolean {
  if (picture.zone !== 'main' || tiny(picture.element)) return true;
  for (let at: Element | undefined = picture.element, up = 0; at !== undefined && up < 4; at = parentOf(at), up++) {
    const marks = markers(at);
    if (up < 2 && ['logo', 'icon', 'icons', 'badge', 'map'].some((mark) => marks.has(mark))) return true;
    if (
      ['avatar', 'dealer', 'seller', 'username', 'usericon', 'author', 'video', 'ad', 'ads', 'advert', 'sponsor'].some(
        (mark) => marks.has(mark),
      )
    )
      return true;
    if (at.name === 'header') return true;
  }
  return false;
}

/**
 * Pictures of the main part that come from the same place as the hero picture, or, without one, from the place most of
 * them come from: a seller's photos share a host and logos mostly do not.
 */
function fromMarkup(page: PageDocument, hero: Photo | undefined, anchor: Anchor): Photo[] {
  const photos: Photo[] = [];
  const shown = page.pictures.filter((picture) => !aside(picture));
  // A `picture` is one photo in several formats.
  const boxes = Map.groupBy(shown, ({ element }) => {
    const above = parentOf(element);
    return above?.name === 'picture' ? above : element;
  });
  for (const pictures of boxes.values()) {
    const found = pictures
      .flatMap(({ element }) => variants(element))
      .map((url) => photoOf(url, page.url.href))
      .filter((photo) => photo !== undefined)
      .filter((photo) => looksLikePhoto(photo.url));
    const first = found[0];
    // All variants of one element are one photo, whatever their names say.
    const largest = found.toSorted((a, b) => b.size - a.size)[0];
    if (first !== undefined && largest !== undefined)
      photos.push({ ...largest, key: found.at(-1)?.key ?? largest.key });
  }
  if (anchor.name.make === undefined && photos.length < 2) return [];
  const hostOf = (photo: Photo): string => new URL(photo.url).hostname;
  const counts = Map.groupBy(distinct(photos), hostOf);
  const preferred = hero === undefined ? undefined : counts.get(hostOf(hero));
  const most = [...counts.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  return preferred !== undefined && preferred.length * 2 >= most.length ? preferred : most;
}
