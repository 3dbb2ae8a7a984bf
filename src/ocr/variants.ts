/**
 * The ways in which one picture is shown to the recogniser.
 * Invariant: each variant is grey, small enough to be read in a second, and another picture than the others, so that two
 * of them agreeing on 17 characters is evidence.
 */
import sharp, { type Sharp } from 'sharp';

export interface Variant {
  readonly name: string;
  /** One block of text (a plate), or words scattered over a photograph. */
  readonly layout: 'block' | 'scattered';
  /** Where another variant sees a 1 for a J, this one mostly sees the J. */
  readonly tellsTwins: boolean;
  render(image: Uint8Array): Promise<Buffer>;
}

const MAX_PIXELS = 40_000_000;
const MAX_SIDE = 2_400;
/** Characters of 11 px are read in 1 of 12 cases as they are and in 12 of 18 when a plate is scaled to this height. */
const PLATE_HEIGHT = 130;
/** A picture at most this high shows little but the plate; higher ones are photographs, whose text has any size. */
const PLATE_LIMIT = 400;

const plain = (grey: Sharp) => grey;
const smoothed = (grey: Sharp) => grey.median(3);
const blurred = (grey: Sharp) => grey.blur(1.2);
const evened = (grey: Sharp) => grey.clahe({ width: 60, height: 60, maxSlope: 3 });
const sharpened = (grey: Sharp) => grey.sharpen({ sigma: 2, m1: 2, m2: 3 });
/** For pictures out of focus: three of eight that nothing else reads are read so. */
const focused = (grey: Sharp) => grey.sharpen({ sigma: 3, m1: 4, m2: 6 });
const inverted = (grey: Sharp) => grey.negate();
const slanted = (grey: Sharp) => grey.affine([1, -0.12, 0, 1], { background: '#ffffff' });

/**
 * Size changes a reading more than any filter: where a font is misread at one size (ZZ as Z2Z), it is read right at
 * another. The best come first: three of four plates that can be read are done after two.
 */
const BLOCKS: readonly Variant[] = [
  block('plain', 0.7, plain),
  block('larger', 1, plain),
  block('focused', 0.7, focused, true),
  block('sharpened larger', 0.55, sharpened, true),
  block('smoothed', 0.6, smoothed),
  block('evened', 0.8, evened),
  block('sharpened', 0.45, sharpened),
  block('large', 0.85, plain),
  block('slanted', 0.7, slanted),
  block('blurred', 1.2, blurred),
  block('inverted', 0.8, inverted),
  block('evened small', 0.6, evened),
  block('focused small', 0.5, focused),
  block('medium', 0.75, plain),
  block('small', 0.6, plain),
];
/** A photograph is large and each reading of it slow: few ways, the small ones first, then words wherever they stand. */
const SCENE: readonly Variant[] = [
  block('smoothed', 0.6, smoothed),
  block('plain', 0.7, plain),
  block('focused', 0.5, focused, true),
  block('blurred', 1, blurred),
  block('sharpened', 0.45, sharpened),
  block('evened', 0.8, evened),
  { name: 'scattered', layout: 'scattered', tellsTwins: false, render: (image) => render(image, 1.25, plain) },
];

/** The variants for a picture, by its height in pixels, in the order in which to try them. */
export function variantsFor(height: number): { readonly variants: readonly Variant[]; readonly isScene: boolean } {
  const isScene = height > PLATE_LIMIT;
  return { isScene, variants: isScene ? SCENE : BLOCKS };
}

function block(name: string, zoom: number, change: (grey: Sharp) => Sharp, tellsTwins = false): Variant {
  return { name, layout: 'block', tellsTwins, render: (image) => render(image, zoom, change) };
}

async function render(image: Uint8Array, zoom: number, change: (grey: Sharp) => Sharp): Promise<Buffer> {
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
  // sharp orders the steps of one pipeline itself; the filters are meant for the picture at its final size.
  const { data, info } = await grey.raw().toBuffer({ resolveWithObject: true });
  const { width: w, height: h, channels } = info;
  // The recogniser loses characters that touch the edge.
  const filtered = await change(sharp(data, { raw: { width: w, height: h, channels } }))
    .png()
    .toBuffer();
  return sharp(filtered).extend({ top: 12, bottom: 12, left: 12, right: 12, extendWith: 'copy' }).png().toBuffer();
}
