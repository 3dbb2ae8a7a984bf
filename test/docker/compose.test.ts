/** compose.yaml without Docker: what it mounts is there, what it sets is read, and its services find each other. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { ROOT } from '../support/program.ts';

const service = z.strictObject({
  image: z.string().optional(),
  build: z.literal('.').optional(),
  init: z.boolean().optional(),
  restart: z.string().optional(),
  command: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  healthcheck: z
    .strictObject({ test: z.array(z.string()), interval: z.string(), timeout: z.string(), retries: z.number() })
    .optional(),
});
const file = z.strictObject({
  name: z.string(),
  services: z.strictObject({
    postgres: service,
    daemon: service,
    prometheus: service,
    alertmanager: service,
    grafana: service,
  }),
  volumes: z.record(z.string(), z.null()),
});
const read = async (name: string): Promise<unknown> => parse(await readFile(path.join(ROOT, name), 'utf8'));
const { services, volumes } = file.parse(await read('compose.yaml'));
const all = Object.entries(services);

/** `${NAME:-word}` as Compose fills it in where NAME is not set. */
const filledIn = (text: string) => text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1');

test('every image is pinned, and every port is published on this machine alone, at its own number', () => {
  for (const [name, { image, ports }] of all) {
    if (name !== 'daemon') expect(image, name).toMatch(/:v?\d+\.\d+(\.\d+)?$/);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:(\d+):\1$/);
  }
  const published = all.flatMap(([, { ports }]) => ports);
  expect(new Set(published).size).toBe(published.length);
});

test('every path that is mounted exists, read only, and every volume is declared and used', async () => {
  const used: string[] = [];
  for (const mount of all.flatMap((each) => each[1].volumes)) {
    const [source = '', , mode] = mount.split(':');
    if (source.startsWith('./')) {
      expect(mode, mount).toBe('ro');
      await expect(stat(path.join(ROOT, source)), mount).resolves.toBeDefined();
    } else {
      used.push(source);
    }
  }
  expect(used.toSorted()).toEqual(Object.keys(volumes).toSorted());
});

test('a file that a command names lies in what its service mounts', async () => {
  for (const [name, { command = [], volumes: mounts }] of all) {
    for (const [, named = ''] of command.join('\n').matchAll(/^--config\.file=(.+)$/gm)) {
      const inside = mounts.map((mount) => mount.split(':')).find(([, target = '']) => named.startsWith(target));
      expect(inside, name).toBeDefined();
      const [source = '', target = ''] = inside ?? [];
      await expect(stat(path.join(ROOT, source, path.relative(target, named))), named).resolves.toBeDefined();
    }
  }
});

test('what the daemon is given are settings of ours, of the database beside it', () => {
  const given = Object.entries(services.daemon.environment).map(([key, value]) => [key, filledIn(value)]);
  const config = readConfig(Object.fromEntries(given));
  expect(config.misspelt).toEqual([]);
  const url = new URL(config.databaseUrl ?? '');
  const { POSTGRES_USER, POSTGRES_PASSWORD = '', POSTGRES_DB } = services.postgres.environment;
  expect([url.hostname, url.username, url.password, url.pathname]).toEqual([
    'postgres',
    POSTGRES_USER,
    filledIn(POSTGRES_PASSWORD),
    `/${POSTGRES_DB}`,
  ]);
  expect(Object.keys(services.daemon.depends_on ?? {})).toEqual(['postgres']);
  // As the Dockerfile says where it writes and what it answers on.
  expect(services.daemon.volumes).toEqual(['blobs:/app/.data']);
  expect(services.daemon.ports).toEqual([`127.0.0.1:${config.port}:${config.port}`]);
});

test('Prometheus finds daemons and Alertmanager, and Grafana finds Prometheus and the dashboards', async () => {
  const prometheus = await read('grafana/prometheus/prometheus.compose.yml');
  expect(prometheus).toMatchObject({
    alerting: { alertmanagers: [{ static_configs: [{ targets: ['alertmanager:9093'] }] }] },
    scrape_configs: [{ job_name: 'micro-scrape', dns_sd_configs: [{ names: ['daemon'], port: 9464 }] }],
  });
  const { environment, volumes: mounts } = services.grafana;
  expect(environment.PROMETHEUS_URL).toBe('http://prometheus:9090');
  expect(mounts).toContain(`./grafana/dashboards:${environment.MICRO_SCRAPE_DASHBOARDS}:ro`);
  expect(mounts).toContain('./grafana/provisioning:/etc/grafana/provisioning:ro');
  // What the provisioning asks of the environment is set there.
  for (const name of ['dashboards/micro-scrape.yml', 'datasources/prometheus.yml']) {
    const text = await readFile(path.join(ROOT, 'grafana/provisioning', name), 'utf8');
    for (const [, asked = ''] of text.replaceAll(/^#.*$/gm, '').matchAll(/\$\{(\w+)\}/g)) {
      expect(Object.keys(environment)).toContain(asked);
    }
  }
});
