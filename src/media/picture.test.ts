import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkImage } from './check-image.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'pictures-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function photo(side: number, channels: 1 | 3 = 3) {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const tile = sharp({ create: { width: 64, height: 64, channels: 3, background: '#000', noise } });
  const input = await tile.png().toBuffer();
  const picture = sharp({ create: { width: side, height: side, channels: 3, background: '#888' } });
  const data = await picture
    .composite([{ input, tile: true }])
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(data, { raw: { width: side, height: side, channels }, limitInputPixels: false });
}

/** The most memory that a process held, in MB, beyond what it had with the decoder loaded. */
async function memoryFor(bytes: Buffer, times: number): Promise<number> {
  const file = path.join(directory, 'picture');
  await writeFile(file, bytes);
  const program = `
    import { readFile } from 'node:fs/promises';
    import sharp from ${JSON.stringify(import.meta.resolve('sharp'))};
    import { checkImage } from ${JSON.stringify(new URL('check-image.ts', import.meta.url).href)};
    const { signal } = new AbortController();
    const most = async () => Number(/VmHWM:\\s+(\\d+)/.exec(await readFile('/proc/self/status', 'utf8'))[1]) / 1024;
    await checkImage(await sharp({ create: { width: 200, height: 200, channels: 3, background: '#fff' } }).png().toBuffer(), signal);
    const before = await most();
    const bytes = await readFile(${JSON.stringify(file)});
    const looks = await Promise.all(Array.from({ length: ${times} }, () => checkImage(bytes, signal)));
    console.log(JSON.stringify({ ok: looks.every(({ ok }) => ok), mb: (await most()) - before }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  const { ok, mb } = JSON.parse(stdout);
  expect(ok).toBe(true);
  return mb;
}

// Other systems have no /proc to look in.
describe.runIf(process.platform === 'linux')('many large pictures at once', () => {
  // One of each takes about 160 MB, and four at a time would take as often as much.
  test('take no more memory than one of them gets, in AVIF', async () => {
    const bytes = await (await photo(3_000)).avif({ effort: 0, quality: 20 }).toBuffer();
    expect(await memoryFor(bytes, 4)).toBeLessThan(400);
  });

  test('take no more memory than one of them gets, in interlaced PNG of 16 bits', async () => {
    const bytes = await (await photo(4_600))
      .toColourspace('rgb16')
      .png({ progressive: true, compressionLevel: 1 })
      .toBuffer();
    expect(await memoryFor(bytes, 4)).toBeLessThan(400);
  });
});

test('a picture that would take more memory than all may have together is refused by its header', async () => {
  const bytes = await (await photo(4_100, 1)).avif({ effort: 0, quality: 20 }).toBuffer();
  // Of its pixels there are none: whoever decoded it would find it damaged.
  const verdict = await checkImage(bytes.subarray(0, 2_000), new AbortController().signal);
  expect(verdict).toEqual({ ok: false, reason: 'the image is 4100x4100, too large to be decoded' });
});
