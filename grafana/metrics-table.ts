/** The table of all metrics for docs/metrics.md, made from the catalogue. */
import { CATALOGUE, fullName, type MetricName, type MetricSpec } from '../src/observability/metrics/catalogue.ts';

const BEGIN = '<!-- table: node grafana/build-dashboards.ts -->';
const END = '<!-- end of table -->';
/** Longer value sets are told by their number; /metrics shows them. */
const VALUES_SHOWN = 8;

function labelCell(spec: MetricSpec): string {
  return Object.entries(spec.labels)
    .map(([label, values]) => {
      if (values.length === 0) return `\`${label}\``;
      return values.length > VALUES_SHOWN
        ? `\`${label}\` (${values.length} values)`
        : `\`${label}\`: ${values.join(', ')}`;
    })
    .join('<br>');
}

function row([name, spec]: [string, MetricSpec]): string {
  const from = spec.from === 'snapshot' ? 'database' : 'daemon';
  const cells = [
    `\`${fullName(name as MetricName)}\``,
    spec.type,
    labelCell(spec),
    from,
    spec.merge,
    spec.question,
    spec.help,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function metricsTable(): string {
  return [
    '| Metric | Type | Labels | From | Over daemons | Question | Meaning |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...Object.entries<MetricSpec>(CATALOGUE).map(row),
  ].join('\n');
}

/** The document with its table made anew. Throws when it has no place for one. */
export function withMetricsTable(document: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`the document has no place for the table: ${BEGIN} ... ${END}`);
  return `${document.slice(0, begin)}${BEGIN}\n${metricsTable()}\n${document.slice(end)}`;
}
