/**
 * What may only be asked with the service key: POST /functions/v1/micro-scrape-bandaid, a run asked for by a person or a
 * schedule, and the decisions of people about vehicles.
 * Invariant: without the service key (bearer.ts) nothing of a request is read, and without a configured key nobody gets
 * in; an answer or a refusal comes at the latest GRACE_MS after the time the caller gave.
 */

import bearerAuth from '@fastify/bearer-auth';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { isConnectionError } from '../database/connection-error.ts';
import { tell } from '../observability/log-lines.ts';
import { DeferError, RetryError } from '../runtime/errors.ts';
import { codeOf, messageOf } from '../runtime/thrown.ts';
import { abortable, wait } from '../runtime/wait.ts';
import { type Bearers, letIn } from './bearer.ts';
import type { Connections } from './connections.ts';
import {
  errorAnswer,
  type ManualRunAnswer,
  type ManualRunRequest,
  manualRunRequest,
  mistakesAnswer,
} from './contract.ts';
import { type Decide, decisionRoute } from './decision-route.ts';
import { FailedKeys } from './failed-keys.ts';

export const MANUAL_RUN_PATH = '/functions/v1/micro-scrape-bandaid';

/** A batch of 500 ids has 20 kB. */
const BODY_LIMIT_BYTES = 64 * 1024;
const GRACE_MS = 5_000;
/** Longer than the longest run with its grace: the route's own limit speaks first and says more. */
const HANDLER_TIMEOUT_MS = 310_000;

export interface ManualRunRoute {
  readonly bearers: Bearers;
  /** Must answer within `max_runtime_ms`; `signal` aborts when nobody waits any longer. */
  readonly manualRun: (request: ManualRunRequest, signal: AbortSignal) => Promise<ManualRunAnswer>;
  readonly decide: Decide;
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal;
  readonly connections: Connections;
}

/** A fastify plugin of its own, so that the key guards this route and no other. */
export function manualRunRoute(route: ManualRunRoute) {
  return async (server: FastifyInstance): Promise<void> => {
    const auth = await letIn(route.bearers);
    if (auth === undefined) {
      server.addHook('onRequest', async (_request, reply) => {
        await reply
          .code(403)
          .send(errorAnswer('This route is closed: set SERVICE_KEY or SUPABASE_JWT_SECRET and start again.'));
      });
    } else {
      await server.register(bearerAuth, {
        keys: new Set<string>(),
        auth,
        // One answer for a missing and a wrong key.
        errorResponse: () => errorAnswer('Unauthorized: send the header Authorization: Bearer SERVICE_KEY.'),
        verifyErrorLogLevel: 'debug',
      });
      slowDownWrongKeys(server, route.stopping);
      holdConnections(server, route.connections);
    }
    acceptJsonOnly(server);
    decisionRoute(server, route.decide);

    server.post(
      MANUAL_RUN_PATH,
      { bodyLimit: BODY_LIMIT_BYTES, handlerTimeout: HANDLER_TIMEOUT_MS },
      async (request, reply) => {
        const asked = manualRunRequest.safeParse(request.body ?? {});
        if (!asked.success) return reply.code(400).send(mistakesAnswer(asked.error, manualRunRequest));
        const caller = hangUp(reply);
        const signal = AbortSignal.any([
          caller,
          route.stopping,
          AbortSignal.timeout(asked.data.max_runtime_ms + GRACE_MS),
        ]);
        try {
          // The work itself goes on: what it has queued is the queue's. Only the waiting ends.
          return await abortable(route.manualRun(asked.data, signal), signal);
        } catch (error) {
          const reason = caller.aborted ? 'Nobody waits for this answer.' : whyUnavailable(error, route.stopping);
          if (reason === undefined) throw error;
          tell(request.log, 'a manual run could not be done', { reason, cause: messageOf(error) });
          return reply.code(503).header('retry-after', '5').send(errorAnswer(reason));
        }
      },
    );
  };
}

function slowDownWrongKeys(server: FastifyInstance, stopping: AbortSignal): void {
  const failedKeys = new FailedKeys();
  server.addHook('onSend', async (request, reply, payload) => {
    const address = request.socket.remoteAddress;
    if (reply.statusCode !== 401 || address === undefined) return payload;
    const waitMs = failedKeys.failed(address);
    if (waitMs === undefined) {
      void reply.code(429).header('retry-after', '10');
      return JSON.stringify(errorAnswer('Too many wrong keys came from this address; try again later.'));
    }
    await wait(waitMs, AbortSignal.any([stopping, hangUp(reply)]));
    void reply.header('www-authenticate', 'Bearer');
    return payload;
  });
}

function holdConnections(server: FastifyInstance, connections: Connections): void {
  server.addHook('onRequest', async ({ socket }, reply) => {
    if (connections.hold(socket)) {
      reply.raw.once('close', () => connections.letGo(socket));
      return;
    }
    await reply
      .code(503)
      .header('retry-after', '5')
      .send(errorAnswer('Too many runs are waited for; try again later.'));
  });
}

/**
 * Aborts when the caller goes away. fastify's own `request.signal` aborts as soon as the body has been read, because
 * the request's stream closes then: it would end every run at its start.
 */
function hangUp(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** JSON or nothing; an empty body asks for the defaults, also under the type application/json. */
function acceptJsonOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.trim() === '') done(null, undefined);
    else void parseJson(request, body, done);
  });
}

/** The server is there, but out of resources or cut the statement short. */
const BUSY_CODE = /^(53...|57014)$/;

/** A sentence when trying again later may help, else undefined: then it is a fault of ours. */
function whyUnavailable(error: unknown, stopping: AbortSignal): string | undefined {
  if (stopping.aborted) return 'The daemon is shutting down; what was queued goes on with the next one.';
  if (error instanceof RetryError || error instanceof DeferError) return `Try again later: ${error.message}.`;
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return 'The run did not answer in time; what was queued goes on as jobs.';
  }
  const passing = isConnectionError(error) || BUSY_CODE.test(codeOf(error) ?? '');
  return passing ? 'The database is not reachable at the moment; try again later.' : undefined;
}
