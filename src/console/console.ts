/**
 * The console: the daemon's own pages for people, under /console.
 * Invariant: without a service key there is none; every answer carries the policy below, and whoever has not signed in gets
 * nothing but the way in and the files of the pages.
 */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findLive } from '../database/statements/live.ts';
import type { DaemonEvents } from '../events.ts';
import { keyAmong } from '../http/bearer.ts';
import { tell } from '../observability/log-lines.ts';
import { readAssets } from './assets.ts';
import { evidencePages } from './evidence.ts';
import { html } from './html.ts';
import { jobsPage } from './jobs.ts';
import { LiveFeed } from './live-feed.ts';
import { overviewPage } from './overview.ts';
import { type ConsoleServices, Pages, RefusedError } from './pages.ts';
import { precisionPage } from './precision.ts';
import { runsPage } from './runs.ts';
import { Sessions } from './sessions.ts';
import { createPageShower } from './show-page/page-shower.ts';
import { OneTimeLinks, signInRoutes } from './sign-in.ts';
import { siteChanges } from './site-changes.ts';
import { sitesPages } from './sites.ts';
import { Tallies } from './tallies.ts';
import { trailPage } from './trail.ts';
import { vehiclePage } from './vehicle.ts';
import { vehicleChanges } from './vehicle-changes.ts';
import { vehiclesPage } from './vehicles.ts';

const POLICY = [
  "default-src 'none'",
  ...["script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'", "form-action 'self'"],
  ...["frame-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"],
].join('; ');
const HEADERS = {
  'content-security-policy': POLICY,
  // With `no-referrer` the browser would hide the origin of our own forms too.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
};
const CLOSED =
  'There is no console: start the daemon with SERVICE_KEY=KEY (32 characters or more, as of: openssl rand -hex 32) and without CONSOLE=off.\n';
/** A selection of 500 vehicles has 25 kB. */
const BODY_LIMIT_BYTES = 64 * 1024;

const ALL_PAGES: readonly ((pages: Pages) => void)[] = [
  ...[overviewPage, vehiclesPage, vehiclePage, vehicleChanges, evidencePages, precisionPage],
  ...[sitesPages, siteChanges, runsPage, jobsPage, trailPage],
];

export interface ConsoleOptions {
  readonly mode: 'off' | 'read' | 'full';
  readonly serviceKeys: readonly string[];
  /** What is seen of sites is counted also where the pages are closed: another daemon may show it. */
  readonly events: DaemonEvents;
  readonly services: Omit<ConsoleServices, 'readOnly' | 'feed' | 'shower'>;
}

export interface Console {
  /** For the server to register, with the signal that aborts when it stops. */
  readonly routes: (stopping: AbortSignal) => (server: FastifyInstance) => Promise<void>;
  /** An address that signs in once; undefined: there is no console. */
  readonly link: (origin: string) => string | undefined;
  readonly close: () => Promise<void>;
}

export function createConsole({ mode, serviceKeys, events, services }: ConsoleOptions): Console {
  const links = new OneTimeLinks();
  const feed = new LiveFeed((watched) => findLive(services.pool, watched));
  const tallies = new Tallies(services.pool, events);
  const open = mode !== 'off' && serviceKeys.length > 0;
  return {
    link: (origin) => (open ? `${origin}${links.make()}` : undefined),
    close: () => tallies.close(),
    routes: (stopping) => async (server) => {
      server.addHook('onRequest', async (_request, reply) => {
        void reply.headers(HEADERS);
      });
      if (!open) {
        const closed = async (_request: FastifyRequest, reply: FastifyReply) =>
          reply.code(404).type('text/plain').send(CLOSED);
        server.all('/console', closed);
        server.all('/console/*', closed);
        return;
      }
      const shower = createPageShower();
      server.addHook('onClose', () => shower.close());
      const assets = readAssets();
      assets.serve(server);
      const sessions = new Sessions(serviceKeys);
      acceptFormsOnly(server);
      await server.register(async (inside) => {
        const pages = new Pages(inside, { ...services, feed, shower, readOnly: mode === 'read' }, assets);
        answerInWords(inside, pages);
        guard(inside, sessions);
        signInRoutes(inside, pages, { sessions, links, placeOf: keyAmong(serviceKeys), stopping });
        for (const add of ALL_PAGES) add(pages);
        const nothing = async () => {
          throw new RefusedError('There is no such page.', 404);
        };
        inside.get('/console/*', nothing);
        inside.post('/console/*', nothing);
      });
    },
  };
}

/** Nobody's own page may send a form here, and without a session there is only the way in. */
function guard(server: FastifyInstance, sessions: Sessions): void {
  server.decorateRequest('session', undefined);
  server.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' && !isOurs(request)) {
      throw new RefusedError('This was sent by a page of another site. Nothing was changed.', 403);
    }
    request.session = sessions.read(request.headers.cookie);
    const path = request.url.split('?')[0] ?? '';
    if (request.session !== undefined || path === '/console/sign-in' || path === '/console/enter') return;
    const signIn = `/console/sign-in?to=${encodeURIComponent(request.url)}`;
    if (request.headers['hx-request'] !== undefined) {
      await reply.code(401).header('hx-redirect', '/console/sign-in').send('');
    } else if (request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')) {
      await reply.redirect(signIn, 303);
    } else {
      throw new RefusedError('Sign in first: /console/sign-in.', 401);
    }
  });
}

/**
 * Browsers say where a request comes from: `Sec-Fetch-Site` over HTTPS and on this machine, `Origin` with every form. A
 * program that says neither still needs the token of a session.
 */
function isOurs({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === undefined || URL.parse(headers.origin)?.host === headers.host;
}

function acceptFormsOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
    (_request, body, done) => {
      const fields = new URLSearchParams(String(body));
      // A name that comes twice is a list, as of check boxes.
      const given = [...new Set(fields.keys())].map((name) => [name, fields.getAll(name)] as const);
      done(null, Object.fromEntries(given.map(([name, values]) => [name, values.length === 1 ? values[0] : values])));
    },
  );
}

function answerInWords(server: FastifyInstance, pages: Pages): void {
  server.setErrorHandler<FastifyError | RefusedError>(async (error, request, reply) => {
    const status = error instanceof RefusedError ? error.status : (error.statusCode ?? 500);
    if (status >= 500) tell(request.log, 'a request failed', { err: error, url: request.routeOptions.url });
    const words = status < 500 ? error.message : 'Something went wrong here; the log of the daemon says what.';
    void reply.code(status);
    if (!(request.headers.accept ?? '').includes('text/html')) {
      return reply.type('text/plain; charset=utf-8').send(`${words}\n`);
    }
    const title = status === 404 ? 'Nothing here' : status < 500 ? 'Refused' : 'A fault';
    return pages.send(request, reply, {
      title,
      body: html`<p>${words}</p><p><a href="/console">To the overview</a></p>`,
    });
  });
}
