import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalServer } from '../../examples/demo/site/local-server.ts';
import { judgeVin } from '../../src/vehicles/vin/vin.ts';
import { makesOfVin } from '../../src/vehicles/vin/wmi.ts';
import { BEHAVIOURS, startBehaviourSite } from './behaviours.ts';
import { numberedCar } from './cars.ts';

let site: LocalServer;
beforeAll(async () => {
  site = await startBehaviourSite();
});
afterAll(() => site.close());

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${site.origin}${path}`, { redirect: 'manual', signal: AbortSignal.timeout(10_000), ...init });
const bytes = async (path: string): Promise<Buffer> => Buffer.from(await (await get(path)).arrayBuffer());

describe('numbered cars', () => {
  it('have distinct VINs with the right check digit, of their maker', () => {
    const cars = Array.from({ length: 2_000 }, (_, n) => numberedCar(n));
    expect(new Set(cars.map((c) => c.vin)).size).toBe(cars.length);
    for (const car of cars) {
      expect(judgeVin(car.vin)).toBe('valid');
      expect(makesOfVin(car.vin) ?? [car.make]).toContain(car.make);
    }
  });

  it('stand complete on their page, with as many different pictures as asked for', async () => {
    const car = numberedCar(17);
    const page = await (await get(BEHAVIOURS.car(17, 3))).text();
    for (const value of [
      car.year,
      car.make,
      car.model,
      car.vin,
      car.price,
      car.mileage,
      car.color,
      car.engine,
      car.transmission,
      car.description,
    ])
      expect(page).toContain(String(value));
    const pictures = await Promise.all([0, 1, 2].map((i) => bytes(`/picture/17/${i}.jpg`)));
    const other = await bytes('/picture/18/0.jpg');
    for (const picture of [...pictures, other])
      expect((await sharp(picture, { failOn: 'truncated' }).stats()).isOpaque).toBe(true);
    expect(new Set([...pictures, other].map((p) => p.toString('base64'))).size).toBe(4);
  });
});

describe('the misbehaving site', () => {
  it.each([
    [BEHAVIOURS.notFound, 404, 'text/html; charset=utf-8'],
    [BEHAVIOURS.gone, 410, 'text/html; charset=utf-8'],
    [BEHAVIOURS.pdf, 200, 'application/pdf'],
    [BEHAVIOURS.image, 200, 'image/jpeg'],
    [BEHAVIOURS.robotCheck, 200, 'text/html; charset=utf-8'],
    [BEHAVIOURS.latin1, 200, 'text/html'],
    [BEHAVIOURS.redirectLoop, 302, 'text/html; charset=utf-8'],
  ])('answers %s with %i and %s', async (path, status, type) => {
    const response = await get(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
  });

  it('fails as often as it was told to, for each key anew', async () => {
    const statuses = async (path: string): Promise<number[]> => [
      (await get(path)).status,
      (await get(path)).status,
      (await get(path)).status,
    ];
    expect(await statuses(BEHAVIOURS.failing(2, 'a'))).toEqual([500, 500, 200]);
    expect(await statuses(BEHAVIOURS.failing(1, 'b'))).toEqual([500, 200, 200]);
  });

  it('asks for patience with Retry-After, then answers', async () => {
    const first = await get(BEHAVIOURS.busy(1, 7));
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await get(BEHAVIOURS.busy(1, 7))).status).toBe(200);
  });

  it('sends 10 MB, and nothing at all', async () => {
    expect((await bytes(BEHAVIOURS.huge)).length).toBeGreaterThanOrEqual(10 * 1024 * 1024);
    expect((await bytes(BEHAVIOURS.empty)).length).toBe(0);
  });

  it('sends redirects: a chain that ends, one that does not, and two to where nobody may go', async () => {
    expect((await get(BEHAVIOURS.redirects(3), { redirect: 'follow' })).url).toBe(`${site.origin}/car/4`);
    await expect(get(BEHAVIOURS.redirectLoop, { redirect: 'follow' })).rejects.toThrow();
    expect((await get(BEHAVIOURS.redirectToPrivate)).headers.get('location')).toContain('127.0.0.1:1/');
    expect((await get(BEHAVIOURS.redirectToFile)).headers.get('location')).toContain('file:');
  });

  it('hangs until the other side gives up, and lets go of it then', async () => {
    for (const path of [BEHAVIOURS.hang, BEHAVIOURS.slow(60_000)]) {
      const leave = new AbortController();
      const waiting = get(path, { signal: leave.signal });
      await expect.poll(() => site.maxConcurrent(new URL(path, site.origin).pathname)).toBe(1);
      leave.abort();
      await expect(waiting).rejects.toThrow();
    }
  });

  it('stalls in the middle of a page', async () => {
    const leave = new AbortController();
    const response = await get(BEHAVIOURS.stall, { signal: leave.signal });
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBe(400);
    const next = reader?.read();
    leave.abort();
    await expect(next).rejects.toThrow();
  });

  it('answers slowly when asked to', async () => {
    expect((await get(BEHAVIOURS.slow(30))).status).toBe(200);
  });

  it('shows pictures none of which can be decoded, and one that can if asked', async () => {
    const urls = async (path: string): Promise<string[]> => [
      ...new Set([...(await (await get(path)).text()).matchAll(/<img src="([^"]+)"/g)].map((m) => m[1] ?? '')),
    ];
    const broken = await urls(BEHAVIOURS.brokenPictures());
    expect(broken).toHaveLength(5);
    for (const url of broken) {
      const decoded = get(new URL(url).pathname)
        .then((r) => (r.ok ? r.arrayBuffer() : Promise.reject(new Error(String(r.status)))))
        .then((b) => sharp(Buffer.from(b), { failOn: 'truncated' }).stats());
      await expect(decoded, url).rejects.toThrow();
    }
    expect(await urls(BEHAVIOURS.brokenPictures(true))).toHaveLength(6);
  });

  it('counts requests and how many were open at once, by path', async () => {
    const leave = new AbortController();
    const open = Array.from({ length: 3 }, () => get(`${BEHAVIOURS.hang}?together`, { signal: leave.signal }));
    await expect.poll(() => site.maxConcurrent(BEHAVIOURS.hang)).toBe(3);
    leave.abort();
    await Promise.allSettled(open);
    await get(BEHAVIOURS.car(900));
    expect(site.count('/car/900')).toBe(1);
    expect(site.maxConcurrent('/car/900')).toBe(1);
    expect(site.maxConcurrent()).toBeGreaterThanOrEqual(3);
  });
});
