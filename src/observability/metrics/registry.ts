/**
 * The prom-client registry made from the catalogue.
 * Invariant: every series exists from the start (a counter first seen at 11 has an increase of 0), except those read
 * from the database, which exist only while they are true; and one metric that cannot be rendered costs only itself.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import {
  CATALOGUE,
  type CounterName,
  fullName,
  type GaugeName,
  type HistogramName,
  helpText,
  type LabelsOf,
  labelSets,
  type MetricName,
  type MetricSpec,
} from './catalogue.ts';

/** prom-client's own gauges whose names end in `_total`, which only counters may; the same figures exist without it. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** Each LabelsOf is a record of strings; the compiler cannot see that while the metric's name is generic. */
const plain = <N extends MetricName>(labels: LabelsOf<N>) => labels as Record<string, string>;

export class MetricsRegistry {
  readonly #registry = new Registry();
  readonly #counters = new Map<string, Counter>();
  readonly #gauges = new Map<string, Gauge>();
  readonly #histograms = new Map<string, Histogram>();
  readonly contentType: string = this.#registry.contentType;

  constructor() {
    // Measured by a timer: with the 10 ms of its default a daemon wakes 100 times a second to find nothing to do.
    collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: 50 });
    for (const name of MISNAMED) this.#registry.removeSingleMetric(name);
    for (const [name, spec] of Object.entries<MetricSpec>(CATALOGUE)) this.#add(name as MetricName, spec);
  }

  inc<N extends CounterName>(name: N, labels: LabelsOf<N>, by = 1): void {
    this.#counters.get(name)?.inc(plain(labels), by);
  }

  set<N extends GaugeName>(name: N, labels: LabelsOf<N>, value: number): void {
    this.#gauges.get(name)?.set(plain(labels), value);
  }

  observe<N extends HistogramName>(name: N, labels: LabelsOf<N>, value: number): void {
    this.#histograms.get(name)?.observe(plain(labels), value);
  }

  /** Removes all series of a gauge. `reset()` alone would leave one without labels at 0, which would be a lie. */
  drop(name: GaugeName): void {
    const metric = this.#gauges.get(name);
    metric?.reset();
    if (Object.keys(CATALOGUE[name].labels).length === 0) metric?.remove({});
  }

  /** The text format; told of each metric that failed, which is left out. */
  async render(onError: (error: unknown) => void): Promise<string> {
    const parts = await Promise.all(
      this.#registry.getMetricsAsArray().map(async ({ name }) => {
        try {
          return await this.#registry.getSingleMetricAsString(name);
        } catch (error) {
          onError(error);
          return '';
        }
      }),
    );
    return `${parts.filter(Boolean).join('\n\n')}\n`;
  }

  #add(name: MetricName, spec: MetricSpec): void {
    const configuration = {
      name: fullName(name),
      help: helpText(spec),
      labelNames: Object.keys(spec.labels),
      registers: [this.#registry],
    };
    const sets = labelSets(spec);
    if (spec.type === 'counter') {
      const metric = new Counter(configuration);
      this.#counters.set(name, metric);
      for (const labels of sets) metric.inc(labels, 0);
    } else if (spec.type === 'histogram') {
      const metric = new Histogram({ ...configuration, buckets: [...spec.buckets] });
      this.#histograms.set(name, metric);
      for (const labels of sets) metric.zero(labels);
    } else {
      const metric = new Gauge(configuration);
      this.#gauges.set(name, metric);
      if (spec.from === 'snapshot') this.drop(name as GaugeName);
      else for (const labels of sets) metric.set(labels, 0);
    }
  }
}
