/**
 * Lists of photographs in a page's data that stand beside the car, not in it: in JSON, in script code, in strings of XML.
 * Invariant: a list is found by what its entries are; whose photographs they are is judged by `images.ts`.
 */
import type { PageDocument } from '../document/document.ts';
import { PICTURE_FILE } from '../document/image-url.ts';
import { get, isObject } from '../document/json.ts';
import { isElsewhere, namesACar } from './app-keys.ts';
import { builtPictures } from './built-addresses.ts';
import { bestFirst, type Picture, picturesIn, rankOf, stemsIn } from './picture-urls.ts';

export interface Gallery {
  readonly pictures: readonly Picture[];
  /** Its key calls it a gallery. */
  readonly named: boolean;
}

const MAX_NODES = 60_000;
const MAX_DEPTH = 30;
const MAX_GALLERIES = 200;
/** In all of them: every address of every one is parsed. */
const MAX_PICTURES = 4_000;
const MAX_SCRIPT = 2_000_000;
/** `carmedia`, `galleryImages`, `imgList`, `photos`; no `imageMap`. */
const GALLERY_KEY =
  /(?:gallery|images?|photos?|pictures?|pics|media|slides|imgs)(?:list|urls?|s|array|items|data|objects|links|set)?$|^img_?list$|^(?:gallery|slideshow|dynamicel$)/i;
/** `images: {ids: [...]}`: the pictures of what stands around it. */
const IDS_OF = /^(?:ids|keys|hashes|names|files)$/i;
const TEXT_LIST = /^\s{0,20}(?:<|\[|\{|https?:\/\/|\/)/;

export function galleriesIn(roots: readonly unknown[], page: PageDocument): Gallery[] {
  const found: Gallery[] = [];
  let nodes = 0;
  let total = 0;
  const offer = (pictures: readonly Picture[], key: string): void => {
    if (pictures.length < 2 || found.length >= MAX_GALLERIES || total + pictures.length > MAX_PICTURES) return;
    total += pictures.length;
    found.push({ pictures, named: GALLERY_KEY.test(key) });
  };
  const visit = (value: unknown, key: string, depth: number): void => {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) return;
    if (typeof value === 'string') {
      if (value.length > 60 && GALLERY_KEY.test(key) && TEXT_LIST.test(value)) offer(picturesIn(value, key), key);
    } else if (Array.isArray(value)) {
      const whole = value.length < 2 ? [] : picturesIn(value, key);
      const pictures = whole.length === 0 && value.length > 1 && GALLERY_KEY.test(key) ? stemsIn(value) : whole;
      // Most of the entries are pictures: the list is one of pictures, and there is nothing below it.
      if (pictures.length * 2 > value.length) offer(pictures, key);
      else for (const entry of value.slice(0, 2_000)) visit(entry, key, depth + 1);
    } else if (isObject(value)) {
      for (const name of Object.keys(value)) {
        const child = get(value, name);
        if (child === null || (typeof child !== 'object' && typeof child !== 'string') || isElsewhere(name)) continue;
        visit(child, IDS_OF.test(name) && GALLERY_KEY.test(key) ? key : name, depth + 1);
      }
    }
  };
  offer(builtPictures(page), 'gallery');
  for (const root of roots) visit(root, '', 0);
  for (const { name, text, zone } of page.dataJson)
    if (zone === 'main') {
      const named = /gallery|images?|photos?|slides|media|pictures|pics/i.test(name);
      const pictures = named ? picturesIn(text) : [];
      if (pictures.length > 1) offer(pictures, name);
      else if (PICTURE_IN_CODE.test(text)) for (const list of listsInCode(text)) offer(list.pictures, list.key || name);
    }
  for (const { type, text } of page.scripts)
    if ((type === '' || /javascript|module/.test(type)) && text.length < MAX_SCRIPT && PICTURE_IN_CODE.test(text))
      for (const list of listsInCode(text)) offer(list.pictures, list.key);
  return found;
}

const PICTURE_IN_CODE = /\.(?:jpe?g|png|webp|avif)["'?|]/i;
/** Brackets, strings and the names before them; everything else between is skipped. */
const TOKEN = /[[\]{}]|"((?:[^"\\\n]|\\.){0,2000})"|'((?:[^'\\\n]|\\.){0,2000})'|([\w$]{1,60})\s{0,5}[:=(]/g;

interface OpenList {
  readonly key: string;
  readonly pictures: Picture[];
  /** Addresses of the entry that is open, or none outside of one. */
  entry: Array<{ address: string; rank: number }> | undefined;
  braces: number;
  /** The key of the object inside the entry that is open. */
  within: string;
  card: boolean;
}

const ONE_BY_ONE = [
  // `pic[1] = "a.jpg"`
  /([\w$]{1,40})\[\d{1,3}\](?:\.\w{1,10})?\s{0,5}=\s{0,5}(?:"([^"\n]{5,500})"|'([^'\n]{5,500})')/g,
  // `photos.push("a.jpg")`, `photos.push({src: "a.jpg"})`
  /([\w$]{1,40})\.push\(\s{0,5}(?:\{\s{0,5}["']?\w{1,20}["']?\s{0,3}:\s{0,3})?(?:"([^"\n]{5,500})"|'([^'\n]{5,500})')/g,
  // `addPhoto("a.jpg", "front")`
  /\b([\w$]{0,40}(?:photo|image|picture|pic|slide|foto|bild)[\w$]{0,40})\(\s{0,5}(?:"([^"\n]{5,500})"|'([^'\n]{5,500})')/gi,
];
/** A text of several addresses, which a script takes apart: `"a.jpg|b.jpg".split("|")`. */
const JOINED = /([\w$]{1,40})["']?\s{0,5}[=:]\s{0,5}["'`]([^"'`\s<>]{20,20000})["'`]/g;

/** A list filled one by one. */
function numberedIn(code: string): Array<{ key: string; pictures: Picture[] }> {
  const lists = new Map<string, Picture[]>();
  for (const pattern of ONE_BY_ONE)
    for (const [, key = '', double, single] of code.matchAll(pattern)) {
      const address = double ?? single ?? '';
      const pictures = lists.get(key) ?? [];
      if (!PICTURE_FILE.test(address) || /[\s<>]/.test(address) || pictures.length >= 1_000) continue;
      pictures.push([address]);
      lists.set(key, pictures);
    }
  for (const [, key = '', text = ''] of code.matchAll(JOINED)) {
    if (!/\.(?:jpe?g|png|webp)[|;,]/i.test(text)) continue;
    const pictures = picturesIn(text, key);
    if (pictures.length > 1) lists.set(key, pictures);
  }
  return [...lists].filter(([, pictures]) => pictures.length > 1).map(([key, pictures]) => ({ key, pictures }));
}

/** Lists of picture files in JavaScript that is no JSON: `imgList = ['a.jpg']`, `show([{src: "a.jpg"}])`. */
function listsInCode(code: string): Array<{ key: string; pictures: Picture[] }> {
  const lists: Array<{ key: string; pictures: Picture[] }> = numberedIn(code);
  const text = code.replace(/\bnew\s{1,5}Array\s{0,5}\(([^()]{1,200000})\)/g, '[$1]');
  const open: OpenList[] = [];
  let key = '';
  for (const match of text.matchAll(TOKEN)) {
    const [token, double, single, name] = match;
    const list = open.at(-1);
    if (token === '[') {
      if (open.length < 200) open.push({ key, pictures: [], entry: undefined, braces: 0, within: '', card: false });
    } else if (token === ']') {
      open.pop();
      if (list !== undefined && list.pictures.length > 1 && lists.length < MAX_GALLERIES) lists.push(list);
    } else if (token === '{') {
      if (list === undefined) continue;
      list.within = list.braces === 0 ? '' : key;
      if (++list.braces > 1) continue;
      list.entry = [];
      list.card = false;
    } else if (token === '}') {
      if (list !== undefined) list.within = '';
      if (list === undefined || --list.braces > 0) continue;
      const picture = list.card ? [] : bestFirst(list.entry ?? []);
      if (picture.length > 0) list.pictures.push(picture);
      list.entry = undefined;
      list.braces = 0;
    } else {
      const string = double ?? single ?? '';
      // A string before a colon is the key of what follows.
      const named = name ?? (text[match.index + token.length] === ':' ? string : undefined);
      if (named !== undefined) {
        key = named;
        if (list?.entry !== undefined && list.braces === 1 && namesACar(key)) list.card = true;
      } else if (list !== undefined && string.length < 2_000 && PICTURE_FILE.test(string)) {
        const address = string.replace(/\\u002f|\\\//gi, '/').replace(/\\u0026/gi, '&');
        if (/[\s<>]/.test(address) || list.pictures.length >= 1_000) continue;
        if (list.entry === undefined) list.pictures.push([address]);
        else list.entry.push({ address, rank: rankOf(`${list.within}.${key}`, address) });
      }
    }
  }
  return lists;
}
