/** What callers send to the port of the daemon: bodies, keys, paths, methods, and bytes that are no HTTP. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import pino from 'pino';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { type Case, distinct, type Kind, named } from './case.ts';

const KEY = 'a-key-of-the-hostile-run-that-is-long-enough-0123456789';
const RUN = '/functions/v1/micro-scrape-bandaid';

const BODIES: Readonly<Record<string, readonly string[]>> = {
  '200': [
    '',
    'null',
    '{}',
    ' {} ',
    '{"batch_size":1}',
    '{"dry_run":true}',
    '{"batch_size":500,"max_runtime_ms":1000}',
    '{"batch_size":1,"batch_size":2}',
    '{"vehicle_ids":["0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e"]}',
  ],
  '400': [
    ...[
      '[]',
      '1',
      '"x"',
      'true',
      '{',
      '{"a"',
      '{]',
      "{'batch_size':1}",
      '{"batch_size":1,}',
      'NaN',
      '\ufeff[]',
      '{}{}',
      '{"batch_size":01}',
      'undefined',
      '\u0000',
      '<xml/>',
      'batch_size=1',
    ],
    ...['0', '-1', '501', '1.5', '"10"', 'true', 'null', '[]', '{}', '1e9', '1e400', '-0.5', '9007199254740993'].map(
      (value) => `{"batch_size":${value}}`,
    ),
    ...['0', '999', '300001', '"1000"', 'null', '1e99'].map((value) => `{"max_runtime_ms":${value}}`),
    ...['"yes"', '1', 'null', '[]'].map((value) => `{"dry_run":${value}}`),
    ...[
      '[]',
      '["x"]',
      '[null]',
      '[1]',
      '["../../etc/passwd"]',
      `["' or 1=1 --"]`,
      '{"0":"x"}',
      '"0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e"',
      '[["0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e"]]',
    ].map((value) => `{"vehicle_ids":${value}}`),
    `{"vehicle_ids":[${Array.from({ length: 501 }, () => '"0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e"').join(',')}]}`,
    ...[
      '{"__proto__":{"dry_run":true}}',
      '{"constructor":{"prototype":{"dry_run":true}}}',
      '{"dryrun":true}',
      '{"DRY_RUN":true}',
      '{"batch_size":1,"x":1}',
      '{"toString":1}',
    ],
    '['.repeat(30_000),
    `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
  ],
  '413': ['x'.repeat(70_000), `{"vehicle_ids":["${'a'.repeat(100_000)}"]}`],
};
const KEYS: readonly string[] = [
  '',
  'Bearer',
  'Bearer ',
  `Basic ${KEY}`,
  KEY,
  `Bearer ${KEY}x`,
  `Bearer ${KEY.slice(1)}`,
  `Bearer ${KEY} ${KEY}`,
  `Bearer ${KEY.toUpperCase()}`,
  `Bearer ${'x'.repeat(9_000)}`,
  'Bearer eyJhbGciOiJub25lIn0.e30.',
  'Bearer __proto__',
  'Bearer null',
  `Bearer ${KEY.slice(0, -1)}\u00e9`,
];
const PATHS: Readonly<Record<string, readonly string[]>> = {
  '404': [
    '/vehicles/1/reject',
    '/vehicles/..%2f..%2fetc/reject',
    "/vehicles/' or 1=1/reject".replaceAll(' ', '%20'),
    '/vehicles/0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e/drop',
    '/vehicles/0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e/__proto__',
    '/vehicles/0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e/constructor',
    '/..%2f..%2fetc/passwd',
    '/%00',
    '//',
    '/functions/v1/other',
    `/${'a'.repeat(150)}`,
  ],
};

/** What is written to the port, byte by byte; the first line of what comes back. */
async function spoken(port: number, words: string, patienceMs = 5_000): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  let said = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    said += text;
  });
  await once(socket, 'connect');
  socket.write(words);
  const timer = setTimeout(() => socket.destroy(), patienceMs);
  await once(socket, 'close');
  clearTimeout(timer);
  return said === '' ? 'closed' : (said.split(' ')[1] ?? said);
}

export const api = (): Kind => {
  let server: HttpServer | undefined;
  let port = 0;
  const ask = async (path: string, init: RequestInit): Promise<string> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      ...init,
      signal: AbortSignal.timeout(9_000),
    });
    await answer.text();
    return String(answer.status);
  };
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
  const lines = (...more: string[]): string =>
    [
      `POST ${RUN} HTTP/1.1`,
      'host: a',
      `authorization: Bearer ${KEY}`,
      'content-type: application/json',
      ...more,
      '',
      '',
    ].join('\r\n');
  return {
    name: 'API bodies',
    atOnce: 1,
    async cases() {
      server = createHttpServer({
        host: '127.0.0.1',
        port: 0,
        bearers: { serviceKeys: [KEY], jwtSecret: undefined },
        metrics: { render: async () => ({ contentType: 'text/plain', body: 'up 1\n' }) },
        health: { alive: () => true, ready: async () => ({ ready: true, checks: {} }) },
        manualRun: async () => ({
          success: true,
          dry_run: true,
          run_id: null,
          analyzed: 0,
          can_improve: 0,
          resting: {},
          actions_executed: 0,
          actions_succeeded: 0,
          actions_failed: 0,
          marked_complete: 0,
          gaps_found: [],
          runtime_ms: 1,
        }),
        decide: async () => ({ done: 'done', values: {} }),
        log: pino({ level: 'silent' }),
      });
      ({ port } = await server.start());
      return distinct([
        ...Object.entries(BODIES).flatMap(([outcome, each]) =>
          each.map((body): Case => ({ name: named(body), outcome, run: () => ask(RUN, { headers, body }) })),
        ),
        ...KEYS.map(
          (authorization): Case => ({
            name: `the key ${named(authorization)}`,
            outcome: '401',
            run: () =>
              ask(RUN, {
                headers: { ...headers, authorization: Buffer.from(authorization).toString('latin1') },
                body: '{}',
              }),
          }),
        ),
        ...Object.entries(PATHS).flatMap(([outcome, each]) =>
          each.map((path): Case => ({ name: path, outcome, run: () => ask(path, { headers, body: '{}' }) })),
        ),
        ...[
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
          'application/xml',
          'x',
        ].map(
          (type): Case => ({
            name: `the type ${type}`,
            outcome: '415',
            run: () => ask(RUN, { headers: { ...headers, 'content-type': type }, body: '{}' }),
          }),
        ),
        ...['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map(
          (method): Case => ({
            name: `${method} where POST is meant`,
            outcome: '405',
            run: () => ask(RUN, { method, headers: { authorization: headers.authorization } }),
          }),
        ),
        {
          name: 'a length and chunks',
          outcome: '400',
          run: () => spoken(port, `${lines('content-length: 2', 'transfer-encoding: chunked')}0\r\n\r\n`),
        },
        {
          name: 'two lengths',
          outcome: '400',
          run: () => spoken(port, `${lines('content-length: 2', 'content-length: 3')}{}`),
        },
        { name: 'headers of 20 kB', outcome: '431', run: () => spoken(port, lines(`x: ${'y'.repeat(20_000)}`)) },
        { name: 'a line that is no request', outcome: '400', run: () => spoken(port, 'nonsense\r\n\r\n') },
        {
          name: 'a greeting of TLS',
          outcome: '400',
          run: () => spoken(port, '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'),
        },
        {
          name: 'headers that never end',
          outcome: '408',
          limitMs: 16_000,
          run: () => spoken(port, `POST ${RUN} HTTP/1.1\r\nhost: a\r\nx: `, 15_000),
        },
        { name: '400 connections that say nothing', outcome: '256 held', run: () => crowd(port) },
      ]);
    },
    close: async () => server?.stop(),
  };
};

/** How many of 400 connections are left open; those beyond what is held are closed at once. */
async function crowd(port: number): Promise<string> {
  const sockets: Socket[] = [];
  let closed = 0;
  try {
    for (let n = 0; n < 400; n += 1) {
      const socket = connect(port, '127.0.0.1');
      socket
        .on('error', () => undefined)
        .on('close', () => {
          closed += 1;
        });
      await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => undefined);
      sockets.push(socket.resume());
    }
    // What is refused is refused in the order of arrival: when the last one is closed, so are all before it.
    await Promise.race([
      once(sockets.at(-1) ?? (sockets[0] as Socket), 'close'),
      new Promise((resolve) => setTimeout(resolve, 3_000)),
    ]);
    return `${400 - closed} held`;
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}
