import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { exportedNames, namesIn } from '../../../test/grafana/exported-names.ts';
import { familyOf, parseExposition } from '../../../test/support/exposition.ts';
import { CATALOGUE, fullName, type MetricName, type MetricSpec, PREFIX } from './catalogue.ts';
import { helpText, labelSets } from './definition.ts';
import { known, QUEUED_TASKS } from './labels.ts';
import { MetricsRegistry } from './registry.ts';

const specs = Object.entries<MetricSpec>(CATALOGUE).map(([name, spec]) => ({
  name: fullName(name as MetricName),
  spec,
}));
const render = async () =>
  parseExposition(
    (
      await new MetricsRegistry().render((error) => {
        throw error;
      })
    ).body,
  );

test('what is exported is what the catalogue says: names, types and help', async () => {
  const { families } = await render();
  const ours = [...families].filter(([name]) => name.startsWith(PREFIX));
  expect(Object.fromEntries(ours)).toEqual(
    Object.fromEntries(specs.map(({ name, spec }) => [name, { type: spec.type, help: helpText(spec) }])),
  );
});

test('every series of the process exists at 0 before anything happens, and none of the database', async () => {
  const { series } = await render();
  for (const { name, spec } of specs) {
    const own = [...series].filter(([key]) => familyOf(key) === name);
    const perSet = spec.type === 'histogram' ? spec.buckets.length + 3 : 1;
    expect(own, name).toHaveLength(spec.from === 'snapshot' || spec.sparse ? 0 : labelSets(spec).length * perSet);
    expect(new Set([0, ...own.map(([, value]) => value)]), name).toEqual(new Set([0]));
  }
});

test.each(specs)('$name keeps the naming rules of Prometheus', ({ name, spec }) => {
  expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
  expect(name.endsWith('_total')).toBe(spec.type === 'counter');
  if (spec.type === 'histogram') {
    expect(name).toMatch(/_seconds$/);
    expect(spec.buckets).toEqual([...spec.buckets].sort((a, b) => a - b));
  }
  expect(name).not.toMatch(/_(ms|minutes|percent|kb)(_|$)/);
  expect(spec.help).toMatch(/\.$/);
  expect(spec.question).toMatch(/\?$/);
  for (const values of Object.values(spec.labels)) expect(new Set(values).size).toBe(values.length);
});

test('an unknown word becomes other', () => {
  expect(known(QUEUED_TASKS, 'reconcile')).toBe('reconcile');
  expect(known(QUEUED_TASKS, 'send-mail')).toBe('other');
});

test('docs/metrics.md speaks only of metrics that there are', async () => {
  const document = await readFile(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');
  const exported = await exportedNames();
  const unknown = namesIn(document).filter((name) => !exported.has(name) && !exported.has(`${name}_count`));
  expect(unknown).toEqual([]);
});
