/**
 * The photographs of a page's markup, gathered by the place they stand in.
 * Invariant: a place is the nearest element around several photographs; its neighbours of the same make are one with it.
 */
import type { PageDocument, Picture } from '../document/document.ts';
import { attr, type Element, isElement, markers, parentOf, textOf } from '../document/dom.ts';
import { PICTURE_FILE } from '../document/image-url.ts';
import type { Zone } from '../document/zones.ts';
import { offersOf, type Shot, shotOf, standInsOf } from './photo-offers.ts';

export interface Shown extends Shot {
  readonly element: Element;
  readonly zone: Zone;
  /** Where it stands below its place, as tag names: `li picture img`. */
  readonly path: string;
  /** What the page says it shows. */
  readonly alt: string;
}

export interface Place {
  readonly shown: readonly Shown[];
  /** It, or what is around it, calls itself a gallery. */
  readonly named: boolean;
}

const MAX_UP = 9;
/** How far above a picture its link and its addresses for scripts may stand. */
const MAX_WRAPS = 3;
/** Pictures of a gallery; an advertisement has one or two. */
const MANY = 3;

function tiny(element: Element): boolean {
  const side = (name: string): number => Number.parseInt(attr(element, name), 10);
  return side('width') < 60 || side('height') < 50;
}

/** However small, a picture that opens another one is that one's thumbnail. */
function opensPicture(element: Element): boolean {
  let at: Element | undefined = element;
  for (let up = 0; at !== undefined && at.name !== 'a' && up < MAX_WRAPS; up++) at = parentOf(at);
  return at?.name === 'a' && PICTURE_FILE.test(attr(at, 'href'));
}

const OWN_ART = ['logo', 'logos', 'icon', 'icons', 'badge', 'badges', 'map', 'qr', 'qrcode'];
const OF_PEOPLE = 'avatar dealer seller username usericon author video sponsor sponsors partner partners brands'.split(
  ' ',
);

/** Of an advertisement, or, around several pictures, of the listing: `adPicture`, `advert-carousel`. */
const OF_ADS = ['ad', 'ads', 'advert'];

/** A logo, a portrait, an advertisement. `held`: how many pictures an element holds. */
function isArt(element: Element, held: ReadonlyMap<Element, number>): boolean {
  if (tiny(element) && !opensPicture(element)) return true;
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 4; at = parentOf(at), up++) {
    const marks = markers(at);
    if (up < 2 && OWN_ART.some((mark) => marks.has(mark))) return true;
    if ((held.get(at) ?? 0) < MANY && OF_ADS.some((mark) => marks.has(mark))) return true;
    if (at.name === 'header' || OF_PEOPLE.some((mark) => marks.has(mark))) return true;
  }
  return false;
}

const VIEWER = /photo|image|gallery|picture|media|file|attach|upload|zoom|slide/i;

/** A picture that leads to another page of the site is that page's: another car, an article, a category. */
function leadsAway(element: Element, page: PageDocument, ids: ReadonlySet<string>): boolean {
  let link: Element | undefined = element;
  for (let up = 0; link !== undefined && link.name !== 'a' && up < 5; up++) link = parentOf(link);
  const href = link?.name === 'a' ? attr(link, 'href').trim() : '';
  const target = href === '' || href.startsWith('#') ? null : URL.parse(href, page.base);
  if (target === null || target.hostname !== page.url.hostname || PICTURE_FILE.test(target.pathname)) return false;
  const bare = (path: string): string => path.replace(/(?<!\/)\/+$/, '');
  if (bare(target.pathname) === bare(page.url.pathname) && target.search === page.url.search) return false;
  const words = (target.pathname + target.search).toLowerCase();
  return !VIEWER.test(words) && ![...ids].some((id) => words.includes(id));
}

const GALLERY =
  'gallery galleries galleria photos photo images pictures pics carousel slider slideshow slides swiper slick lightbox fancybox lightgallery photoswipe flexslider owl splide thumbs thumbnails fotorama galeria galerie fotos bilder'.split(
    ' ',
  );

function callsItselfGallery(element: Element): boolean {
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 3; at = parentOf(at), up++) {
    const marks = markers(at);
    if (GALLERY.some((mark) => marks.has(mark))) return true;
  }
  return false;
}

interface Box {
  readonly element: Element;
  readonly pictures: Picture[];
}

/** `<figure><img><a href="large.jpg"></a></figure>`: the picture over which an empty link is laid. */
function underLink(link: Element): Element | undefined {
  if (link.name !== 'a' || link.children.some(isElement) || textOf(link, 1) !== '') return undefined;
  const beside = parentOf(link)?.children.filter(isElement) ?? [];
  const pictures = beside.filter(({ name }) => name === 'img' || name === 'picture');
  return pictures.length === 1 ? pictures[0] : undefined;
}

/** A `picture` is one photograph in several formats; a box around one picture is that picture. */
function boxesOf(page: PageDocument): Box[] {
  const boxes = new Map<Element, Box>();
  for (const picture of page.pictures) {
    const above = parentOf(picture.element);
    const element = above?.name === 'picture' ? above : (underLink(picture.element) ?? picture.element);
    const box = boxes.get(element);
    if (box === undefined) boxes.set(element, { element, pictures: [picture] });
    else box.pictures.push(picture);
  }
  const around = new Set<Element>();
  for (const { element } of boxes.values())
    for (let at = parentOf(element), up = 0; at !== undefined && up < MAX_WRAPS; at = parentOf(at), up++)
      if (boxes.has(at)) around.add(at);
  return [...boxes.values()].filter(({ element }) => !around.has(element));
}

/** `ids`: by which the site knows the listing; a link with one of them stays on it. */
export function placesOf(page: PageDocument, ids: ReadonlySet<string>): Place[] {
  const boxes = boxesOf(page);
  const held = new Map<Element, number>();
  for (const { element } of boxes)
    for (let at: Element | undefined = element, up = 0; at !== undefined && up < MAX_WRAPS + 1; at = parentOf(at), up++)
      held.set(at, (held.get(at) ?? 0) + 1);
  const offered = boxes.map(({ element, pictures }) => {
    const offers = pictures.flatMap((picture) => offersOf(picture.element));
    for (
      let at = pictures[0]?.element === element ? parentOf(element) : element, up = 0;
      at !== undefined && up < MAX_WRAPS && (held.get(at) ?? 0) <= 1;
      at = parentOf(at), up++
    )
      offers.push(...offersOf(at).filter(({ from }) => from !== 'style' || offers.length === 0));
    return offers;
  });
  const standIns = standInsOf(offered);
  const shown: Shown[] = [];
  for (const [index, { element, pictures }] of boxes.entries()) {
    const [first] = pictures;
    if (first === undefined || isArt(element, held)) continue;
    const shot = shotOf(
      (offered[index] ?? []).filter(({ address }) => !standIns.has(address)),
      page,
    );
    if (shot === undefined) continue;
    const zone = first.zone === 'main' && leadsAway(element, page, ids) ? 'others' : first.zone;
    const alt =
      pictures
        .map((picture) => attr(picture.element, 'alt') || attr(picture.element, 'title'))
        .find((text) => text !== '') ?? '';
    shown.push({ ...shot, element, zone, path: '', alt });
  }
  return grouped(shown);
}

/** Elements of one list are marked alike. */
function kindOf(element: Element): string {
  return `${element.name}.${attr(element, 'class').trim().split(/\s+/)[0] ?? ''}`;
}

function grouped(shown: readonly Shown[]): Place[] {
  const held = new Map<Element, Set<string>>();
  for (const { element, key } of shown)
    for (let at = parentOf(element), up = 0; at !== undefined && up < MAX_UP; at = parentOf(at), up++) {
      const keys = held.get(at) ?? new Set();
      // Two are enough to know a place by; more would cost the square of a long page.
      if (keys.size < 2) held.set(at, keys.add(key));
    }
  const placeOf = (element: Element): Element => {
    let last = element;
    for (let at = parentOf(element), up = 0; at !== undefined && up < MAX_UP; at = parentOf(at), up++) {
      if ((held.get(at)?.size ?? 0) > 1) return at;
      last = at;
    }
    return last;
  };
  let places = Map.groupBy(shown, ({ element }) => placeOf(element));
  // Rows of a grid, slides with several sizes: neighbours of the same make are one place.
  for (let round = 0; round < 2; round++) {
    const rows = Map.groupBy(places.keys(), (place) => parentOf(place));
    const lifted = new Map<Element, Element>();
    for (const [above, below] of rows) {
      if (above === undefined) continue;
      for (const alike of Map.groupBy(below, kindOf).values())
        if (alike.length > 1) for (const place of alike) lifted.set(place, above);
    }
    if (lifted.size === 0) break;
    const next = new Map<Element, Shown[]>();
    for (const [place, members] of places) {
      const to = lifted.get(place) ?? place;
      next.set(to, [...(next.get(to) ?? []), ...members]);
    }
    places = next;
  }
  // The stage of a gallery and the strip below it are one place.
  for (const [place, members] of places) {
    for (let at = parentOf(place), up = 0; at !== undefined && up < 3; at = parentOf(at), up++) {
      const outer = places.get(at);
      if (outer === undefined) continue;
      if (callsItselfGallery(at)) {
        outer.push(...members);
        places.delete(place);
      }
      break;
    }
  }
  return [...places].map(([place, members]) => ({
    named: callsItselfGallery(place),
    shown: members.map((member) => ({ ...member, path: pathTo(member.element, place) })),
  }));
}

function pathTo(element: Element, place: Element): string {
  const names: string[] = [];
  for (
    let at: Element | undefined = element;
    at !== undefined && at !== place && names.length < MAX_UP;
    at = parentOf(at)
  )
    names.push(at.name);
  return names.join(' ');
}
