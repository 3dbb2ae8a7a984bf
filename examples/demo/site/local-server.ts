/**
 * A plain HTTP server on 127.0.0.1 that remembers every request; the sample site and the tests' misbehaving site use it.
 * Invariant: every 200 carries an ETag and a Last-Modified, and both are honoured with 304.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One whole answer; `type` is the Content-Type as sent. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
  readonly lastModified: Date;
  readonly headers?: Readonly<Record<string, string>>;
}

interface SeenRequest {
  /** Path without the query. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The Host header. */
  readonly host: string;
}

export interface LocalServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** In the order of arrival. */
  readonly requests: readonly SeenRequest[];
  /** How many requests a path got. */
  count(path: string): number;
  /** The most requests that were open at one moment, for one path or over all. */
  maxConcurrent(path?: string): number;
  /** Ends open connections too, so that a hanging answer cannot keep the process. */
  close(): Promise<void>;
}

/** Answers a request, or writes to `response` itself and gives `undefined`. */
export type Handler = (
  request: { readonly url: URL; readonly incoming: IncomingMessage },
  response: ServerResponse,
) => Promise<Answer | undefined>;

export interface ServeOptions {
  /** 0, the default, is any free port. */
  readonly port?: number;
  /** Closes the server when it aborts. */
  readonly signal?: AbortSignal;
}

export async function serveLocally(handler: Handler, { port = 0, signal }: ServeOptions = {}): Promise<LocalServer> {
  signal?.throwIfAborted();
  const requests: SeenRequest[] = [];
  const open = new Map<string, number>();
  const highest = new Map<string, number>();
  const count = (key: string, step: 1 | -1): void => {
    const now = (open.get(key) ?? 0) + step;
    open.set(key, now);
    highest.set(key, Math.max(highest.get(key) ?? 0, now));
  };

  let origin = '';
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', ownOrigin(incoming.headers.host, origin));
    requests.push({ path: url.pathname, at: Date.now(), host: incoming.headers.host ?? '' });
    // The empty key counts over all paths: no path is empty.
    count(url.pathname, 1);
    count('', 1);
    response.once('close', () => {
      count(url.pathname, -1);
      count('', -1);
    });
    handler({ url, incoming }, response).then(
      (answer) => answer && send(incoming, response, answer),
      (error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closed;
  };
  signal?.addEventListener('abort', () => void close(), { once: true });
  return {
    origin,
    requests,
    count: (path) => requests.filter((r) => r.path === path).length,
    maxConcurrent: (path = '') => highest.get(path) ?? 0,
    close,
  };
}

/** Pages name themselves by the Host they were asked for, but only by a name of this machine. */
function ownOrigin(host: string | undefined, fallback: string): string {
  const asked = URL.parse(`http://${host ?? ''}`);
  const local = asked !== null && /^(127\.0\.0\.1|\[::1\]|([a-z0-9-]+\.)?localhost)$/.test(asked.hostname);
  return local ? asked.origin : fallback;
}

function send(incoming: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const etag = `"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 22)}"`;
  const validators =
    answer.status === 200
      ? { etag, 'last-modified': answer.lastModified.toUTCString(), 'cache-control': 'no-cache' }
      : {};
  const headers = { ...answer.headers, ...validators };
  if (answer.status === 200 && unchanged(incoming, etag, answer.lastModified)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(answer.status, { ...headers, 'content-type': answer.type, 'content-length': answer.body.length });
  response.end(incoming.method === 'HEAD' ? undefined : answer.body);
}

/** If-None-Match alone decides where it is present (RFC 9110, 13.1.3). */
function unchanged(incoming: IncomingMessage, etag: string, lastModified: Date): boolean {
  const tags = incoming.headers['if-none-match'];
  if (tags !== undefined) return tags.split(',').some((t) => t.trim().replace(/^W\//, '') === etag || t.trim() === '*');
  const since = Date.parse(incoming.headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && Math.floor(lastModified.getTime() / 1000) * 1000 <= since;
}

/** A page of text in UTF-8. */
export const textAnswer = (status: number, type: string, text: string, lastModified: Date): Answer => ({
  status,
  type: `${type}; charset=utf-8`,
  body: Buffer.from(text, 'utf8'),
  lastModified,
});
