/**
 * A downloaded picture, decoded once for all who look at it.
 * Invariant: only the five photo formats reach the decoder (sharp would also run SVG and PDF), and what is decoded at a
 * time takes at most `BUDGET` bytes in the whole process: a picture waits for its part, and one that would take more than
 * all is refused by its header.
 */
import type { Sharp, SharpOptions } from 'sharp';
import { Share } from '../runtime/share.ts';
import { loadSharp } from './sharp.ts';

const FORMATS: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']);
/** One picture of 40 megapixels, or of 16 in AVIF. */
const BUDGET = 320_000_000;
/** An interlaced PNG of 16 bits takes 7 while it is decoded, GIF and WebP 5, a JPEG or plain PNG 1: headers may lie. */
const BYTES_A_PIXEL = 8;
/** Measured: 15 in 4:2:0, 18 in 4:4:4. 6300 x 6300 pixels fit into a file of 0.4 MB and took 850 MB. */
const BYTES_A_PIXEL_OF_AVIF = 20;
/** What a format begins with stands in these. */
const MAGIC_BYTES = 4_100;
/** Of the decoder; the slowest picture that fits takes 5. */
const SECONDS = 30;

const budget = new Share(BUDGET);

/** Its header, and how to have its pixels. */
export interface Picture {
  readonly mime: string;
  /** As it is seen: a camera may store it on its side. */
  readonly width: number;
  readonly height: number;
  /**
   * Decodes it to its last pixel, so a cut or damaged one throws.
   * @param shape makes of the upright picture what is to be kept, which is small; gives it raw or encoded
   * @throws Error when it cannot be decoded, the signal's reason on abort
   */
  decode<T>(shape: (picture: Sharp) => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** @throws UnfitPictureError for bytes that are none of the formats or would take too much; Error for a damaged header */
export async function openPicture(bytes: Uint8Array): Promise<Picture> {
  const { fileTypeFromBuffer } = await import('file-type');
  const mime = (await fileTypeFromBuffer(bytes.subarray(0, MAGIC_BYTES)))?.mime;
  if (mime === undefined || !FORMATS.has(mime)) {
    throw new UnfitPictureError(`the bytes are ${mime ?? 'no known image format'}`);
  }
  const sharp = await loadSharp();
  const options: SharpOptions = { limitInputPixels: false, failOn: 'warning', pages: 1 };
  const { autoOrient, bitsPerSample = 8 } = await sharp(bytes, options).metadata();
  const { width, height } = autoOrient;
  const perPixel = mime === 'image/avif' ? BYTES_A_PIXEL_OF_AVIF * Math.ceil(bitsPerSample / 8) : BYTES_A_PIXEL;
  const cost = width * height * perPixel;
  if (cost > BUDGET) {
    throw new UnfitPictureError(`the image is ${width}x${height}, too large to be decoded`);
  }
  return {
    mime,
    width,
    height,
    async decode(shape, signal) {
      const giveBack = await budget.take(cost, signal);
      try {
        return await shape(sharp(bytes, options).timeout({ seconds: SECONDS }).autoOrient());
      } finally {
        giveBack();
      }
    },
  };
}

/** No picture that is worth a look, in words. */
export class UnfitPictureError extends Error {
  override name = 'UnfitPictureError';
}
