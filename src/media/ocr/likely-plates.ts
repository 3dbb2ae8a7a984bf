/**
 * Which photographs of a listing are worth looking at for a VIN, the most promising first.
 * Invariant: an order and nothing more; what a picture is called or how it is cut proves no VIN.
 */

export interface Picture {
  readonly imageUrl: string | null;
  readonly width: number | null;
  readonly height: number | null;
}

/** Words of file names. */
const PLATE =
  /(?<![a-z])(?:vin|(?:data|id|build|firewall|body)?[-_ ]?(?:plate|tag)|sticker|label|monroney|chassis|serial|stamping)s?(?![a-z])/i;
const NEAR_PLATE =
  /(?<![a-z])(?:door[-_ ]?jamb|jamb|cowl|engine|bay|under[-_ ]?(?:hood|bonnet)|windshield|windscreen|document|title|paper|carfax)s?(?![a-z])/i;
/** The number plate of the road. */
const OTHER_PLATE = /(?:licen[cs]e|number|reg(?:istration)?)[-_ ]?plate/i;
/** Photographs are 3:2 or 16:9; a strip twice as wide as high was cut to show a line of characters. */
const STRIP = 2.1;
/** A picture this low shows little else than a plate. */
const LOW = 400;

/** A stable order: pictures of equal promise stay as they were. */
export function likelyPlatesFirst<T extends Picture>(pictures: readonly T[]): T[] {
  const last = pictures.length * 0.75;
  return pictures
    .map((picture, i) => ({ picture, promise: promise(picture) + (i >= last ? 1 : 0) }))
    .sort((a, b) => b.promise - a.promise)
    .map(({ picture }) => picture);
}

/** Sellers show the car first and its papers and plates last: the last quarter of a gallery is worth one point more. */
function promise({ imageUrl, width, height }: Picture): number {
  const name = readable(imageUrl ?? '').replace(OTHER_PLATE, '');
  const named = PLATE.test(name) ? 4 : NEAR_PLATE.test(name) ? 2 : 0;
  const cut = width !== null && height !== null && (width / height >= STRIP || height <= LOW) ? 3 : 0;
  return named + cut;
}

/** The file's name alone: a folder or site called after stickers shows none of them. */
function readable(url: string): string {
  const name = url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
