/**
 * The line of characters of a plate as a picture of its own.
 * Invariant: the line is level and its characters have the height that was asked for; pixels are moved, never made up.
 */
import sharp, { type Sharp } from 'sharp';
import { findTextLine, type GreyPixels } from './text-line.ts';

/** Of the characters' height, above and below the line's middle: half a character stays free on either side. */
const HALF = 1.1;

/**
 * @param grey one channel, any size
 * @param characters their height in the result, in pixels
 * @param maxWidth of the result, before it is turned
 * @returns the whole picture where no line is found
 */
export async function cutTextLine(grey: Sharp, characters: number, maxWidth: number): Promise<Sharp> {
  const whole = await pixels(grey);
  const line = findTextLine(whole);
  if (line === undefined) return picture(whole);
  const width = Math.max(1, Math.min(maxWidth, Math.round((whole.width * characters) / line.height)));
  const sized = await pixels(picture(whole).resize({ width, kernel: 'lanczos3' }));
  const scale = sized.width / whole.width;
  const paper = median(sized.data);
  const level = await pixels(picture(sized).rotate(-line.degrees, { background: { r: paper, g: paper, b: paper } }));
  // Turning about the middle of the picture brings the line nearer to it.
  const off = (line.centre - whole.height / 2) * scale * Math.cos((line.degrees * Math.PI) / 180);
  const half = line.height * scale * HALF;
  const top = Math.min(level.height - 1, Math.max(0, Math.round(level.height / 2 + off - half)));
  const bottom = Math.max(top + 1, Math.min(level.height, Math.round(level.height / 2 + off + half)));
  const cut = picture(level).extract({ left: 0, top, width: level.width, height: bottom - top });
  // sharp orders the steps of one pipeline itself; a new one keeps ours.
  return picture(await pixels(cut));
}

async function pixels(from: Sharp): Promise<GreyPixels> {
  const { data, info } = await from.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function picture({ data, width, height }: GreyPixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } });
}

/** Most of a plate is paper. */
function median(values: Uint8Array): number {
  // A copy: the slice of a Buffer shares its bytes, and sorting it would sort the picture.
  return Uint8Array.from(values).sort()[values.length >> 1] ?? 0;
}
