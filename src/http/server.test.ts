import { once } from 'node:events';
import { connect } from 'node:net';
import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import { FatalError, RetryError } from '../runtime/errors.ts';
import type { ManualRunAnswer, ManualRunRequest } from './contract.ts';
import { manualRunAnswer } from './contract.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from './server.ts';

const KEY = 'a-service-key-of-more-than-32-characters';
const ANSWER: ManualRunAnswer = {
  success: true,
  dry_run: true,
  run_id: null,
  analyzed: 1,
  can_improve: 1,
  resting: {},
  actions_executed: 0,
  actions_succeeded: 0,
  actions_failed: 0,
  marked_complete: 0,
  gaps_found: [
    {
      vehicle_id: '0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e',
      source_url: 'https://listings.example/1',
      missing_fields: ['vin'],
      quality_score: 85,
      can_improve: true,
      recommended_actions: ['extract-listing'],
    },
  ],
  runtime_ms: 12,
};

const servers: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serve(options: Partial<HttpServerOptions> = {}): Promise<{ base: string; server: HttpServer }> {
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    bearers: { serviceKeys: [KEY], jwtSecret: undefined },
    metrics: { render: async () => ({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' }) },
    health: {
      alive: () => true,
      ready: async () => ({ ready: true, checks: { database: { ok: true, detail: '3 ms' } } }),
    },
    manualRun: async () => ANSWER,
    decide: async () => ({ done: 'done', values: {} }),
    log: pino({ level: 'silent' }),
    ...options,
  });
  servers.push(server);
  const { port } = await server.start();
  return { base: `http://127.0.0.1:${port}`, server };
}

const post = (base: string, init: RequestInit = {}) =>
  fetch(`${base}/functions/v1/micro-scrape-bandaid`, {
    method: 'POST',
    ...init,
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...init.headers },
  });

test('a run gets the defaults for what the body leaves out and its answer comes back whole', async () => {
  const asked: ManualRunRequest[] = [];
  const { base } = await serve({
    manualRun: async (request) => {
      asked.push(request);
      return ANSWER;
    },
  });
  const answer = await post(base, { body: '{"dry_run": true, "batch_size": 10}' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  expect(manualRunAnswer.parse(await answer.json())).toEqual(ANSWER);
  expect(asked).toEqual([{ dry_run: true, force: false, batch_size: 10, max_runtime_ms: 25_000 }]);
});

test('a run that takes a while is not disturbed by the end of its request', async () => {
  const { base } = await serve({
    manualRun: async (_request, signal) => {
      await (await fetch(`${base}/healthz`)).text();
      return { ...ANSWER, analyzed: signal.aborted ? 0 : 7 };
    },
  });
  expect(await (await post(base, { body: '{"dry_run": true}' })).json()).toMatchObject({ analyzed: 7 });
});

test('an empty body asks for the defaults, with and without a content type', async () => {
  const asked: ManualRunRequest[] = [];
  const { base } = await serve({
    manualRun: async (request) => {
      asked.push(request);
      return ANSWER;
    },
  });
  expect((await post(base)).status).toBe(200);
  const bare = await fetch(`${base}/functions/v1/micro-scrape-bandaid`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}` },
  });
  expect(bare.status).toBe(200);
  expect(asked).toEqual(Array(2).fill({ dry_run: false, force: false, batch_size: 20, max_runtime_ms: 25_000 }));
});

test('a missing, a malformed and a wrong key get the same 401, before the body is looked at', async () => {
  let runs = 0;
  const { base } = await serve({
    manualRun: async () => {
      runs += 1;
      return ANSWER;
    },
  });
  const headers = ['', KEY, `Basic ${KEY}`, 'Bearer ', `Bearer ${KEY}x`, `Bearer ${KEY.slice(0, -1)}`, 'Bearer x'];
  const answers = await Promise.all(
    headers.map(async (authorization) => {
      const answer = await post(base, { headers: { authorization }, body: 'not json' });
      return { status: answer.status, scheme: answer.headers.get('www-authenticate'), body: await answer.text() };
    }),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 401, scheme: 'Bearer' });
  expect(runs).toBe(0);
});

test('without a configured key the route is closed and says how to open it', async () => {
  const { base } = await serve({ bearers: { serviceKeys: [], jwtSecret: undefined } });
  const answer = await post(base, { body: '{}' });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('set SERVICE_KEY');
});

test('every mistake of a request is named at once, also a misspelt key', async () => {
  const { base } = await serve();
  const answer = await post(base, {
    body: JSON.stringify({ dryrun: true, batch_size: 501, max_runtime_ms: 5, vehicle_ids: ['x'] }),
  });
  expect(answer.status).toBe(400);
  const { problems } = (await answer.json()) as { problems: string[] };
  for (const word of ['dryrun', 'batch_size', 'max_runtime_ms', 'vehicle_ids.0']) {
    expect(problems.join('\n')).toContain(word);
  }
  expect(problems).toHaveLength(4);
});

test.each([
  ['not JSON', { body: '{"dry_run": tru' }, 400],
  ['an array', { body: '[]' }, 400],
  ['a poisoned prototype', { body: '{"__proto__": {"dry_run": true}}' }, 400],
  ['another type', { body: 'dry_run=true', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
  ['plain text', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
  ['too large a body', { body: JSON.stringify({ vehicle_ids: ['x'.repeat(70_000)] }) }, 413],
])('a body that is %s is refused in JSON with a sentence', async (_what, init, status) => {
  const { base } = await serve();
  const answer = await post(base, init);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ success: false, error: expect.stringMatching(/^[A-Z].+\.$/) });
});

test.each([
  ['a lost connection', Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })],
  ['a server that shuts down', Object.assign(new Error('terminating connection'), { code: '57P01' })],
  ['a pool that gives no connection', new Error('timeout exceeded when trying to connect')],
  ['an error that asks to come back', new RetryError('too much to do')],
])('%s is answered with 503 and a sentence', async (_what, error) => {
  const { base } = await serve({ manualRun: () => Promise.reject(error) });
  const answer = await post(base);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('5');
  expect(await answer.json()).toMatchObject({ success: false, error: expect.stringMatching(/try again later/i) });
});

test('a fault of ours is answered with 500 and tells nothing of its inside', async () => {
  const { base } = await serve({ manualRun: () => Promise.reject(new Error('secret-canary in a message')) });
  const answer = await post(base);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('secret-canary');
});

test('stopping answers a run under way with 503, aborts its signal and frees the port', async () => {
  const started = Promise.withResolvers<AbortSignal>();
  const { base, server } = await serve({
    manualRun: (_request, signal) => {
      started.resolve(signal);
      return new Promise(() => {});
    },
  });
  const answer = post(base);
  const signal = await started.promise;
  await server.stop();
  expect((await answer).status).toBe(503);
  expect(signal.aborted).toBe(true);
  await expect(fetch(`${base}/healthz`)).rejects.toThrow();
});

test('a caller that hangs up aborts the signal of its run', async () => {
  const started = Promise.withResolvers<AbortSignal>();
  const { base } = await serve({
    manualRun: (_request, signal) => {
      started.resolve(signal);
      return new Promise(() => {});
    },
  });
  const caller = new AbortController();
  const answer = post(base, { signal: caller.signal }).catch(() => 'hung up');
  const signal = await started.promise;
  caller.abort();
  expect(await answer).toBe('hung up');
  if (!signal.aborted) await once(signal, 'abort');
});

test('stopping does not wait for a client that never ends its request', async () => {
  const { base, server } = await serve();
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write('POST /functions/v1/micro-scrape-bandaid HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n');
  const closed = once(socket, 'close');
  socket.resume();
  await server.stop(AbortSignal.timeout(100));
  await closed;
});

test('health of the process needs no database, and readiness tells each check', async () => {
  let alive = true;
  const { base } = await serve({
    health: {
      alive: () => alive,
      ready: async () => ({ ready: false, checks: { database: { ok: false, detail: 'no answer within 2 s' } } }),
    },
  });
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  alive = false;
  expect((await fetch(`${base}/healthz`)).status).toBe(503);
  const ready = await fetch(`${base}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({
    ready: false,
    checks: { database: { ok: false, detail: 'no answer within 2 s' } },
  });
});

test('figures come in the type that the registry gives them', async () => {
  const { base } = await serve();
  const answer = await fetch(`${base}/metrics`);
  expect(answer.headers.get('content-type')).toContain('version=0.0.4');
  expect(await answer.text()).toBe('up 1\n');
});

test('the first page links what there is, and anything else is a 404 in JSON', async () => {
  const { base } = await serve();
  const page = await (await fetch(base)).text();
  for (const path of ['/metrics', '/readyz', '/healthz']) {
    expect(page).toContain(`href="${path}"`);
    expect((await fetch(base + path)).status).toBe(200);
  }
  const missing = await fetch(`${base}/nothing`);
  expect(missing.status).toBe(404);
  expect(await missing.json()).toMatchObject({ success: false });
  const wrongMethod = await fetch(`${base}/functions/v1/micro-scrape-bandaid`);
  expect(wrongMethod.status).toBe(405);
  expect(wrongMethod.headers.get('allow')).toBe('POST');
});

test('a port in use ends the start with a sentence for the operator', async () => {
  const { base } = await serve();
  const port = Number(new URL(base).port);
  const failure = await serve({ port }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(FatalError);
  expect(failure).toMatchObject({ exitCode: 69, message: expect.stringContaining('set PORT') });
});

test('stop before start and twice does nothing', async () => {
  const { server } = await serve();
  await server.stop();
  await server.stop();
});
