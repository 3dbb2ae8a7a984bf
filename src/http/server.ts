/**
 * The HTTP surface of the daemon.
 * Invariant: no request waits for ever, no number of idle or slow clients keeps a probe out, every refusal is JSON with a
 * sentence, and `stop` ends within its deadline whatever clients do.
 */

import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from 'fastify';
import { tell } from '../observability/log-lines.ts';
import { FatalError } from '../runtime/errors.ts';
import { codeOf } from '../runtime/thrown.ts';
import { Connections } from './connections.ts';
import { errorAnswer } from './contract.ts';
import { type ManualRunRoute, manualRunRoute } from './manual-run-route.ts';
import { type StatusRoutes, statusRoutes } from './status-routes.ts';

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** How long until Node notices the two above; its own 30 s would make 10 s into 40. */
const TIMEOUT_CHECK_MS = 2_000;
/** For the status routes; the manual run brings its own. */
const HANDLER_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 5_000;
const STOP_GRACE_MS = 3_000;

export interface HttpServerOptions extends StatusRoutes, Omit<ManualRunRoute, 'stopping' | 'connections'> {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly log: FastifyBaseLogger;
  /** More routes, as a plugin of their own; the signal aborts when the server stops. */
  readonly more?: (stopping: AbortSignal) => (server: FastifyInstance) => Promise<void>;
}

export interface HttpServer {
  /** Resolves when the port answers. Throws a FatalError (69) when it cannot be had. */
  start(signal?: AbortSignal): Promise<{ port: number }>;
  /** Refuses new requests, lets those under way end, cuts the rest; a manual run under way is answered 503. */
  stop(deadline?: AbortSignal): Promise<void>;
}

export function createHttpServer(options: HttpServerOptions): HttpServer {
  const stopping = new AbortController();
  const server = buildServer(options, stopping.signal);
  return {
    async start(signal) {
      try {
        await server.listen({ host: options.host, port: options.port, ...(signal && { signal }) });
      } catch (error) {
        throw startFailure(error, options);
      }
      signal?.throwIfAborted();
      return { port: (server.server.address() as AddressInfo).port };
    },
    async stop(deadline) {
      stopping.abort();
      const cut = AbortSignal.any([AbortSignal.timeout(STOP_GRACE_MS), ...(deadline ? [deadline] : [])]);
      const cutConnections = () => {
        server.server.closeAllConnections();
      };
      cut.addEventListener('abort', cutConnections, { once: true });
      if (cut.aborted) cutConnections();
      try {
        await server.close();
      } finally {
        cut.removeEventListener('abort', cutConnections);
      }
    },
  };
}

function buildServer(options: HttpServerOptions, stopping: AbortSignal): FastifyInstance {
  const server: FastifyInstance = Fastify({
    loggerInstance: options.log,
    // No route has a schema: without these, 100 modules are loaded that compile them.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    // A scrape every few seconds must not fill the log.
    logController: new LogController({ disableRequestLogging: true }),
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
    requestTimeout: REQUEST_TIMEOUT_MS,
    handlerTimeout: HANDLER_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
  });
  const connections = new Connections();
  server.server.on('connection', (socket) => connections.admit(socket));
  server.addHook('onRequest', async (request, reply) => {
    connections.asks(request.socket);
    // No CORS header: nothing here is for scripts of other sites.
    void reply.headers({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    });
  });
  server.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(errorAnswer(REFUSALS[error.code] ?? error.message));
    tell(request.log, 'a request failed', { err: error, url: request.routeOptions.url });
    if (error.code === 'FST_ERR_HANDLER_TIMEOUT')
      return reply.code(503).send(errorAnswer('No answer in time; try again.'));
    return reply.code(500).send(errorAnswer('Something went wrong here; the log of the daemon says what.'));
  });
  void server.register(statusRoutes(options));
  void server.register(manualRunRoute({ ...options, stopping, connections }));
  if (options.more !== undefined) void server.register(options.more(stopping));
  return server;
}

function noSchemas(): never {
  throw new Error('routes here check their input themselves');
}

const REFUSALS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is too large: 64 KiB at the most.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send JSON with the header Content-Type: application/json.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
};

function startFailure(error: unknown, { host, port }: HttpServerOptions): unknown {
  const code = codeOf(error);
  if (code === 'EADDRINUSE') {
    return new FatalError(`Port ${port} on ${host} is in use: stop what uses it or set PORT.`, 69, { cause: error });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new FatalError(`HOST ${host} is not an address of this machine.`, 78, { cause: error });
  }
  if (code === 'EACCES') {
    return new FatalError(`Port ${port} may not be used by this user: set PORT to 1024 or more.`, 78, { cause: error });
  }
  return error;
}
