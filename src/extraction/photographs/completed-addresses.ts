/**
 * Addresses in data that a script of the page completes: without their server, without their size, without either end.
 * Invariant: what is missing is taken from a picture the page shows whole, never guessed.
 */
import type { PageDocument } from '../document/document.ts';
import { type Photo, TEMPLATE } from '../document/image-url.ts';
import { type Picture, STEM } from '../layers/picture-urls.ts';

const ABSOLUTE = /^(?:https?:)?\/\//;

/**
 * Data often names only the path below a server that a script knows. Where a picture of the page ends in that path, the
 * server is found; otherwise only a site that shows pictures of its own host is believed to serve these from it.
 */
export function rooted(pictures: readonly Picture[], known: readonly Photo[], page: PageDocument): readonly Picture[] {
  const tails = pictures.flatMap((picture) => picture.filter((address) => !ABSOLUTE.test(address))).slice(0, 10);
  if (tails.length === 0) return pictures;
  const bare = (address: string): string => address.replace(/^[./]+/, '').replace(/[?#].*/s, '');
  for (const tail of tails.map(bare)) {
    const photo =
      tail.length < 6 ? undefined : known.find(({ pathname }) => ending(tail).test(after(pathname, tail) ?? ''));
    if (photo === undefined) continue;
    const server = photo.url.slice(0, photo.url.lastIndexOf(tail));
    const file = STEM.test(tail) ? (/^\.\w{3,4}$/.exec(after(photo.pathname, tail) ?? '')?.[0] ?? '') : '';
    return pictures.map((picture) =>
      picture.map((address) => (ABSOLUTE.test(address) ? address : server + address.replace(/^[./]+/, '') + file)),
    );
  }
  const around = framed(tails.map(bare), known);
  if (around !== undefined)
    return pictures.map((picture) =>
      picture.map((address) => (ABSOLUTE.test(address) ? address : around[0] + bare(address) + around[1])),
    );
  const own = known.length === 0 || known.some(({ hostname }) => hostname === page.url.hostname);
  return pictures.map((picture) => picture.filter((address) => ABSOLUTE.test(address) || (own && !STEM.test(address))));
}

/**
 * What stands before and behind a number in the addresses of pictures (`/lot/` and `/620/fitted.webp` around `9a1ec1`),
 * where at least two of the numbers stand so.
 */
function framed(ids: readonly string[], known: readonly Photo[]): readonly [string, string] | undefined {
  const frames = new Map<string, Set<string>>();
  for (const id of ids) {
    if (id.length < 6) continue;
    for (const { url } of known.slice(0, MAX_KNOWN)) {
      const at = url.indexOf(id);
      const [before, after] = [url.slice(0, at), url.slice(at + id.length)];
      if (at < 0 || /[a-z\d]$/i.test(before) || /^[a-z\d]/i.test(after)) continue;
      const frame = `${before} ${after}`;
      const seen = (frames.get(frame) ?? new Set<string>()).add(id);
      frames.set(frame, seen);
      if (seen.size > 1) return [before, after];
    }
  }
  return undefined;
}

const MAX_KNOWN = 300;

/** What may follow the last name of a path that the data have: nothing but the file's ending where they have none. */
const ending = (tail: string): RegExp => (STEM.test(tail) ? /^(?:\/|\.\w{3,4})$/ : /^[/.]/);

/** What follows a path's tail in it, and where that is all of it a slash. */
function after(path: string, tail: string): string | undefined {
  const at = path.lastIndexOf(`/${tail}`);
  return at < 0 ? undefined : path.slice(at + 1 + tail.length) || '/';
}

/** An address that a script completes (`a7.jpeg/{size}/`), with the size under which the page shows one of the same list. */
export function completed(pictures: readonly Picture[], known: readonly Photo[]): readonly Picture[] {
  const [template] = pictures.flatMap((picture) => picture.filter((address) => TEMPLATE.test(address)));
  // Without its `{resize}` an address is the original.
  if (template === undefined || template.includes('{resize}')) return pictures;
  const plain = (address: string): string => address.replace(/^https?:/, '');
  let token: string | undefined;
  for (const address of pictures.slice(0, 10).flat()) {
    const [before = '', after = ''] = plain(address).split(TEMPLATE);
    for (const photo of known) {
      const url = plain(photo.url);
      if (before.length < 12 || !url.startsWith(before) || !url.endsWith(after)) continue;
      const middle = url.slice(before.length, url.length - after.length);
      if (!/^[\w,x-]{1,30}$/.test(middle)) continue;
      if (token === undefined || Number.parseInt(middle, 10) > Number.parseInt(token, 10)) token = middle;
    }
  }
  const size = token;
  if (size === undefined) return pictures;
  return pictures.map((picture) => picture.map((address) => address.replace(TEMPLATE, size)));
}
