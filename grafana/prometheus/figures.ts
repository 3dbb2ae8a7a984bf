/**
 * One recording rule for every metric, with max or sum over daemons as the catalogue says, so that nobody who asks has to
 * know which of the two it is.
 */
import { CATALOGUE, fullName, type MetricName, type MetricSpec } from '../../src/observability/metrics/catalogue.ts';

/** Of one machine: neither the sum nor the largest says anything of several. */
const OF_ONE_MACHINE: readonly string[] = ['disk_free_bytes', 'disk_size_bytes'];

export function figures(): string {
  const rules = Object.entries<MetricSpec>(CATALOGUE)
    .filter(([name]) => !OF_ONE_MACHINE.includes(name))
    .map(([name, spec]) => {
      const full = fullName(name as MetricName) + (spec.type === 'histogram' ? '_bucket' : '');
      const labels = [...Object.keys(spec.labels), ...(spec.type === 'histogram' ? ['le'] : [])];
      const over = labels.length === 0 ? spec.merge : `${spec.merge} by (${labels.join(', ')}) `;
      const [what, operation] = spec.type === 'gauge' ? [full, spec.merge] : [`rate(${full}[5m])`, 'rate5m'];
      return `      - record: ${full.replace('micro_scrape_', 'micro_scrape:')}:${operation}\n        expr: ${over}(${what})\n`;
    });
  return `# Made by grafana/build-dashboards.ts out of the catalogue of metrics.
# Every figure over all daemons: a gauge as NAME:max or NAME:sum, a counter or a histogram as NAME:rate5m.
groups:
  - name: micro-scrape-figures
    rules:
${rules.join('')}`;
}
