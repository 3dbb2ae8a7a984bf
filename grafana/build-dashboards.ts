/** Writes the dashboards, the recorded figures and the table in docs/metrics.md: `node grafana/build-dashboards.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { buildDashboard, type DashboardSource } from './dashboard.ts';
import { withMetricsTable } from './metrics-table.ts';
import { overview } from './overview/overview.ts';
import { figures } from './prometheus/figures.ts';
import { replica } from './replica/replica.ts';
import { site } from './site/site.ts';

const DASHBOARDS: readonly DashboardSource[] = [overview, site, replica];

/** What is generated: each file with the text it must have. */
export function generatedFiles(): { readonly file: URL; readonly text: string }[] {
  const rules = new URL('prometheus/rules/', import.meta.url);
  const alerts = ['daemons.yml', 'queue.yml', 'sources.yml'].map((name) => readFileSync(new URL(name, rules), 'utf8'));
  const metricsDocument = new URL('../docs/metrics.md', import.meta.url);
  return [
    ...DASHBOARDS.map((source) => ({
      file: new URL(`dashboards/${source.uid}.json`, import.meta.url),
      text: `${JSON.stringify(buildDashboard(source), null, 2)}\n`,
    })),
    { file: new URL('figures.yml', rules), text: figures(alerts.join('\n')) },
    { file: metricsDocument, text: withMetricsTable(readFileSync(metricsDocument, 'utf8')) },
  ];
}

if (import.meta.main) {
  for (const { file, text } of generatedFiles()) writeFileSync(file, text);
}
