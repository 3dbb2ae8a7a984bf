/**
 * Decides whether downloaded bytes are a photograph worth keeping.
 * Invariant: what passes was decoded to its last pixel; nothing is believed from a name, a header or a content type,
 * and nothing but the five photo formats ever reaches the decoder (sharp would also run SVG and PDF).
 */
import { pixelStatistics } from './pixel-statistics.ts';
import { loadSharp } from './sharp.ts';

export type ImageVerdict =
  | { readonly ok: true; readonly mime: string; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly reason: string };

const FORMATS: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']);
/** 40 megapixels decode to 160 MB; a PNG of 776 kB can hold 256. */
const MAX_PIXELS = 40_000_000;
/** Smaller pictures are icons, buttons and tracking pixels. */
const MIN_WIDTH = 100;
const MIN_HEIGHT = 75;
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

export async function checkImage(bytes: Uint8Array): Promise<ImageVerdict> {
  const { fileTypeFromBuffer } = await import('file-type');
  const type = await fileTypeFromBuffer(bytes);
  if (type === undefined || !FORMATS.has(type.mime)) {
    return refuse(`the bytes are ${type === undefined ? 'no known image format' : type.mime}`);
  }
  const sharp = await loadSharp();
  try {
    const options = { limitInputPixels: MAX_PIXELS, failOn: 'warning', pages: 1 } as const;
    const { autoOrient } = await sharp(bytes, options).metadata();
    if (autoOrient.width < MIN_WIDTH || autoOrient.height < MIN_HEIGHT) {
      return refuse(`the image is ${autoOrient.width}x${autoOrient.height}, smaller than ${MIN_WIDTH}x${MIN_HEIGHT}`);
    }
    // Decodes every pixel, so a cut or damaged file fails here.
    const { spread, entropy, coverage } = await pixelStatistics(bytes, autoOrient, options);
    if (spread <= UNIFORM_SPREAD) return refuse('the image is a single colour');
    if (coverage < OPAQUE) return refuse('the image is a graphic with transparent parts');
    const side = Math.min(autoOrient.width, autoOrient.height);
    if (entropy < DRAWN_ENTROPY && side < DRAWN_SIDE) return refuse('the image is a drawn graphic, not a photograph');
    return { ok: true, mime: type.mime, width: autoOrient.width, height: autoOrient.height };
  } catch (error) {
    return refuse(`the image cannot be decoded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refuse(reason: string): ImageVerdict {
  return { ok: false, reason: reason.slice(0, 300) };
}
