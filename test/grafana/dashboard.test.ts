import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { generatedFiles } from '../../grafana/build-dashboards.ts';
import { KEPT } from '../../grafana/panels.ts';
import { ANSWERED_LATER, committedDashboards, queriesOf } from '../../grafana/queries.ts';
import { exportedNames, namesIn } from './exported-names.ts';

test('the generated files are what their sources say (else: node grafana/build-dashboards.ts)', async () => {
  for (const { file, text } of generatedFiles()) expect(await readFile(file, 'utf8'), file.pathname).toBe(text);
});

const link = z.object({ title: z.string().min(1), url: z.string() });
const override = z.object({ properties: z.array(z.object({ id: z.string(), value: z.unknown() })) });
const panel = z.object({
  id: z.int().positive(),
  type: z.string(),
  title: z.string().min(1),
  description: z.string().default(''),
  gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
  links: z.array(link).default([]),
  fieldConfig: z
    .object({
      defaults: z.object({ noValue: z.string().default(''), thresholds: z.unknown().optional() }),
      overrides: z.array(override),
    })
    .optional(),
  targets: z.array(z.object({ refId: z.string(), legendFormat: z.string().min(1) })).default([]),
});
const dashboard = z.object({
  uid: z.string(),
  graphTooltip: z.literal(1),
  links: z.array(z.object({ tags: z.array(z.string()) })).min(1),
  panels: z.array(panel.extend({ panels: z.array(panel).default([]) })),
  templating: z.object({ list: z.array(z.object({ name: z.string() })) }),
});
type Panel = z.infer<typeof panel>;

const dashboards = generatedFiles()
  .filter(({ file }) => file.pathname.endsWith('.json'))
  .map(({ text }) => dashboard.parse(JSON.parse(text)));

test('there are three dashboards: all of it, one site, one replica', () => {
  expect(dashboards.map(({ uid }) => uid)).toEqual([
    'micro-scrape-overview',
    'micro-scrape-site',
    'micro-scrape-replica',
  ]);
});

describe.each(dashboards)('$uid', ({ uid, panels }) => {
  const all: Panel[] = panels.flatMap((outer) => [outer, ...outer.panels]);
  const shown = all.filter(({ type }) => type !== 'row');

  test('ids are unique and no two panels lie on each other', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const cells = new Set<string>();
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

  test('every row is full to its right edge, so that no hole looks like a missing panel', () => {
    const byTop = Map.groupBy(shown, ({ gridPos }) => gridPos.y);
    for (const [y, line] of byTop)
      expect(
        line.reduce((sum, { gridPos }) => sum + gridPos.w, 0),
        `row at ${y}`,
      ).toBe(24);
  });

  test.each(shown)('$title: asks, says what is bad and what to do, and has words for nothing', (one) => {
    expect(one.title).toMatch(/\?$/);
    // What a bad picture looks like stands before a colon, the next step after it.
    expect(one.description).toMatch(/^[A-Z0-9].{40,}\.$/s);
    expect(one.description).toMatch(/:/);
    expect(one.fieldConfig?.defaults.noValue).toMatch(/^[A-Z]/);
    if (one.type === 'stat') expect(one.fieldConfig?.defaults.thresholds).toBeDefined();
    expect(new Set(one.targets.map(({ legendFormat }) => legendFormat)).size).toBe(one.targets.length);
  });

  test('the first row answers whether it is all right', () => {
    expect(panels[0]?.type).toBe('row');
    const second = panels.findIndex(({ type }, position) => position > 0 && type === 'row');
    expect(new Set(panels.slice(1, second).map(({ type }) => type))).toEqual(new Set(['stat']));
  });

  test('every link leads to a dashboard and a variable that are there', () => {
    const columns = shown
      .flatMap(({ fieldConfig }) => fieldConfig?.overrides ?? [])
      .flatMap(({ properties }) => properties);
    const links = [
      ...shown.flatMap((one) => one.links),
      ...columns.filter(({ id }) => id === 'links').flatMap(({ value }) => z.array(link).parse(value)),
    ];
    for (const { url } of links) {
      const [, target, variable] = /^\/d\/([\w-]+)\?(?:var-(\w+)=)?/.exec(url) ?? [];
      const there = dashboards.find((other) => other.uid === target);
      expect(there, `${uid}: ${url}`).toBeDefined();
      if (variable !== undefined) expect(there?.templating.list.map(({ name }) => name)).toContain(variable);
      expect(url).toContain(KEPT);
    }
  });
});

test('the overview leads to a site and to a replica', () => {
  const urls = JSON.stringify(dashboards[0]);
  expect(urls).toContain('/d/micro-scrape-site?var-source=');
  expect(urls).toContain('/d/micro-scrape-replica?');
});

test('every metric that a panel, a variable or an annotation asks for is exported', async () => {
  const exported = await exportedNames();
  for (const each of await committedDashboards()) {
    for (const { where, expr } of queriesOf(each)) {
      // Prometheus makes these itself.
      const names = namesIn(expr);
      if (!/\b(ALERTS|up|scrape_duration_seconds)\{/.test(expr)) expect(names.length, where).toBeGreaterThan(0);
      for (const name of names) expect(exported, `${where}: ${name}`).toContain(name);
    }
  }
});

test('what is excused from an answer is still asked', async () => {
  const asked = (await committedDashboards()).flatMap((each) => queriesOf(each)).map(({ where }) => where);
  for (const ending of Object.keys(ANSWERED_LATER))
    expect(
      asked.some((where) => where.endsWith(ending)),
      ending,
    ).toBe(true);
});

test('a query with a variable that the dashboard does not have is refused', async () => {
  const [first] = await committedDashboards();
  if (first === undefined) throw new Error('no dashboard');
  const wrong = {
    ...first,
    panels: [{ title: 'wrong', panels: [], targets: [{ refId: 'A', expr: 'up{job="$jobs"}', instant: true }] }],
  };
  expect(() => queriesOf(wrong)).toThrow('the dashboard has no variable jobs');
});
