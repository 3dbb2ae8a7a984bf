/** The table of all metrics for docs/metrics.md, made from the catalogue. */
import { ACTIONS } from '../src/events.ts';
import { CATALOGUE, fullName, type MetricName, type MetricSpec } from '../src/observability/metrics/catalogue.ts';
import { QUEUED_TASKS, READ_FIELDS, SOURCES, TASKS, WRITTEN_FIELDS } from '../src/observability/metrics/labels.ts';
import { FIELDS, GAPS } from '../src/vehicles/fields.ts';

const BEGIN = '<!-- table: node grafana/build-dashboards.ts -->';
const END = '<!-- end of table -->';
/** Longer value sets are told by their number; /metrics shows them. */
const VALUES_SHOWN = 8;
/** Sets that grow with the program are told by what they follow. */
const FOLLOWED = new Map<readonly string[], string>([
  [ACTIONS, 'each action'],
  [FIELDS, 'each field'],
  [GAPS, 'each gap'],
  [READ_FIELDS, 'each field, images'],
  [WRITTEN_FIELDS, 'each field, images, image_urls'],
  [SOURCES, 'up to twenty sites by name, other'],
  [TASKS, 'each task'],
  [QUEUED_TASKS, 'each task but canary, other'],
]);

function labelCell(spec: MetricSpec): string {
  return Object.entries(spec.labels)
    .map(([label, values]) => {
      if (values.length === 0) return `\`${label}\``;
      const followed = FOLLOWED.get(values);
      if (followed !== undefined) return `\`${label}\`: ${followed}`;
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
