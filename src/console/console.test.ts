import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect } from 'vitest';
import { z } from 'zod';
import { connect } from '../../test/support/client.ts';
import { type TestDatabase, test } from '../../test/support/database.ts';
import { createPool } from '../database/pool.ts';
import { DaemonEvents } from '../events.ts';
import { createConsole } from './console.ts';
import { Sessions } from './sessions.ts';

const KEY = 'a-service-key-of-more-than-32-characters';
const PAGE = { accept: 'text/html' };
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

interface Served {
  mode?: 'off' | 'read' | 'full';
  serviceKeys?: string[];
}

async function serve(
  database: TestDatabase | undefined,
  { mode = 'full', serviceKeys = [KEY] }: Served = {},
): Promise<{ server: FastifyInstance; link: () => string | undefined }> {
  const url = database?.url ?? 'postgres://nobody@127.0.0.1:1/nothing';
  const pool = createPool({ connectionString: url, role: 'console', max: 2, onError: () => {} });
  const blobs = { get: async () => Buffer.from('') };
  const { routes, link } = createConsole({
    mode,
    serviceKeys,
    events: new DaemonEvents(),
    services: { pool, blobs, configuredInterval: 1 },
  });
  const server = Fastify();
  await server.register(routes(new AbortController().signal));
  undo.push(
    () => pool.end(),
    () => server.close(),
  );
  return { server, link: () => link('') };
}

const cookieOf = (header: unknown) => z.string().parse([header].flat()[0]).split(';')[0] ?? '';

async function signIn(server: FastifyInstance, key = KEY) {
  const payload = new URLSearchParams({ key, name: 'Ada', to: '/console/trail' }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'h', origin: 'http://h', ...PAGE };
  return server.inject({ method: 'POST', url: '/console/sign-in', headers, payload });
}

/** The way of a form, with what the page put into it. */
async function send(
  server: FastifyInstance,
  cookie: string,
  url: string,
  fields: Record<string, string>,
  headers = {},
) {
  const page = await server.inject({ url: '/console/trail', headers: { cookie, ...PAGE } });
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  return server.inject({
    method: 'POST',
    url,
    headers: {
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    payload: new URLSearchParams({ csrf, ...fields }).toString(),
  });
}

describe('the way in', () => {
  test.for([
    ['without a service key', { mode: 'full', serviceKeys: [] }],
    ['with CONSOLE=off', { mode: 'off', serviceKeys: [KEY] }],
  ] satisfies [string, Served][])('%s every address answers 404 and says how to open it', async ([, options]) => {
    const { server, link } = await serve(undefined, options);
    for (const url of ['/console', '/console/sign-in', '/console/enter?token=x', '/console/assets/console.css']) {
      const answer = await server.inject({ url, headers: PAGE });
      expect([url, answer.statusCode, answer.body]).toEqual([url, 404, expect.stringContaining('SERVICE_KEY')]);
    }
    expect(link()).toBeUndefined();
  });

  test('a wrong key does not open it, the right one does, with a cookie no script reads', async ({ database }) => {
    const { server } = await serve(database);
    const refused = await signIn(server, 'a-service-key-of-more-than-32-charactersX');
    expect([refused.statusCode, refused.headers['set-cookie']]).toEqual([401, undefined]);
    const answer = await signIn(server);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/console/trail']);
    expect(answer.headers['set-cookie']).toMatch(/; Path=\/console; Max-Age=43200; HttpOnly; SameSite=Strict$/);
    const cookie = cookieOf(answer.headers['set-cookie']);
    const page = await server.inject({ url: '/console/trail', headers: { cookie, ...PAGE } });
    expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('Ada')]);
  });

  test('wrong keys are answered ever more slowly and the right one at once', async () => {
    const { server } = await serve(undefined);
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => signIn(server, 'wrong').then((a) => a.statusCode)),
    );
    expect(codes.filter((code) => code === 429).length).toBeGreaterThan(0);
    expect((await signIn(server)).statusCode).toBe(303);
  });

  test('without a session a page leads to the sign-in, and everything else is refused', async () => {
    const { server } = await serve(undefined);
    const page = await server.inject({ url: '/console/trail?before=3', headers: PAGE });
    expect([page.statusCode, page.headers.location]).toEqual([
      303,
      `/console/sign-in?to=${encodeURIComponent('/console/trail?before=3')}`,
    ]);
    expect((await server.inject({ url: '/console/trail?format=json' })).statusCode).toBe(401);
    const part = await server.inject({ url: '/console/live/overview', headers: { 'hx-request': 'true' } });
    expect([part.statusCode, part.headers['hx-redirect']]).toEqual([401, '/console/sign-in']);
  });

  test('a cookie that is old, altered or of another key opens nothing', async () => {
    const { server } = await serve(undefined);
    const at = (now: number, key = KEY) => cookieOf(new Sessions([key], () => now).begin('Ada', 0, false));
    const fresh = at(Date.now());
    const cookies = [
      at(Date.now() - 13 * 3_600_000),
      at(Date.now(), `${KEY}-another`),
      fresh.replace(/.$/, '~'),
      'micro_scrape_console=x',
    ];
    for (const cookie of cookies) {
      expect((await server.inject({ url: '/console/no-such-page', headers: { cookie } })).statusCode).toBe(401);
    }
    expect((await server.inject({ url: '/console/no-such-page', headers: { cookie: fresh } })).statusCode).toBe(404);
  });

  test('while a key is exchanged for another, a session ends with the key it was begun with', async () => {
    const [older, newer] = [KEY, `${KEY}-newer`];
    const { server: both } = await serve(undefined, { serviceKeys: [newer, older] });
    const { server: then } = await serve(undefined, { serviceKeys: [newer] });
    const [old, young] = await Promise.all([older, newer].map((key) => signIn(both, key)));
    const look = async (cookie: unknown) =>
      (await then.inject({ url: '/console/nothing', headers: { cookie: cookieOf(cookie) } })).statusCode;
    expect(await look(old?.headers['set-cookie'])).toBe(401);
    expect(await look(young?.headers['set-cookie'])).toBe(404);
  });

  test('a link signs in once, and never in another process', async () => {
    const { server, link } = await serve(undefined);
    const { server: other } = await serve(undefined);
    const url = link() ?? '';
    expect((await other.inject({ url })).statusCode).toBe(401);
    const first = await server.inject({ url });
    expect([first.statusCode, first.headers.refresh]).toEqual([200, '0; url=/console']);
    expect(cookieOf(first.headers['set-cookie'])).toMatch(/^micro_scrape_console=.+/);
    expect((await server.inject({ url })).statusCode).toBe(401);
  });

  test('nobody is led to another site after signing in', async () => {
    const { server } = await serve(undefined);
    for (const to of [
      'https://evil.example/',
      '//evil.example',
      '/console/../..//evil.example',
      '/console//evil',
      'javascript:1',
    ]) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const payload = new URLSearchParams({ key: KEY, name: 'Ada', to }).toString();
      const answer = await server.inject({ method: 'POST', url: '/console/sign-in', headers, payload });
      expect(answer.headers.location).toMatch(/^\/console(?![^/?])/);
    }
  });

  test('HTTPS in front makes the cookie one of HTTPS alone', async () => {
    const { server, link } = await serve(undefined);
    const answer = await server.inject({ url: link() ?? '', headers: { 'x-forwarded-proto': 'https' } });
    expect(answer.headers['set-cookie']).toMatch(/; Secure$/);
  });
});

describe('a page', () => {
  test('runs no script but its own and is framed by nobody', async () => {
    const { server } = await serve(undefined);
    const answer = await server.inject({ url: '/console/sign-in', headers: PAGE });
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/);
    expect(policy).not.toContain('unsafe');
    expect(answer.body).not.toMatch(/<style|style=|<script(?! src="\/console\/assets\/)/);
  });

  test('loads files that bear their hash and may be kept for ever', async () => {
    const { server } = await serve(undefined);
    const { body } = await server.inject({ url: '/console/sign-in', headers: PAGE });
    const files = [...body.matchAll(/(?:href|src)="(\/console\/assets\/[^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files).toHaveLength(5);
    for (const file of files) {
      expect(file).toMatch(/-[0-9a-f]{16}\.(?:css|js)$/);
      const answer = await server.inject({ url: file });
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, expect.stringContaining('immutable')]);
    }
  });
});

/** With a change of its own: what all changes must do is done in one place. */
async function serveWithChange(database: TestDatabase, mode: 'read' | 'full') {
  const served = await serve(database, { mode });
  const cookie = cookieOf((await signIn(served.server)).headers['set-cookie']);
  const client = await connect(database);
  undo.push(() => client.end());
  const trail = async () => (await client.query('select who, what, target from micro_scrape.audit')).rows;
  return { ...served, cookie, trail };
}

describe('a change', () => {
  const pause = '/console/sites/cars.example/pause';

  test('is carried out and stands in the trail', async ({ database }) => {
    const { server, cookie, trail } = await serveWithChange(database, 'full');
    const answer = await send(server, cookie, pause, { reason: 'as asked' });
    expect(answer.statusCode).toBe(303);
    expect(await trail()).toEqual([{ who: 'Ada', what: 'pause site', target: 'cars.example' }]);
    const page = await server.inject({ url: '/console/trail?format=csv', headers: { cookie } });
    expect(page.body).toMatch(/^at,who,what,target,detail\r\n.*,Ada,pause site,cars\.example,/);
  });

  test('with a page of another site behind it, or without its token, is refused', async ({ database }) => {
    const { server, cookie, trail } = await serveWithChange(database, 'full');
    const foreign = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'none' }];
    for (const headers of foreign) {
      expect((await send(server, cookie, pause, {}, headers)).statusCode).toBe(403);
    }
    const origin = { origin: 'http://evil.example', 'content-type': 'application/x-www-form-urlencoded', cookie };
    expect((await server.inject({ method: 'POST', url: pause, headers: origin, payload: 'reason=x' })).statusCode).toBe(
      403,
    );
    for (const csrf of ['', 'x', 'a'.repeat(43)]) {
      expect((await send(server, cookie, pause, { csrf })).statusCode).toBe(403);
    }
    const other = cookieOf((await signIn(server)).headers['set-cookie']);
    const [, , token = ''] =
      /(name="csrf" value=")([^"]+)/.exec(
        (await server.inject({ url: '/console/trail', headers: { cookie: other, ...PAGE } })).body,
      ) ?? [];
    if (other !== cookie) expect((await send(server, cookie, pause, { csrf: token })).statusCode).toBe(403);
    expect(await trail()).toEqual([]);
  });

  test('in a console that only shows is refused, and there is no button for it', async ({ database }) => {
    const { server, cookie, trail } = await serveWithChange(database, 'read');
    const answer = await send(server, cookie, pause, { reason: 'as asked' });
    expect([answer.statusCode, answer.body]).toEqual([403, expect.stringContaining('CONSOLE=read')]);
    expect(await trail()).toEqual([]);
  });
});
