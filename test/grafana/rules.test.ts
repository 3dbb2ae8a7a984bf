import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { CATALOGUE, fullName, type MetricName } from '../../src/observability/metrics/catalogue.ts';
import { command } from '../cli/command.ts';
import { test } from '../support/database.ts';
import { alertsOf, committedCases, committedRules } from './alert-cases.ts';
import { exportedNames, namesIn } from './exported-names.ts';
import { findProgram, runTool } from './programs.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const groups = await committedRules();
const alerts = alertsOf(groups);
const names = alerts.map(({ alert }) => alert);
const cases = await committedCases();
const runbook = await read('docs/runbook.md');
const amtool = await findProgram('amtool', 'the routes and inhibitions of the example for Alertmanager');
const routes = fileURLToPath(new URL('../../grafana/prometheus/alertmanager.yml', import.meta.url));

/** All outcomes that the cases expect of an alert: what fires at some time, with its labels. */
const expected = (alert: string) => cases.flatMap((each) => Object.values(each.expect[alert] ?? {}));

test('there are alerts, and their names are unique', () => {
  expect(names.length).toBeGreaterThanOrEqual(22);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(alerts)('$alert', ({ alert, annotations, expr, ...rule }) => {
  test('waits before it tells, leads to its section, and names only labels that it has', () => {
    if (alert !== 'MicroScrapeWatchdog') expect(rule.for).toMatch(/^\d+[mh]$/);
    expect(annotations.runbook_url).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
    const firing = expected(alert).flat();
    for (const [, label = ''] of JSON.stringify(annotations).matchAll(/\$labels\.(\w+)/g)) {
      for (const labels of firing) expect(Object.keys(labels), alert).toContain(label);
    }
  });

  test('has a section in the runbook with all its parts', () => {
    const section = runbook.split(`## ${alert}\n`)[1]?.split(/^## /m)[0];
    const parts = [...(section ?? '').matchAll(/^\*\*([\w ]+)\.\*\*/gm)].map(([, part]) => part);
    expect(parts).toEqual(['Meaning', 'Effect', 'First look', 'Causes', 'Fix', 'Verify']);
  });

  test('is tried on made-up series, firing and silent', () => {
    const times = expected(alert);
    expect(times.some((firing) => firing.length > 0)).toBe(true);
    if (expr !== 'vector(1)') expect(times.some((firing) => firing.length === 0)).toBe(true);
  });
});

test('the runbook and the cases have no alert that there is not', () => {
  const headings = [...runbook.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
  expect(headings.toSorted()).toEqual(names.toSorted());
  const tried = new Set(cases.flatMap((each) => Object.keys(each.expect)));
  expect([...tried].filter((name) => !names.includes(name))).toEqual([]);
});

test('every metric in the rules, their cases and the runbook is exported, every recorded one is recorded', async () => {
  const exported = await exportedNames();
  const rules = groups.flatMap((group) => group.rules);
  const recorded = new Set(rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));
  const series = cases.flatMap((each) => Object.keys(each.series));
  for (const text of [...rules.map(({ expr }) => expr), ...series, runbook]) {
    for (const name of namesIn(text)) expect(exported, text).toContain(name);
    for (const [name] of text.matchAll(/micro_scrape:[\w:]+/g)) expect(recorded, text).toContain(name);
  }
});

test('the made-up series have the labels and values that the metrics have', () => {
  for (const series of cases.flatMap((each) => Object.keys(each.series))) {
    const [, name = '', text = ''] = /^(\w+)\{(.*)\}$/.exec(series) ?? [];
    const metric = Object.keys(CATALOGUE).find((each) =>
      [
        fullName(each as MetricName),
        `${fullName(each as MetricName)}_bucket`,
        `${fullName(each as MetricName)}_count`,
      ].includes(name),
    );
    if (metric === undefined) {
      expect(['up', 'process_start_time_seconds', 'scrape_duration_seconds'], series).toContain(name);
      continue;
    }
    const allowed: Readonly<Record<string, readonly string[]>> = CATALOGUE[metric as MetricName].labels;
    const given = Object.fromEntries(
      [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
    );
    const { instance: _, le: _bound, ...labels } = given;
    expect(Object.keys(labels).toSorted(), series).toEqual(Object.keys(allowed).toSorted());
    for (const [label, value] of Object.entries(labels)) {
      // Sites are named by what waits for them, versions by their builds.
      if (label !== 'source' && allowed[label]?.length) expect(allowed[label], series).toContain(value);
    }
  }
});

test.runIf(amtool !== undefined)(
  'the example for Alertmanager is valid, and sends each alert where it should go',
  async () => {
    expect(await runTool(amtool ?? '', ['check-config', routes])).toContain('SUCCESS');
    for (const { alert, labels } of alerts) {
      const given = [`alertname=${alert}`, `severity=${labels.severity}`];
      const told = await runTool(amtool ?? '', ['config', 'routes', 'test', '--config.file', routes, ...given]);
      const receiver = { none: 'watchdog', critical: 'pager', warning: 'people' }[labels.severity];
      expect(told, alert).toMatch(new RegExp(`^${receiver}\\b|^${receiver}Warning`));
    }
  },
);

test('every inhibition is about alerts that there are', async () => {
  const matchers = z.array(z.string());
  const file = z.object({ inhibit_rules: z.array(z.object({ source_matchers: matchers, target_matchers: matchers })) });
  const { inhibit_rules } = file.parse(parse(await readFile(routes, 'utf8')));
  for (const matcher of inhibit_rules.flatMap((rule) => [...rule.source_matchers, ...rule.target_matchers])) {
    const [, operator, value = ''] = /^alertname (=|=~|!~) "?([^"]+)"?$/.exec(matcher) ?? [];
    expect(operator, matcher).toBeDefined();
    // Each alternative of a pattern must be there, or a renamed alert would be told again.
    const [, before = '', words = '', after = ''] = /^(\w*)\((.+)\)(.*)$/.exec(value) ?? [undefined, value, '', ''];
    for (const word of words.split('|')) {
      const pattern = new RegExp(`^${before}${word}${after}$`);
      expect(
        names.some((name) => pattern.test(name)),
        `${matcher}: ${word}`,
      ).toBe(true);
    }
  }
});

test('the SQL of the runbook runs on the database as it is', async ({ database }) => {
  const statements = [...runbook.matchAll(/`((?:select|vacuum|update|analyze)[^`]*;)`/g)].map(([, sql]) => sql ?? '');
  expect(statements.length).toBeGreaterThan(20);
  const client = new pg.Client({ connectionString: database.url, query_timeout: 20_000 });
  await client.connect();
  try {
    for (const sql of statements) {
      // Process 0 is nobody.
      const ready = sql.replaceAll('PID', '0').replaceAll('LOCKED_BY', 'nobody').replaceAll('HOST', 'listings.example');
      await expect(client.query(ready), sql).resolves.toBeDefined();
    }
  } finally {
    await client.end();
  }
});

test('the commands of the runbook do what they are typed for', async ({ database }) => {
  const client = new pg.Client({ connectionString: database.url, query_timeout: 20_000 });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('insert into vehicles (year) values (1999) returning id');
  await client.end();
  const typed = new Set([...runbook.matchAll(/`npx micro-scrape ([^`]+)`/g)].map(([, line = '']) => line));
  expect(typed.size).toBeGreaterThan(8);
  const type = async (line: string) => {
    const args = line.replaceAll(/<(vehicle|id)>/g, rows[0]?.id ?? '').split(' ');
    const { code, stdout, stderr } = await command(args, { DATABASE_URL: database.url, PORT: '0' });
    // Of a database without a daemon doctor and status say no; nothing may be a mistake of the command line.
    expect([0, ...(/^(doctor|status)/.test(line) ? [1] : [])], `${line}: ${stdout}${stderr}`).toContain(code);
  };
  await Promise.all([...typed].map(type));
});
