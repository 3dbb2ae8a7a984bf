/**
 * The ways in which one picture is shown to the recogniser.
 * Invariant: each variant is grey, small enough to be read in a second, and another picture than the others, so that two
 * of them agreeing on 17 characters is evidence.
 */
import sharp, { type Sharp } from 'sharp';
import { cutTextLine } from './cut-text-line.ts';
import type { Layout } from './recogniser.ts';
import type { GreyPixels } from './text-line.ts';

export interface Variant {
  readonly name: string;
  readonly layout: Layout;
  /** Where another variant sees a 1 for a J, this one mostly sees the J. */
  readonly tellsTwins: boolean;
  render(picture: GreyPixels): Promise<Buffer>;
}

const MAX_SIDE = 2_400;
/** 1200 x 250; a plate of 100,000 x 400 would take seconds, and 300 MB. */
const LINE_PIXELS = 300_000;
/** Characters of 11 px are read in 1 of 12 cases as they are and in 12 of 18 when a plate is scaled to this height. */
const PLATE_HEIGHT = 130;
/** A picture at most this high shows little but the plate; higher ones are photographs, whose text has any size. */
const PLATE_LIMIT = 400;

const plain = (grey: Sharp) => grey;
const stretched = (grey: Sharp) => grey.normalise();
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
 * another. The best come first. The lines that are cut out take about half the time of the whole picture, so they come
 * before the rest of it.
 */
const BLOCKS: readonly Variant[] = [
  block('plain', 0.7, plain),
  block('larger', 1, plain),
  block('focused', 0.7, focused, true),
  block('sharpened larger', 0.55, sharpened, true),
  line('line', 22, stretched),
  line('line blurred', 20, (grey) => grey.blur(0.9).normalise()),
  line('line smoothed', 23, (grey) => grey.median(5).normalise()),
  line('line sharpened', 21, focused),
  line('line small', 17, (grey) => grey.blur(0.8).normalise()),
  line('line large', 34, (grey) => grey.blur(1.2).normalise()),
  block('smoothed', 0.6, smoothed),
  block('evened', 0.8, evened),
  block('sharpened', 0.45, sharpened),
  block('slanted', 0.7, slanted),
  block('inverted', 0.8, inverted),
  block('focused small', 0.5, focused),
  block('small', 0.6, plain),
  block('large', 0.85, plain),
  block('blurred', 1.2, blurred),
  block('evened small', 0.6, evened),
  block('medium', 0.75, plain),
];
/** A photograph is large and each reading of it slow: few ways, the small ones first, then words wherever they stand. */
const SCENE: readonly Variant[] = [
  block('smoothed', 0.6, smoothed),
  block('plain', 0.7, plain),
  block('focused', 0.5, focused, true),
  block('blurred', 1, blurred),
  block('sharpened', 0.45, sharpened),
  block('evened', 0.8, evened),
  { name: 'scattered', layout: 'scattered', tellsTwins: false, render: (picture) => render(picture, 1.25, plain) },
];

/** The variants for a picture, by its height in pixels, in the order in which to try them. */
export function variantsFor(height: number): { readonly variants: readonly Variant[]; readonly isScene: boolean } {
  const isScene = height > PLATE_LIMIT;
  return { isScene, variants: isScene ? SCENE : BLOCKS };
}

function block(name: string, zoom: number, change: (grey: Sharp) => Sharp, tellsTwins = false): Variant {
  return { name, layout: 'block', tellsTwins, render: (picture) => render(picture, zoom, change) };
}

/** @param characters their height in pixels */
function line(name: string, characters: number, change: (grey: Sharp) => Sharp): Variant {
  return {
    name,
    layout: 'line',
    tellsTwins: false,
    render: async (picture) => framed(change(await cutTextLine(lineSized(picture), characters, MAX_SIDE))),
  };
}

async function render(picture: GreyPixels, zoom: number, change: (grey: Sharp) => Sharp): Promise<Buffer> {
  const { width, height } = picture;
  const scale = Math.min(
    (height <= PLATE_LIMIT ? PLATE_HEIGHT / height : 1) * zoom,
    MAX_SIDE / Math.max(width, height),
  );
  const grey = prepared(picture).resize({ width: Math.max(1, Math.round(width * scale)), kernel: 'cubic' });
  // sharp orders the steps of one pipeline itself; the filters are meant for the picture at its final size.
  const { data, info } = await grey.raw().toBuffer({ resolveWithObject: true });
  return framed(change(sharp(data, { raw: info })));
}

function prepared({ data, width, height }: GreyPixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } }).normalise();
}

/** Small enough to look for the line on this thread, which asks each pixel 49 times. */
function lineSized(picture: GreyPixels): Sharp {
  const { width, height } = picture;
  const scale = Math.sqrt(LINE_PIXELS / (width * height));
  return scale < 1
    ? prepared(picture).resize({
        width: Math.round(width * scale),
        height: Math.max(1, Math.round(height * scale)),
        fit: 'fill',
      })
    : prepared(picture);
}

/** The recogniser loses characters that touch the edge. */
async function framed(picture: Sharp): Promise<Buffer> {
  const filtered = await picture.png().toBuffer();
  return sharp(filtered).extend({ top: 12, bottom: 12, left: 12, right: 12, extendWith: 'copy' }).png().toBuffer();
}
