import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { MetricsRegistry } from '../../src/observability/metrics/registry.ts';
import { alertsOf, type Case, committedCases, committedRules, promtoolFiles, ruleFiles } from './alert-cases.ts';
import { findProgram, runTool } from './programs.ts';

const path = await findProgram(
  'promtool',
  'alert rules, their tests, the scrape configuration and the text of /metrics',
);
const groups = await committedRules();
const alerts = alertsOf(groups);
async function tryAll(cases: readonly Case[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'promtool-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = await Promise.all(
    cases.map(async (each, n) => {
      const [ruleFile, testFile] = [join(folder, `rules-${n}.json`), join(folder, `${n}.json`)];
      const { rules, tests } = promtoolFiles(groups, each, ruleFile);
      await writeFile(ruleFile, JSON.stringify(rules));
      await writeFile(testFile, JSON.stringify(tests));
      return testFile;
    }),
  );
  return runTool(path ?? '', ['test', 'rules', ...files]);
}

test.runIf(path !== undefined)('the rules are valid and the linter has nothing to say', async () => {
  const said = await runTool(path ?? '', ['check', 'rules', '--lint=all', '--lint-fatal', ...(await ruleFiles())]);
  expect(said.match(/SUCCESS/g)).toHaveLength((await ruleFiles()).length);
});

test.runIf(path !== undefined).each(['prometheus.yml', 'prometheus.compose.yml'])('%s is valid', async (name) => {
  const file = fileURLToPath(new URL(`../../grafana/prometheus/${name}`, import.meta.url));
  expect(await runTool(path ?? '', ['check', 'config', file])).toContain('SUCCESS');
});

test.runIf(path !== undefined)('the alerts fire and stay silent as their cases say', async () => {
  expect(await tryAll(await committedCases())).toContain('SUCCESS');
});

test.runIf(path !== undefined)('a case that is wrong is found out', async () => {
  const wrong: Case = { name: 'wrong', every: '1m', series: {}, expect: { MicroScrapeDown: { '10m': [] } } };
  await expect(tryAll([wrong])).rejects.toThrow(/FAILED/);
});

test.runIf(path !== undefined)('without a single series nothing fires but that nobody answers', async () => {
  const always = ['MicroScrapeWatchdog', 'MicroScrapeDown'];
  const quiet = alerts.filter(({ alert }) => !always.includes(alert)).map(({ alert }) => [alert, { '200m': [] }]);
  const nothing: Case = { name: 'no series', every: '1m', series: {}, expect: Object.fromEntries(quiet) };
  expect(await tryAll([nothing])).toContain('SUCCESS');
});

test.runIf(path !== undefined)('promtool has nothing to say against /metrics', async () => {
  const { body } = await new MetricsRegistry().render((error) => {
    throw error;
  });
  expect(await runTool(path ?? '', ['check', 'metrics'], body)).toBe('');
});
