/** Bodies that are too large, too slow, without end, cut short, packed in each other, or something else. */
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { eventually } from '../support/eventually.ts';
import { PAGE_TEXT } from '../support/hostile-site.ts';
import type { Kind } from './case.ts';
import type { DatabaseKeeper } from './database.ts';
import { body, HTML, OK, PATIENT_MS, type Route, raw, webKind } from './web.ts';

const zeros = Buffer.alloc(30_000_000);
const PACKED = {
  gzip: gzipSync(zeros),
  br: brotliCompressSync(zeros),
  zstd: zstdCompressSync(zeros),
  deflate: deflateSync(zeros),
};
const packed = (encoding: string, bytes: Buffer): Route => body(bytes, { ...HTML, 'content-encoding': encoding });
const endless =
  (status: number, headers: Readonly<Record<string, string>>): Route =>
  (response) => {
    response.writeHead(status, headers);
    const chunk = Buffer.alloc(65_536, 'x');
    const push = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', push);
    push();
  };
const drip: Route = (response) => {
  response.writeHead(200, HTML);
  const timer = setInterval(() => response.write(' '), 100);
  response.once('close', () => clearInterval(timer));
};
const gz = gzipSync(PAGE_TEXT.repeat(200));
const badSum = Buffer.from(gz);
badSum.writeUInt32LE(0, badSum.length - 8);

const BODIES: Readonly<Record<string, readonly [outcome: string, answer: Route]>> = {
  ...Object.fromEntries(
    Object.entries(PACKED).map(([name, bytes]) => [`a bomb of ${name}`, ['too_large', packed(name, bytes)] as const]),
  ),
  'a bomb in a bomb': ['invalid', packed('gzip, br', gzipSync(PACKED.br))],
  'a bomb called x-gzip': ['too_large', packed('x-gzip', PACKED.gzip)],
  'a bomb of many members': [
    'too_large',
    packed('gzip', Buffer.concat(Array.from({ length: 30 }, () => gzipSync(zeros.subarray(0, 1_000_000))))),
  ],
  'no gzip at all': ['network', packed('gzip', Buffer.from(PAGE_TEXT))],
  'gzip cut short': ['network', packed('gzip', gz.subarray(0, gz.length / 2))],
  'gzip with a wrong sum': ['network', packed('gzip', badSum)],
  'gzip called br': ['network', packed('br', gz)],
  'zstd cut short': ['network', packed('zstd', zstdCompressSync(PAGE_TEXT).subarray(0, 20))],
  'an empty body said to be gzip': ['server_error', packed('gzip', Buffer.alloc(0))],
  'ten megabytes': ['too_large', body(Buffer.alloc(10_000_000, ' '))],
  'ten megabytes, as it says': [
    'too_large',
    (response) => response.writeHead(200, { ...HTML, 'content-length': 10_000_000 }).write('<html>'),
  ],
  'one byte more than is read': ['too_large', body(Buffer.alloc(5_000_001, ' '))],
  'a length of minus one': ['network', raw(`${OK}content-length: -1\r\n\r\nhi`)],
  'a length that is no number': ['network', raw(`${OK}content-length: ten\r\n\r\nhi`)],
  'a length of 20 digits': ['network', raw(`${OK}content-length: 99999999999999999999\r\n\r\nhi`)],
  'two lengths': ['network', raw(`${OK}content-length: 2\r\ncontent-length: 4\r\n\r\nhi`)],
  'a length and chunks': [
    'network',
    raw(`${OK}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`),
  ],
  'a length that is too long': ['network', raw(`${OK}content-length: 5000\r\n\r\n${PAGE_TEXT}`)],
  'a length that is too short': ['ok', raw(`${OK}content-length: 60\r\n\r\n${PAGE_TEXT}`)],
  'chunks that are none': ['network', raw(`${OK}transfer-encoding: chunked\r\n\r\nzz\r\nhi\r\n`)],
  'a chunk of 2^64 bytes': ['network', raw(`${OK}transfer-encoding: chunked\r\n\r\n10000000000000000\r\nhi`)],
  'chunks without an end': ['network', raw(`${OK}transfer-encoding: chunked\r\n\r\n2\r\nhi\r\n`)],
  'chunks with a trailer': [
    'ok',
    raw(
      `${OK}transfer-encoding: chunked\r\n\r\n${PAGE_TEXT.length.toString(16)}\r\n${PAGE_TEXT.replace('é', 'e')}\r\n0\r\nx-a: b\r\n\r\n`,
    ),
  ],
  'an extension of a chunk without end': [
    'network',
    raw(`${OK}transfer-encoding: chunked\r\n\r\n2;${'x'.repeat(40_000)}\r\nhi\r\n`),
  ],
  'no end': ['too_large', endless(200, HTML)],
  'a byte now and then': ['timeout', drip],
  'nothing after the headers': ['timeout', (response) => response.writeHead(200, HTML).write('<html>')],
  'nothing at all, for ever': ['timeout', () => undefined],
  'an end in the middle': [
    'network',
    (response) => {
      response.writeHead(200, { ...HTML, 'content-length': 1_000 }).write('<html>');
      setImmediate(() => response.destroy());
    },
  ],
  'no byte': ['server_error', body('')],
  blanks: ['server_error', body(' \n\t\u00a0 ')],
  zeros: ['server_error', body(Buffer.alloc(1_000))],
  'a PDF': ['invalid', body('%PDF-1.7\n%\xe2\xe3')],
  'an archive': ['invalid', body(gz)],
  'a program': ['invalid', body(Buffer.from('7f454c4602010100000000000000000002003e0001000000', 'hex'))],
  'JSON called plain text': ['invalid', body('{"year":1967}', { 'content-type': 'text/plain' })],
  'two answers in one': [
    'ok',
    raw(
      `${OK}content-length: ${Buffer.byteLength(PAGE_TEXT, 'latin1')}\r\n\r\n${PAGE_TEXT}HTTP/1.1 200 OK\r\n\r\nsmuggled`,
    ),
  ],
};

/** Bodies that are refused before they are read; what is behind them must be let go of. */
const UNREAD: Readonly<
  Record<string, readonly [outcome: string, status: number, headers: Readonly<Record<string, string>>]>
> = {
  'a page that is not there, with a body without end': ['gone', 404, HTML],
  'a refusal with a body without end': ['blocked', 403, HTML],
  'a failure with a body without end': ['server_error', 500, HTML],
  'a redirect with a body without end': ['invalid', 302, { location: 'file:///etc/passwd' }],
  'a video without end': ['invalid', 200, { 'content-type': 'video/mp4' }],
  'a page that says it is too large, without end': ['too_large', 200, { ...HTML, 'content-length': '6000000000' }],
};

export const bodies = (databases: DatabaseKeeper): Kind => {
  const open = new Map<string, ServerResponse>();
  return webKind(
    'bodies',
    databases,
    {
      ...Object.fromEntries(Object.values(BODIES).map(([, route], n) => [`/body/${n}`, route])),
      ...Object.fromEntries(
        Object.values(UNREAD).map(([, status, sent], n): [string, Route] => [
          `/unread/${n}`,
          (response, request, url) => {
            open.set(url.pathname, response);
            endless(status, sent)(response, request, url);
          },
        ]),
      ),
      '/image-drip': drip,
      '/image-endless': endless(200, { 'content-type': 'image/jpeg' }),
      '/image-bomb': packed('gzip', gzipSync(zeros)),
      '/image-empty': body('', { 'content-type': 'image/jpeg' }),
    },
    (web) => [
      ...Object.entries(BODIES).map(([name, [outcome]], n) => ({
        name,
        outcome,
        limitMs: PATIENT_MS,
        run: () => web().page(`/body/${n}`),
      })),
      ...Object.entries(UNREAD).map(([name, [outcome]], n) => ({
        name,
        outcome: `${outcome}, closed`,
        run: async () => {
          const said = await web().page(`/unread/${n}`);
          const closed = eventually('closed', () => open.get(`/unread/${n}`)?.destroyed, 3_000).then(
            () => 'closed',
            () => 'still open after 3 s',
          );
          return `${said}, ${await closed}`;
        },
      })),
      {
        name: 'a picture, a byte now and then',
        outcome: 'timeout',
        limitMs: PATIENT_MS,
        run: () => web().image('/image-drip'),
      },
      {
        name: 'a picture without end',
        outcome: 'too_large',
        limitMs: PATIENT_MS,
        run: () => web().image('/image-endless'),
      },
      {
        name: 'a picture that is a bomb',
        outcome: 'too_large',
        limitMs: PATIENT_MS,
        run: () => web().image('/image-bomb'),
      },
      { name: 'a picture of no byte', outcome: 'server_error', run: () => web().image('/image-empty') },
    ],
  );
};
