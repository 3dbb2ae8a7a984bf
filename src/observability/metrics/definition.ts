/**
 * What one metric is, and how a row of the catalogue says it.
 * Invariant: a row holds everything about its metric, also what moves it, so that no second place has to be kept in step.
 */
import type { DaemonEventMap, DaemonEventName } from '../../events.ts';
import { SOURCES, type SourceName } from './labels.ts';
import type { ProcessState } from './process-state.ts';
import type { Snapshot } from './snapshot-query.ts';

export const PREFIX = 'micro_scrape_';

type Type = 'counter' | 'gauge' | 'histogram';
type Merge = 'sum' | 'max';
type Labels = Readonly<Record<string, readonly string[]>>;
type NoLabels = Record<never, never>;

/** The labels of one metric with their allowed values; any text where the set is empty. */
export type LabelValues<L extends Labels> = {
  readonly [K in keyof L]: L[K] extends readonly (infer V)[] ? ([V] extends [never] ? string : V) : never;
};

/** Ids of one vehicle or job that the value is an example of; shown where OpenMetrics is asked for. */
export type Exemplar = Readonly<Partial<Record<'vehicle_id' | 'job_id', string>>>;

/** Adds to a counter, sets a gauge of an event, adds to one that is counted anew, observes with a histogram. */
type Move<L extends Labels> = (labels: LabelValues<L>, value?: number, exemplar?: Exemplar) => void;
export type AnyMove = (labels: Record<string, string>, value?: number, exemplar?: Exemplar) => void;

type Moves<L extends Labels> = {
  readonly [N in DaemonEventName]?: (event: DaemonEventMap[N], move: Move<L>) => void;
};
type Read<From, L extends Labels> = (from: From, move: Move<L>) => void;

export interface MetricSpec<T extends Type = Type> {
  readonly type: T;
  /** Label name to all its values; none: the value is set once at the start (`build_info`). */
  readonly labels: Labels;
  /** `sum`: each daemon counts its own. `max`: every daemon shows the same, and adding would multiply it. */
  readonly merge: Merge;
  readonly help: string;
  /** What a person wants to know when looking at it. */
  readonly question: string;
  readonly buckets: readonly number[];
  /**
   * What moves it. `events`: what the daemon does. `process`: counted anew at each scrape from the daemon's state.
   * `snapshot`: counted anew from what the database answered, and absent while that fails.
   */
  readonly from: 'events' | 'process' | 'snapshot';
  /** Series that nothing has moved are absent instead of 0, as there is nothing that they could be of. */
  readonly sparse: boolean;
  readonly moves: { readonly [N in DaemonEventName]?: (event: DaemonEventMap[N], move: AnyMove) => void };
  readonly readProcess?: (state: ProcessState, move: AnyMove) => void;
  readonly readSnapshot?: (snapshot: Snapshot, move: AnyMove) => void;
}

interface Told<L extends Labels> extends Partial<Pick<MetricSpec, 'merge' | 'buckets' | 'sparse'>> {
  /** Default: none. */
  readonly labels?: L;
  readonly question: string;
  readonly help: string;
}
type Moved<L extends Labels> = Told<L> & { readonly moves: Moves<L> };
type Counted<From, L extends Labels> = Told<L> & { readonly read: Read<From, L> };
type Spec<T extends Type, L extends Labels> = MetricSpec<T> & { readonly labels: L };

function row<T extends Type, L extends Labels>(
  type: T,
  from: MetricSpec['from'],
  merge: Merge,
  told: Told<L> & { moves?: Moves<L>; readProcess?: Read<ProcessState, L>; readSnapshot?: Read<Snapshot, L> },
): Spec<T, L> {
  // A row is checked against its own labels where it is written; whoever moves all rows alike knows only that they are texts.
  const erased = told as Told<L> & Pick<MetricSpec, 'readProcess' | 'readSnapshot'> & { moves?: MetricSpec['moves'] };
  return { type, from, merge, labels: {} as L, buckets: [], sparse: false, moves: {}, ...erased };
}

/** Counts what the daemon does. */
export const counter = <const L extends Labels = NoLabels>(told: Moved<L>) => row('counter', 'events', 'sum', told);

/** What the daemon did last. */
export const gauge = <const L extends Labels = NoLabels>(told: Moved<L> & { merge: Merge }) =>
  row('gauge', 'events', told.merge, told);

/** Seconds that the daemon needed. */
export const seconds = <const L extends Labels = NoLabels>(told: Moved<L> & { buckets: readonly number[] }) =>
  row('histogram', 'events', 'sum', told);

/** What the daemon is at the moment of the scrape: a gauge moved up and down by events drifts with the first that is missed. */
export const ofProcess = <const L extends Labels = NoLabels>({
  read,
  ...told
}: Counted<ProcessState, L> & { merge: Merge }) =>
  row<'gauge', L>('gauge', 'process', told.merge, { ...told, readProcess: read });

/** Read from the database, so every daemon shows the same. */
export const ofDatabase = <const L extends Labels = NoLabels>({ read, ...told }: Counted<Snapshot, L>) =>
  row<'gauge', L>('gauge', 'snapshot', 'max', { ...told, readSnapshot: read });

/** HELP as exported: with the one thing that people get wrong. */
export function helpText(spec: MetricSpec): string {
  const merge =
    spec.merge === 'sum' ? 'Sum over daemons.' : 'The same or comparable in every daemon: use max, never sum.';
  const named =
    spec.labels.source === SOURCES && spec.type === 'counter'
      ? ' A site counts from 0 when it is named, one of twenty; what came before, and what comes once another has its place, counts as other.'
      : '';
  return `${spec.help}${named} ${merge}`;
}

/** All combinations of label values (one, empty, for a metric without labels), with these sites beside `other`. */
export function labelSets(spec: MetricSpec, sources: readonly SourceName[] = []): Record<string, string>[] {
  return Object.entries(spec.labels).reduce<Record<string, string>[]>(
    (sets, [label, values]) =>
      sets.flatMap((set) =>
        (values === SOURCES ? [...sources, ...values] : values).map((value) => ({ ...set, [label]: value })),
      ),
    [{}],
  );
}
