/**
 * Decides whether downloaded bytes are a photograph worth keeping.
 * Invariant: what passes was decoded to its last pixel, once, and no more than 16 MB of its pixels were held then; nothing
 * is believed from a name, a header or a content type.
 */

import { cut } from '../runtime/text.ts';
import { messageOf } from '../runtime/thrown.ts';
import { openPicture, UnfitPictureError } from './picture.ts';
import { pixelStatistics } from './pixel-statistics.ts';
import { type Look, lookOf } from './same-photo.ts';

export type ImageVerdict =
  | { readonly ok: true; readonly mime: string; readonly width: number; readonly height: number; readonly look: Look }
  | { readonly ok: false; readonly reason: string };

/** Smaller pictures are icons, buttons and tracking pixels. */
const MIN_WIDTH = 100;
const MIN_HEIGHT = 75;
/** What is larger is averaged to fewer pixels while it is decoded. */
const MOST_PIXELS = 4_000_000;
/** A photo, even of a black car at night, spreads over more than this many of the 256 levels in some channel. */
const UNIFORM_SPREAD = 3;
/**
 * Bits of information a pixel's brightness carries. Drawn cars and photographs have 5 to 7.2, "photo coming soon" 0.6 to
 * 1.2; a scanned window sticker may have as little, but not on so few pixels.
 */
const DRAWN_ENTROPY = 1.5;
const DRAWN_SIDE = 500;
/** A fifth of a logo's rectangle, at least, lets the page shine through. A photograph has no such part. */
const OPAQUE = 0.8;

/** @throws the signal's reason on abort */
export async function checkImage(bytes: Uint8Array, signal: AbortSignal): Promise<ImageVerdict> {
  try {
    const picture = await openPicture(bytes);
    const { mime, width, height } = picture;
    if (width < MIN_WIDTH || height < MIN_HEIGHT) {
      return refuse(`the image is ${width}x${height}, smaller than ${MIN_WIDTH}x${MIN_HEIGHT}`);
    }
    const { data, info } = await picture.decode((decoded) => {
      const scale = Math.sqrt(MOST_PIXELS / (width * height));
      if (scale < 1) decoded.resize({ width: Math.max(1, Math.floor(width * scale)) });
      // Whatever the file is (grey, CMYK, 16 bits): red, green and blue, and transparency where it has any.
      return decoded.toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    }, signal);
    const { channels } = info;
    const { spread, entropy, coverage } = pixelStatistics(data, channels);
    if (spread <= UNIFORM_SPREAD) return refuse('the image is a single colour');
    if (coverage < OPAQUE) return refuse('the image is a graphic with transparent parts');
    if (entropy < DRAWN_ENTROPY && Math.min(width, height) < DRAWN_SIDE) {
      return refuse('the image is a drawn graphic, not a photograph');
    }
    return {
      ok: true,
      mime,
      width,
      height,
      look: await lookOf({ data, width: info.width, height: info.height, channels }),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnfitPictureError) return refuse(error.message);
    return refuse(`the image cannot be decoded: ${messageOf(error)}`);
  }
}

function refuse(reason: string): ImageVerdict {
  return { ok: false, reason: cut(reason, 300) };
}
