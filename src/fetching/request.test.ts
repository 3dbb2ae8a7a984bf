import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_TEXT, type Site, startHostileSite, startRawSite } from '../../test/support/hostile-site.ts';
import { createDispatcher, resolveBySystem } from './connector.ts';
import type { FetchFault } from './fetch-outcome.ts';
import { type Client, type GetOptions, get } from './request.ts';

let site: Site;
let client: Client;
const never = new AbortController().signal;

beforeAll(async () => {
  site = await startHostileSite();
  client = clientFor(site.allow);
});
afterAll(async () => {
  await client.dispatcher.destroy();
  await site.close();
});

function clientFor(...hosts: string[]): Client {
  const allow = new Set(hosts);
  return { dispatcher: createDispatcher({ allow, resolve: resolveBySystem }), allow, userAgent: 'micro-scrape/test' };
}

function read(path: string, options: Partial<GetOptions> = {}) {
  const url = new URL(path, site.origin);
  return get(client, url, { signal: never, deadlineMs: 10_000, maxBytes: 5_000_000, accept: 'text/html', ...options });
}

async function faultOf(path: string, options: Partial<GetOptions> = {}): Promise<FetchFault> {
  return expectFault(read(path, options));
}

async function expectFault(answer: Promise<unknown>): Promise<FetchFault> {
  const error = await answer.then(
    () => expect.fail('an answer where a fault was expected'),
    (caught: unknown) => caught,
  );
  expect(error).toMatchObject({ name: 'FetchFault' });
  return error as FetchFault;
}

describe('a good answer', () => {
  it.each(['/page', '/gzip', '/br', '/zstd', '/deflate', '/deflate-raw'])('is read whole from %s', async (path) => {
    const answer = await read(path);
    expect(answer).toMatchObject({ status: 200, contentType: 'text/html; charset=utf-8' });
    expect(answer.body.toString()).toBe(PAGE_TEXT);
  });

  it('is asked for without cookies, credentials or referrer', async () => {
    await read('/page');
    const sent = site.headers.at(-1) ?? {};
    expect(Object.keys(sent).sort()).toEqual(
      ['accept', 'accept-encoding', 'accept-language', 'connection', 'host', 'user-agent'].sort(),
    );
    expect(sent['user-agent']).toBe('micro-scrape/test');
  });

  it('carries the validators, and comes back as 304 when they still hold', async () => {
    const first = await read('/etag');
    expect(first).toMatchObject({ status: 200, etag: '"v1"', lastModified: 'Mon, 01 Jan 2024 00:00:00 GMT' });
    const second = await read('/etag', { kept: { ...first, url: first.url.href } });
    expect(second.status).toBe(304);
    expect(second.body).toHaveLength(0);
  });

  it('shows the validators to the address they came from, and to no other on the way or at its end', async () => {
    const other = await startHostileSite();
    const both = clientFor(site.allow, other.allow);
    const ask = (target: string) =>
      get(both, new URL(`/to?url=${target}`, site.origin), {
        ...{ signal: never, deadlineMs: 10_000, maxBytes: 5_000_000, accept: 'text/html' },
        kept: { url: `${site.origin}/etag`, etag: '"v1"', lastModified: 'Mon, 01 Jan 2024 00:00:00 GMT' },
      });
    expect((await ask(`${site.origin}/etag`)).status).toBe(304);
    const [onTheWay, atItsEnd] = site.headers.slice(-2);
    expect(atItsEnd).toHaveProperty('if-none-match');
    expect((await ask(`${other.origin}/etag`)).status).toBe(200);
    for (const sent of [onTheWay, site.headers.at(-1), other.headers.at(-1)]) {
      expect(sent).toBeDefined();
      expect(sent).not.toHaveProperty('if-none-match');
      expect(sent).not.toHaveProperty('if-modified-since');
    }
    await both.dispatcher.destroy();
    await other.close();
  });

  it('is found behind five redirects, and its url is the last one', async () => {
    const hops: string[] = [];
    const answer = await read('/hops?left=5', {
      onRedirect: async (to) => {
        hops.push(to.search);
      },
    });
    expect(answer.url.href).toBe(`${site.origin}/hops?left=0`);
    expect(hops).toEqual(['?left=4', '?left=3', '?left=2', '?left=1', '?left=0']);
  });

  it.each([301, 302, 303, 307, 308])('is found behind a %i', async (status) => {
    const answer = await read(`/to?status=${status}&url=/page`);
    expect(answer.url.pathname).toBe('/page');
  });
});

describe('size', () => {
  it.each([
    '/bomb-gzip',
    '/bomb-br',
    '/bomb-zstd',
    '/bomb-deflate',
    '/ten-megabytes',
    '/declared-ten-megabytes',
    '/endless',
  ])('is limited before memory is: %s', async (path) => {
    expect(await faultOf(path)).toMatchObject({ outcome: 'too_large', message: 'the answer is larger than 5 MB' });
  });

  it.each(['/huge-headers', '/many-headers'])('of the headers is limited too: %s', async (path) => {
    expect(await faultOf(path)).toMatchObject({ outcome: 'too_large', message: expect.stringMatching(/headers/) });
  });

  it('may be exactly the limit', async () => {
    const length = Buffer.byteLength(PAGE_TEXT);
    for (const path of ['/page', '/gzip']) {
      expect((await read(path, { maxBytes: length })).body).toHaveLength(length);
      expect(await faultOf(path, { maxBytes: length - 1 })).toMatchObject({ outcome: 'too_large' });
    }
  });
});

describe('encoding', () => {
  it.each(['/double-gzip', '/unknown-encoding'])('that only an attack would use is refused: %s', async (path) => {
    expect(await faultOf(path)).toMatchObject({
      outcome: 'invalid',
      message: expect.stringMatching(/content-encoding/),
    });
  });

  it.each(['/not-gzip', '/truncated-gzip'])('that is damaged may be tried again: %s', async (path) => {
    expect(await faultOf(path)).toMatchObject({ outcome: 'network', message: expect.stringMatching(/damaged/) });
  });
});

describe('time', () => {
  it.each(['/drip', '/hang', '/hang-in-body'])('is limited in all, however busy the server looks: %s', async (path) => {
    expect(await faultOf(path, { deadlineMs: 300 })).toMatchObject({ outcome: 'timeout' });
  });

  it('ends with the caller, and the reason is the caller’s own', async () => {
    const reason = new Error('shutting down');
    const stop = new AbortController();
    const answer = read('/hang', { signal: stop.signal });
    await expect.poll(() => site.requests.at(-1)).toBe('GET /hang');
    stop.abort(reason);
    await expect(answer).rejects.toBe(reason);
  });
});

describe('a broken connection', () => {
  it.each(['/truncated', '/reset'])('may be tried again: %s', async (path) => {
    expect(await faultOf(path)).toMatchObject({ outcome: 'network' });
  });

  it('leads to a host that no longer answers', async () => {
    const gone = await startHostileSite();
    await gone.close();
    const other = clientFor(gone.allow);
    const answer = get(other, new URL(gone.origin), { signal: never, deadlineMs: 5_000, maxBytes: 1, accept: '*/*' });
    expect(await expectFault(answer)).toMatchObject({ outcome: 'network' });
    await other.dispatcher.destroy();
  });

  it.each([
    ['HTTP/0.9', '<html>just text</html>'],
    ['a garbled chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n'],
    ['more bytes than declared', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ])('speaks %s', async (_, bytes) => {
    const raw = await startRawSite(bytes);
    const other = clientFor(raw.allow);
    const answer = get(other, new URL(raw.origin), {
      signal: never,
      deadlineMs: 5_000,
      maxBytes: 1_000,
      accept: '*/*',
    });
    expect(await expectFault(answer)).toMatchObject({ outcome: 'network' });
    await other.dispatcher.destroy();
    await raw.close();
  });
});

describe('status', () => {
  it.each([
    [204, 'server_error'],
    [206, 'server_error'],
    [300, 'invalid'],
    [304, 'invalid'],
    [305, 'invalid'],
    [400, 'invalid'],
    [401, 'blocked'],
    [402, 'invalid'],
    [403, 'blocked'],
    [404, 'gone'],
    [406, 'invalid'],
    [408, 'server_error'],
    [410, 'gone'],
    [418, 'invalid'],
    [425, 'server_error'],
    [429, 'rate_limited'],
    [451, 'blocked'],
    [500, 'server_error'],
    [502, 'server_error'],
    [503, 'server_error'],
    [504, 'server_error'],
    [521, 'server_error'],
  ])('%i is %s', async (code, outcome) => {
    expect(await faultOf(`/status?code=${code}`)).toMatchObject({ outcome, status: code });
  });

  it('503 with Retry-After is a wish, without it a failure', async () => {
    expect(await faultOf('/status?code=503&retry-after=60')).toMatchObject({ outcome: 'rate_limited' });
    expect(await faultOf('/status?code=503&retry-after=soon')).toMatchObject({ outcome: 'server_error' });
  });

  it.each([403, 429, 503])('%i with the header of a robot check is a challenge', async (code) => {
    expect(await faultOf(`/status?code=${code}&challenge=1&retry-after=5`)).toMatchObject({ outcome: 'challenge' });
  });

  it('names the address without its query, where tokens live', async () => {
    const fault = await faultOf('/status?code=404&token=hunter2');
    expect(fault.message).toBe(`${site.origin}/status answered 404`);
  });
});

describe('a redirect', () => {
  it.each(['/loop', '/hops?left=6'])('is followed five times at most: %s', async (path) => {
    expect(await faultOf(path)).toMatchObject({
      outcome: 'invalid',
      message: expect.stringMatching(/more than 5 redirects/),
    });
  });

  it.each([
    ['nowhere', '/redirect-to-nowhere'],
    ['a file', '/to?url=file:///etc/passwd'],
    ['data', '/to?url=data:text/html,hi'],
    ['a script', '/to?url=javascript:alert(1)'],
    ['ftp', '/to?url=ftp://example.com/x'],
    ['an address with a password', '/to?url=http://user:pw@example.com/'],
    ['a port of no web server', '/to?url=http://example.com:5432/'],
    ['a private address', '/to?url=http://127.0.0.1:1/latest'],
  ])('to %s is refused', async (_, path) => {
    expect(await faultOf(path)).toMatchObject({ outcome: 'invalid', message: expect.stringMatching(/redirects/) });
  });

  it('hands on what the caller’s own check throws', async () => {
    const reason = new TypeError('mine');
    const answer = read('/hops?left=1', {
      onRedirect: async () => {
        throw reason;
      },
    });
    await expect(answer).rejects.toBe(reason);
  });

  it('to a path in raw UTF-8 is read as UTF-8', async () => {
    const raw = await startRawSite(
      `HTTP/1.1 302 Found\r\nLocation: ${Buffer.from('/coupé').toString('latin1')}\r\nContent-Length: 0\r\n\r\n`,
    );
    const other = clientFor(raw.allow);
    const seen: string[] = [];
    const answer = get(other, new URL(raw.origin), {
      signal: never,
      deadlineMs: 5_000,
      maxBytes: 1_000,
      accept: '*/*',
      onRedirect: async (to) => {
        seen.push(to.pathname);
      },
    });
    await expectFault(answer);
    expect(seen[0]).toBe('/coup%C3%A9');
    await other.dispatcher.destroy();
    await raw.close();
  });
});
