/** The spans that a daemon gives to an OpenTelemetry SDK, as a collector receives them; and that there are none without. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { connect, one } from '../support/client.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { ROOT, startProgram } from '../support/program.ts';

const attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) });
const span = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
  attributes: z.array(attribute).transform((all) => Object.fromEntries(all.map(({ key, value }) => [key, value]))),
  status: z.object({ code: z.number().optional(), message: z.string().optional() }),
});
const sent = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});

async function startCollector() {
  const spans: z.infer<typeof span>[] = [];
  let received = '';
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received += body;
    const { resourceSpans } = sent.parse(JSON.parse(body));
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    response.setHeader('content-type', 'application/json').end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { spans, received: () => received, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A daemon that has healed car 1, whose page's address has a secret, met a page that is not there, and was stopped after `look`. */
async function healed(
  database: TestDatabase,
  env: Record<string, string>,
  look: (well: { vehicleId: string; runId: string }) => Promise<void> = async () => {},
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'micro-scrape-traces-'));
  const site = await startBehaviourSite();
  const client = await connect(database);
  const program = startProgram(['start'], {
    ...{ DATABASE_URL: database.url, PORT: '0', BLOB_STORE: `file:${folder}`, FETCH_MIN_INTERVAL_MS: '0' },
    FETCH_ALLOW_PRIVATE: new URL(site.origin).host,
    ...env,
  });
  try {
    const insert = 'insert into vehicles (discovery_url) values ($1) returning id::text';
    const { id } = await one(client, insert, [`${site.origin}${BEHAVIOURS.car(1)}?token=hunter2-s3cret`]);
    await one(client, insert, [`${site.origin}${BEHAVIOURS.notFound}`]);
    const rest = `select count(*)::int as n from micro_scrape.vehicle_state where outcome not in ('pending', 'waiting')`;
    await eventually('both rest', async () => (await one(client, rest)).n === 2);
    const log = 'select run_id::text as id from micro_scrape.action_log where vehicle_id = $1 limit 1';
    const run = await one(client, log, [id]);
    await look({ vehicleId: String(id), runId: String(run.id) });
  } finally {
    program.child.kill('SIGTERM');
    await program.ended;
    await client.end();
    await site.close();
    await rm(folder, { recursive: true });
  }
  return program.output();
}

test('a turn over a vehicle is a span with a link to its run, and each action is a span within it', async ({
  database,
}) => {
  const collector = await startCollector();
  const env = {
    NODE_OPTIONS: `--import ${ROOT}examples/traces/register.mjs`,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  };
  await healed(database, env, async ({ vehicleId, runId }) => {
    const turns = () => collector.spans.filter(({ name }) => name === 'enrich vehicle');
    const outcomeOf = (turn: z.infer<typeof span>) => turn.attributes['micro_scrape.outcome']?.stringValue;
    const rested = await eventually('the turns that ended both runs have come', () => {
      const ends = turns().filter((turn) => outcomeOf(turn) !== undefined);
      return ends.length >= 2 && ends;
    });
    const link = { traceId: runId.replaceAll('-', ''), spanId: vehicleId.replaceAll('-', '').slice(16) };
    const of = turns().filter(({ attributes }) => attributes['micro_scrape.vehicle_id']?.stringValue === vehicleId);
    for (const turn of of) {
      expect(turn.parentSpanId ?? '').toBe('');
      expect(turn.links).toEqual([link]);
      expect(turn.attributes).toMatchObject({ 'micro_scrape.run_id': { stringValue: runId } });
    }
    const read = collector.spans.find(
      ({ name, attributes }) =>
        name === 'extract-listing' && attributes['micro_scrape.vehicle_id']?.stringValue === vehicleId,
    );
    expect(of.map(({ spanId }) => spanId)).toContain(read?.parentSpanId);
    expect(rested.map(outcomeOf)).toContain('gone');
    const failed = collector.spans.filter(({ status }) => status.code === 2);
    expect(failed.map(({ name, status }) => [name, status.message])).toEqual([
      ['extract-listing', expect.stringContaining('404')],
    ]);
    expect(collector.received()).not.toContain('hunter2');
  });
});

test('without an SDK nothing of OpenTelemetry is loaded but its interface', async ({ database }) => {
  const watch = `import { registerHooks } from 'node:module'; registerHooks({ load(url, context, next) {
    if (url.includes('opentelemetry')) process.stderr.write('loaded ' + url + '\\n'); return next(url, context); } });`;
  const output = await healed(database, {
    NODE_OPTIONS: `--import data:text/javascript;base64,${Buffer.from(watch).toString('base64')}`,
  });
  const packages = output.match(/(?<=loaded .*\/)@opentelemetry\/[\w-]+/g) ?? [];
  expect([...new Set(packages)]).toEqual(['@opentelemetry/api']);
});
