/**
 * The ways in which one picture is shown to the recogniser.
 * Invariant: each variant is grey, small enough to be read in a second, and different enough from the others that two
 * of them agreeing on 17 characters is evidence.
 */
import sharp, { type Sharp } from 'sharp';

export interface Variant {
  readonly name: string;
  /** Lets the recogniser straighten the lines first. */
  readonly straighten: boolean;
  /** One block of text (a plate), or words scattered over a photograph. */
  readonly layout: 'block' | 'scattered';
  render(image: Uint8Array): Promise<Buffer>;
}

const MAX_PIXELS = 40_000_000;
const MAX_SIDE = 2_400;
/** Characters of 11 px are read in 1 of 12 cases as they are and in 12 of 18 when a plate is scaled to this height. */
const PLATE_HEIGHT = 130;
/** A picture at most this high shows little but the plate; higher ones are photographs, whose text has any size. */
export const PLATE_LIMIT = 400;

/**
 * Size changes a reading more than any filter: where a font is misread at one size (ZZ as Z2Z), it is read right at
 * another. In order of how often each was right on test plates.
 */
export const VARIANTS: readonly Variant[] = [
  block('smoothed', 0.6, true, (grey) => grey.median(3)),
  block('plain', 0.7, false),
  block('blurred', 1, true, (grey) => grey.blur(1.2)),
  block('reduced', 0.45, true),
  block('enlarged', 1.4, true, (grey) => grey.median(3)),
  block('inverted', 0.8, true, (grey) => grey.negate()),
  { name: 'scattered', straighten: true, layout: 'scattered', render: (image) => render(image, 1.25) },
];

function block(name: string, zoom: number, straighten: boolean, change?: (grey: Sharp) => Sharp): Variant {
  return { name, straighten, layout: 'block', render: (image) => render(image, zoom, change) };
}

async function render(
  image: Uint8Array,
  zoom: number,
  change: (grey: Sharp) => Sharp = (grey) => grey,
): Promise<Buffer> {
  const input = sharp(image, { limitInputPixels: MAX_PIXELS, pages: 1 });
  const { width, height } = (await input.metadata()).autoOrient;
  const scale = Math.min(
    (height <= PLATE_LIMIT ? PLATE_HEIGHT / height : 1) * zoom,
    MAX_SIDE / Math.max(width, height),
  );
  const grey = input
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .greyscale()
    .normalise()
    .resize({ width: Math.max(1, Math.round(width * scale)), kernel: 'cubic' });
  // The recogniser loses characters that touch the edge.
  return change(grey).extend({ top: 12, bottom: 12, left: 12, right: 12, extendWith: 'copy' }).png().toBuffer();
}
