import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { checkImage as check } from './check-image.ts';

const { signal } = new AbortController();
const checkImage = (bytes: Uint8Array) => check(bytes, signal);

/** A picture with some detail, as no two pixels of a photograph's rows are alike. */
function photo(width: number, height: number): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let index = 0; index < pixels.length; index++)
    pixels[index] = (index * 7 + Math.floor(index / width) * 13) % 251;
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

function plain(colour: string): Sharp {
  return sharp({ create: { width: 200, height: 150, channels: 3, background: colour } });
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG of one bit a pixel, which packs to almost nothing. */
function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(height, 1_000) * (1 + Math.ceil(width / 8))));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

describe('a photograph', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('in %s is taken, with its true size', async (format) => {
    const bytes = await photo(320, 240).toFormat(format).toBuffer();
    expect(await checkImage(bytes)).toMatchObject({ ok: true, mime: `image/${format}`, width: 320, height: 240 });
  });

  it('that the camera stored on its side has the size it is seen in', async () => {
    const bytes = await photo(320, 240).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await checkImage(bytes)).toMatchObject({ ok: true, width: 240, height: 320 });
  });

  it('may be as small as a thumbnail, but not smaller', async () => {
    expect(await checkImage(await photo(100, 75).jpeg().toBuffer())).toMatchObject({ ok: true });
    for (const [width, height] of [
      [99, 75],
      [100, 74],
      [1, 1],
    ] as const) {
      const verdict = await checkImage(await photo(width, height).png().toBuffer());
      expect(verdict).toEqual({ ok: false, reason: `the image is ${width}x${height}, smaller than 100x75` });
    }
  });
});

describe('a photograph of any kind of pixels', () => {
  it.each([
    ['of 12 megapixels', () => photo(4000, 3000).jpeg()],
    ['in grey', () => photo(320, 240).toColourspace('b-w').jpeg()],
    ['in the four inks of print', () => photo(320, 240).toColourspace('cmyk').jpeg()],
    ['of 16 bits a channel', () => photo(320, 240).toColourspace('rgb16').png()],
    ['with a palette', () => photo(320, 240).png({ palette: true })],
  ])('is taken: %s', async (_, picture) => {
    expect(await checkImage(await picture().toBuffer())).toMatchObject({ ok: true });
  });
});

describe('what is no photograph', () => {
  const script = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><script>alert(1)</script></svg>';

  it.each([
    ['SVG', Buffer.from(script)],
    ['SVG behind an XML declaration', Buffer.from(`<?xml version="1.0"?>${script}`)],
    ['HTML', Buffer.from('<!doctype html><html><body>Access denied</body></html>')],
    ['nothing', Buffer.alloc(0)],
    ['a PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj', 'latin1')],
    ['a script that begins like a GIF', Buffer.from('GIF89a=1;alert(1)//')],
    ['noise', Buffer.from('d5c3a1907f3e2c1b', 'hex')],
  ])('is refused: %s', async (_, bytes) => {
    expect(await checkImage(bytes)).toMatchObject({ ok: false });
  });

  it('is refused as TIFF, which the decoder would read', async () => {
    const bytes = await photo(200, 150).tiff().toBuffer();
    expect(await checkImage(bytes)).toEqual({ ok: false, reason: 'the bytes are no known image format' });
  });

  it.each(['#ffffff', '#000000', '#808080'])('is refused as a placeholder of one colour, %s', async (colour) => {
    for (const bytes of [await plain(colour).png().toBuffer(), await plain(colour).jpeg({ quality: 40 }).toBuffer()]) {
      expect(await checkImage(bytes)).toEqual({ ok: false, reason: 'the image is a single colour' });
    }
  });
});

describe('a graphic where a photograph should be', () => {
  const drawn = (body: string, width = 400, height = 300) =>
    sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`));
  const placeholder = () =>
    drawn('<rect width="400" height="300" fill="#e5e5e5"/><path d="M80 190q20-50 60-55h120q40 5 60 55z" fill="#bbb"/>');

  it.each(['jpeg', 'png', 'webp', 'gif'] as const)('is refused: a placeholder as %s', async (format) => {
    const bytes = await placeholder().flatten().toFormat(format).toBuffer();
    expect(await checkImage(bytes)).toEqual({ ok: false, reason: 'the image is a drawn graphic, not a photograph' });
  });

  it('is refused: a logo that the page shines through', async () => {
    const bytes = await drawn('<circle cx="150" cy="150" r="90" fill="#036"/>').png().toBuffer();
    expect(await checkImage(bytes)).toEqual({ ok: false, reason: 'the image is a graphic with transparent parts' });
  });

  it('is kept where it may be a document: as clear, but on many pixels', async () => {
    const bytes = await placeholder().flatten().resize(1600, 1200, { kernel: 'nearest' }).png().toBuffer();
    expect(await checkImage(bytes)).toMatchObject({ ok: true });
  });

  it('is a photograph for all that: one taken at night, and one saved with an unused transparency', async () => {
    const night = await photo(320, 240).linear(0.05, 0).jpeg().toBuffer();
    expect(await checkImage(night)).toMatchObject({ ok: true });
    const alpha = await photo(320, 240).ensureAlpha().png().toBuffer();
    expect(await checkImage(alpha)).toMatchObject({ ok: true });
  });
});

describe('a damaged or dangerous file', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('is refused: a %s cut in half', async (format) => {
    const bytes = await photo(640, 480).toFormat(format).toBuffer();
    const verdict = await checkImage(bytes.subarray(0, bytes.length / 2));
    expect(verdict).toMatchObject({ ok: false, reason: expect.stringMatching(/^the image cannot be decoded/) });
  });

  it.each([
    ['jpeg', 640, 480],
    ['jpeg', 4000, 3000],
    ['png', 4000, 3000],
    ['webp', 3000, 2000],
  ] as const)('is refused: a %s of %s x %s that lost its last hundredth', async (format, width, height) => {
    const bytes = await photo(width, height).toFormat(format).toBuffer();
    expect(await checkImage(bytes.subarray(0, Math.floor(bytes.length * 0.99)))).toMatchObject({ ok: false });
  });

  it.each([
    [30_000, 30_000],
    [200_000, 200_000],
    [7_000, 6_000],
  ])('is refused before it fills the memory: a PNG of %i x %i pixels', async (width, height) => {
    const before = process.memoryUsage().rss;
    const verdict = await checkImage(hugePng(width, height));
    expect(verdict).toEqual({ ok: false, reason: `the image is ${width}x${height}, too large to be decoded` });
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });
});
