/**
 * How a page, a part that moves and a change are made: the one place that knows what all of them must do.
 * Invariant: a handler runs for a session alone; a change also has the token of that session, comes from our own pages, is
 * refused whole in a read-only console, and leaves a row in the trail in its own transaction.
 */
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import { inTransaction, type Queryable } from '../database/pool.ts';
import { type Audited, writeAudit } from '../database/statements/audit.ts';
import type { BlobStore } from '../media/store/blob-store.ts';
import type { Assets } from './assets.ts';
import { type Content, type Html, html } from './html.ts';
import { layout } from './layout.ts';
import type { LiveFeed } from './live-feed.ts';
import { cookie, cookieOf, type Session, same } from './sessions.ts';
import type { PageShower } from './show-page/page-shower.ts';
import { asCsv, asJson, type Table } from './table.ts';

export interface ConsoleServices {
  readonly pool: Pool;
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly feed: LiveFeed;
  readonly shower: PageShower;
  readonly readOnly: boolean;
  /** Between two pages of a host that was not asked yet, seconds. */
  readonly configuredInterval: number;
}

/** One look at a page by one person. */
export interface Visit<Query, Params> {
  readonly who: string;
  readonly query: Query;
  readonly params: Params;
  /** The address as it was asked for, for links to another format. */
  readonly path: string;
  readonly services: ConsoleServices;
  /** A form whose button does `post(action)`; nothing at all in a read-only console. */
  readonly form: (action: string, inside: Content) => Html | false;
}

export interface View {
  readonly title: string;
  readonly body: Html;
  /** Those of the page, for `?format=csv|json`. */
  readonly tables?: readonly Table[];
}

export interface Answer {
  readonly type: string;
  readonly body: string | Buffer | Readable;
  readonly policy?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Change<Body, Params> {
  readonly who: string;
  readonly body: Body;
  readonly params: Params;
  /** Inside the transaction that also writes the trail. */
  readonly db: Queryable;
  readonly services: ConsoleServices;
}

export interface Changed extends Audited {
  /** Told at the top of the page that follows. */
  readonly said: string;
  /** The page that follows. */
  readonly to: string;
}

/** Told to the person as it is, with its status; nothing was changed. */
export class RefusedError extends Error {
  override name = 'RefusedError';
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** Where the guard puts who has signed in. */
declare module 'fastify' {
  interface FastifyRequest {
    session: Session | undefined;
  }
}

/** What the address of a page must be; anything where it is not said. */
interface Rules<Query, Params> {
  readonly query?: Query;
  readonly params?: Params;
}

const ANY = z.unknown();
const SAID = 'micro_scrape_said';
const format = z.object({ format: z.enum(['csv', 'json']).optional(), table: z.string().optional() });

export class Pages {
  readonly #server: FastifyInstance;
  readonly #services: ConsoleServices;
  readonly #assets: Assets;

  constructor(server: FastifyInstance, services: ConsoleServices, assets: Assets) {
    this.#server = server;
    this.#services = services;
    this.#assets = assets;
  }

  /** A whole page, in three formats. What `query` does not know is ignored. */
  page<Query extends z.ZodType = z.ZodUnknown, Params extends z.ZodType = z.ZodUnknown>(
    path: string,
    rules: Rules<Query, Params>,
    look: (visit: Visit<z.output<Query>, z.output<Params>>) => Promise<View>,
  ): void {
    this.#server.get(path, async (request, reply) => {
      const view = await look(this.#visit(request, rules));
      const asked = format.parse(request.query);
      if (asked.format === undefined) return this.send(request, reply, view);
      const tables = view.tables ?? [];
      const one =
        tables.find(({ name }) => name === asked.table) ?? (asked.table === undefined ? tables[0] : undefined);
      if (one === undefined) throw new RefusedError('There is no such table on this page.', 404);
      if (asked.format === 'json') {
        return asked.table === undefined && tables.length > 1
          ? Object.fromEntries(tables.map((each) => [each.name, asJson(each)]))
          : asJson(one);
      }
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${one.name}.csv"`)
        .send(asCsv(one));
    });
  }

  /** A part of a page that is asked for anew every two seconds; it asks the feed and nothing else. */
  part<Params extends z.ZodType = z.ZodUnknown>(
    path: string,
    rules: Rules<z.ZodUnknown, Params>,
    look: (visit: Visit<unknown, z.output<Params>>) => Promise<Html>,
  ): void {
    this.#server.get(path, async (request, reply) => {
      const part = await look(this.#visit(request, rules));
      return reply.type('text/html; charset=utf-8').send(String(part));
    });
  }

  /** A file, or a document for a frame of ours. It brings its own policy, or may do nothing at all. */
  file<Query extends z.ZodType = z.ZodUnknown, Params extends z.ZodType = z.ZodUnknown>(
    path: string,
    rules: Rules<Query, Params>,
    look: (visit: Visit<z.output<Query>, z.output<Params>>) => Promise<Answer>,
  ): void {
    this.#server.get(path, async (request, reply) => {
      const {
        type,
        body,
        policy = "default-src 'none'; sandbox",
        headers = {},
      } = await look(this.#visit(request, rules));
      // The policy says who may frame it, and more exactly.
      return reply
        .removeHeader('x-frame-options')
        .headers({
          'content-security-policy': policy,
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          ...headers,
        })
        .type(type)
        .send(body);
    });
  }

  /** A form that was sent. Either all of it happens, with its row in the trail, or nothing. */
  change<Body extends z.ZodType, Params extends z.ZodType = z.ZodUnknown>(
    path: string,
    rules: { readonly body: Body; readonly params?: Params },
    carryOut: (change: Change<z.output<Body>, z.output<Params>>) => Promise<Changed>,
  ): void {
    this.#server.post(path, async (request, reply) => {
      const session = sessionOf(request);
      const services = this.#services;
      if (services.readOnly) {
        throw new RefusedError('This console only shows: CONSOLE=read. Nothing was changed.', 403);
      }
      const sent = parse(z.record(z.string(), z.unknown()), request.body ?? {});
      const token = request.headers['x-csrf-token'] ?? sent.csrf;
      if (typeof token !== 'string' || !same(token, session.csrf)) {
        throw new RefusedError('This form is of an earlier session. Load the page anew; nothing was changed.', 403);
      }
      const body = parse(rules.body, sent);
      const params = parse(rules.params ?? ANY, request.params) as z.output<Params>;
      const { who } = session;
      const { said, to } = await inTransaction(services.pool, async (db) => {
        const changed = await carryOut({ who, body, params, db, services });
        await writeAudit(db, who, changed);
        return changed;
      });
      return reply
        .header('set-cookie', cookie(SAID, encodeURIComponent(said.slice(0, 1000)), 60, false))
        .redirect(to, 303);
    });
  }

  async send(request: FastifyRequest, reply: FastifyReply, view: View): Promise<FastifyReply> {
    const { readOnly } = this.#services;
    const path = request.url.split('?')[0] ?? '';
    const said = cookieOf(request.headers.cookie, SAID);
    if (said !== '') void reply.header('set-cookie', cookie(SAID, '', 0, false));
    const page = layout({
      assets: this.#assets,
      title: view.title,
      body: view.body,
      said: decoded(said),
      ...(request.session && { visitor: { ...request.session, readOnly, path } }),
    });
    return reply.type('text/html; charset=utf-8').send(String(page));
  }

  #visit<Query extends z.ZodType, Params extends z.ZodType>(
    request: FastifyRequest,
    rules: Rules<Query, Params>,
  ): Visit<z.output<Query>, z.output<Params>> {
    const { who, csrf } = sessionOf(request);
    const { readOnly } = this.#services;
    return {
      who,
      query: parse(rules.query ?? ANY, request.query) as z.output<Query>,
      params: parse(rules.params ?? ANY, request.params) as z.output<Params>,
      path: request.url,
      services: this.#services,
      form: (action, inside) =>
        !readOnly &&
        html`<form method="post" action="${action}"><input type="hidden" name="csrf" value="${csrf}">${inside}</form>`,
    };
  }
}

function sessionOf({ session }: FastifyRequest): Session {
  if (session === undefined) throw new Error('a page was registered without the guard');
  return session;
}

function parse<Rule extends z.ZodType>(rule: Rule, given: unknown): z.output<Rule> {
  const result = rule.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the address'}: ${message}`);
  throw new RefusedError(`${problems.join('; ')}.`);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text) || undefined;
  } catch {
    return undefined; // no cookie of ours
  }
}
