/**
 * A web site with one route for each way a server can misbehave.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

export interface Site {
  readonly origin: string;
  /** The entry for FETCH_ALLOW_PRIVATE. */
  readonly allow: string;
  /** Every request so far, as `GET /path`. */
  readonly requests: string[];
  readonly headers: IncomingMessage['headers'][];
  close(): Promise<void>;
}

export const PAGE_TEXT = '<!doctype html><html><head><title>1967 Example Coupé</title></head><body>Hello</body></html>';

export type Route = (response: ServerResponse, request: IncomingMessage, url: URL) => void;

const HTML = { 'content-type': 'text/html; charset=utf-8' };

function encoded(name: string, body: Buffer): Route {
  return (response) => response.writeHead(200, { ...HTML, 'content-encoding': name }).end(body);
}

function html(type: string | undefined, body: string | Buffer): Route {
  return (response) => {
    if (type !== undefined) response.setHeader('content-type', type);
    response.end(body);
  };
}

const zeros = Buffer.alloc(30_000_000);

const ROUTES: Readonly<Record<string, Route>> = {
  '/page': html('text/html; charset=utf-8', PAGE_TEXT),
  '/gzip': encoded('gzip', gzipSync(PAGE_TEXT)),
  '/br': encoded('br', brotliCompressSync(PAGE_TEXT)),
  '/zstd': encoded('zstd', zstdCompressSync(PAGE_TEXT)),
  '/deflate': encoded('deflate', deflateSync(PAGE_TEXT)),
  '/deflate-raw': encoded('deflate', deflateRawSync(PAGE_TEXT)),
  '/double-gzip': encoded('gzip, gzip', gzipSync(gzipSync(PAGE_TEXT))),
  '/unknown-encoding': encoded('constructor', Buffer.from(PAGE_TEXT)),
  '/not-gzip': encoded('gzip', Buffer.from(PAGE_TEXT)),
  '/truncated-gzip': encoded('gzip', gzipSync(PAGE_TEXT).subarray(0, 40)),
  '/bomb-gzip': encoded('gzip', gzipSync(zeros)),
  '/bomb-br': encoded('br', brotliCompressSync(zeros)),
  '/bomb-zstd': encoded('zstd', zstdCompressSync(zeros)),
  '/bomb-deflate': encoded('deflate', deflateSync(zeros)),
  '/ten-megabytes': (response) => {
    response.writeHead(200, HTML);
    for (let megabyte = 0; megabyte < 10; megabyte++) response.write(' '.repeat(1_000_000));
    response.end();
  },
  '/declared-ten-megabytes': (response) => {
    response.writeHead(200, { ...HTML, 'content-length': 10_000_000 }).write('<html>');
  },
  '/endless': (response) => {
    response.writeHead(200, HTML);
    const chunk = 'x'.repeat(65_536);
    const push = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', push);
    push();
  },
  '/drip': (response) => {
    response.writeHead(200, HTML);
    const timer = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(timer));
  },
  '/hang': () => undefined,
  '/hang-in-body': (response) => response.writeHead(200, HTML).write('<html>'),
  '/truncated': (response) => {
    response.writeHead(200, { ...HTML, 'content-length': 1_000 }).write('<html>');
    setImmediate(() => response.destroy());
  },
  '/reset': (_, request) => request.socket.resetAndDestroy(),
  '/huge-headers': (response) => response.writeHead(200, { ...HTML, 'x-huge': 'x'.repeat(20_000) }).end(PAGE_TEXT),
  '/many-headers': (response) => {
    for (let index = 0; index < 1_500; index++) response.setHeader(`x-${index}`, '0123456789');
    response.end(PAGE_TEXT);
  },
  '/empty': html('text/html', ''),
  '/blank': html('text/html', ' \n\t '),
  '/pdf': html('application/pdf', '%PDF-1.7'),
  '/pdf-as-html': html('text/html', '%PDF-1.7\n%\xe2\xe3'),
  '/zip-as-html': html('text/html', gzipSync(PAGE_TEXT)),
  '/json': html('application/json', '{"year":1967}'),
  '/plain-text': html('text/plain', 'no markup here'),
  '/html-as-text': html('text/plain', PAGE_TEXT),
  '/no-type': html(undefined, PAGE_TEXT),
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
  '/redirect-to-nowhere': (response) => response.writeHead(302).end(),
  '/to': (response, _, url) => {
    // Header values are latin1 to Node; the bytes on the wire are UTF-8, as real servers send them.
    const location = Buffer.from(url.searchParams.get('url') ?? '').toString('latin1');
    response.writeHead(Number(url.searchParams.get('status') ?? 302), { location }).end('moved');
  },
  '/hops': (response, _, url) => {
    const left = Number(url.searchParams.get('left'));
    if (left === 0) response.writeHead(200, HTML).end(PAGE_TEXT);
    else response.writeHead(301, { location: `/hops?left=${left - 1}` }).end();
  },
  '/status': (response, _, url) => {
    const code = Number(url.searchParams.get('code'));
    const retryAfter = url.searchParams.get('retry-after');
    if (retryAfter !== null) response.setHeader('retry-after', retryAfter);
    if (url.searchParams.has('challenge')) response.setHeader('cf-mitigated', 'challenge');
    response.writeHead(code, HTML).end(code === 204 || code === 304 ? undefined : 'status');
  },
  '/etag': (response, request) => {
    if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
    else
      response
        .writeHead(200, { ...HTML, etag: '"v1"', 'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT' })
        .end(PAGE_TEXT);
  },
};

export function startHostileSite(routes: Readonly<Record<string, Route>> = {}): Promise<Site> {
  const known: Readonly<Record<string, Route>> = { ...ROUTES, ...routes };
  return listen((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    const route = known[url.pathname];
    if (route === undefined) response.writeHead(404).end('not here');
    else route(response, request, url);
  });
}

/** Answers everything and counts: any request it sees should not have been made. */
export function startCanary(): Promise<Site> {
  return listen((_, response) => response.end('you should not be here'));
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Site> {
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    handle(request, response);
  });
  const port = await listening(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    allow: `127.0.0.1:${port}`,
    requests,
    headers,
    close: async () => {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** A server that answers each connection with these bytes, whatever was asked. */
export async function startRawSite(bytes: string): Promise<{ origin: string; allow: string; close(): Promise<void> }> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.from(bytes, 'latin1')));
  });
  const port = await listening(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    allow: `127.0.0.1:${port}`,
    close: () => server[Symbol.asyncDispose](),
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
