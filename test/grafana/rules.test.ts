import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { describe, expect } from 'vitest';
import { test } from '../support/database.ts';
import { exportedNames, namesIn } from './exported-names.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const rules = await read('grafana/prometheus/rules.yml');
const ruleTests = await read('grafana/prometheus/rules.test.yml');
const runbook = await read('docs/runbook.md');

const alerts = rules
  .split(/^ {6}- alert: /m)
  .slice(1)
  .map((text) => ({ name: /^\w+/.exec(text)?.[0] ?? '', text }));
const headings = [...runbook.matchAll(/^## (\w+)$/gm)].map(([, name]) => name ?? '');

test('there are alerts, and their names are unique', () => {
  expect(alerts.length).toBeGreaterThanOrEqual(10);
  expect(new Set(alerts.map(({ name }) => name)).size).toBe(alerts.length);
});

describe.each(alerts)('$name', ({ name, text }) => {
  test('says what happened, how bad it is and where help stands', () => {
    expect(text).toMatch(/severity: (critical|warning)/);
    expect(text).toMatch(/^ {10}summary: \S/m);
    expect(text).toMatch(/^ {10}description: \S/m);
    expect(text).toContain(`runbook_url: docs/runbook.md#${name.toLowerCase()}\n`);
    expect(text).toMatch(/^ {8}for: \d+m$/m);
  });

  test('has a section in the runbook with all its parts', () => {
    const section = runbook.split(`## ${name}\n`)[1]?.split(/^## /m)[0];
    for (const part of ['Meaning', 'Effect', 'First look', 'Causes', 'Fix', 'Verify']) {
      expect(section).toContain(`**${part}.**`);
    }
  });

  test('is tried on made-up series, firing and silent', () => {
    expect(ruleTests).toMatch(new RegExp(`alertname: ${name}\\n\\s+exp_alerts:\\n\\s+- exp_labels`));
  });
});

test('the runbook has no section without an alert', () => {
  expect([...headings].sort()).toEqual(alerts.map(({ name }) => name).sort());
});

test('every metric in the rules, their tests and the runbook is exported, every recorded one is recorded', async () => {
  const exported = await exportedNames();
  const recorded = new Set([...rules.matchAll(/record: (\S+)/g)].map(([, name]) => name));
  for (const text of [rules.replaceAll(/^\s*#.*$/gm, ''), ruleTests, runbook]) {
    for (const name of namesIn(text)) expect(exported).toContain(name);
    for (const [name] of text.matchAll(/micro_scrape:[\w:]+/g)) expect(recorded).toContain(name);
  }
});

test('the SQL of the runbook runs on the database as it is', async ({ database }) => {
  const statements = [...runbook.matchAll(/`((?:select|vacuum)[^`]+;)`/g)].map(([, sql]) => sql ?? '');
  expect(statements.length).toBeGreaterThan(8);
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
