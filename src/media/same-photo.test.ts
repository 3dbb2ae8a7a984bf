import { readdir, readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { checkImage } from './check-image.ts';
import { distinctPhotos, type Look, samePhoto } from './same-photo.ts';

const PICTURES = new URL('../../examples/demo/site/pictures/', import.meta.url);
const pictures = new Map(
  await Promise.all(
    (await readdir(PICTURES)).map(async (name) => [name, await readFile(new URL(name, PICTURES))] as const),
  ),
);
const picture = (name: string) => pictures.get(name) ?? Buffer.alloc(0);

async function lookOf(bytes: Buffer): Promise<Look> {
  const checked = await checkImage(bytes, new AbortController().signal);
  if (!checked.ok) throw new Error(checked.reason);
  return checked.look;
}

const watermark = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60"><rect y="20" width="330" height="24" fill="#fff" opacity=".7"/></svg>',
);

describe('one photograph', () => {
  it.each<[string, (image: Sharp) => Sharp]>([
    ['as a thumbnail', (image) => image.resize(160).jpeg({ quality: 60 })],
    ['as a poor WebP', (image) => image.webp({ quality: 40 })],
    ['as AVIF', (image) => image.avif({ quality: 40 })],
    ['as PNG', (image) => image.png()],
    ['with a watermark', (image) => image.composite([{ input: watermark, gravity: 'southwest' }]).jpeg()],
  ])('is the same %s', async (_, change) => {
    for (const name of ['porsche-911-side.jpg', 'bmw-m3-engine.jpg', 'toyota-tacoma-wheel.jpg']) {
      const copy = await change(sharp(picture(name))).toBuffer();
      expect(await samePhoto(await lookOf(picture(name)), await lookOf(copy)), name).toBe(true);
    }
  });

  it('is the same as another grey copy, and neither is one of its colors', async () => {
    const grey = sharp(picture('porsche-911-side.jpg')).greyscale();
    const [large, small] = [await grey.clone().jpeg().toBuffer(), await grey.clone().resize(200).jpeg().toBuffer()];
    expect(await samePhoto(await lookOf(large), await lookOf(small))).toBe(true);
    expect(await samePhoto(await lookOf(large), await lookOf(picture('porsche-911-side.jpg')))).toBe(false);
  });

  it('is none of the others, however alike two cars, wheels or engines are', async () => {
    const looks = await Promise.all([...pictures].map(async ([name, bytes]) => ({ name, look: await lookOf(bytes) })));
    const pairs = looks.flatMap((a, i) => looks.slice(i + 1).map((b) => [a, b] as const));
    for (const [a, b] of pairs) expect(await samePhoto(a.look, b.look), `${a.name} = ${b.name}`).toBe(false);
  });

  it('is another one when it is mirrored, and when it is a closer view', async () => {
    const look = await lookOf(picture('porsche-911-side.jpg'));
    const mirrored = await sharp(picture('porsche-911-side.jpg')).flop().toBuffer();
    const closer = await sharp(picture('porsche-911-side.jpg'))
      .extract({ left: 160, top: 120, width: 320, height: 240 })
      .toBuffer();
    expect(await samePhoto(look, await lookOf(mirrored))).toBe(false);
    expect(await samePhoto(look, await lookOf(closer))).toBe(false);
  });
});

it('photographs stay in their order, each once, in its largest copy', async () => {
  let position = 0;
  const photo = async (id: string, name: string, width: number) => {
    const bytes = await sharp(picture(name)).resize(width).jpeg().toBuffer();
    return { id, width, height: (width * 3) / 4, position: position++, look: await lookOf(bytes) };
  };
  const photos = [
    await photo('side, small', 'porsche-911-side.jpg', 200),
    await photo('engine', 'bmw-m3-engine.jpg', 640),
    await photo('side, large', 'porsche-911-side.jpg', 640),
    await photo('engine, small', 'bmw-m3-engine.jpg', 300),
    await photo('rear', 'bmw-m3-rear.jpg', 640),
    await photo('side, middle', 'porsche-911-side.jpg', 400),
  ];
  expect((await distinctPhotos(photos)).map(({ id, position: place }) => [id, place])).toEqual([
    ['side, large', 0],
    ['engine', 1],
    ['rear', 4],
  ]);
});
