import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MetricsRegistry } from '../../src/observability/metrics/registry.ts';
import { findProgram, runTool } from './programs.ts';

const file = (name: string) => fileURLToPath(new URL(`../../grafana/prometheus/${name}`, import.meta.url));
const path = await findProgram(
  'promtool',
  'alert rules, their tests, the scrape configuration and the text of /metrics',
);

test.runIf(path !== undefined).each([
  ['the rules are valid', ['check', 'rules', '--lint=all', '--lint-fatal', file('rules.yml')]],
  ['the alerts fire and stay silent as their tests say', ['test', 'rules', file('rules.test.yml')]],
  ['the scrape configuration is valid', ['check', 'config', file('prometheus.yml')]],
])('%s', async (_what, args) => {
  expect(await runTool(path ?? '', args)).toContain('SUCCESS');
});

test.runIf(path !== undefined)('promtool has nothing to say against /metrics', async () => {
  const { body } = await new MetricsRegistry().render((error) => {
    throw error;
  });
  expect(await runTool(path ?? '', ['check', 'metrics'], body)).toBe('');
});
