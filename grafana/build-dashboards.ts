/** Writes the dashboard and the table in docs/metrics.md: `node grafana/build-dashboards.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { buildDashboard } from './dashboard.ts';
import { withMetricsTable } from './metrics-table.ts';
import { overview } from './overview.ts';

/** What is generated: each file with the text it must have. */
export function generatedFiles(): { readonly file: URL; readonly text: string }[] {
  const metricsDocument = new URL('../docs/metrics.md', import.meta.url);
  return [
    {
      file: new URL('dashboards/micro-scrape-overview.json', import.meta.url),
      text: `${JSON.stringify(buildDashboard(overview), null, 2)}\n`,
    },
    { file: metricsDocument, text: withMetricsTable(readFileSync(metricsDocument, 'utf8')) },
  ];
}

if (import.meta.main) {
  for (const { file, text } of generatedFiles()) writeFileSync(file, text);
}
