/**
 * A recording rule for every figure that an alert asks for, with max or sum over daemons as the catalogue says, so that no
 * alert has to know which of the two it is.
 */
import { CATALOGUE, fullName, type MetricName, type MetricSpec } from '../../src/observability/metrics/catalogue.ts';

/** `alerts`: the text of the rules that ask for them. */
export function figures(alerts: string): string {
  const rules = Object.entries<MetricSpec>(CATALOGUE).flatMap(([name, spec]) => {
    const full = fullName(name as MetricName) + (spec.type === 'histogram' ? '_bucket' : '');
    const labels = [...Object.keys(spec.labels), ...(spec.type === 'histogram' ? ['le'] : [])];
    const over = labels.length === 0 ? spec.merge : `${spec.merge} by (${labels.join(', ')}) `;
    const [what, operation] = spec.type === 'gauge' ? [full, spec.merge] : [`rate(${full}[5m])`, 'rate5m'];
    const record = `${full.replace('micro_scrape_', 'micro_scrape:')}:${operation}`;
    return alerts.includes(record) ? [`      - record: ${record}\n        expr: ${over}(${what})\n`] : [];
  });
  return `# Made by grafana/build-dashboards.ts out of the catalogue of metrics.
# What alerts ask for, over all daemons: a gauge as NAME:max or NAME:sum, a counter or a histogram as NAME:rate5m.
groups:
  - name: micro-scrape-figures
    rules:
${rules.join('')}`;
}
