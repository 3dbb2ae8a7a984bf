/**
 * What anyone who reaches the port may read: figures, health and a page that says what this is.
 * Invariant: /healthz never asks the database (an outage would restart every daemon for nothing); no route here tells
 * an address, an id or a secret.
 */
import type { FastifyInstance } from 'fastify';
import { errorAnswer } from './contract.ts';
import { MANUAL_RUN_PATH } from './manual-run-route.ts';

export interface Check {
  readonly ok: boolean;
  readonly detail: string;
}

export interface Health {
  /** The process itself: its loops turn. */
  alive(): boolean;
  /** It can really work; must end by itself within a few seconds. */
  ready(): Promise<{ ready: boolean; checks: Record<string, Check> }>;
}

export interface StatusRoutes {
  readonly metrics: { render(accept?: string): Promise<{ contentType: string; body: string }> };
  readonly health: Health;
}

export function statusRoutes({ metrics, health }: StatusRoutes) {
  return async (server: FastifyInstance): Promise<void> => {
    server.get('/metrics', async (request, reply) => {
      const { contentType, body } = await metrics.render(request.headers.accept);
      return reply.type(contentType).header('vary', 'accept').send(body);
    });
    server.get('/healthz', async (_request, reply) => {
      const alive = health.alive();
      return reply.code(alive ? 200 : 503).send({ alive });
    });
    server.get('/readyz', async (_request, reply) => {
      const answer = await health.ready();
      return reply.code(answer.ready ? 200 : 503).send(answer);
    });
    server.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(LANDING_PAGE));
    server.setNotFoundHandler(async (request, reply) => {
      if (request.url.split('?')[0] === MANUAL_RUN_PATH) {
        return reply.code(405).header('allow', 'POST').send(errorAnswer('Send a POST to this route.'));
      }
      return reply.code(404).send(errorAnswer('There is nothing here; GET / lists what there is.'));
    });
  };
}

const LANDING_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>micro-scrape</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 4rem auto; padding: 0 1rem; }
  dt { margin-top: .75rem; }
  dd { margin: 0 0 0 1rem; }
  code { font-size: .9em; }
</style>
<h1>micro-scrape</h1>
<p>Keeps a PostgreSQL catalogue of vehicles complete: notices every gap the moment it is committed, reads the listing
page once, and writes back only what the page proves.</p>
<dl>
  <dt><a href="/readyz">/readyz</a></dt><dd>Can it work? Each check with its finding.</dd>
  <dt><a href="/healthz">/healthz</a></dt><dd>Does the process live?</dd>
  <dt><a href="/metrics">/metrics</a></dt><dd>Figures for Prometheus.</dd>
  <dt><a href="/console">/console</a></dt><dd>See the catalogue heal and put it right; needs the service key.</dd>
  <dt><code>POST ${MANUAL_RUN_PATH}</code></dt><dd>Starts a run; needs the service key.</dd>
</dl>
</html>
`;
