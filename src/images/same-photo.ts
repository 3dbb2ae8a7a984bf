/**
 * Are two pictures one photograph, in another size, format, quality or with a watermark?
 * Invariant: two are one only when a perceptual hash and the colors of their pixels both say so. The hash alone takes
 * two alloy wheels for one (2 of 64 bits); their colors lie 30 levels apart, those of a copy of 160 pixels at most 6.
 */
import { createRequire } from 'node:module';
import sharp, { type SharpOptions } from 'sharp';

// Its types promise a default export that the CommonJS module does not have.
const require = createRequire(import.meta.url);
const perceptualHash = require('sharp-phash') as (image: Buffer, options: SharpOptions) => Promise<string>;
const hashDistance = require('sharp-phash/distance') as (a: string, b: string) => number;

/** What a picture looks like, in about 3 kB. */
export interface Look {
  /** 64 characters, 0 or 1. */
  readonly hash: string;
  /** SIDE x SIDE pixels of red, green and blue, contrast stretched. */
  readonly pixels: Uint8Array;
}

const SIDE = 32;
/** Bits. Copies differ in 0 to 6, pictures of different views of one car in 8 and more. */
const HASH_DISTANCE = 8;
/** Mean difference of a color, of 255. */
const COLOR_DISTANCE = 8;
const MAX_PIXELS = 40_000_000;

/** @throws Error when the bytes are no picture; they have been checked before */
export async function lookOf(bytes: Buffer): Promise<Look> {
  const hash = await perceptualHash(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 });
  const pixels = await sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize(SIDE, SIDE, { fit: 'fill' })
    .toColourspace('srgb')
    .normalise()
    .raw()
    .toBuffer();
  return { hash, pixels };
}

export function samePhoto(a: Look, b: Look): boolean {
  return hashDistance(a.hash, b.hash) <= HASH_DISTANCE && colorDistance(a.pixels, b.pixels) <= COLOR_DISTANCE;
}

/** A grey copy has one channel a pixel and is no copy by its colors. */
function colorDistance(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) {
    return Number.POSITIVE_INFINITY;
  }
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

export interface Photo {
  readonly look: Look;
  readonly width: number;
  readonly height: number;
  /** In the listing's order. */
  readonly position: number;
}

/** Each photograph once: its largest copy, in the place of the first. `photos` are in their order. */
export function distinctPhotos<T extends Photo>(photos: readonly T[]): T[] {
  const kept: T[] = [];
  for (const photo of photos) {
    const at = kept.findIndex((other) => samePhoto(other.look, photo.look));
    const other = kept[at];
    if (other === undefined) {
      kept.push(photo);
    } else if (photo.width * photo.height > other.width * other.height) {
      kept[at] = { ...photo, position: other.position };
    }
  }
  return kept;
}
