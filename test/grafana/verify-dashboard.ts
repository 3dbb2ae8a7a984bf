/**
 * Runs every query of a dashboard against a Prometheus that scrapes a live daemon.
 * Invariant: a query that errors or returns nothing is a failure, and all failures are told at once.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const target = z.object({ expr: z.string().min(1) });
const panelBase = z.object({ title: z.string(), targets: z.array(target).default([]) });
const dashboardFile = z.object({
  panels: z.array(panelBase.extend({ panels: z.array(panelBase).default([]) })),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), type: z.string(), definition: z.string().optional() })),
  }),
});

const answer = z.object({
  status: z.string(),
  error: z.string().optional(),
  data: z.object({ result: z.array(z.unknown()) }).optional(),
});

export interface DashboardQuery {
  /** The panel's title, or the variable's name. */
  readonly where: string;
  readonly expr: string;
}

/** The queries of all panels, also of folded ones, and of the variables; Grafana's own variables stand for everything. */
export async function dashboardQueries(dashboardPath: string | URL, rateInterval: string): Promise<DashboardQuery[]> {
  const { panels, templating } = dashboardFile.parse(JSON.parse(await readFile(dashboardPath, 'utf8')));
  const ofPanels = panels
    .flatMap((panel) => [panel, ...panel.panels])
    .flatMap(({ title, targets }) => targets.map(({ expr }) => ({ where: title, expr })));
  const ofVariables = templating.list.flatMap(({ name, definition }) => {
    const [, selector, label] = /^label_values\((.+), (\w+)\)$/.exec(definition ?? '') ?? [];
    return selector === undefined ? [] : [{ where: `$${name}`, expr: `count by (${label}) (${selector})` }];
  });
  return [...ofVariables, ...ofPanels].map(({ where, expr }) => ({
    where,
    expr: expr
      .replaceAll('$__rate_interval', rateInterval)
      .replaceAll('$__interval', rateInterval)
      .replaceAll(/\$(job|instance|source)\b/g, '.+'),
  }));
}

/** Throws an Error that names every query that failed or was empty. `rateInterval`: at least four scrapes long. */
export async function verifyDashboard(options: {
  prometheusUrl: string;
  dashboardPath: string | URL;
  rateInterval?: string;
  signal?: AbortSignal;
}): Promise<{ readonly queries: number }> {
  const { prometheusUrl, dashboardPath, rateInterval = '1m' } = options;
  const signal = options.signal ?? AbortSignal.timeout(60_000);
  const queries = await dashboardQueries(dashboardPath, rateInterval);
  if (queries.length === 0) throw new Error(`${dashboardPath} has no queries`);
  const problems: string[] = [];
  for (const { where, expr } of queries) {
    const url = new URL('/api/v1/query', prometheusUrl);
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ query: expr }), signal });
    const { status, error, data } = answer.parse(await response.json());
    if (status !== 'success') problems.push(`${where}: ${error ?? status}: ${expr}`);
    else if (data === undefined || data.result.length === 0) problems.push(`${where}: no data: ${expr}`);
  }
  if (problems.length > 0) {
    throw new Error(`${problems.length} of ${queries.length} queries show nothing:\n${problems.join('\n')}`);
  }
  return { queries: queries.length };
}
