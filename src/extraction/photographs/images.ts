/**
 * The photographs of this vehicle: full-size addresses in the page's order, each photo once, with how sure it is.
 * Invariant: photographs are taken by the place they live at; a place counts when something on the page ties it to this
 * car: the hero picture, the listing's number, the car's name, or that it is the page's only gallery.
 */
import { wordKey } from '../../vehicles/values/name.ts';
import type { PageDocument } from '../document/document.ts';
import { looksLikePhoto, type Photo, photoOf } from '../document/image-url.ts';
import { galleriesIn } from '../layers/photo-lists-in-data.ts';
import type { Picture } from '../layers/picture-urls.ts';
import type { Method } from '../reading.ts';
import type { Anchor } from '../subject/identity.ts';
import { completed, rooted } from './completed-addresses.ts';
import { agrees, type PhotoCounts, photoCounts } from './photo-count.ts';
import type { Shot } from './photo-offers.ts';
import { type Place, placesOf, type Shown } from './photo-places.ts';
import { sizesIn } from './photo-series.ts';
import { distinct, resized, SamePhoto } from './same-photo.ts';

export interface Photos {
  readonly urls: readonly string[];
  readonly method: Method;
  readonly confidence: number;
}

/** Photographs that structured data or a site's adapter calls the car's. */
export interface PhotoSet {
  readonly pictures: readonly Picture[];
  readonly method: Method;
}

const MAX_ADDRESSES = 3_000;
const MAX_ADDRESSES_EACH = 6;

/** Entries of data as photographs; an address that several of them share is a logo or a stand-in. */
function shotsOf(pictures: readonly Picture[], base: string): Shot[] {
  const shared = new Map<string, string>();
  const common = new Set<string>();
  for (const [best, ...others] of pictures)
    for (const address of others) {
      if (best !== undefined && (shared.get(address) ?? best) !== best) common.add(address);
      if (best !== undefined) shared.set(address, best);
    }
  const shots: Shot[] = [];
  for (const picture of pictures.slice(0, MAX_ADDRESSES)) {
    const photos = picture
      .filter((address, index) => index === 0 || !common.has(address))
      .slice(0, MAX_ADDRESSES_EACH)
      .map((address) => photoOf(address, base))
      .filter((photo) => photo !== undefined)
      .filter(looksLikePhoto);
    const [best] = photos;
    if (best !== undefined) shots.push({ ...best, keys: photos.map(({ key }) => key) });
  }
  return shots;
}

/** `00.img.example` to `90.img.example` are one server's shards. */
function hostOf(photo: Photo): string {
  return photo.hostname.replace(/\d+/g, '#');
}

/** The page's own photographs in the markup and what ties them to the car. */
interface Markup {
  readonly shots: readonly Shown[];
  readonly confidence: number;
}

const NONE: Markup = { shots: [], confidence: 0 };

/** How sure a place is by what ties it to the car; measured on saved pages. */
const BY_HERO = 0.92;
const BY_NUMBER = 0.9;
const BY_NAME = 0.85;
const BY_WORD = 0.75;
const BY_SIZE = 0.65;
const HERO_ALONE = 0.7;
/** The page says it has another number of them. */
const MISCOUNTED = 0.7;

function ownPlaces(
  places: readonly Place[],
  trusted: ReadonlySet<string>,
  heroes: readonly Photo[],
  anchor: Anchor,
): Markup {
  const hosts = new Set(heroes.map(hostOf));
  const numbers = [...anchor.ids].filter((id) => /\d{5}/.test(id) && id.length <= 40);
  const { make, model } = anchor.name;
  const names = [make, model].map((word) => wordKey(word ?? '')).filter((word) => word !== '');
  const byHero: Shown[] = [];
  const byNumber: Shown[] = [];
  const byName: Shown[] = [];
  const byWord: Shown[][] = [];
  for (const { shown, named } of places) {
    const heroic = shown.filter(({ key }) => trusted.has(key));
    const main = shown.filter(({ zone }) => zone === 'main');
    if (heroic.length > 0) {
      // A gallery that opens in a dialog is marked as one; it counts when it holds more than the hero.
      const seen = heroic.length > 1 || named ? shown.filter(({ zone }) => zone === 'main' || zone === 'chrome') : main;
      const own = new Set(heroic.map(hostOf));
      const paths = new Set(heroic.map(({ path }) => path));
      const members = seen.filter((one) => trusted.has(one.key) || own.has(hostOf(one)) || paths.has(one.path));
      byHero.push(...members);
      continue;
    }
    const many = (some: readonly Shown[]): boolean => some.length > 0 && some.length * 2 >= main.length;
    const numbered = main.filter(({ url }) => numbers.some((number) => url.toLowerCase().includes(number)));
    const called = names.length < 2 ? [] : main.filter(({ alt }) => names.every((word) => wordKey(alt).includes(word)));
    if (many(numbered)) byNumber.push(...numbered);
    else if (many(called) && called.length > 1) byName.push(...called);
    else if (named && main.length > 2) byWord.push(main.filter((one) => hosts.size === 0 || hosts.has(hostOf(one))));
  }
  const inOrder = (shots: readonly Shown[]): Shown[] => {
    const taken = new Set(shots.map(({ element }) => element));
    return places.flatMap(({ shown }) => shown.filter(({ element }) => taken.has(element)));
  };
  if (distinct([...byHero, ...byNumber]).length > 1)
    return { shots: inOrder([...byHero, ...byNumber]), confidence: byHero.length > 0 ? BY_HERO : BY_NUMBER };
  if (byName.length > 1) return { shots: inOrder([...byHero, ...byName]), confidence: BY_NAME };
  const [only, ...more] = byWord.filter((shots) => distinct(shots).length > 2);
  if (only !== undefined && more.length === 0) return { shots: [...byHero, ...only], confidence: BY_WORD };
  return byHero.length > 0 ? { shots: byHero, confidence: HERO_ALONE } : NONE;
}

/** Where nothing says which pictures are the car's: the largest place of photographs in the main part, with what else lies in its folder. */
function largestPlace(places: readonly Place[], anchor: Anchor): Markup {
  const main = places.map(({ shown }) => shown.filter(({ zone }) => zone === 'main'));
  const weightOf = (shots: readonly Shown[]): number =>
    distinct(shots).filter(({ url }) => !/\.png(?:[?#]|$)/i.test(url)).length;
  const [largest] = main.toSorted((a, b) => weightOf(b) - weightOf(a));
  if (largest === undefined || weightOf(largest) <= (anchor.name.make === undefined ? 1 : 0)) return NONE;
  const folderOf = ({ url }: Photo): string => url.slice(0, url.lastIndexOf('/') + 1);
  const folders = new Set(largest.map(folderOf));
  // One numbered folder that holds a whole gallery, and nothing of it in another car's place, is this listing's.
  const own =
    folders.size === 1 &&
    /\d{5}|\/[\da-f-]{16,}\//.test([...folders].join()) &&
    !places.some(({ shown }) => shown.some((one) => one.zone !== 'main' && folders.has(folderOf(one))));
  // The picture above the rows may stand alone; one that is called after the model is of them (`minor_front.jpg`).
  const model = wordKey(anchor.name.model ?? '');
  const rows = new Set(largest);
  const called = ({ url }: Photo): boolean =>
    model.length > 2 && wordKey(url.slice(url.lastIndexOf('/') + 1)).startsWith(model);
  const shots = main
    .flat()
    .filter((one) => rows.has(one) || (folders.has(folderOf(one)) && (own || (folders.size === 1 && called(one)))));
  return { shots: distinct(shots), confidence: BY_SIZE };
}

/** A shared picture is often served from another host under its own name: the one photograph that has that name is it. */
function renamedHero(places: readonly Place[], heroes: readonly Shot[]): Shot | undefined {
  const nameOf = (photo: Photo): string => photo.pathname.split('/').at(-1)?.toLowerCase() ?? '';
  const shown = places.flatMap((place) => place.shown);
  const keys = new Set(shown.flatMap((one) => one.keys));
  for (const hero of heroes.slice(0, 10)) {
    const name = nameOf(hero);
    if (keys.has(hero.key) || !/^(?=.*\d).{7,}$/.test(name)) continue;
    const [one, ...more] = new Map(
      shown.filter((each) => nameOf(each) === name).map((each) => [each.key, each]),
    ).values();
    if (one?.zone === 'main' && more.length === 0) return { ...hero, keys: [hero.key, one.key] };
  }
  return undefined;
}

interface Candidate {
  readonly shots: readonly Shot[];
  readonly method: Method;
  readonly confidence: number;
}

export function photosOf(
  page: PageDocument,
  sets: readonly PhotoSet[],
  json: readonly unknown[],
  anchor: Anchor,
): Photos | undefined {
  const same = new SamePhoto();
  const heroes = shotsOf(
    page.shared.map((address) => [address]),
    page.base,
  );
  const found = placesOf(page, anchor.ids);
  const renamed = renamedHero(found, heroes);
  const known = [...heroes, ...found.flatMap(({ shown }) => shown)];
  const read = (pictures: readonly Picture[]): Shot[] =>
    shotsOf(completed(rooted(pictures, known, page), known), page.base);
  const told = sets.map(({ pictures, method }) => ({ shots: read(pictures), method }));
  const site = told.some(({ method, shots }) => method.startsWith('adapter:') && shots.length > 1);
  const data = (site ? [] : galleriesIn(json, page)).map(({ pictures, named }) => ({ shots: read(pictures), named }));
  for (const { shots } of told) same.unite(shots);
  for (const { shots } of data) same.unite(shots);
  for (const { shown } of found) same.unite(shown);
  if (renamed !== undefined) same.unite([renamed]);
  const offered = [...[...told, ...data].flatMap(({ shots }) => shots), ...found.flatMap(({ shown }) => shown)];
  same.unite(resized(offered));
  const foreign = new Set<Shot>(found.flatMap(({ shown }) => shown.filter(({ zone }) => zone === 'others')));
  same.uniteSizes(sizesIn([...heroes, ...offered].filter((shot) => !foreign.has(shot))));

  const candidates: Candidate[] = told
    .map(({ shots, method }) => ({ shots: distinct(same.told(shots)), method, confidence: 0.95 }))
    .filter(({ shots }) => shots.length > 0);
  const first = same.told(heroes);
  const trusted = new Set([...first, ...candidates.flatMap(({ shots }) => shots)].map(({ key }) => key));
  const galleries = data
    .map(({ shots, named }) => ({ named, shots: distinct(same.told(shots)) }))
    .filter(({ shots }) => shots.length > 1);
  const tied = galleries.filter(({ shots }) => shots.some(({ key }) => trusted.has(key)));
  const alone = tied.length > 0 ? [] : onlyGallery(galleries);
  const places = found.map((place) => ({ ...place, shown: same.told(place.shown) }));
  const markup = ownPlaces(places, trusted, first, anchor);
  const own = candidates.find(({ method, shots }) => method.startsWith('adapter:') && shots.length > 1);
  const best =
    own ??
    [
      ...candidates,
      ...tied.map(({ shots }) => ({ shots, method: 'app-json' as const, confidence: BY_HERO })),
      ...alone.map(({ shots }) => ({ shots, method: 'app-json' as const, confidence: BY_NAME })),
      ...(first.length > 1 ? [{ shots: distinct(first), method: 'meta' as const, confidence: BY_NAME }] : []),
    ].toSorted((a, b) => b.shots.length - a.shots.length)[0];
  const shown: Candidate = { ...markup, shots: distinct(markup.shots), method: 'label' };
  const counts = photoCounts(page);
  const chosen = best === undefined || better(shown, best, own !== undefined) ? shown : best;
  const all = [...chosen.shots, ...shown.shots, ...tied.flatMap(({ shots }) => shots)];
  if (chosen.shots.length > 0) return photos({ ...chosen, shots: enlarged(chosen.shots, all) }, counts);
  const [hero] = first;
  if (hero !== undefined && anchor.name.make !== undefined)
    return photos({ shots: [hero], method: 'meta', confidence: HERO_ALONE }, counts);
  const largest = largestPlace(places, anchor);
  return largest.shots.length === 0 ? undefined : photos({ ...largest, method: 'label' }, counts);
}

function photos({ shots, method, confidence }: Candidate, counts: PhotoCounts): Photos {
  const right = agrees(counts, shots.length);
  const sure =
    right === undefined ? confidence : right ? Math.max(confidence, BY_NUMBER) : Math.min(confidence, MISCOUNTED);
  return { urls: shots.map(({ url }) => url), method, confidence: sure };
}

/** The markup shows more of them: nearly all that the data has, or more than twice as many. */
function better(shown: Candidate, best: Candidate, own: boolean): boolean {
  if (own) return best.shots.length * 2 < shown.shots.length;
  // What a page shares of itself are often copies of other names, and not all.
  if (best.method === 'meta' && shown.confidence >= BY_NAME) return shown.shots.length >= best.shots.length;
  if (shown.shots.length <= best.shots.length) return false;
  const there = new Set(shown.shots.map(({ key }) => key));
  const both = best.shots.filter(({ key }) => there.has(key)).length;
  return both * 5 >= best.shots.length * 4 || best.shots.length * 2 < shown.shots.length;
}

/** The page's only list of photographs that its key calls a gallery. */
function onlyGallery<T extends { readonly named: boolean; readonly shots: readonly Shot[] }>(
  galleries: readonly T[],
): T[] {
  const named = galleries.filter((gallery) => gallery.named).toSorted((a, b) => b.shots.length - a.shots.length);
  const [largest, ...others] = named;
  if (largest === undefined) return [];
  const keys = new Set(largest.shots.map(({ key }) => key));
  return others.every(({ shots }) => shots.every(({ key }) => keys.has(key))) ? [largest] : [];
}

/** The same photos, taking another place's variant where it is larger. */
function enlarged(shots: readonly Shot[], all: readonly Shot[]): Shot[] {
  const largest = new Map(distinct(all).map((shot) => [shot.key, shot]));
  return shots.map((shot) => {
    const other = largest.get(shot.key);
    return other !== undefined && other.size > shot.size ? other : shot;
  });
}
