/**
 * Builders for the parts of a Grafana dashboard (schema 39, Grafana 10.4 and later).
 * Invariant: every panel has a title, a description that says what a bad picture looks like, a unit and an id; every
 * query names a metric of the catalogue, which the compiler checks.
 */
import { fullName, type MetricName } from '../src/observability/metrics/catalogue.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** Grafana's names of units. */
export type Unit = 'short' | 's' | 'percentunit' | 'bytes' | 'Bps' | 'cpm' | 'dateTimeFromNow';
export type Color = 'green' | 'yellow' | 'orange' | 'red' | 'blue' | 'purple' | 'text';

export interface Query {
  readonly expr: string;
  /** Grafana's pattern, such as `{{task}}`; unique within a panel. */
  readonly legend: string;
}

export interface PanelText {
  readonly title: string;
  /** What a bad picture looks like, and the next step. */
  readonly description: string;
  readonly unit: Unit;
}

/** Without its place on the grid and its id, which the dashboard gives. */
export interface Panel {
  readonly width: number;
  readonly height: number;
  readonly body: JsonObject;
}

export interface Row {
  readonly title: string;
  readonly collapsed: boolean;
  readonly panels: readonly Panel[];
}

const DATASOURCE: JsonObject = { type: 'prometheus', uid: '$datasource' };

/** A selector of one of our metrics, limited to the chosen jobs. `where` in PromQL: `state="ready"`. */
export function metric(name: MetricName, where = '', ending: '' | '_bucket' | '_count' | '_sum' = ''): string {
  const labels = where === '' ? 'job=~"$job"' : `job=~"$job", ${where}`;
  return `${fullName(name)}${ending}{${labels}}`;
}

/** One of Node's own metrics, limited to the chosen jobs and instances. */
export const node = (name: string): string => `${name}{job=~"$job", instance=~"$instance"}`;

export const rate = (selector: string): string => `rate(${selector}[$__rate_interval])`;
/** Per minute: the unit people count vehicles and pages in. */
export const perMinute = (selector: string, by = ''): string =>
  `60 * sum${by === '' ? '' : ` by (${by})`} (${rate(selector)})`;
export const quantile = (q: number, buckets: string, by = ''): string =>
  `histogram_quantile(${q}, sum by (${['le', by].filter(Boolean).join(', ')}) (${rate(buckets)}))`;

const targets = (queries: readonly Query[], options: JsonObject = {}): Json =>
  queries.map(({ expr, legend }, position) => ({
    refId: String.fromCharCode(65 + position),
    datasource: DATASOURCE,
    editorMode: 'code',
    expr,
    legendFormat: legend,
    ...options,
  }));

function panel(type: string, width: number, height: number, text: PanelText, rest: JsonObject): Panel {
  const { unit, ...said } = text;
  const { defaults, overrides = [], ...body } = rest as JsonObject & { defaults?: JsonObject };
  return {
    width,
    height,
    body: {
      type,
      ...said,
      datasource: DATASOURCE,
      fieldConfig: { defaults: { unit, ...defaults }, overrides },
      ...body,
    },
  };
}

export type Step = readonly [from: number | null, color: Color];
const thresholds = (steps: readonly Step[]): Json => ({
  mode: 'absolute',
  steps: steps.map(([value, color]) => ({ value, color })),
});

/** Replaces single values by words, so that a good zero does not look like missing data. */
const mappings = (words: Readonly<Record<string, string>>): Json => [
  { type: 'value', options: Object.fromEntries(Object.entries(words).map(([value, text]) => [value, { text }])) },
];

export function stat(
  text: PanelText & {
    readonly steps: readonly Step[];
    readonly words?: Readonly<Record<string, string>>;
    readonly decimals?: number;
  },
  ...queries: Query[]
): Panel {
  const { steps, words = {}, decimals = 0, ...said } = text;
  return panel('stat', 3, 4, said, {
    targets: targets(queries),
    defaults: { thresholds: thresholds(steps), mappings: mappings(words), decimals },
    options: {
      colorMode: 'value',
      graphMode: 'area',
      justifyMode: 'auto',
      textMode: queries.length > 1 ? 'value_and_name' : 'value',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    },
  });
}

export function lines(
  text: PanelText & { readonly stacked?: boolean; readonly width?: number },
  ...queries: Query[]
): Panel {
  const { stacked = false, width = 8, ...said } = text;
  return panel('timeseries', width, 8, said, {
    targets: targets(queries),
    defaults: {
      min: 0,
      custom: {
        drawStyle: 'line',
        lineWidth: 1,
        fillOpacity: stacked ? 40 : 10,
        showPoints: 'never',
        // A gap is a gap: figures from the database are absent while they cannot be read.
        spanNulls: false,
        stacking: { mode: stacked ? 'normal' : 'none', group: 'A' },
      },
    },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  });
}

export function bars(text: PanelText, ...queries: Query[]): Panel {
  return panel('bargauge', 8, 8, text, {
    targets: targets(queries, { instant: true, range: false }),
    defaults: { min: 0, thresholds: thresholds([[null, 'blue']]) },
    options: {
      orientation: 'horizontal',
      displayMode: 'basic',
      showUnfilled: true,
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    },
  });
}

export function heatmap(text: PanelText, query: Query): Panel {
  return panel('heatmap', 8, 8, text, {
    targets: targets([query], { format: 'heatmap' }),
    options: {
      calculate: false,
      cellGap: 1,
      color: { mode: 'scheme', scheme: 'Oranges', steps: 64 },
      yAxis: { unit: text.unit, axisPlacement: 'left' },
      rowsFrame: { layout: 'auto' },
      tooltip: { mode: 'single', yHistogram: false },
      legend: { show: true },
    },
  });
}

export interface Column {
  readonly name: string;
  readonly unit: Unit;
  readonly expr: string;
  /** Colours the cell. */
  readonly steps?: readonly Step[];
}

/** One row for each value of `by`, one column for each query. */
export function table(text: Omit<PanelText, 'unit'> & { readonly by: string }, ...columns: Column[]): Panel {
  const { by, ...said } = text;
  const letter = (position: number) => String.fromCharCode(65 + position);
  return panel(
    'table',
    24,
    8,
    { ...said, unit: 'short' },
    {
      targets: targets(
        columns.map(({ expr, name }) => ({ expr, legend: name })),
        { instant: true, range: false, format: 'table' },
      ),
      transformations: [
        { id: 'joinByField', options: { byField: by, mode: 'outer' } },
        {
          id: 'organize',
          options: {
            excludeByName: Object.fromEntries(
              ['Time', ...columns.map((_, position) => `Time ${position + 1}`)].map((name) => [name, true]),
            ),
            renameByName: Object.fromEntries(columns.map(({ name }, position) => [`Value #${letter(position)}`, name])),
            indexByName: {},
          },
        },
      ],
      overrides: columns.map(({ name, unit, steps }) => ({
        matcher: { id: 'byName', options: name },
        properties: [
          { id: 'unit', value: unit },
          { id: 'decimals', value: 1 },
          ...(steps === undefined
            ? []
            : [
                { id: 'thresholds', value: thresholds(steps) },
                { id: 'custom.cellOptions', value: { type: 'color-text' } },
              ]),
        ],
      })),
      options: { showHeader: true, sortBy: [{ displayName: columns[0]?.name ?? by, desc: true }] },
    },
  );
}
