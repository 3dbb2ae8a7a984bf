/**
 * Addresses of photographs: which are the same photo at another size, which variant is the largest, which are no photos.
 * Invariant: an address is only rewritten by dropping parameters that do nothing but size, or a `{resize}` template;
 * signed addresses stay as they are.
 */
import { matchesIn } from '../../runtime/matches.ts';
import { memoize } from '../../runtime/memoize.ts';

const SIZE_PARAM =
  /^(?:w|h|width|height|fit|resize|size|quality|q|crop|auto|dpr|ssl|strip|zoom|scale|format|fm|wid|hei|downsize|impolicy|imwidth|imheight|max|maxwidth|maxheight|rw|rh|sw|sh|im|output-quality|fill|bg|mode|upscale|imgeng)$/i;

/** Parameters that tell one photograph from another where a script or one file name serves them all (`photo.jpg?n=3`). */
const IDENTITY_PARAM =
  /^(?:n|i|no|nr|num|number|idx|index|pos|position|p|page|seq|order|f|file|filename|name|key|pic|picture|photo|image|img|media|[a-z]*id)$/i;

/** The place of a size in an address that a script completes. */
export const TEMPLATE = /(?:%7B|\{)[a-z_-]{1,20}(?:%7D|\})/i;

/** Scripts that only make a photograph smaller: the address within is the photograph. */
const RESIZER = /^\/(?:_next|_vercel)\/image\/?$/;

/** Names one of the server's own sizes (`rule=mo-1024.jpg`): the same photo, yet the address needs it. */
const VARIANT_PARAM = /^(?:rule|variant|preset|profile|tr)$/i;

export interface Photo {
  readonly url: string;
  /** Parts of the address: to take it apart again costs as much as everything that is asked of them. */
  readonly hostname: string;
  readonly pathname: string;
  /** Equal for the same photo at different sizes. */
  readonly key: string;
  /** Pixels of the longer named side; `Infinity` for an address without any size. */
  readonly size: number;
  /** The server made this size and signed its address: no larger one can be asked for. */
  readonly signed: boolean;
}

/** With a base, it would be read, too, and left aside. */
const ABSOLUTE = /^https?:\/\//i;

/** A path segment that is a signature over the rest of the path (28 characters of base64). */
const SIGNATURE = /(?:^|\/)[\w-]{27}=(?:\/|$)/;

/** An absolute http(s) address with its parts read, or `undefined`. */
export function photoOf(address: string, base: string): Photo | undefined {
  const raw = address.trim();
  if (raw === '' || raw.length > 2_000 || raw.startsWith('data:') || isWords(raw)) return undefined;
  const plain = raw.replace(/(?:%7B|\{)(?:resize|size|width)(?:%7D|\})\//gi, '');
  const named = ABSOLUTE.test(plain) ? URL.parse(plain) : URL.parse(plain, base);
  const inner = named !== null && RESIZER.test(named.pathname) ? named.searchParams.get('url') : null;
  const url = inner === null ? named : URL.parse(inner, base);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.href.includes('#')) url.hash = '';
  const params = url.search === '' ? [] : [...new URLSearchParams(url.search)];
  const onlySizes = params.length > 0 && params.every(([name]) => SIZE_PARAM.test(name));
  const key = keyOf(url, params);
  // WordPress keeps the upload itself beside every size it made of it.
  const upload = url.pathname.includes('/wp-content/uploads/')
    ? url.pathname.replace(/-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)/, '')
    : url.pathname;
  const whole = upload !== url.pathname;
  if (whole) url.pathname = upload;
  const size = onlySizes ? sizeIn(upload) : whole ? Number.POSITIVE_INFINITY : sizeToldBy(url.pathname, params);
  const { href, hostname, pathname } = url;
  return {
    url: onlySizes ? href.slice(0, href.indexOf('?')) : href,
    hostname,
    pathname,
    key,
    size,
    signed: pathname.includes('=') && SIGNATURE.test(pathname),
  };
}

/** The smaller of the sizes that path and parameters name. */
function sizeToldBy(path: string, params: ReadonlyArray<readonly [string, string]>): number {
  let size = sizeIn(path);
  for (const [name, value] of params) {
    const variant = VARIANT_PARAM.test(name) ? /(?<!\d)\d{2,4}(?!\d)/.exec(value)?.[0] : undefined;
    if (variant !== undefined) size = Math.min(size, Number(variant));
    if (!/^(?:w|h|width|height|fit|resize|size|wid|hei|imwidth|maxwidth|max|rw)$/i.test(name)) continue;
    const side = Math.max(0, ...value.split(/[,x]/).map((part) => (/^\d{2,5}$/.test(part.trim()) ? Number(part) : 0)));
    if (side > 0) size = Math.min(size, side);
  }
  return size;
}

/** `none, coming soon`, `n/a` in the place of an address: a relative one has no blank, unless it names a picture's file. */
function isWords(text: string): boolean {
  if (/^(?:https?:)?\/\//i.test(text) || PICTURE_FILE.test(text)) return false;
  return /\s/.test(text) || !/[/.?=\d]/.test(text) || /^(?:n\/?\.?a\.?|[\d\W_]{1,4}|tba\.?)$/i.test(text);
}

/** The larger side a path names (`_600x450`, `/w800/`, `width=542`, `-1024x768`), a thumb counting as 1. */
const sizeIn = memoize((path): number => {
  if (
    /(?:^|[/_.-])(?:thumbs?|thumbnails?|tn|small|mini|preview)(?:[/_.-]|$)|(?:^|\/)th[_-]|[_-]xs?\.\w{3,4}$|[_-]s\.\w{3,4}$|\/\d+-(?:small|cart|home|medium)_default\//i.test(
      path,
    )
  )
    return 1;
  const sides: number[] = [];
  // Few addresses name a size, and to look whether one may costs a tenth of the search.
  if (/\dx/i.test(path)) {
    for (const match of matchesIn(path, /(?<!\d)(\d{2,4})x(\d{2,4})(?!\d)/gi))
      sides.push(Math.max(Number(match[1]), Number(match[2])));
    // `640x`, `1024x0`: the other side follows.
    for (const match of matchesIn(path, /[/_.-](\d{3,4})x0?(?=[/_.-]|$)/gi)) sides.push(Number(match[1]));
  }
  if (/[/,_-]w|width=|;s=/.test(path))
    for (const match of matchesIn(
      path,
      /(?:[/,_-]w(?:idth)?[=_-]?|width=|;s=|\/w(?=\d+h\d))(\d{2,4})(?=[/,_.xh;-]|$)/g,
    ))
      sides.push(Number(match[1]));
  const letter = /(?:^|\/)s-l(\d{2,4})\.\w{3,4}$/.exec(path)?.[1];
  if (letter !== undefined) sides.push(Number(letter));
  return sides.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...sides);
});

/** A segment without what only tells a size; `undefined` where that is all of it. Photographs share folders, their sizes the name. */
const sizeless = memoize((segment): string | undefined => {
  if (
    /^(?:(?:crop|fit|fill|resize|size|scale)?_?\d{2,4}x\d{0,4}(?:\.\w{3,4})?|w\d{2,4}h\d{2,4}|s-l\d{2,4}\.\w{3,4}|[wh]_?\d{2,4}(?:,.*)?|thumbs?|thumbnails?|small|medium|large|full|original|[^/]*(?:width|quality|height|filters)[=:(].*|fit-in|smart|[\w-]{27,28}=)$/i.test(
      segment,
    )
  )
    return undefined;
  return (
    segment
      // Matrix parameters (`image;s=780x0;q=60`) name the size, the folder before them the photo.
      .replace(/;.*/s, '')
      .replace(/[_-]\d{2,4}x\d{2,4}c?(?=\.\w{3,4}$|$)/i, '')
      .replace(/[_-](?:thumb|small|medium|large|xlarge|full|tn|lg|sm|md|[sml]|xl)(?=\.\w{3,4}$|$)/i, '')
      .replace(/^(?:thumb|th|tn|\d{2,4}x\d{0,4})[_-](?=.)/i, '')
      // PrestaShop: `6120-home_default/`, `6120-large_default/`.
      .replace(/^(\d+)-[a-z]+(?:_[a-z]+)*_default$/i, '$1')
      .replace(/@[23]x(?=\.)/, '')
      .replace(/-scaled(?=\.\w{3,4}$)/, '')
      // A `picture` offers one photo as webp and as jpg.
      .replace(/\.(?:jpe?g|png|webp|avif)$/i, '')
  );
});

function keyOf(url: URL, all: ReadonlyArray<readonly [string, string]>): string {
  // Drupal keeps every size of `public/a.jpg` as `styles/SIZE/public/a.jpg`.
  const path = url.pathname.replace(/\/styles\/[\w-]+(?=\/(?:public|private)\/)/, '');
  const named = path.split('/').filter((segment) => segment !== '');
  // What follows a picture's own file (`a7.jpg/v1/fill/w_600/front.jpg`, `a7.jpeg/640x/`) only makes another size of it.
  const file = named.findIndex((segment) => segment.includes('.') && OWN_FILE.test(segment));
  const segments = file < 0 ? named : named.slice(0, file + 1);
  const kept = segments.map(sizeless).filter((segment) => segment !== undefined);
  const last = kept.at(-1) ?? '';
  // A long name is unique by itself: the same photo is signed into another folder for every size.
  if (/[a-z]/i.test(last) && /\d/.test(last) && last.replace(/\.\w{3,4}$/, '').length >= 18)
    return `${last}?`.toLowerCase();
  const isFile = PICTURE_PATH.test(url.pathname);
  const query = all
    .filter(([name]) => !SIZE_PARAM.test(name) && !VARIANT_PARAM.test(name))
    .filter(([name]) => !isFile || IDENTITY_PARAM.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return `${url.hostname}/${kept.join('/')}?${query}`.toLowerCase();
}

/** The name of a file long enough to be one photograph's, not that of a script for all. */
const OWN_FILE = /^(?=[^.]{0,100}\d)[^.]{6,100}\.(?:jpe?g|png|webp|avif)$/i;

const PICTURE_PATH = /\.(?:jpe?g|png|webp|avif|heic|bmp|tiff?)$/i;

/** An address that ends in a picture's file name. */
export const PICTURE_FILE = /\.(?:jpe?g|png|webp|avif)(?:[?#]|$)/i;

/** The addresses of a list that a page wrote as one text. */
export function addressesIn(text: string): string[] {
  return text
    .slice(0, 200_000)
    .replace(/\s+/g, ' ')
    .split(/[ ,;|]{1,4}(?=https?:\/\/)|(?<=\.(?:jpe?g|png|webp|avif))[ ,;|]{1,4}(?=\/)/i)
    .map((address) => address.trim())
    .filter((address) => address !== '');
}

/** A file that stands in for a photograph until it is loaded, or for one that there is none of. */
const STAND_IN =
  /\/(?:(?:light|dark)?-?(?:gr[ae]y|white|black|transparent|trans|empty|dummy|clear|none?|1x1|1px|px|og|share|default|t(?=\.png))(?:-?(?:image|img|photo|bg|background))?)\.\w{3,4}$/i;
/** A number to call, drawn so that no machine reads it (`/img/fono.php?id=77`). */
const DRAWN_NUMBER =
  /\/(?:(?:show|get|draw|img|image)[_-]?)?(?:tel|(?:tele)?(?:phone|fon[oe]?)|email|mail)[_-]?(?:number|num|img|image)?\.(?:php|aspx?|jsp|cgi|png)$/i;
const NO_PHOTO =
  /(?:^|[/_.\-?=])(?:logos?|icons?|sprites?(?![^?#]*\.jpe?g(?:[?#]|$))|avatars?|placeholder|no-?(?:image|photo|img)|badges?|buttons?|banners?|pixel|spacer|blank|favicon|loading|loader|spinner|profile-?pics?|gravatar|emoji|social|facebook|twitter|instagram|youtube|ytimg|vimeo|carfax|autocheck|googleads|doubleclick|qr-?codes?|og-?image|open-?graph|(?:social|default)-?(?:share|image|img|photo)|share-?(?:image|img)|mock-?ups?|valuation|app-?store|google-?play|illustrations?|payment-?methods?|staticmap|streetview|dealer-?(?:logo|info)|adbranding|captcha|flags?|arrow|star-?ratings?|default-?car|cgi-bin|counter|coming-?soon|awaiting)(?:[/_.\-?=\d]|$)/i;

/** Whether an address can be a photograph of a car at all. */
export function looksLikePhoto({ hostname, pathname }: Pick<Photo, 'hostname' | 'pathname'>): boolean {
  const decoded = `${hostname}${pathname}`;
  return (
    !/\.(?:svg|gif|ico|js|css|html?|mp4|webm|pdf|m3u8)$/i.test(pathname) &&
    !NO_PHOTO.test(decoded) &&
    !STAND_IN.test(pathname) &&
    !DRAWN_NUMBER.test(pathname)
  );
}

// bounded: 20,000 characters, and an address is tried from its beginning alone; from every place in it one took 1 s.
const CANDIDATE = /(?<![^\s,])([^\s,](?:\S*[^\s,])?)(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/g;

/** The addresses of a `srcset`, commas inside an address notwithstanding, each with its named width. */
export function srcsetOf(text: string): Array<{ readonly url: string; readonly width: number }> {
  const found: Array<{ url: string; width: number }> = [];
  for (const match of matchesIn(text.slice(0, 20_000), CANDIDATE)) {
    const number = Number(match[2] ?? 0);
    found.push({ url: match[1] ?? '', width: match[3] === 'x' ? number * 1_000 : number });
  }
  return found;
}
