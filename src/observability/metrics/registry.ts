/**
 * The prom-client registries made from the catalogue: one for the text format, one for OpenMetrics, over the same figures.
 * Invariant: every series exists from the start (a counter first seen at 11 has an increase of 0), except those read
 * from the database, which exist only while they are true, and those of a site, which begin at 0 when it is named; and
 * one metric that cannot be rendered costs only itself.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, type OpenMetricsContentType, Registry } from 'prom-client';
import type { DaemonEventMap, DaemonEventName, DaemonEvents } from '../../events.ts';
import { asError } from '../../runtime/thrown.ts';
import { CATALOGUE, fullName, type MetricName } from './catalogue.ts';
import { type AnyMove, helpText, labelSets, type MetricSpec } from './definition.ts';
import { SOURCES, type SourceName } from './labels.ts';
import { NamedSources } from './named-sources.ts';
import type { ProcessState } from './process-state.ts';
import type { Snapshot } from './snapshot-query.ts';

/** prom-client's own gauges whose names end in `_total`, which only counters may; the same figures exist without it. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

type LabelSet = Record<string, string>;

interface Shown {
  readonly spec: MetricSpec;
  readonly move: AnyMove;
  /** Makes the series, at 0. */
  readonly begin: (labels: LabelSet) => void;
  readonly end: (labels: LabelSet) => void;
  /** Ends all series. */
  readonly clear: () => void;
}

export class MetricsRegistry {
  readonly #text = new Registry();
  readonly #open = new Registry<OpenMetricsContentType>();
  readonly #shown: readonly Shown[];
  readonly #sources = new NamedSources();

  constructor() {
    // Measured by a timer: with the 10 ms of its default a daemon wakes 100 times a second to find nothing to do.
    collectDefaultMetrics({ register: this.#text, eventLoopMonitoringPrecision: 50 });
    for (const name of MISNAMED) this.#text.removeSingleMetric(name);
    this.#shown = Object.entries<MetricSpec>(CATALOGUE).map(([name, spec]) =>
      show(spec, fullName(name as MetricName), this.#text, (labels) => this.#named(labels)),
    );
    for (const { spec, begin, clear } of this.#shown) {
      if (spec.from === 'snapshot' || spec.sparse) clear();
      else for (const labels of labelSets(spec)) begin(labels);
    }
    this.#open.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    for (const { name } of this.#text.getMetricsAsArray()) {
      const metric = this.#text.getSingleMetric(name);
      // As OpenMetrics names it: a counter's series end in `_total` and its name does not. prom-client would rename the
      // metric itself, and the text format with it.
      const plainName = metric instanceof Counter ? name.replace(/_total$/, '') : name;
      this.#open.registerMetric(Object.create(metric ?? null, { name: { value: plainName } }));
    }
  }

  /** Counts what is told from now on; the returned function ends that. */
  countEvents(events: DaemonEvents): () => void {
    const subscribe = <N extends DaemonEventName>(name: N, spec: MetricSpec, move: AnyMove) => {
      const moves: ((event: DaemonEventMap[N], move: AnyMove) => void) | undefined = spec.moves[name];
      return moves === undefined ? [] : [events.on(name, (event) => moves(event, move))];
    };
    const ends = this.#shown.flatMap(({ spec, move }) =>
      (Object.keys(spec.moves) as DaemonEventName[]).flatMap((name) => subscribe(name, spec, move)),
    );
    return () => {
      for (const end of ends) end();
    };
  }

  /** Counts the daemon's state anew; what cannot be had is left out and told. */
  showProcess(state: ProcessState, onError: (error: unknown) => void): void {
    for (const shown of this.#shown) {
      const { readProcess } = shown.spec;
      if (readProcess === undefined) continue;
      try {
        this.#countAnew(shown, (move) => readProcess(state, move));
      } catch (error) {
        shown.clear();
        onError(error);
      }
    }
  }

  /** Counts anew what the database answered; undefined: it did not, and its figures go. All in one turn of the event loop. */
  showSnapshot(snapshot: Snapshot | undefined): void {
    if (snapshot !== undefined) this.nameSources(snapshot.sites.map(({ source }) => source));
    for (const shown of this.#shown) {
      const { readSnapshot } = shown.spec;
      if (readSnapshot === undefined) continue;
      shown.clear();
      if (snapshot !== undefined) this.#countAnew(shown, (move) => readSnapshot(snapshot, move));
    }
  }

  /** In OpenMetrics, with exemplars, or in the text format; told of each metric that failed, which is left out. */
  async render(onError: (error: unknown) => void, openMetrics = false): Promise<{ contentType: string; body: string }> {
    const registry = openMetrics ? this.#open : this.#text;
    const parts = await Promise.all(
      registry.getMetricsAsArray().map(async ({ name }) => {
        try {
          return await registry.getSingleMetricAsString(name);
        } catch (error) {
          onError(asError(error));
          return '';
        }
      }),
    );
    const shown = parts.filter(Boolean);
    const body = openMetrics ? `${shown.join('\n')}\n# EOF\n` : `${shown.join('\n\n')}\n`;
    return { contentType: registry.contentType, body };
  }

  #countAnew({ spec, begin, clear, move }: Shown, read: (move: AnyMove) => void): void {
    clear();
    if (!spec.sparse) for (const labels of labelSets(spec, this.#sources.names)) begin(labels);
    read(move);
  }

  /** Gives these sites series of their own, the most important first (see named-sources.ts). */
  nameSources(wanted: readonly SourceName[]): void {
    const { added, removed } = this.#sources.want([...new Set(wanted)]);
    for (const { spec, begin, end } of this.#shown) {
      if (spec.from === 'snapshot' || spec.labels.source !== SOURCES) continue;
      for (const labels of labelSets(spec, removed)) if (labels.source !== 'other') end(labels);
      for (const labels of labelSets(spec, added)) begin(labels);
    }
  }

  #named(labels: LabelSet): LabelSet {
    return labels.source === undefined ? labels : { ...labels, source: this.#sources.labelOf(labels.source) };
  }
}

function show(spec: MetricSpec, name: string, registry: Registry, named: (labels: LabelSet) => LabelSet): Shown {
  // Registered by hand: prom-client lets no metric with exemplars into a registry of the text format, which leaves them out.
  const configuration = { name, help: helpText(spec), labelNames: Object.keys(spec.labels), registers: [] };
  if (spec.type === 'counter') {
    const metric = new Counter(configuration);
    registry.registerMetric(metric);
    return {
      spec,
      move: (labels, by = 1) => metric.inc(named(labels), by),
      begin: (labels) => metric.inc(labels, 0),
      end: (labels) => metric.remove(labels),
      clear: () => metric.reset(),
    };
  }
  if (spec.type === 'histogram') {
    const metric = new Histogram({ ...configuration, buckets: [...spec.buckets], enableExemplars: true });
    registry.registerMetric(metric);
    return {
      spec,
      move: (labels, value = 0, exemplarLabels = {}) =>
        metric.observe({ labels: named(labels), value, exemplarLabels }),
      begin: (labels) => metric.zero(labels),
      end: (labels) => metric.remove(labels),
      clear: () => metric.reset(),
    };
  }
  const metric = new Gauge(configuration);
  registry.registerMetric(metric);
  const clear = () => {
    metric.reset();
    // It alone would leave one without labels at 0, which would be a lie.
    if (configuration.labelNames.length === 0) metric.remove({});
  };
  return {
    spec,
    move: (labels, value = 1) =>
      spec.from === 'events' ? metric.set(named(labels), value) : metric.inc(named(labels), value),
    begin: (labels) => metric.set(labels, 0),
    end: (labels) => metric.remove(labels),
    clear,
  };
}
