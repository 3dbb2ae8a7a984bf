/**
 * Which addresses are one photograph: by key, by the element or entry that offers them together, by a number that is a size.
 * Invariant: every photograph is kept once, at its largest, in order of first appearance.
 */
import type { Photo } from '../document/image-url.ts';
import type { Shot } from './photo-offers.ts';
import type { TwoSizes } from './photo-series.ts';

/** A real gallery has some hundred photos; beyond this a page is no listing's. */
const MAX_PHOTOS = 600;

/** Each photo once, at its largest, in order of first appearance. */
export function distinct<T extends Photo>(photos: readonly T[]): T[] {
  const best = new Map<string, T>();
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
function photographs<T extends Photo>(photos: readonly T[]): T[] {
  const full = photos.some((photo) => photo.size >= FULL);
  return photos.filter((photo) => !(full && photo.signed && photo.size <= THUMBNAIL));
}

/** Several keys of one photograph: the addresses one element or one entry gives it. */
export class SamePhoto {
  readonly #above = new Map<string, string>();
  readonly #small = new Map<string, number>();

  of(key: string): string {
    let at = key;
    for (let above = this.#above.get(at); above !== undefined; above = this.#above.get(at)) at = above;
    return at;
  }

  unite(shots: readonly Shot[]): void {
    for (const { key, keys } of shots)
      for (const other of keys) {
        const [a, b] = [this.of(key), this.of(other)];
        if (a !== b) this.#above.set(b, a);
      }
  }

  uniteSizes(pairs: readonly TwoSizes[]): void {
    for (const { larger, smaller, rank } of pairs) {
      // Of two sides that the addresses name, the figures tell which is the larger.
      if (larger.key === smaller.key) continue;
      this.unite([{ ...larger, keys: [larger.key, smaller.key] }]);
      if (smaller.size === Number.POSITIVE_INFINITY)
        this.#small.set(smaller.url, Math.min(rank, this.#small.get(smaller.url) ?? rank));
    }
  }

  /** The shots under one key each, those that have a larger size below it. */
  told<T extends Shot>(shots: readonly T[]): T[] {
    return shots.map((shot) => ({
      ...shot,
      key: this.of(shot.key),
      size: Math.min(shot.size, this.#small.get(shot.url) ?? shot.size),
    }));
  }
}

const SIZED = /^(.{8,}[_-])(\d{2,4})(\.\w{3,4})?$/;
/** So many photographs end in the same number: it is a size, not a place in a row. */
const SIZE_USED = 3;

/** `a7f3c_180.jpg` and `a7f3c_1180.jpg` beside `b90d1_180.jpg` and many more: the last number is the size. */
export function resized(shots: readonly Shot[]): Shot[] {
  const stems = new Map<string, Map<string, Shot>>();
  const used = new Map<string, Set<string>>();
  for (const shot of shots) {
    const match = SIZED.exec(shot.hostname + shot.pathname.toLowerCase());
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const sizes = stems.get(match[1]) ?? new Map<string, Shot>();
    stems.set(match[1], sizes.set(match[2], shot));
    used.set(match[2], (used.get(match[2]) ?? new Set()).add(match[1]));
  }
  return [...stems.values()].flatMap((sizes) => {
    const isSize = [...sizes.keys()].some((size) => (used.get(size)?.size ?? 0) >= SIZE_USED);
    const [largest] = [...sizes].toSorted(([a], [b]) => Number(b) - Number(a)).map(([, shot]) => shot);
    return largest === undefined || sizes.size < 2 || sizes.size > 4 || !isSize
      ? []
      : [{ ...largest, keys: [...sizes.values()].map(({ key }) => key) }];
  });
}
