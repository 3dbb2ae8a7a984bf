/**
 * PromQL about our own metrics, held against the registry.
 * Invariant: a metric, a label or a label's value that no daemon exports does not compile, or throws when the dashboards
 * are built; what every daemon shows alike passes through `max` before anything is added.
 */
import { CATALOGUE, fullName, type MetricName, type MetricSpec } from '../src/observability/metrics/catalogue.ts';
import type { LabelValues } from '../src/observability/metrics/definition.ts';

/** A row's labels without the index signature of rows in general, beside which any name would be a label. */
type Own<T> = { readonly [K in keyof T as string extends K ? never : K]: T[K] };
type LabelsOf<N extends MetricName> = LabelValues<Own<(typeof CATALOGUE)[N]['labels']>>;
/** One value, one of several, all but some, or what the person chose. */
type Match<V extends string> = V | readonly V[] | { readonly not: readonly V[] } | Variable;
/** Variables of which one value is chosen; `$job`, of which several may be, is in every selector. */
type Variable = '$source' | '$instance';
// One object type: an intersection with the empty one, of a metric without labels, would take any label.
export type Where<N extends MetricName> = {
  readonly [L in keyof LabelsOf<N> | 'instance']?: L extends keyof LabelsOf<N>
    ? Match<LabelsOf<N>[L] & string>
    : '$instance';
};
type Label<N extends MetricName> = (keyof LabelsOf<N> & string) | 'instance';
type Ending = '' | '_bucket' | '_count' | '_sum';

const RATE = '$__rate_interval';

function matcher(name: MetricName, label: string, match: Match<string>): string {
  if (typeof match === 'string') return `${label}="${match.startsWith('$') ? match : checked(name, label, match)}"`;
  const [sign, values] = 'not' in match ? (['!~', match.not] as const) : (['=~', match] as const);
  return `${label}${sign}"${values.map((value) => checked(name, label, value)).join('|')}"`;
}

function checked(name: MetricName, label: string, value: string): string {
  const values = specOf(name).labels[label];
  if (values === undefined || (values.length > 0 && !values.includes(value))) {
    throw new Error(`${name} has no ${label}="${value}"`);
  }
  return value;
}

const specOf = (name: MetricName): MetricSpec => CATALOGUE[name];

/** A metric of the chosen jobs, as it is. */
export function series<N extends MetricName>(name: N, where: Where<N> = {}, ending: Ending = ''): string {
  const matchers = Object.entries(where).map(([label, match]) => matcher(name, label, match as Match<string>));
  return `${fullName(name)}${ending}{${['job=~"$job"', ...matchers].join(', ')}}`;
}

const over = (aggregate: string, by: readonly string[], inner: string): string =>
  `${aggregate}${by.length === 0 ? '' : ` by (${by.join(', ')})`} (${inner})`;

/** Brings the figures of several daemons together as the registry says they go together. */
function together<N extends MetricName>(name: N, inner: string, by: readonly Label<N>[]): string {
  const { merge, labels } = specOf(name);
  if (merge === 'sum' || by.includes('instance')) return over('sum', by, inner);
  const all = Object.keys(labels);
  const one = over('max', all, inner);
  return all.length === by.length ? one : over('sum', by, one);
}

/** What a gauge says now. */
export const now = <N extends MetricName>(name: N, where: Where<N> = {}, by: readonly Label<N>[] = []): string =>
  together(name, series(name, where), by);

/** The highest of what is compared and never added: ages, times. */
export const highest = <N extends MetricName>(name: N, where: Where<N> = {}, by: readonly Label<N>[] = []): string =>
  over('max', by, series(name, where));
export const lowest = <N extends MetricName>(name: N, where: Where<N> = {}, by: readonly Label<N>[] = []): string =>
  over('min', by, series(name, where));

/** How fast a counter goes, in the interval that Grafana fits to the zoom unless another is named. */
export const perSecond = <N extends MetricName>(
  name: N,
  where: Where<N> = {},
  by: readonly Label<N>[] = [],
  { range = RATE, offset = '' } = {},
): string => together(name, `rate(${series(name, where)}[${range}]${offset === '' ? '' : ` offset ${offset}`})`, by);
/** Per minute: the unit people count vehicles and pages in. */
export const perMinute = <N extends MetricName>(name: N, where: Where<N> = {}, by: readonly Label<N>[] = []): string =>
  `60 * ${perSecond(name, where, by)}`;
export const increase = <N extends MetricName>(
  name: N,
  range: string,
  where: Where<N> = {},
  by: readonly Label<N>[] = [],
  ending: Ending = '',
): string => together(name, `increase(${series(name, where, ending)}[${range}])`, by);

export const quantile = <N extends MetricName>(
  q: number,
  name: N,
  where: Where<N> = {},
  by: readonly Label<N>[] = [],
): string =>
  `histogram_quantile(${q}, ${over('sum', ['le', ...by], `rate(${series(name, where, '_bucket')}[${RATE}])`)}) > 0`;

/** Share of what a histogram saw in `range` that took no longer than one of its bounds. */
export function shareWithin(name: MetricName, bound: number, range: string): string {
  if (!specOf(name).buckets.includes(bound)) throw new Error(`${name} has no bucket that ends at ${bound}`);
  const counted = (matchers: string, ending: Ending) =>
    `sum(increase(${fullName(name)}${ending}{job=~"$job"${matchers}}[${range}]))`;
  // Prometheus 3, and whoever asks for OpenMetrics, stores the bound as 600.0.
  return `${counted(`, le=~"${bound}([.]0)?"`, '_bucket')} / (${counted('', '_count')} > 0)`;
}

/** A metric of Node, which is no row of the registry. */
export const node = (
  name:
    | 'process_resident_memory_bytes'
    | 'nodejs_heap_size_used_bytes'
    | 'nodejs_eventloop_lag_p99_seconds'
    | 'process_start_time_seconds'
    | 'process_open_fds',
): string => `${name}{job=~"$job", instance="$instance"}`;
export const nodeRate = (name: 'process_cpu_seconds_total'): string =>
  `rate(${name}{job=~"$job", instance="$instance"}[${RATE}])`;
