import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discoveryUrl, isVehicleListing } from './listing.ts';
import { SAMPLE_LISTINGS } from './listings.ts';
import type { LocalServer } from './local-server.ts';
import { loadPictures, startSampleSite } from './sample-site.ts';

const VEHICLES = SAMPLE_LISTINGS.filter(isVehicleListing);
const STATUS: Readonly<Record<string, number>> = { missing: 404, 'robot-check': 403 };

let site: LocalServer;
beforeAll(async () => {
  site = await startSampleSite();
});
afterAll(() => site.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${site.origin}${path}`, { headers, redirect: 'manual', signal: AbortSignal.timeout(10_000) });

/** The page as text in the encoding its bytes are in. */
async function pageText(path: string, shape: string): Promise<string> {
  const bytes = await (await get(path)).arrayBuffer();
  return new TextDecoder(shape === 'post-2009' ? 'latin1' : 'utf-8', { fatal: true }).decode(bytes);
}

describe('the sample site', () => {
  it.each(SAMPLE_LISTINGS.filter((l) => l.path !== null).map((l) => [l.slug, l] as const))(
    'serves the page of %s',
    async (_, listing) => {
      const response = await fetch(discoveryUrl(listing, site.origin) ?? '');
      expect(response.status).toBe(STATUS[listing.page?.shape ?? ''] ?? 200);
      expect(response.headers.get('content-type')).toBe(
        listing.page?.shape === 'post-2009' ? 'text/html' : 'text/html; charset=utf-8',
      );
      const size = (await response.arrayBuffer()).byteLength;
      expect(size).toBeGreaterThan(500);
      expect(size).toBeLessThan(200_000);
    },
  );

  it.each(VEHICLES.map((l) => [l.slug, l] as const))(
    'shows on the page of %s what the table calls true',
    async (_, { path, page, truth }) => {
      // Apostrophes and quotes may stand as entities, JSON has its own escapes; figures stand with or without separators.
      const text = (await pageText(path, page.shape))
        .replaceAll('&#039;', "'")
        .replaceAll('&quot;', '"')
        .replaceAll('\\"', '"');
      const digits = text.replace(/(?<=\d)[.,](?=\d{3}(?!\d))/g, '');
      for (const value of [
        truth.make,
        truth.model,
        truth.color,
        truth.engine,
        truth.transmission,
        truth.descriptionStart,
      ])
        if (value !== null) expect(text).toContain(value);
      if (truth.price !== null) expect(digits).toContain(String(truth.price.amount));
      if (truth.mileage !== null && page.shape !== 'auction') expect(digits).toContain(String(truth.mileage.value));
      if (truth.vinOn === 'page') expect(text).toContain(truth.vin);
      else expect(text).not.toMatch(/\b(?=[A-HJ-NPR-Z]*\d)(?=\d*[A-HJ-NPR-Z])[A-HJ-NPR-Z0-9]{17}\b/);
      for (const picture of truth.pictures) expect(text).toContain(`/pictures/${picture}`);
    },
  );

  it('sends the old post as Latin-1 bytes that are no UTF-8, and names no charset', async () => {
    const listing = VEHICLES.find((l) => l.page.shape === 'post-2009');
    const bytes = await (await get(listing?.path ?? '')).arrayBuffer();
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    expect(new TextDecoder('latin1').decode(bytes)).not.toContain('charset');
  });

  it.each([
    ['the same ETag', 'if-none-match', 'etag'],
    ['the same date', 'if-modified-since', 'last-modified'],
  ])('answers 304 without a body to %s', async (_, condition, validator) => {
    for (const path of [VEHICLES[0]?.path ?? '', '/pictures/porsche-911-side.jpg', '/']) {
      const first = await get(path);
      await first.arrayBuffer();
      const again = await get(path, { [condition]: first.headers.get(validator) ?? '' });
      expect(again.status).toBe(304);
      expect((await again.arrayBuffer()).byteLength).toBe(0);
    }
  });

  it('answers 200 when the ETag is another, even if the date is the same', async () => {
    const first = await get('/');
    const again = await get('/', {
      'if-none-match': '"other"',
      'if-modified-since': first.headers.get('last-modified') ?? '',
    });
    expect(again.status).toBe(200);
  });

  it('serves every picture and thumbnail as what it says it is, and all of them stay small', async () => {
    let total = 0;
    for (const [name, { body, type }] of await loadPictures()) {
      const response = await get(`/pictures/${name}?fit=640%2C480`);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.equals(body)).toBe(true);
      expect(response.headers.get('content-type')).toBe(type);
      const { format, width, height } = await sharp(bytes).metadata();
      expect(type).toBe(`image/${format}`);
      expect(width * height).toBeGreaterThanOrEqual(640 * 480);
      // Decoding to pixels is the proof that the file is whole.
      await sharp(bytes, { failOn: 'truncated' }).stats();
      const thumb = Buffer.from(await (await get(`/thumbs/${name}`)).arrayBuffer());
      expect((await sharp(thumb).metadata()).width).toBe(160);
      total += bytes.length;
    }
    expect(total).toBeLessThan(1_500_000);
  });

  it('gives no two vehicles the same photograph in other bytes', async () => {
    const prints = await Promise.all(
      [...(await loadPictures()).values()].map(async ({ body }) => {
        const small = await sharp(body).resize(24, 18).removeAlpha().raw().toBuffer();
        return Buffer.from(small.map((b) => b >> 3)).toString('hex');
      }),
    );
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('forbids robots only what is private, and links every listing on its front page', async () => {
    expect(await (await get('/robots.txt')).text()).toContain('Disallow: /private/');
    const front = await (await get('/')).text();
    for (const { path } of SAMPLE_LISTINGS) if (path !== null) expect(front).toContain(`href="${path}"`);
  });

  it('names itself in its pages by the name it was asked for, but never by a foreign one', async () => {
    const port = new URL(site.origin).port;
    const { path = '' } = VEHICLES[0] ?? {};
    const text = async (host: string): Promise<string> => {
      const { request } = await import('node:http');
      return new Promise((resolve, reject) => {
        request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
          response.setEncoding('utf8');
          let body = '';
          response.on('data', (chunk: string) => {
            body += chunk;
          });
          response.on('end', () => resolve(body));
        })
          .on('error', reject)
          .end();
      });
    };
    expect(await text(`localhost:${port}`)).toContain(`http://localhost:${port}/pictures/`);
    expect(await text('evil.example"><script>')).toContain(`${site.origin}/pictures/`);
  });

  it('answers 404 to what it does not have', async () => {
    for (const path of ['/nowhere', '/pictures/none.jpg', '/thumbs/none.jpg', '/pictures/../listings.ts'])
      expect((await get(path)).status).toBe(404);
  });
});

describe('the local server', () => {
  it('remembers requests and closes with its signal', async () => {
    const stop = new AbortController();
    const own = await startSampleSite({ signal: stop.signal });
    await Promise.all([fetch(`${own.origin}/robots.txt`), fetch(`${own.origin}/robots.txt`)]);
    expect(own.requests.map((r) => [r.path, r.host])).toEqual(Array(2).fill(['/robots.txt', new URL(own.origin).host]));
    expect(own.count('/robots.txt')).toBe(2);
    expect(own.maxConcurrent('/robots.txt')).toBeGreaterThanOrEqual(1);
    expect(own.maxConcurrent('/never')).toBe(0);
    stop.abort();
    await own.close();
    await expect(fetch(`${own.origin}/robots.txt`)).rejects.toThrow();
  });
});
