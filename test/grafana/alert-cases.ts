/** The rules as committed, and the made-up series on which they are tried, as promtool takes them. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const RULES = new URL('../../grafana/prometheus/rules/', import.meta.url);
const CASES = new URL('alerts/', import.meta.url);

const labels = z.record(z.string(), z.string());
const alert = z.object({
  alert: z.string(),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.object({ severity: z.enum(['critical', 'warning', 'none']) }),
  annotations: z.strictObject({
    summary: z.string(),
    description: z.string(),
    action: z.string(),
    runbook_url: z.string(),
  }),
});
const recording = z.object({ record: z.string(), expr: z.string() });
const group = z.object({ name: z.string(), rules: z.array(z.union([alert, recording])) });
const ruleFile = z.object({ groups: z.array(group) });
const cases = z.array(
  z.strictObject({
    name: z.string(),
    /** From one value to the next: a week of minutes takes promtool a minute. */
    every: z.string().default('1m'),
    series: z.record(z.string(), z.coerce.string()),
    /** By alert and time, the labels of what fires then. */
    expect: z.record(z.string(), z.record(z.string(), z.array(labels))),
  }),
);

export type Alert = z.infer<typeof alert>;
export type Group = z.infer<typeof group>;
export type Case = z.infer<typeof cases>[number];

const namesOf = async (folder: URL) => (await readdir(folder)).filter((name) => name.endsWith('.yml')).sort();

export async function ruleFiles(): Promise<string[]> {
  return (await namesOf(RULES)).map((name) => fileURLToPath(new URL(name, RULES)));
}

export async function committedRules(): Promise<Group[]> {
  const files = await Promise.all((await ruleFiles()).map((file) => readFile(file, 'utf8')));
  return files.flatMap((text) => ruleFile.parse(parse(text)).groups);
}

export const alertsOf = (groups: readonly Group[]): Alert[] =>
  groups.flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule ? [rule] : [])));

export async function committedCases(): Promise<Case[]> {
  const names = await namesOf(CASES);
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, CASES), 'utf8')));
  return texts.flatMap((text) => cases.parse(parse(text)));
}

/**
 * What `promtool test rules` needs for one case: the alerts that it names and the records that they ask for, without
 * texts, which would stand in every case once more. All rules in all cases would take it a minute.
 */
export function promtoolFiles(groups: readonly Group[], tried: Case, ruleFile: string) {
  const all = groups.flatMap(({ rules }) => rules);
  const needed = new Set<Group['rules'][number]>();
  const need = (rule: Group['rules'][number]): void => {
    needed.add(rule);
    const asked = new Set(rule.expr.match(/\bmicro_scrape:[\w:]+/g));
    for (const other of all) if ('record' in other && asked.has(other.record) && !needed.has(other)) need(other);
  };
  const named = alertsOf(groups).filter(({ alert }) => alert in tried.expect);
  for (const each of named) need(each);
  const severity = new Map(named.map((each) => [each.alert, each.labels.severity]));
  const expected = Object.entries(tried.expect).flatMap(([alertname, times]) =>
    Object.entries(times).map(([eval_time, firing]) => ({
      alertname,
      eval_time,
      exp_alerts: firing.map((labels) => ({ exp_labels: { ...labels, severity: severity.get(alertname) } })),
    })),
  );
  return {
    // What is asked for is evaluated before who asks.
    rules: {
      groups: [{ name: 'tried', rules: [...needed].reverse().map((rule) => ({ ...rule, annotations: undefined })) }],
    },
    tests: {
      rule_files: [ruleFile],
      evaluation_interval: tried.every,
      tests: [
        {
          name: tried.name,
          interval: tried.every,
          input_series: Object.entries(tried.series).map(([series, values]) => ({ series, values })),
          alert_rule_test: expected,
        },
      ],
    },
  };
}
