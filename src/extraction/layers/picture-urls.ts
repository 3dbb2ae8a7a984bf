/**
 * Photographs in any JSON an application keeps them in: each with every address it is offered under, the best one first.
 * Invariant: an entry that names a price, a year or a make is a car's card, not a photograph.
 */
import { addressesIn, PICTURE_FILE, TEMPLATE } from '../document/image-url.ts';
import { get, isObject, type Json, parseStrict } from '../document/json.ts';
import { namesACar } from './app-keys.ts';

/** The addresses of one photograph, the largest first. */
export type Picture = readonly string[];

const MAX_DEPTH = 5;
const MAX_PICTURES = 1_000;

const ORIGINAL = /orig|full|unscaled|master|source/i;
const LARGE = /large|big|zoom|hi-?res|high|\bhd|max|1024|1280|1600|1920|2048/i;
const SMALL = /thumb|small|mini|preview|tiny|icon|grid|medium|low|blur|placeholder|lqip|teaser|\bxs/i;
/** Under these names even an address without a file's ending is a picture's. */
const OF_PICTURES =
  /\d{2,4}x\d{2,4}|\bsizes?\b|url|uri|src|href|link|image|img|photo|pic|path|file|orig|full|large|big|zoom|small|medium|thumb/i;
/** Sizes of one photograph told as a list. */
const SIZES = /^(?:sizes|variants|renditions|formats|srcset|resolutions|derivatives|versions|urls)$/i;
/** Photographs in groups: `{exterior: [...], interior: [...]}`. */
const MAX_GROUPS = 12;
const NO_PHOTOGRAPH = /^(?:video|youtube|360|spin|panorama|audio|document|pdf|logo|floorplan)$/i;

/** An address that names a file outranks any that does not. */
const FILE = 10;

interface Named {
  readonly address: string;
  readonly rank: number;
}

/** Of two names, `x.original.url` says more than `x.url`, and a thumbnail less than a name that says nothing. */
export function rankOf(path: string, address: string): number {
  // `sizes: {"640x480": ..., "1280x960": ...}`: the larger side tells.
  const side = /(?:^|[._])(\d{2,4})x\d{2,4}(?:$|\.)|(?:^|\.)[wx]?(\d{2,4})(?:px|w)?$/.exec(path);
  const pixels = Math.min(0.49, Number(side?.[1] ?? side?.[2] ?? 0) / 10_000);
  const named = ORIGINAL.test(path) ? 4 : LARGE.test(path) ? 3 : SMALL.test(path) ? 1 : 2;
  return named + pixels + (PICTURE_FILE.test(address) ? FILE : 0) + (/^(?:https?:)?\/\//.test(address) ? 0.5 : 0);
}

function looksLikeAddress(text: string, path: string): boolean {
  if (text.length < 5 || text.length > 2_000 || /[\s<>{}]/.test(text.replace(TEMPLATE, ''))) return false;
  if (PICTURE_FILE.test(text)) return /^(?:https?:)?\/\/|\//.test(text) || /path|file|src|url|image/i.test(path);
  return /^(?:https?:)?\/\/|^\//.test(text) && OF_PICTURES.test(path);
}

/** The middle of an address, `b71c0e/01f3`, which a script completes on both sides. */
export const STEM = /^(?=[^\d]{0,100}\d)[\w~-]{1,100}(?:\/[\w~-]{1,100}){0,4}$/;

/** A list of nothing but stems, or of objects that each name one; alone none of them is a picture. */
export function stemsIn(value: readonly unknown[]): Picture[] {
  const stems = value
    .slice(0, MAX_PICTURES)
    .map((entry) => (isObject(entry) && !isCard(entry) ? (get(entry, 'id') ?? get(entry, 'key')) : entry))
    .filter((stem) => typeof stem === 'string' && stem.length > 5 && STEM.test(stem));
  return stems.length < value.length ? [] : stems.map((stem) => [String(stem)]);
}

/** The addresses below one entry of a list. */
function addressesOf(value: unknown, path: string, depth: number, found: Named[]): void {
  if (depth > MAX_DEPTH || found.length > 40) return;
  if (typeof value === 'string') {
    if (looksLikeAddress(value, path)) found.push({ address: value, rank: rankOf(path, value) });
  } else if (Array.isArray(value)) {
    if (SIZES.test(path.split('.').at(-1) ?? ''))
      for (const entry of value.slice(0, 20)) addressesOf(entry, path, depth + 1, found);
  } else if (isObject(value)) {
    for (const key of Object.keys(value).slice(0, 60))
      addressesOf(get(value, key), path === '' ? key : `${path}.${key}`, depth + 1, found);
  }
}

function isCard(entry: Json): boolean {
  return Object.keys(entry).some(namesACar);
}

/** One entry of a list as a photograph; empty when it is another thing. */
function pictureOf(entry: unknown, key: string): Picture[] {
  if (isObject(entry)) {
    if (isCard(entry)) return [];
    for (const kind of ['type', 'mediaType', 'kind', '@type'])
      if (NO_PHOTOGRAPH.test(String(get(entry, kind) ?? ''))) return [];
  } else if (typeof entry !== 'string') return [];
  const found: Named[] = [];
  addressesOf(entry, typeof entry === 'string' ? key : '', 0, found);
  const picture = bestFirst(found);
  return picture.length === 0 ? [] : [picture];
}

/** Addresses with a picture's file name first, then by what their names say of their size; each once. */
export function bestFirst(found: readonly Named[]): Picture {
  const best = found.toSorted((a, b) => b.rank - a.rank);
  const file = best.some(({ rank }) => rank > FILE);
  return [...new Set(best.filter(({ rank }) => !file || rank > FILE).map(({ address }) => address))];
}

/** The photographs in what stands under a name like `images`: a list, groups of lists, one entry, or a text of addresses. */
export function picturesIn(value: unknown, key = 'images', depth = 0): Picture[] {
  if (depth > MAX_DEPTH) return [];
  if (typeof value === 'string') {
    if (/^\s{0,20}[[{]/.test(value)) return picturesIn(parseStrict(value), key, depth + 1);
    if (/^\s{0,20}</.test(value))
      return [...value.slice(0, 200_000).matchAll(/(?:https?:)?\/[^\s"'<>]{4,500}\.(?:jpe?g|png|webp)(?![\w/])/gi)].map(
        ([address]) => [address],
      );
    return addressesIn(value).flatMap((address) => pictureOf(address, key));
  }
  if (Array.isArray(value))
    return value
      .slice(0, MAX_PICTURES)
      .flatMap((entry) =>
        isObject(entry) ? (groupOf(entry, depth) ?? pictureOf(entry, key)) : picturesIn(entry, key, depth + 1),
      );
  if (!isObject(value) || isCard(value)) return [];
  const lists = Object.keys(value).filter((name) => Array.isArray(get(value, name)) && !SIZES.test(name));
  if (lists.length > 0 && lists.length <= MAX_GROUPS)
    return below(
      value,
      lists.flatMap((name) => picturesIn(get(value, name), name, depth + 1)),
    );
  return pictureOf(value, key);
}

/** `{cdn: "https://img.example/", list: [{k: "pc/1.jpg"}]}`: the server that an object names for what it lists. */
function below(object: Json, pictures: readonly Picture[]): Picture[] {
  const server = Object.keys(object)
    .filter((name) => SERVER.test(name))
    .map((name) => get(object, name))
    .find((text) => typeof text === 'string' && /^(?:https?:)?\/\/[^\s/]+(?:\/[^\s?#]*)?\/$/.test(text));
  if (typeof server !== 'string') return [...pictures];
  return pictures.map((picture) =>
    picture.map((address) => (/^(?:https?:)?\/|^\./.test(address) ? address : server + address)),
  );
}
const SERVER = /^(?:(?:img|image|photo|pic)_?)?(?:cdn|base|host|prefix|root|domain|server)_?(?:ur[il]|path|host)?$/i;

/** `[{type: "interior", list: [...]}, ...]`: a named group of photographs among others. */
function groupOf(entry: Json, depth: number): Picture[] | undefined {
  const keys = Object.keys(entry);
  const [only, ...more] = keys.filter((name) => Array.isArray(get(entry, name)) && !SIZES.test(name));
  if (only === undefined || more.length > 0 || isCard(entry)) return undefined;
  if (!GROUP_NAMES.some((name) => typeof get(entry, name) === 'string')) return undefined;
  if (keys.some((name) => looksLikeAddress(String(get(entry, name)), name))) return undefined;
  const pictures = picturesIn(get(entry, only), only, depth + 1);
  return pictures.length > 0 ? pictures : undefined;
}
const GROUP_NAMES = ['type', 'name', 'title', 'category', 'group', 'label', 'section'];
