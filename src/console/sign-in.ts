/**
 * The way in: the service key and a name, or a link that works once.
 * Invariant: a wrong key is answered ever more slowly and always with the same words; a link opens the console once, within
 * its time, in the process that made it.
 */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FailedKeys } from '../http/failed-keys.ts';
import { wait } from '../runtime/wait.ts';
import { type Html, html } from './html.ts';
import type { Pages } from './pages.ts';
import { type Sessions, same } from './sessions.ts';

/** A terminal is read at once; who comes later starts anew. */
const LINK_LASTS_MS = 30 * 60_000;

const form = z.object({ key: z.string().max(1_000), name: z.string().max(200), to: z.string().max(2_000).optional() });
const query = z.object({ to: z.string().optional(), token: z.string().optional() });

export class OneTimeLinks {
  readonly #open = new Map<string, number>();

  /** The path of a link that signs in once. */
  make(): string {
    const token = randomBytes(32).toString('base64url');
    this.#open.set(token, performance.now() + LINK_LASTS_MS);
    return `/console/enter?token=${token}`;
  }

  take(token: string): boolean {
    for (const [open, until] of this.#open) {
      if (same(open, token)) {
        this.#open.delete(open);
        return performance.now() < until;
      }
    }
    return false;
  }
}

export interface WayIn {
  readonly sessions: Sessions;
  readonly links: OneTimeLinks;
  /** The place of the key among those that are taken; -1: it is none. */
  readonly placeOf: (key: string) => number;
  readonly stopping: AbortSignal;
}

export function signInRoutes(server: FastifyInstance, pages: Pages, way: WayIn): void {
  const failed = new FailedKeys();
  const ask = (request: FastifyRequest, reply: FastifyReply, to: string, problem = '') =>
    pages.send(request, reply, { title: 'Sign in', body: signInForm(to, problem) });

  server.get('/console/sign-in', async (request, reply) => {
    const asked = query.safeParse(request.query);
    return ask(request, reply, wayBack(asked.data?.to));
  });

  server.post('/console/sign-in', async (request, reply) => {
    const sent = form.safeParse(request.body);
    const place = sent.success ? way.placeOf(sent.data.key) : -1;
    const to = wayBack(sent.data?.to);
    if (place >= 0 && sent.success) {
      return reply.header('set-cookie', way.sessions.begin(sent.data.name, place, isHttps(request))).redirect(to, 303);
    }
    const waitMs = failed.failed(request.socket.remoteAddress ?? '127.0.0.1');
    if (waitMs === undefined) {
      void reply.code(429).header('retry-after', '10');
      return ask(request, reply, to, 'Too many wrong keys came from this address; try again later.');
    }
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    await wait(waitMs, AbortSignal.any([way.stopping, gone.signal]));
    void reply.code(401);
    return ask(request, reply, to, 'This is not the service key.');
  });

  server.get('/console/enter', async (request, reply) => {
    const asked = query.safeParse(request.query);
    if (asked.data?.token === undefined || !way.links.take(asked.data.token)) {
      void reply.code(401);
      const problem = 'This link has been used, is too old, or is of another process. Sign in with the service key.';
      return ask(request, reply, '/console', problem);
    }
    // Not a redirect: one that another site's page has begun would not be sent the new cookie (SameSite=Strict).
    return reply
      .header('set-cookie', way.sessions.begin('link of the terminal', 0, isHttps(request)))
      .header('refresh', '0; url=/console')
      .type('text/html; charset=utf-8')
      .send(
        '<!doctype html><html lang="en"><title>Signed in</title><link rel="icon" href="data:,"><a href="/console">To the console</a></html>',
      );
  });

  server.post('/console/sign-out', async (_request, reply) =>
    reply.header('set-cookie', way.sessions.end()).redirect('/console/sign-in', 303),
  );
}

/** Whoever claims HTTPS falsely only keeps their own cookie from themselves. */
function isHttps(request: FastifyRequest): boolean {
  return request.headers['x-forwarded-proto'] === 'https';
}

/** A page of the console, never another site. */
function wayBack(to: string | undefined): string {
  return to !== undefined && /^\/console(?:[/?][\w\-./?=&%+:,~]*)?$/.test(to) ? to : '/console';
}

function signInForm(to: string, problem: string): Html {
  return html`<form class="sign-in" method="post" action="/console/sign-in">
    ${problem !== '' && html`<p class="problem" role="alert">${problem}</p>`}
    <label>Service key <input name="key" type="password" autocomplete="current-password" required autofocus></label>
    <label>Your name, for the trail <input name="name" autocomplete="username" required maxlength="60"></label>
    <input type="hidden" name="to" value="${to}">
    <button>Sign in</button>
    <p class="faint">The key is <code>SERVICE_KEY</code> of the daemon; with the embedded database it stands in
      <code>.data/service-key</code>. You stay signed in for 12 hours, or until the key changes.</p>
  </form>`;
}
