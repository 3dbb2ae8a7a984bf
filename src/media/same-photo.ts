/**
 * Are two pictures one photograph, in another size, format, quality or with a watermark?
 * Invariant: two are one only when the colors of their pixels and a perceptual hash both say so. The hash alone takes
 * two alloy wheels for one (2 of 64 bits); their colors lie 30 levels apart, those of a copy of 160 pixels at most 6.
 */
import { createRequire } from 'node:module';
import type { Raw, SharpOptions } from 'sharp';
import { loadSharp } from './sharp.ts';

// Its types promise a default export that the CommonJS module does not have.
const require = createRequire(import.meta.url);
type PerceptualHash = (image: Uint8Array, options: SharpOptions) => Promise<string>;
/** It brings the picture library. */
const perceptualHash = () => require('sharp-phash') as PerceptualHash;
const hashDistance = require('sharp-phash/distance') as (a: string, b: string) => number;

const SIDE = 32;
/** Bits. Copies differ in 0 to 6, pictures of different views of one car in 8 and more. */
const HASH_DISTANCE = 8;
/** Mean difference of a color, of 255. */
const COLOR_DISTANCE = 8;

/** What a picture looks like, in about 3 kB. */
export class Look {
  /** SIDE x SIDE pixels of one to three channels, contrast stretched. */
  readonly pixels: Uint8Array;
  #hash: Promise<string> | undefined;

  constructor(pixels: Uint8Array) {
    this.pixels = pixels;
  }

  /** 64 characters, 0 or 1. Made when it is first asked for: it holds up everything else for 7 ms. */
  get hash(): Promise<string> {
    const channels = this.pixels.length / SIDE ** 2;
    this.#hash ??= perceptualHash()(this.pixels, { raw: { width: SIDE, height: SIDE, channels: channels as 1 | 3 } });
    return this.#hash;
  }
}

/** @param picture decoded and upright, in one to four channels of one byte */
export async function lookOf({ data, ...raw }: Raw & { readonly data: Uint8Array }): Promise<Look> {
  const sharp = await loadSharp();
  const pixels = await sharp(data, { raw })
    .flatten({ background: '#ffffff' })
    .resize(SIDE, SIDE, { fit: 'fill' })
    .toColourspace('srgb')
    .normalise()
    .raw()
    .toBuffer();
  return new Look(pixels);
}

/** Different photographs nearly always differ in their colors, so that few pairs are asked for their hashes. */
export async function samePhoto(a: Look, b: Look): Promise<boolean> {
  return colorsAgree(a.pixels, b.pixels) && hashDistance(await a.hash, await b.hash) <= HASH_DISTANCE;
}

/** A grey copy has one channel a pixel and is no copy by its colors. Mostly told after a quarter of the pixels. */
function colorsAgree(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) {
    return false;
  }
  const most = COLOR_DISTANCE * a.length;
  let sum = 0;
  for (let i = 0; i < a.length && sum <= most; i += 1) {
    sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  }
  return sum <= most;
}

/** The place in `looks` of the first that is the same photograph, or -1. */
export async function findSame(looks: readonly Look[], look: Look): Promise<number> {
  for (const [place, other] of looks.entries()) {
    if (await samePhoto(other, look)) {
      return place;
    }
  }
  return -1;
}

export interface Photo {
  readonly look: Look;
  readonly width: number;
  readonly height: number;
  /** In the listing's order. */
  readonly position: number;
}

/** Each photograph once: its largest copy, in the place of the first. `photos` are in their order. */
export async function distinctPhotos<T extends Photo>(photos: readonly T[]): Promise<T[]> {
  const kept: T[] = [];
  for (const photo of photos) {
    const looks = kept.map(({ look }) => look);
    const at = await findSame(looks, photo.look);
    const other = kept[at];
    if (other === undefined) {
      kept.push(photo);
    } else if (photo.width * photo.height > other.width * other.height) {
      kept[at] = { ...photo, position: other.position };
    }
  }
  return kept;
}
