import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { generatedFiles } from '../../grafana/build-dashboards.ts';
import { CATALOGUE, fullName, type MetricName, type MetricSpec } from '../../src/observability/metrics/catalogue.ts';
import { exportedNames, namesIn } from './exported-names.ts';

const file = new URL('../../grafana/dashboards/micro-scrape-overview.json', import.meta.url);
const target = z.object({
  refId: z.string(),
  expr: z.string(),
  legendFormat: z.string().min(1),
  datasource: z.object({ uid: z.literal('$datasource') }),
});
const panel = z.object({
  id: z.int().positive(),
  type: z.string(),
  title: z.string().min(1),
  description: z.string().optional(),
  gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string().optional() }) }).optional(),
  targets: z.array(target).default([]),
});
const dashboard = z
  .object({ editable: z.literal(false), panels: z.array(panel.extend({ panels: z.array(panel).default([]) })) })
  .parse(JSON.parse(await readFile(file, 'utf8')));
const all = dashboard.panels.flatMap((outer) => [outer, ...outer.panels]);
const shown = all.filter(({ type }) => type !== 'row');
const queries = shown.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })));

test('the generated files are what their sources say (else: node grafana/build-dashboards.ts)', async () => {
  for (const { file: path, text } of generatedFiles()) expect(await readFile(path, 'utf8'), path.pathname).toBe(text);
});

test('ids are unique and no two panels lie on each other', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const cells = new Set<string>();
  // A folded row's panels are laid out from below it, where the next row also begins when it is folded.
  for (const { title, gridPos } of all) {
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(cells.has(`${x},${y}`), `${title} at ${x},${y}`).toBe(false);
        cells.add(`${x},${y}`);
      }
    }
  }
});

test.each(shown)('$title: has a description that helps, a unit, and legends that differ', (one) => {
  expect(one.description?.length).toBeGreaterThan(40);
  expect(one.fieldConfig?.defaults.unit).toBeTruthy();
  expect(one.targets.length).toBeGreaterThan(0);
  expect(new Set(one.targets.map(({ legendFormat }) => legendFormat)).size).toBe(one.targets.length);
});

test('every metric that a panel asks for is exported', async () => {
  const exported = await exportedNames();
  for (const { title, expr } of queries) {
    const names = namesIn(expr);
    expect(names.length, title).toBeGreaterThan(0);
    for (const name of names) expect(exported, `${title}: ${name}`).toContain(name);
  }
});

test('figures of the database pass through max before anything is summed', () => {
  const snapshots = Object.entries<MetricSpec>(CATALOGUE).filter(([, spec]) => spec.merge === 'max');
  for (const { title, expr } of queries) {
    for (const [name] of snapshots) {
      const uses = expr.split(`${fullName(name as MetricName)}{`).slice(0, -1);
      for (const before of uses) expect(before, `${title}: ${name}`).toMatch(/max(?: by \([\w, ]+\))? ?\($/);
    }
  }
});

test('rates use the interval that Grafana fits to the zoom, but for figures over a fixed time', () => {
  for (const { title, expr } of queries) {
    for (const [, range] of expr.matchAll(/\brate\([^[]*\[([^\]]+)\]/g)) {
      expect(['$__rate_interval', '15m', '30m'], title).toContain(range);
    }
    for (const [counter] of expr.matchAll(/micro_scrape_\w+_total\{/g)) {
      const before = expr.slice(0, expr.indexOf(counter));
      expect(before, `${title}: ${counter}`).toMatch(/(rate|increase)\($/);
    }
  }
});

test('every query keeps to the chosen jobs', () => {
  for (const { title, expr } of queries) {
    const selectors = [...expr.matchAll(/(?:micro_scrape|nodejs|process)_\w+(\{[^}]*\})?/g)];
    for (const [selector] of selectors) expect(selector, title).toContain('job=~"$job"');
  }
});
