import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { cutTextLine } from './cut-text-line.ts';
import { findTextLine, type GreyPixels } from './text-line.ts';

/** A line of capitals 29 px high, turned clockwise. */
async function drawn(degrees: number, ink = '#151515', paper = '#f4f4f4', text = '1HGCM82633A004352') {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="560" height="180"><rect width="100%" height="100%" fill="${paper}"/><text x="280" y="104" text-anchor="middle" transform="rotate(${degrees} 280 90)" font-family="DejaVu Sans" font-size="40" fill="${ink}">${text}</text></svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: paper });
}

async function grey(picture: Sharp): Promise<GreyPixels> {
  const { data, info } = await picture.greyscale().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const apart = (a: number, b: number) => Math.abs(a - b);

describe('the line of characters', () => {
  it.each([-10, -8, -4, -3, -1, 0, 1, 2, 3.5, 4, 7, 10])('is found when it falls by %d°', async (degrees) => {
    const line = findTextLine(await grey(await drawn(degrees)));
    expect(apart(line?.degrees ?? 90, degrees)).toBeLessThanOrEqual(0.5);
    expect(apart(line?.height ?? 0, 29)).toBeLessThanOrEqual(5);
    expect(apart(line?.centre ?? 0, 90)).toBeLessThanOrEqual(4);
  });

  it('is found whether its ink is dark or light', async () => {
    const line = findTextLine(await grey(await drawn(-5, '#eeeeee', '#202020')));
    expect(apart(line?.degrees ?? 90, -5)).toBeLessThanOrEqual(0.5);
  });

  it('is not found in a picture without strokes', async () => {
    expect(findTextLine(await grey(await drawn(0, '#151515', '#f4f4f4', '')))).toBeUndefined();
    expect(findTextLine({ data: new Uint8Array(1), width: 1, height: 1 })).toBeUndefined();
  });

  it.each([-8, 0, 6])('is level, alone and of the height asked for once it is cut out: %d°', async (degrees) => {
    const cut = await grey(await cutTextLine((await drawn(degrees)).greyscale(), 22, 2_400));
    const line = findTextLine(cut);
    expect(apart(line?.degrees ?? 90, 0)).toBeLessThanOrEqual(0.5);
    expect(apart(line?.height ?? 0, 22)).toBeLessThanOrEqual(4);
    expect(apart(cut.height, 22 * 2.2)).toBeLessThanOrEqual(4);
  });

  it('leaves a picture without strokes as it is', async () => {
    const cut = await grey(await cutTextLine((await drawn(0, '#151515', '#f4f4f4', '')).greyscale(), 22, 2_400));
    expect(cut).toMatchObject({ width: 560, height: 180 });
  });
});
