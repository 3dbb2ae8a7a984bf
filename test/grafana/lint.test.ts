/**
 * The rules of Grafana's dashboard linter, which is a program in Go, over our JSON. Those about LogQL have nothing to hold
 * here but that no panel asks Loki.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { generatedFiles } from '../../grafana/build-dashboards.ts';
import { committedDashboards, queriesOf } from '../../grafana/queries.ts';
import { CATALOGUE, fullName, type MetricName, type MetricSpec } from '../../src/observability/metrics/catalogue.ts';
import { findProgram, runTool } from './programs.ts';

const datasource = z.object({ type: z.string(), uid: z.string() });
const panel = z.object({
  type: z.string(),
  title: z.string().default(''),
  description: z.string().default(''),
  datasource: datasource.optional(),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string().default('') }) }).optional(),
  targets: z.array(z.object({ expr: z.string(), datasource: datasource.optional() })).default([]),
});
const variable = z.object({
  name: z.string(),
  type: z.string(),
  label: z.string().default(''),
  datasource: datasource.optional(),
  definition: z.string().default(''),
  multi: z.boolean().default(false),
  includeAll: z.boolean().default(false),
  allValue: z.string().default(''),
  refresh: z.int().default(0),
});
const dashboard = z.object({
  uid: z.string(),
  editable: z.boolean(),
  templating: z.object({ list: z.array(variable) }),
  panels: z.array(panel.extend({ panels: z.array(panel).default([]) })),
});
type Dashboard = z.infer<typeof dashboard>;
type Variable = z.infer<typeof variable>;

/** What is wrong, in words; nothing when the rule holds. */
type Rule = (board: Dashboard) => readonly string[];

const panelsOf = ({ panels }: Dashboard) =>
  panels.flatMap((outer) => [outer, ...outer.panels]).filter(({ type }) => type !== 'row');
const targetsOf = (board: Dashboard) =>
  panelsOf(board).flatMap(({ title, targets }) => targets.map((target) => ({ title, ...target })));
const badPanels =
  (bad: (one: z.infer<typeof panel>) => boolean): Rule =>
  (board) =>
    panelsOf(board)
      .filter(bad)
      .map(({ title }) => title);
const badTargets =
  (bad: (expr: string) => boolean): Rule =>
  (board) =>
    targetsOf(board)
      .filter(({ expr }) => bad(expr))
      .map(({ title, expr }) => `${title}: ${expr}`);
const badQueryVariables =
  (bad: (one: Variable) => boolean): Rule =>
  ({ templating }) =>
    templating.list.filter((one) => one.type === 'query' && bad(one)).map(({ name }) => name);
const choice =
  (name: string, label: string): Rule =>
  ({ templating }) => {
    const found = templating.list.find((one) => one.name === name);
    if (found === undefined) return [`no variable ${name}`];
    const { multi, includeAll, allValue } = found;
    return multi && includeAll && allValue === '.+' && found.label === label
      ? []
      : [`${name} does not offer all, some or one`];
  };

const SELECTOR = /(?<![\w:$"{])(?:micro_scrape|nodejs|process|scrape)_\w+(\{[^}]*\})?|\bup(\{[^}]*\})/g;
const selectors = (expr: string) => [...expr.matchAll(SELECTOR)].map(([text]) => text);
const counters = Object.entries<MetricSpec>(CATALOGUE)
  .filter(([, { type }]) => type === 'counter')
  .map(([name]) => fullName(name as MetricName));

const RULES: Readonly<Record<string, Rule>> = {
  'template-datasource': ({ templating }) =>
    templating.list.filter(
      (one) => one.type === 'datasource' && one.name === 'datasource' && one.label === 'Data source',
    ).length === 1
      ? []
      : ['no variable for the data source'],
  'template-job': choice('job', 'Job'),
  'template-instance': choice('instance', 'Daemon'),
  'template-label-promql': badQueryVariables(
    ({ definition }) => !/^label_values\([a-z_]+\{?.*, \w+\)$/.test(definition),
  ),
  'template-on-time-change-reload': badQueryVariables(({ refresh }) => refresh !== 2),
  'panel-datasource': badPanels((one) =>
    [one, ...one.targets].some(
      (each) => each.datasource?.uid !== '$datasource' || each.datasource.type !== 'prometheus',
    ),
  ),
  'panel-title-description': badPanels(({ title, description }) => title === '' || description === ''),
  'panel-units': badPanels(({ fieldConfig }) => !fieldConfig?.defaults.unit),
  'panel-no-targets': badPanels(({ targets }) => targets.length === 0),
  'target-logql and target-logql-auto': badPanels(({ datasource: source }) => source?.type === 'loki'),
  'target-rate-interval': badTargets((expr) =>
    [...expr.matchAll(/\b(?:rate|increase)\([^[]*\[([^\]]+)\]/g)].some(([, range]) => range !== '$__rate_interval'),
  ),
  'target-job': badTargets((expr) => selectors(expr).some((text) => !text.includes('job=~"$job"'))),
  'target-instance': badTargets((expr) => selectors(expr).some((text) => !text.includes('instance="$instance"'))),
  'target-counter-agg': badTargets((expr) =>
    counters.some((name) =>
      expr
        .split(`${name}{`)
        .slice(0, -1)
        .some((before) => !/\b(?:rate|irate|increase)\($/.test(before)),
    ),
  ),
  uneditable: ({ editable }) => (editable ? ['it may be edited in Grafana'] : []),
};

const ALL_DAEMONS = 'it shows all daemons together; the dashboard of a replica shows one';
/** Rules that a dashboard breaks on purpose, with the reason and how many times it does. */
const EXCLUDED: Readonly<Record<string, Readonly<Record<string, { readonly why: string; readonly only?: RegExp }>>>> = {
  'micro-scrape-overview': {
    'template-instance': { why: ALL_DAEMONS },
    'target-instance': { why: ALL_DAEMONS },
    'target-rate-interval': {
      why: 'a figure over a day or a week is the same however far one zooms in',
      only: /^(?:Are runs on time|Did jobs fail for good|Is what is written right)\?/,
    },
  },
  'micro-scrape-site': {
    'template-instance': { why: ALL_DAEMONS },
    'target-instance': { why: ALL_DAEMONS },
    'target-rate-interval': {
      why: 'shares of few pages mean something only over a fixed time, and a week ago only over the same one',
      only: /^(?:Does it answer|Which fields are found|Does it refuse us|Is it worth it|Is it as good as last week|What became of each field)\?/,
    },
  },
  'micro-scrape-replica': {
    'template-instance': { why: 'it shows one daemon: figures of two in one line would mean nothing' },
  },
};

const dashboards = generatedFiles()
  .filter(({ file }) => file.pathname.endsWith('.json'))
  .map(({ text }) => dashboard.parse(JSON.parse(text)));

describe.each(dashboards)('$uid', (board) => {
  test.each(Object.entries(RULES))('keeps to %s', (name, rule) => {
    const excluded = EXCLUDED[board.uid]?.[name];
    const found = rule(board);
    if (excluded === undefined) {
      expect(found).toEqual([]);
    } else {
      expect(found.length, `${name} is excluded and holds: take the exclusion out`).toBeGreaterThan(0);
      for (const each of found) expect(each).toMatch(excluded.only ?? /./);
    }
  });
});

test('a dashboard that breaks every rule is found out by each', () => {
  const broken: Dashboard = {
    uid: 'broken',
    editable: true,
    templating: { list: [variable.parse({ name: 'x', type: 'query', definition: 'micro_scrape_build_info' })] },
    panels: [
      {
        ...panel.parse({ type: 'stat', datasource: { type: 'loki', uid: 'x' } }),
        panels: [
          panel.parse({ type: 'stat', targets: [{ expr: 'micro_scrape_jobs_created_total + rate(x{a="b"}[5m])' }] }),
        ],
      },
    ],
  };
  // The names of counters are found with their selector.
  const [target] = broken.panels[0]?.panels[0]?.targets ?? [];
  if (target) target.expr = 'sum(micro_scrape_jobs_created_total{a="b"}) + rate(process_x{}[5m])';
  for (const [name, rule] of Object.entries(RULES)) expect(rule(broken), name).not.toEqual([]);
});

test('what every daemon shows alike passes through max before anything is added', async () => {
  const alike = Object.entries<MetricSpec>(CATALOGUE).filter(
    ([, { merge, type }]) => merge === 'max' && type === 'gauge',
  );
  for (const board of await committedDashboards()) {
    if (board.uid === 'micro-scrape-replica') continue;
    for (const { where, expr } of queriesOf(board)) {
      for (const [name] of alike) {
        const uses = expr.split(`${fullName(name as MetricName)}{`).slice(0, -1);
        for (const before of uses)
          expect(before, `${where}: ${name}`).toMatch(/(?:max|min)(?: by \([\w, ]+\))? ?\((?:delta\()?$/);
      }
    }
  }
});

const path = await findProgram('promtool', 'that every query of the dashboards is PromQL');

test.runIf(path !== undefined)('every query is PromQL (target-promql)', async () => {
  const all = (await committedDashboards()).flatMap((board) => queriesOf(board));
  const directory = await mkdtemp(join(tmpdir(), 'promql-'));
  try {
    const file = join(directory, 'queries.yml');
    // As rules, since that is what promtool reads. JSON is YAML.
    const rules = all.map(({ expr }, position) => ({ record: `query_${position}`, expr }));
    await writeFile(file, JSON.stringify({ groups: [{ name: 'queries', rules }] }));
    expect(await runTool(path ?? '', ['check', 'rules', '--lint=none', file])).toContain(`${all.length} rules found`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
