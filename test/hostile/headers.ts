/** Status lines and headers, as servers send them that mean harm or are broken. */
import { gzipSync } from 'node:zlib';
import { PAGE_TEXT } from '../support/hostile-site.ts';
import type { Kind } from './case.ts';
import type { DatabaseKeeper } from './database.ts';
import { body, HTML, OK, PATIENT_MS, type Route, raw, webKind } from './web.ts';

const STATUS_OUTCOMES: Readonly<Record<string, readonly number[]>> = {
  ok: [200, 203],
  server_error: [201, 202, 204, 205, 206, 207, 226, 408, 425, 500, 501, 502, 503, 504, 505, 507, 511, 520, 522, 599],
  invalid: [300, 304, 305, 306, 400, 402, 405, 406, 409, 411, 413, 414, 415, 418, 421, 422, 426, 431, 499],
  blocked: [401, 403, 451],
  gone: [404, 410],
  rate_limited: [429],
};

const HEADERS: Readonly<Record<string, readonly [outcome: string, answer: Route]>> = {
  'of 20 kB': ['too_large', body(PAGE_TEXT, { ...HTML, 'x-huge': 'x'.repeat(20_000) })],
  '1,500 of them': [
    'too_large',
    (response) => {
      for (let n = 0; n < 1_500; n += 1) response.setHeader(`x-${n}`, '0123456789');
      response.end(PAGE_TEXT);
    },
  ],
  'without end': [
    'too_large',
    (_, request) => {
      request.socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => request.socket.write(`x: ${'y'.repeat(1_000)}\r\n`), 5);
      request.socket.once('close', () => clearInterval(timer)).on('error', () => undefined);
    },
  ],
  'that drip': [
    'timeout',
    (_, request) => {
      request.socket.write('HTTP/1.1 200 OK\r\nx: ');
      const timer = setInterval(() => request.socket.write('y'), 500);
      request.socket.once('close', () => clearInterval(timer)).on('error', () => undefined);
    },
  ],
  'an encoding nobody knows': ['invalid', body(PAGE_TEXT, { ...HTML, 'content-encoding': 'constructor' })],
  'the encoding __proto__': ['invalid', body(PAGE_TEXT, { ...HTML, 'content-encoding': '__proto__' })],
  'the encoding identity': ['ok', body(PAGE_TEXT, { ...HTML, 'content-encoding': 'identity' })],
  'two encodings': ['invalid', body(gzipSync(gzipSync(PAGE_TEXT)), { ...HTML, 'content-encoding': 'gzip, gzip' })],
  'an encoding of 4 kB': ['invalid', body(PAGE_TEXT, { ...HTML, 'content-encoding': 'x'.repeat(4_000) })],
  'two content types': ['ok', body(PAGE_TEXT, { 'content-type': ['text/html', 'application/pdf'] })],
  'a content type of 4 kB': ['invalid', body(PAGE_TEXT, { 'content-type': 'x'.repeat(4_000) })],
  'no content type': ['ok', body(PAGE_TEXT, {})],
  'an empty content type': ['ok', body(PAGE_TEXT, { 'content-type': '' })],
  'markup called a picture': ['invalid', body(PAGE_TEXT, { 'content-type': 'image/png' })],
  'markup called JSON': ['invalid', body(PAGE_TEXT, { 'content-type': 'application/json' })],
  'markup called plain text': ['ok', body(PAGE_TEXT, { 'content-type': 'text/plain' })],
  'cookies by the hundred': [
    'ok',
    body(PAGE_TEXT, { ...HTML, 'set-cookie': Array.from({ length: 100 }, (_, n) => `a${n}=b`) }),
  ],
  'a name with a line break': ['network', raw(`${OK}x y: z\r\n\r\n`)],
  'a value with a line break': ['network', raw(`${OK}x: a\rb\r\ncontent-length: 2\r\n\r\nhi`)],
  'a header without a colon': ['network', raw(`${OK}nonsense\r\n\r\nhi`)],
  'a status that is a word': ['network', raw('HTTP/1.1 OKAY\r\n\r\nhi')],
  'a status of four digits': ['network', raw('HTTP/1.1 2000 OK\r\n\r\nhi')],
  'HTTP/0.9': ['network', raw(PAGE_TEXT)],
  'HTTP/3.7': ['network', raw('HTTP/3.7 200 OK\r\n\r\nhi')],
  'an ICY stream': ['network', raw('ICY 200 OK\r\n\r\nhi')],
  'an answer of SSH': ['network', raw('SSH-2.0-OpenSSH_9.9\r\n')],
  'an answer of Redis': ['network', raw('-ERR unknown command\r\n')],
  nothing: ['network', (_, request) => request.socket.destroy()],
  'a torn connection': ['network', (_, request) => request.socket.resetAndDestroy()],
  'a hundred times 100 Continue': ['network', raw('HTTP/1.1 100 Continue\r\n\r\n'.repeat(100))],
  'an upgrade': [
    'network',
    raw('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
  ],
  'Retry-After of a million years': [
    'rate_limited',
    (response) => response.writeHead(429, { 'retry-after': '31556952000000' }).end(),
  ],
  'Retry-After in the past': [
    'rate_limited',
    (response) => response.writeHead(429, { 'retry-after': 'Mon, 01 Jan 1990 00:00:00 GMT' }).end(),
  ],
  'Retry-After -5': ['rate_limited', (response) => response.writeHead(503, { 'retry-after': '-5' }).end()],
  'Retry-After NaN': ['server_error', (response) => response.writeHead(503, { 'retry-after': 'NaN' }).end()],
  'a robot check in a header': [
    'challenge',
    (response) => response.writeHead(403, { 'cf-mitigated': 'challenge' }).end('x'),
  ],
};

export const headers = (databases: DatabaseKeeper): Kind =>
  webKind(
    'headers',
    databases,
    {
      ...Object.fromEntries(Object.entries(HEADERS).map(([, [, route]], n) => [`/header/${n}`, route])),
      ...Object.fromEntries(
        Object.values(STATUS_OUTCOMES)
          .flat()
          .map((code): [string, Route] => [
            `/status/${code}`,
            (response) => response.writeHead(code, HTML).end([204, 205, 304].includes(code) ? undefined : PAGE_TEXT),
          ]),
      ),
    },
    (web) => [
      ...Object.entries(STATUS_OUTCOMES).flatMap(([outcome, codes]) =>
        codes.map((code) => ({ name: `status ${code}`, outcome, run: () => web().page(`/status/${code}`) })),
      ),
      ...Object.entries(HEADERS).map(([name, [outcome]], n) => ({
        name,
        outcome,
        limitMs: PATIENT_MS,
        run: () => web().page(`/header/${n}`),
      })),
    ],
  );
