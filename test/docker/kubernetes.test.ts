/** contrib/kubernetes.yaml asks a daemon for what it answers, sets variables that it reads, and waits for its end. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { STOP_DEADLINE_MS } from '../../src/app/daemon.ts';
import { readConfig } from '../../src/config.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { ROOT } from '../support/program.ts';

const probe = z.object({
  httpGet: z.object({ path: z.string(), port: z.literal('http') }),
  timeoutSeconds: z.number(),
});
const secret = z.object({ kind: z.literal('Secret'), stringData: z.record(z.string(), z.string()) });
const deployment = z.object({
  kind: z.literal('Deployment'),
  spec: z.object({
    template: z.object({
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        securityContext: z.object({ runAsUser: z.literal(1000) }),
        containers: z.tuple([
          z.object({
            env: z.array(z.object({ name: z.string(), value: z.string() })),
            ports: z.tuple([z.object({ name: z.literal('http'), containerPort: z.number() })]),
            startupProbe: probe,
            livenessProbe: probe,
            readinessProbe: probe,
          }),
        ]),
      }),
    }),
  }),
});

const text = await readFile(path.join(ROOT, 'contrib/kubernetes.yaml'), 'utf8');
const documents: unknown[] = parseAllDocuments(text).map((each) => each.toJS());
const { stringData } = secret.parse(documents[0]);
const pod = deployment.parse(documents[1]).spec.template.spec;
const [container] = pod.containers;

test('what its probes ask for is answered, and its variables are read', async ({ database }) => {
  const env = { ...stringData, ...Object.fromEntries(container.env.map(({ name, value }) => [name, value])) };
  const config = readConfig(env);
  expect(config.misspelt).toEqual([]);
  expect(config).toMatchObject({ blobStore: env.BLOB_STORE, databaseUrl: env.DATABASE_URL });
  expect(config.port).toBe(container.ports[0].containerPort);
  const daemon = await startTestDaemon(database);
  try {
    for (const each of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
      const ask = () => fetch(`${daemon.origin}${each.httpGet.path}`, { signal: AbortSignal.timeout(60_000) });
      await eventually(`${each.httpGet.path} is 200`, async () => (await ask()).status === 200);
    }
    expect(container.livenessProbe.httpGet.path).toBe('/healthz');
  } finally {
    await daemon.stop();
  }
});

test('its pods are not killed before they have ended by themselves, and neither is a unit of systemd', async () => {
  expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThanOrEqual(2 * STOP_DEADLINE_MS);
  const unit = await readFile(path.join(ROOT, 'contrib/micro-scrape.service'), 'utf8');
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]) * 1000).toBeGreaterThanOrEqual(2 * STOP_DEADLINE_MS);
});
