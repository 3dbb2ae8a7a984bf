import { isIP } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, test as base, beforeAll, describe, expect } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { eventually } from '../../test/support/eventually.ts';
import { PAGE_TEXT, type Route, type Site, startHostileSite } from '../../test/support/hostile-site.ts';
import { DeferError, NoSeatError } from '../runtime/errors.ts';
import type { FetchEvent, Fetcher, FetcherOptions } from './fetcher.ts';
import { createFetcher } from './web-fetcher.ts';

const signal = new AbortController().signal;
const HOUR_MS = 3_600_000;

interface Web {
  readonly site: Site;
  readonly pool: pg.Pool;
  readonly events: FetchEvent[];
  /** A fetcher of its own memory, as another daemon would have; closed after the test. */
  daemon(options?: Partial<FetcherOptions>): Fetcher;
  /** The same site under a name; a `http://NAME:PORT`. */
  named(name: string): string;
}

const NAMES = ['cars.test', 'www.cars.test', 'images.test'];
let robotsTxt: Route = () => undefined;

// One database for the file: every test leaves the table of hosts empty.
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const test = base.extend('web', async ({ task: _ }, { onCleanup }): Promise<Web> => {
  robotsTxt = (response) => response.writeHead(404).end();
  const site = await startHostileSite({ '/robots.txt': (...asked) => robotsTxt(...asked) });
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  const fetchers: Fetcher[] = [];
  const events: FetchEvent[] = [];
  const port = new URL(site.origin).port;
  onCleanup(async () => {
    await Promise.all(fetchers.map((fetcher) => fetcher.close()));
    await pool.query('truncate micro_scrape.hosts');
    await Promise.all([pool.end(), site.close()]);
  });
  return {
    site,
    pool,
    events,
    named: (name) => `http://${name}:${port}`,
    daemon: (options = {}) => {
      const fetcher = createFetcher({
        pool,
        userAgent: 'micro-scrape/test',
        robots: 'obey',
        minIntervalMs: 0,
        allowPrivate: [site.allow, ...NAMES.map((name) => `${name}:${port}`)],
        onFetch: (event) => events.push(event),
        resolve: async (name) => {
          if (!NAMES.includes(name)) throw new Error(`${name} is not to be asked for`);
          return [{ address: '127.0.0.1', family: 4 }];
        },
        ...options,
      });
      fetchers.push(fetcher);
      return fetcher;
    },
  };
});

function pages(site: Site): string[] {
  return site.requests.filter((request) => request !== 'GET /robots.txt');
}

async function waitOf(answer: Promise<unknown>): Promise<DeferError> {
  const error = await answer.then(
    () => expect.fail('an answer where a DeferError was expected'),
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(DeferError);
  return error as DeferError;
}

describe('a page', () => {
  test('comes with its text, its bytes and its validators', async ({ web: { daemon, site, events } }) => {
    const page = await daemon().fetchPage(`${site.origin}/etag`, { signal });
    expect(page).toEqual({
      status: 'ok',
      url: `${site.origin}/etag`,
      bytes: Buffer.from(PAGE_TEXT),
      contentType: 'text/html; charset=utf-8',
      etag: '"v1"',
      lastModified: 'Mon, 01 Jan 2024 00:00:00 GMT',
    });
    const host = new URL(site.origin).host;
    expect(events).toMatchObject([
      { kind: 'robots', host, outcome: 'gone' },
      { kind: 'page', host, outcome: 'ok', bytes: Buffer.byteLength(PAGE_TEXT) },
    ]);
  });

  test('that has not changed is not read again', async ({ web: { daemon, site, events } }) => {
    const url = `${site.origin}/etag`;
    const page = await daemon().fetchPage(url, { signal, kept: { url, etag: '"v1"', lastModified: undefined } });
    expect(page).toEqual({ status: 'not_modified' });
    expect(events.at(-1)).toMatchObject({ outcome: 'not_modified' });
  });

  test.for<[string, string, string, string]>([
    ['/missing', 'PermanentError', 'gone', 'gone'],
    ['/pdf', 'PermanentError', 'invalid', 'invalid'],
    ['/pdf-as-html', 'PermanentError', 'invalid', 'invalid'],
    ['/zip-as-html', 'PermanentError', 'invalid', 'invalid'],
    ['/json', 'PermanentError', 'invalid', 'invalid'],
    ['/plain-text', 'PermanentError', 'invalid', 'invalid'],
    ['/ten-megabytes', 'PermanentError', 'invalid', 'too_large'],
    ['/loop', 'PermanentError', 'invalid', 'invalid'],
    ['/status?code=403', 'HostError', 'blocked', 'blocked'],
    ['/status?code=403&challenge=1', 'HostError', 'blocked', 'challenge'],
    ['/status?code=429', 'HostError', 'waiting', 'rate_limited'],
    ['/status?code=500', 'HostError', 'waiting', 'server_error'],
    ['/status?code=204', 'HostError', 'waiting', 'server_error'],
    ['/empty', 'HostError', 'waiting', 'server_error'],
    ['/blank', 'HostError', 'waiting', 'server_error'],
    ['/reset', 'HostError', 'waiting', 'network'],
  ])('at %s is a %s', async ([path, name, outcome, told], { web: { daemon, site, events } }) => {
    const error = await daemon()
      .fetchPage(site.origin + path, { signal })
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name, outcome });
    expect(events.at(-1)).toMatchObject({ kind: 'page', outcome: told, bytes: 0 });
  });

  test.for(['/html-as-text', '/no-type'])(
    'is known by its looks when its type says nothing: %s',
    async (path, { web: { daemon, site } }) => {
      expect(await daemon().fetchPage(site.origin + path, { signal })).toMatchObject({ bytes: Buffer.from(PAGE_TEXT) });
    },
  );

  test.for(['http://[::1]:1/', 'http://127.1:1/', 'file:///etc/passwd', 'nonsense', 'http://127.0.0.1:1/'])(
    'at %s is never asked for',
    async (url, { web: { daemon, site, events } }) => {
      const answer = daemon().fetchPage(url, { signal });
      await expect(answer).rejects.toMatchObject({ name: 'PermanentError', outcome: 'invalid' });
      expect(site.requests).toEqual([]);
      expect(events).toMatchObject([{ kind: 'page', outcome: 'invalid' }]);
    },
  );

  test('says which address was private', async ({ web: { daemon } }) => {
    await expect(daemon().fetchPage('http://192.168.1.1/car', { signal })).rejects.toThrow(
      'address 192.168.1.1 is private',
    );
    const rebound = daemon({ resolve: async () => [{ address: '10.1.2.3', family: 4 }], robots: 'ignore' });
    await expect(rebound.fetchPage('http://cars.example/1', { signal })).rejects.toThrow(
      'address 10.1.2.3 of cars.example is private',
    );
  });

  test('ends with its caller’s own reason', async ({ web: { daemon, site, events } }) => {
    const stop = new AbortController();
    const answer = daemon().fetchPage(`${site.origin}/hang`, { signal: stop.signal });
    await expect.poll(() => site.requests).toContain('GET /hang');
    const reason = new Error('shutting down');
    stop.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(events.map((event) => event.kind)).toEqual(['robots']);
  });
});

describe('pacing', () => {
  test('puts a vehicle that comes too early in line, and lets it in with the slot it is given', async ({ web }) => {
    const { daemon, site } = web;
    const [one, two] = [daemon({ minIntervalMs: HOUR_MS }), daemon({ minIntervalMs: HOUR_MS })];
    await one.fetchPage(`${site.origin}/page`, { signal });
    const second = await waitOf(two.fetchPage(`${site.origin}/page`, { signal }));
    expect(second).toMatchObject({ name: 'HostError', outcome: 'waiting', inLine: true, failed: false });
    expect(pages(site)).toHaveLength(1);

    const reservedAt = await two.reserveTurn(new URL(site.origin).host);
    const early = await waitOf(two.fetchPage(`${site.origin}/page`, { signal, reservedAt }));
    expect(early).toMatchObject({ name: 'RateLimitedError', until: reservedAt });
    await web.pool.query(`update micro_scrape.hosts set next_slot_at = next_slot_at - interval '1 hour',
      last_start_at = last_start_at - interval '1 hour'`);
    await two.fetchPage(`${site.origin}/page`, { signal, reservedAt: new Date(reservedAt.getTime() - HOUR_MS) });
    expect(pages(site)).toHaveLength(2);
  });

  test('follows a redirect to another host in that host’s own line', async ({ web }) => {
    const { daemon, site, named } = web;
    const fetcher = daemon({ minIntervalMs: HOUR_MS });
    await fetcher.fetchPage(`${named('www.cars.test')}/page`, { signal });
    const url = `${named('cars.test')}/to?url=${named('www.cars.test')}/page`;
    const error = await waitOf(fetcher.fetchPage(url, { signal }));
    expect(error).toMatchObject({ host: new URL(named('www.cars.test')).host, inLine: true });
    expect(pages(site).filter((request) => request === 'GET /page')).toHaveLength(1);
  });

  test('obeys Retry-After, also in another daemon, and forgets nothing', async ({ web }) => {
    const { daemon, site, named } = web;
    const error = await waitOf(
      daemon().fetchPage(`${named('cars.test')}/status?code=429&retry-after=7200`, { signal }),
    );
    expect(error.outcome).toBe('waiting');
    expect(Math.abs(error.until.getTime() - Date.now() - 2 * HOUR_MS)).toBeLessThan(60_000);
    const before = site.requests.length;
    const later = await waitOf(daemon().fetchPage(`${named('cars.test')}/page`, { signal }));
    expect(later.until).toEqual(error.until);
    expect(later.message).toContain('answered 429');
    await waitOf(daemon().fetchImage(`${named('cars.test')}/photo.jpg`, { signal }));
    expect(site.requests).toHaveLength(before);
    await daemon().fetchPage(`${named('www.cars.test')}/page`, { signal });
  });

  test('leaves a host alone after two failures in a row', async ({ web: { daemon, named, site } }) => {
    const fetcher = daemon();
    const url = `${named('cars.test')}/status?code=500`;
    await waitOf(fetcher.fetchPage(url, { signal }));
    expect(await waitOf(fetcher.fetchPage(url, { signal }))).toMatchObject({ failed: true, inLine: true });
    const before = site.requests.length;
    const later = await waitOf(fetcher.fetchPage(url, { signal }));
    expect(later).toMatchObject({ failed: false, inLine: true });
    expect(later.message).toContain('answered 500');
    expect(site.requests).toHaveLength(before);
  });

  test('is not held up by one broken page of a host that answers others', async ({ web: { daemon, named } }) => {
    const fetcher = daemon();
    const url = `${named('cars.test')}/status?code=500`;
    const failedAt = new Date();
    await waitOf(fetcher.fetchPage(url, { signal }));
    const fetched = await fetcher.fetchPage(`${named('cars.test')}/page`, { signal });
    if (fetched.status === 'ok') await fetcher.pageWasGood(fetched.url);
    await expect(fetcher.fetchPage(url, { signal, failedAt })).rejects.toMatchObject({ name: 'RetryError' });
    await fetcher.fetchPage(`${named('cars.test')}/page`, { signal });
  });

  test('leaves a host alone when the reader of a page saw a robot check', async ({ web: { daemon, named, site } }) => {
    const url = `${named('cars.test')}/page`;
    await daemon().showedRobotCheck(url, 'showed a robot check', undefined);
    await daemon().showedRobotCheck(url, 'showed a robot check', undefined);
    const error = await waitOf(daemon().fetchPage(url, { signal }));
    expect(error).toMatchObject({ outcome: 'blocked', message: expect.stringContaining('showed a robot check') });
    expect(site.requests).toEqual([]);
  });
});

describe('robots.txt', () => {
  const says = (text: string) => {
    robotsTxt = (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(text);
  };

  test('is read once for all daemons and obeyed', async ({ web: { daemon, site, events } }) => {
    says('User-agent: *\nDisallow: /private\nAllow: /private/but\n');
    const [one, two] = [daemon(), daemon()];
    const denied = await waitOf(one.fetchPage(`${site.origin}/private/page`, { signal }));
    expect(denied.outcome).toBe('blocked');
    expect(Math.abs(denied.until.getTime() - Date.now() - 24 * HOUR_MS)).toBeLessThan(60_000);
    expect(events.at(-1)).toMatchObject({ kind: 'page', outcome: 'robots_denied' });
    await waitOf(two.fetchPage(`${site.origin}/private/page`, { signal }));
    await waitOf(two.fetchImage(`${site.origin}/private/photo.jpg`, { signal }));
    await two.fetchPage(`${site.origin}/page`, { signal });
    expect(site.requests).toEqual(['GET /robots.txt', 'GET /page']);
    await expect(two.fetchPage(`${site.origin}/private/but`, { signal })).rejects.toMatchObject({ outcome: 'gone' });
  });

  test('is asked for once, however many vehicles wait for it', async ({ web: { daemon, site } }) => {
    says('');
    const fetcher = daemon();
    await Promise.all(Array.from({ length: 10 }, () => fetcher.fetchPage(`${site.origin}/page`, { signal })));
    expect(site.requests.filter((request) => request === 'GET /robots.txt')).toHaveLength(1);
    expect(pages(site)).toHaveLength(10);
  });

  test('may name us', async ({ web: { daemon, site } }) => {
    says('User-agent: *\nDisallow: /\n\nUser-agent: micro-scrape\nDisallow: /private\n');
    await daemon().fetchPage(`${site.origin}/page`, { signal });
    await waitOf(daemon().fetchPage(`${site.origin}/private`, { signal }));
  });

  test('is obeyed behind redirects too', async ({ web: { daemon, site, named } }) => {
    says('User-agent: *\nDisallow: /page\n');
    await waitOf(daemon().fetchPage(`${site.origin}/to?url=/page`, { signal }));
    await waitOf(daemon().fetchImage(`${site.origin}/to?url=${named('images.test')}/page`, { signal }));
    expect(pages(site).every((request) => request.startsWith('GET /to'))).toBe(true);
  });

  test('may ask for more time between requests, but not for more than a minute', async ({ web }) => {
    const { daemon, site } = web;
    says('User-agent: *\nCrawl-delay: 3600\n');
    const fetcher = daemon();
    await fetcher.fetchPage(`${site.origin}/page`, { signal });
    const host = new URL(site.origin).host;
    const slots = [await fetcher.reserveTurn(host), await fetcher.reserveTurn(host)];
    expect(Number(slots[1]) - Number(slots[0])).toBe(60_000);
    await waitOf(fetcher.fetchPage(`${site.origin}/page`, { signal }));
  });

  test.for([404, 401, 403, 410, 400])('answered with %i is none', async (status, { web: { daemon, site } }) => {
    robotsTxt = (response) => response.writeHead(status).end();
    await daemon().fetchPage(`${site.origin}/page`, { signal });
    await daemon().fetchPage(`${site.origin}/page`, { signal });
    expect(site.requests).toEqual(['GET /robots.txt', 'GET /page', 'GET /page']);
  });

  test.for([500, 503])('answered with %i means not now', async (status, { web: { daemon, site } }) => {
    robotsTxt = (response) => response.writeHead(status).end();
    const asked = [];
    for (const fetcher of [daemon(), daemon(), daemon()]) {
      const error = await waitOf(fetcher.fetchPage(`${site.origin}/page`, { signal }));
      expect(error.message).toContain('cannot be read now');
      asked.push(error);
    }
    // As any failure of the host: tried once more, and then left alone.
    expect(asked).toMatchObject([{ failed: true }, { failed: true }, { failed: false }]);
    expect(site.requests).toEqual(['GET /robots.txt', 'GET /robots.txt']);
  });

  test('behind a robot check is none with 403, and means not now with 503', async ({
    web: { daemon, site, named },
  }) => {
    robotsTxt = (response) => response.writeHead(403, { 'cf-mitigated': 'challenge' }).end();
    await daemon().fetchPage(`${site.origin}/page`, { signal });
    robotsTxt = (response) => response.writeHead(503, { 'cf-mitigated': 'challenge' }).end();
    const error = await waitOf(daemon().fetchPage(`${named('cars.test')}/page`, { signal }));
    expect(error.message).toContain('cannot be read now');
  });

  test.for(['identity', 'gzip', 'br'])(
    'larger than anything we read is obeyed as far as we read it, sent as %s',
    async (encoding, { web: { daemon, site } }) => {
      const text = Buffer.from(`User-agent: *\nDisallow: /page\n${'# nothing\n'.repeat(900_000)}`);
      const body = encoding === 'gzip' ? gzipSync(text) : encoding === 'br' ? brotliCompressSync(text) : text;
      robotsTxt = (response) => response.writeHead(200, { 'content-encoding': encoding }).end(body);
      await waitOf(daemon().fetchPage(`${site.origin}/page`, { signal }));
      expect(pages(site)).toEqual([]);
    },
  );

  test('is obeyed behind five redirects, for the host that was asked, and is none behind more', async ({ web }) => {
    const { daemon, site, named } = web;
    let hops = 5;
    const rules = 'User-agent: *\nDisallow: /page\n';
    robotsTxt = (response, _, url) => {
      const done = Number(url.searchParams.get('hop'));
      if (done >= hops) response.writeHead(200).end(rules);
      else response.writeHead(301, { location: `${named(NAMES[done % 2] ?? '')}/robots.txt?hop=${done + 1}` }).end();
    };
    await waitOf(daemon().fetchPage(`${site.origin}/page`, { signal }));
    expect(site.requests).not.toContain('GET /page');
    expect(site.requests).toContain('GET /robots.txt?hop=5');
    hops = 6;
    await daemon().fetchPage(`${named('images.test')}/page`, { signal });
  });

  test('is read again after a day', async ({ web: { daemon, site, pool } }) => {
    says('User-agent: *\nDisallow: /\n');
    await waitOf(daemon().fetchPage(`${site.origin}/page`, { signal }));
    says('');
    await waitOf(daemon().fetchPage(`${site.origin}/page`, { signal }));
    await pool.query(`update micro_scrape.hosts set robots_fetched_at = robots_fetched_at - interval '24 hours'`);
    await daemon().fetchPage(`${site.origin}/page`, { signal });
    expect(site.requests).toEqual(['GET /robots.txt', 'GET /robots.txt', 'GET /page']);
  });

  test('full of NUL, broken lines and giants does no harm', async ({ web: { daemon, site } }) => {
    says(`\0\0<html>\nDisallow\n:::\nUser-agent: *\nDisallow: /${'*a'.repeat(100_000)}\nDisallow: /secret\n`);
    await daemon().fetchPage(`${site.origin}/page`, { signal });
    await waitOf(daemon().fetchPage(`${site.origin}/secret`, { signal }));
  });

  test('full of wildcards forbids too much rather than too little', async ({ web: { daemon, site } }) => {
    const rules = Array.from({ length: 250 }, (_, index) => `Disallow: /x${index}/${'*a'.repeat(1_000)}b`);
    says(`User-agent: *\n${rules.join('\n')}\nAllow: /x249/*photos\nDisallow: /secret*x\n`);
    const fetcher = daemon();
    await fetcher.fetchPage(`${site.origin}/page?${'a'.repeat(4_000)}`, { signal });
    await waitOf(fetcher.fetchPage(`${site.origin}/x249/photos`, { signal }));
    await waitOf(fetcher.fetchPage(`${site.origin}/secret`, { signal }));
  });

  test('can be left unread', async ({ web: { daemon, site } }) => {
    says('User-agent: *\nDisallow: /\n');
    await daemon({ robots: 'ignore' }).fetchPage(`${site.origin}/page`, { signal });
    expect(site.requests).toEqual(['GET /page']);
  });
});

describe('an image', () => {
  test('comes with its bytes and what the server calls it', async ({ web: { daemon, site, events } }) => {
    const image = await daemon().fetchImage(`${site.origin}/to?url=/pdf`, { signal });
    expect(image).toEqual({
      url: `${site.origin}/pdf`,
      bytes: Buffer.from('%PDF-1.7'),
      contentType: 'application/pdf',
    });
    expect(events.at(-1)).toMatchObject({ kind: 'image', outcome: 'ok', bytes: 8 });
  });

  test('that is empty may be tried again', async ({ web: { daemon, site } }) => {
    const answer = daemon().fetchImage(`${site.origin}/empty`, { signal });
    await expect(answer).rejects.toMatchObject({ name: 'RetryError' });
  });

  test('is one of two at most that are downloaded from a host at once', async ({ web: { daemon, site } }) => {
    const stop = new AbortController();
    const fetcher = daemon();
    const images = Array.from({ length: 6 }, () => fetcher.fetchImage(`${site.origin}/hang`, { signal: stop.signal }));
    await expect.poll(() => pages(site)).toEqual(['GET /hang', 'GET /hang']);
    const other = await fetcher.fetchPage(`${site.origin}/page`, { signal });
    expect(other).toMatchObject({ status: 'ok' });
    expect(pages(site)).toEqual(['GET /hang', 'GET /hang', 'GET /page']);
    stop.abort(new Error('enough'));
    const results = await Promise.allSettled(images);
    expect(results.map((result) => result.status)).toEqual(Array.from({ length: 6 }, () => 'rejected'));
    await fetcher.fetchImage(`${site.origin}/page`, { signal });
  });
});

describe('a proxy', () => {
  test('gets every request, but none for a private name or address', async ({ web: { daemon, site } }) => {
    // The hostile site serves as the proxy: an absolute-form request line reaches it as the path.
    const asked: string[] = [];
    const fetcher = daemon({
      egressProxyUrl: site.origin,
      robots: 'ignore',
      allowPrivate: [],
      resolve: async (name) => {
        asked.push(name);
        if (name === 'unknown.example') throw new Error('not found');
        return [{ address: name === 'inside.example' ? '10.0.0.1' : '93.184.216.34', family: 4 }];
      },
    });
    const local = 'localhost localhost. LOCALHOST x.localdomain localhost.localdomain x.localdomain. printer.local';
    const internal = 'metadata.google.internal intranet intranet. router.home.arpa a.lan';
    for (const host of ['inside.example', '10.0.0.1', '[::1]', ...local.split(' '), ...internal.split(' ')]) {
      const answer = fetcher.fetchPage(`http://${host}/page`, { signal });
      await expect(answer, host).rejects.toThrow(/is private/);
    }
    for (const host of ['localhost..', 'x..localhost', '.localhost', 'a..example', '..', 'public.example..']) {
      await expect(fetcher.fetchPage(`http://${host}/page`, { signal }), host).rejects.toThrow(/no name of a host/);
    }
    expect(site.requests).toEqual([]);
    expect(asked.every((name) => isIP(name) === 0)).toBe(true);
    for (const host of ['public.example', 'unknown.example']) {
      expect(await fetcher.fetchPage(`http://${host}/page`, { signal })).toMatchObject({ url: `http://${host}/page` });
    }
    expect(site.requests).toEqual(['GET http://public.example/page', 'GET http://unknown.example/page']);
  });

  test('that is no URL ends the start', ({ web: { daemon } }) => {
    for (const egressProxyUrl of ['socks5://127.0.0.1:1080', 'nonsense']) {
      expect(() => daemon({ egressProxyUrl })).toThrow(/EGRESS_PROXY_URL/);
    }
  });
});

describe('a host that answers slowly', () => {
  test('is waited for by as many as there are slow seats; others come back, and quick hosts are not kept waiting', async ({
    web: { named, daemon, events, site },
  }) => {
    const fetcher = daemon({ seats: 4, robots: 'ignore' });
    const ended = new AbortController();
    const visit = (name: string, path: string, holder: string) =>
      fetcher.fetchPage(`${named(name)}${path}`, { signal: ended.signal, holder });
    const first = visit('cars.test', '/hang', '1').catch(() => undefined);
    await eventually('the first one is slow', () => fetcher.seats().slow === 1);
    const began = performance.now();
    const error = await waitOf(visit('www.cars.test', '/hang', '2'));
    expect(performance.now() - began).toBeGreaterThan(2_900);
    expect(error).toBeInstanceOf(NoSeatError);
    expect(error.message).toMatch(/^www\.cars\.test:\d+ answers slowly: waits for one of 1 seat for slow hosts$/);
    expect(error.until.getTime() - Date.now()).toBeGreaterThan(1_000);
    expect(events.map(({ outcome }) => outcome)).toEqual(['put_off']);
    expect(fetcher.seats()).toEqual({ inTime: 0, slow: 1 });

    const requests = site.requests.length;
    await waitOf(visit('www.cars.test', '/page', '3'));
    expect(site.requests).toHaveLength(requests);
    await expect(visit('images.test', '/page', '4')).resolves.toMatchObject({ status: 'ok' });
    ended.abort();
    await first;
    expect(fetcher.seats()).toEqual({ inTime: 0, slow: 0 });
  });
});
