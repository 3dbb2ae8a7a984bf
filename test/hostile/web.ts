/** A site whose every answer is hostile, read through the daemon's own fetcher. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FetchEvent, Fetcher } from '../../src/fetching/fetcher.ts';
import { createFetcher } from '../../src/fetching/web-fetcher.ts';
import { type Site, startHostileSite } from '../support/hostile-site.ts';
import { type Case, distinct, type Kind } from './case.ts';
import type { DatabaseKeeper } from './database.ts';

export type Route = (response: ServerResponse, request: IncomingMessage, url: URL) => void;

export const HTML = { 'content-type': 'text/html; charset=utf-8' };
/** Its deadlines are 20 s for a page and 30 s for a picture, and they end what drips. */
export const PATIENT_MS = 35_000;
const MOST_HOSTS = 400;

interface Web {
  /** The outcome of a page at `path`, of a host that nobody has met before. */
  page(path: string, robots?: string): Promise<string>;
  image(path: string): Promise<string>;
  close(): Promise<void>;
}

async function openWeb(databases: DatabaseKeeper, routes: Readonly<Record<string, Route>>): Promise<Web> {
  const { pool } = await databases.open();
  const robots = new Map<string, string>();
  const site: Site = await startHostileSite({
    ...routes,
    '/robots.txt': (response, request) => {
      const text = robots.get(request.headers.host?.split(':')[0] ?? '');
      if (text === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
    },
  });
  const { port } = new URL(site.origin);
  const hosts = Array.from({ length: MOST_HOSTS }, (_, n) => `case-${n}.test`);
  const events = new Map<string, FetchEvent>();
  const fetcher: Fetcher = createFetcher({
    pool,
    userAgent: 'micro-scrape/test',
    robots: 'obey',
    minIntervalMs: 0,
    allowPrivate: hosts.map((host) => `${host}:${port}`),
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    onFetch: (event) => {
      if (event.kind !== 'robots') events.set(event.host, event);
    },
  });
  let used = 0;
  const visit = async (path: string, robot: string | undefined, fetch: (url: string) => Promise<unknown>) => {
    const host = hosts[used++];
    if (host === undefined) throw new Error('no host is left that nobody has met');
    if (robot !== undefined) robots.set(host, robot);
    const error: unknown = await fetch(`http://${host}:${port}${path}`).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    const outcome = events.get(`${host}:${port}`)?.outcome;
    return outcome ?? `no request: ${String(error)}`;
  };
  const { signal } = new AbortController();
  return {
    page: (path, robot) => visit(path, robot, (url) => fetcher.fetchPage(url, { signal })),
    image: (path) => visit(path, undefined, (url) => fetcher.fetchImage(url, { signal })),
    async close() {
      await fetcher.close();
      await site.close();
      await pool.query('truncate micro_scrape.hosts');
    },
  };
}

/** A kind whose cases are paths of one site. */
export function webKind(
  name: string,
  databases: DatabaseKeeper,
  routes: Readonly<Record<string, Route>>,
  cases: (web: () => Web) => readonly Case[],
): Kind {
  let web: Web | undefined;
  const opened = (): Web => {
    if (web === undefined) throw new Error('the site is not there');
    return web;
  };
  return {
    name,
    atOnce: 24,
    async cases() {
      web = await openWeb(databases, routes);
      return distinct(cases(opened));
    },
    close: async () => web?.close(),
  };
}

export const raw =
  (text: string): Route =>
  (_, request) => {
    request.socket.end(Buffer.from(text, 'latin1'));
  };
export const body = (text: string | Buffer, headers: Readonly<Record<string, string | string[]>> = HTML): Route => {
  return (response) => response.writeHead(200, headers).end(text);
};
export const OK = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n';
