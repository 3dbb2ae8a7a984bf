/** Files that say they are photographs, as they come from any server. */
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { checkImage } from '../../src/media/check-image.ts';
import type { Case, Kind } from './case.ts';

const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const;

/** No two pixels of a row are alike, as in a photograph. */
function photo(width: number, height: number): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 7 + Math.floor(at / width) * 13) % 251;
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** A PNG of one bit a pixel whose header says any size. */
function png(width: number, height: number, ...more: Buffer[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(height, 1_000) * (1 + Math.ceil(Math.min(width, 100_000) / 8))));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const text = (words: string): Buffer => Buffer.from(words, 'latin1');

async function files(): Promise<Readonly<Record<string, readonly [outcome: string, bytes: Buffer]>>> {
  const made = await Promise.all(
    FORMATS.map(async (format) => [format, await photo(320, 240).toFormat(format).toBuffer()] as const),
  );
  const jpeg = made[0]?.[1] ?? Buffer.alloc(0);
  const animated = await sharp(Buffer.alloc(200 * 200 * 3 * 40, 9), {
    raw: { width: 200, height: 8_000, channels: 3, pageHeight: 200 },
  })
    .gif()
    .toBuffer();
  const huge = await sharp({ create: { width: 6_300, height: 6_300, channels: 3, background: 'red' } })
    .jpeg({ quality: 1 })
    .toBuffer();
  const zip = text('PK\u0003\u0004');
  return {
    ...Object.fromEntries(made.map(([format, bytes]) => [`a ${format}`, ['kept', bytes] as const])),
    ...Object.fromEntries(
      made.map(([format, bytes]) => [`half a ${format}`, ['refused', bytes.subarray(0, bytes.length >> 1)] as const]),
    ),
    ...Object.fromEntries(
      made.map(([format, bytes]) => [`the first 40 bytes of a ${format}`, ['refused', bytes.subarray(0, 40)] as const]),
    ),
    ...Object.fromEntries(
      made.map(([format, bytes]) => [
        `zeros in the middle of a ${format}`,
        [/png|avif|gif/.test(format) ? 'refused' : 'kept', damaged(bytes)] as const,
      ]),
    ),
    ...Object.fromEntries(
      [
        [30_000, 30_000],
        [65_535, 65_535],
        [2_147_483_647, 1],
        [1, 2_147_483_647],
        [100_000, 1_000],
        [0, 0],
        [4_294_967_295, 4_294_967_295],
        [16_384, 16_384],
      ].map(([w = 0, h = 0]) => [`a PNG that says ${w}x${h}`, ['refused', png(w, h)] as const]),
    ),
    'a PNG that unpacks to 900 megapixels': ['refused: the image is 30000x30000, too large', png(30_000, 30_000)],
    'a PNG of 40 megapixels of one color': ['refused', png(8_000, 5_000)],
    'a JPEG of 40 megapixels of one color': ['refused', huge],
    'a PNG whose text unpacks to 100 MB': [
      'refused',
      png(200, 200, chunk('zTXt', Buffer.concat([text('a\0\0'), deflateSync(Buffer.alloc(100_000_000))]))),
    ],
    'a PNG whose profile unpacks to 100 MB': [
      'refused',
      png(200, 200, chunk('iCCP', Buffer.concat([text('a\0\0'), deflateSync(Buffer.alloc(100_000_000))]))),
    ],
    'a PNG with a wrong sum': ['refused', Buffer.concat([png(200, 200).subarray(0, 30), Buffer.alloc(40, 1)])],
    'a PNG without pixels': ['refused', Buffer.concat([SIGNATURE, chunk('IEND', Buffer.alloc(0))])],
    'a signature alone': ['refused', SIGNATURE],
    'a drawing with a script': [
      'refused',
      text('<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><script>alert(1)</script></svg>'),
    ],
    'a drawing that reads a file': [
      'refused',
      text(
        '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
      ),
    ],
    'a drawing that asks a server': [
      'refused',
      text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="http://127.0.0.1/"/></svg>',
      ),
    ],
    'a packed drawing': ['refused', gzipSync('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    markup: ['refused', text('<!doctype html><html><body>403 Forbidden</body></html>')],
    'a PDF': ['refused', text('%PDF-1.7\n1 0 obj\n')],
    PostScript: ['refused', text('%!PS-Adobe-3.0 EPSF-3.0\n')],
    'a TIFF': ['refused', await photo(320, 240).tiff().toBuffer()],
    'a BMP': ['refused', Buffer.concat([text('BM'), Buffer.alloc(60)])],
    'an icon': ['refused', Buffer.from('00000100010010100000010020006804000016000000', 'hex')],
    'a Photoshop file': ['refused', text('8BPS\0\u0001\0\0\0\0\0\0')],
    'a film': [
      'refused',
      Buffer.from('0000001866747970 6d703432 00000000 6d703432 69736f6d'.replaceAll(' ', ''), 'hex'),
    ],
    'a program': ['refused', Buffer.from('7f454c46020101000000000000000000', 'hex')],
    'an archive': ['refused', zip],
    'JPEG and archive in one': ['kept', Buffer.concat([jpeg, zip, Buffer.alloc(100)])],
    'JPEG and script in one': ['kept', Buffer.concat([jpeg, text('<script>alert(1)</script>')])],
    'a script that begins like a GIF': ['refused', text('GIF89a/*\0\0\0\0*/=1;alert(1)//')],
    'a GIF of 40 pictures of one color': ['refused', animated],
    'a GIF of no picture': ['refused', Buffer.from('47494638396101000100000000003b', 'hex')],
    'a GIF that says 65535x65535': [
      'refused',
      Buffer.from('474946383961ffffffff0000002c00000000ffffffff0002024401003b', 'hex'),
    ],
    'a pixel that counts visitors': ['refused', await photo(1, 1).png().toBuffer()],
    'a strip of 10,000 by 10': ['refused', await photo(10_000, 10).png().toBuffer()],
    'one color': [
      'refused',
      await sharp({ create: { width: 300, height: 200, channels: 3, background: '#777' } })
        .png()
        .toBuffer(),
    ],
    'what shines through': [
      'refused',
      await sharp({ create: { width: 300, height: 200, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
        .png()
        .toBuffer(),
    ],
    'a WebP whose length lies': ['refused', Buffer.from('52494646ffffffff574542505650382004000000ffffffff', 'hex')],
    'an AVIF without pictures': [
      'refused',
      Buffer.from('0000001c66747970617669660000000061766966 6d696631 6d696166'.replaceAll(' ', ''), 'hex'),
    ],
    'a JPEG that says 65500x65500': ['refused', resized(jpeg, 65_500, 65_500)],
    'a JPEG with 10 MB of remarks': [
      'kept',
      Buffer.concat([
        jpeg.subarray(0, 2),
        ...Array.from({ length: 160 }, () => Buffer.concat([Buffer.from('fffefffe', 'hex'), Buffer.alloc(65_532)])),
        jpeg.subarray(2),
      ]),
    ],
    'a JPEG that ends at its start': ['refused', Buffer.from('ffd8ffd9', 'hex')],
    'a JPEG of random bytes': [
      'refused',
      Buffer.concat([jpeg.subarray(0, 200), Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7_919) % 256))]),
    ],
    'no byte': ['refused', Buffer.alloc(0)],
    'one byte': ['refused', Buffer.from([255])],
    'a megabyte of zeros': ['refused', Buffer.alloc(1_000_000)],
  };
}

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const middle = bytes.length >> 1;
  copy.fill(0, middle, middle + 200);
  return copy;
}

/** Its header says another size. */
function resized(jpeg: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(jpeg);
  const at = copy.indexOf(Buffer.from('ffc0', 'hex'));
  copy.writeUInt16BE(height, at + 5);
  copy.writeUInt16BE(width, at + 7);
  return copy;
}

export const pictures: Kind = {
  name: 'pictures',
  atOnce: 1,
  cases: async () =>
    Object.entries(await files()).map(
      ([name, [outcome, bytes]]): Case => ({
        name,
        outcome,
        run: async () => {
          const verdict = await checkImage(bytes, AbortSignal.timeout(9_000));
          return verdict.ok ? 'kept' : `refused: ${verdict.reason}`;
        },
      }),
    ),
};
