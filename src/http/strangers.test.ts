/** Connections and keys of people nobody knows, against the server as it runs, on 127.0.0.1. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import type { ManualRunAnswer } from './contract.ts';
import { FailedKeys } from './failed-keys.ts';
import { MANUAL_RUN_PATH } from './manual-run-route.ts';
import { createHttpServer, type HttpServer } from './server.ts';

const KEY = 'a-service-key-of-more-than-32-characters';
const RUN = `POST ${MANUAL_RUN_PATH} HTTP/1.1\r\nhost: x\r\n`;
const ANSWER: ManualRunAnswer = {
  ...({ success: true, dry_run: true, run_id: null, runtime_ms: 1, resting: {}, gaps_found: [] } as const),
  ...{ analyzed: 0, can_improve: 0, actions_executed: 0, actions_succeeded: 0, actions_failed: 0, marked_complete: 0 },
};

const undo: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function serve(manualRun = async () => ANSWER): Promise<{ origin: string; port: number }> {
  const server: HttpServer = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    bearers: { serviceKeys: [KEY], jwtSecret: undefined },
    metrics: { render: async () => ({ contentType: 'text/plain', body: '#'.repeat(200_000) }) },
    health: { alive: () => true, ready: async () => ({ ready: true, checks: {} }) },
    manualRun,
    decide: async () => ({ done: 'done', values: {} }),
    log: pino({ level: 'silent' }),
  });
  undo.push(() => server.stop(AbortSignal.timeout(50)));
  const { port } = await server.start();
  return { port, origin: `http://127.0.0.1:${port}` };
}

async function stranger(port: number, says = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  undo.push(() => socket.destroy());
  await once(socket, 'connect');
  if (says !== '') socket.write(says);
  return socket;
}

const probe = async (origin: string, path = '/healthz'): Promise<number> => {
  const answer = await fetch(origin + path, { headers: { connection: 'close' } });
  await answer.arrayBuffer();
  return answer.status;
};

const run = (origin: string, key: string): Promise<Response> =>
  fetch(origin + MANUAL_RUN_PATH, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', connection: 'close' },
    body: '{"dry_run": true}',
  });

test.for([
  ['say nothing', ''],
  ['never end their headers', 'GET / HTTP/1.1\r\nhost: x\r\nx-slow: '],
  ['never end a body without a key', `${RUN}content-length: 100\r\n\r\n`],
  ['never read what they asked for', 'GET /metrics HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(3)],
] as const)('300 strangers who %s keep no probe out', async ([, says]) => {
  const { origin, port } = await serve();
  for (let n = 0; n < 300; n += 1) (await stranger(port, says)).pause();
  for (const path of ['/healthz', '/readyz', '/metrics']) expect(await probe(origin, path)).toBe(200);
});

test('200 questions for readiness at once are all answered', async () => {
  const { origin } = await serve();
  const answers = await Promise.all(Array.from({ length: 200 }, () => probe(origin, '/readyz')));
  expect(answers).toEqual(Array(200).fill(200));
});

test('a run under way keeps its connection, however many strangers come', async () => {
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const { origin, port } = await serve(async () => {
    begun.resolve();
    await end.promise;
    return ANSWER;
  });
  const answer = run(origin, KEY);
  await begun.promise;
  for (let n = 0; n < 300; n += 1) await stranger(port);
  end.resolve();
  expect((await answer).status).toBe(200);
});

test('more runs at once than there are seats for are asked to come back, and probes are answered', async () => {
  const end = Promise.withResolvers<void>();
  let begun = 0;
  const { origin } = await serve(async () => {
    begun += 1;
    await end.promise;
    return ANSWER;
  });
  const answers = Array.from({ length: 300 }, () => run(origin, KEY));
  const first = await Promise.race(answers);
  expect(first.status).toBe(503);
  expect(first.headers.get('retry-after')).toBe('5');
  expect(await probe(origin)).toBe(200);
  end.resolve();
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(begun);
  expect(begun).toBeGreaterThanOrEqual(32);
});

test('wrong keys are answered more and more slowly, then sent away; a right one never waits', async () => {
  const { origin } = await serve();
  const sentAway = new Promise<Response>((resolve) => {
    for (let n = 0; n < 40; n += 1) {
      void run(origin, 'a-wrong-key-of-more-than-32-characters').then(
        (answer) => answer.status === 429 && resolve(answer),
        () => undefined,
      );
    }
  });
  expect(Number((await sentAway).headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await run(origin, KEY)).status).toBe(200);
});

test('wrong keys of an address are spaced, others are not, and what is remembered is bounded', () => {
  let now = 0;
  const failed = new FailedKeys(() => now);
  const waits = Array.from({ length: 30 }, () => failed.failed('192.0.2.1'));
  expect(waits.slice(0, 10)).toEqual(Array(10).fill(0));
  expect(waits.slice(10, 18)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((s) => s * 1_000));
  expect(waits.slice(18)).toEqual(Array(12).fill(undefined));
  expect(failed.failed('192.0.2.2')).toBe(0);
  // One who has a whole /64 has one address here.
  for (let n = 0; n < 10; n += 1) expect(failed.failed(`2001:db8::${n}`)).toBe(0);
  expect(failed.failed('2001:db8::ffff')).toBe(1_000);
  expect(failed.failed('2001:db8:0:1::')).toBe(0);
  expect(failed.failed('::ffff:192.0.2.1')).toBeUndefined();
  now += 60_000;
  expect(failed.failed('192.0.2.1')).toBe(0);
  for (let n = 0; n < 5_000; n += 1) failed.failed(`198.51.${n >> 8}.${n & 255}`);
  expect(failed.size).toBeLessThanOrEqual(1_000);
});
