/**
 * Everything the daemon does, as one typed map of events.
 * Invariant: logs, metrics and tests learn what happened from here and from nowhere else, and a listener that throws
 * never harms the work that told it.
 */
import { EventEmitter } from 'node:events';
import type { FieldOutcome, Method, PageKind } from './extraction/reading.ts';
import type { FetchKind, FetchOutcome } from './fetching/fetch-outcome.ts';
import type { Field } from './vehicles/fields.ts';

/** Where a vehicle rests after a run, and what that is to people. */
export const OUTCOME_MEANINGS = {
  complete: 'done',
  pending: 'has work to do',
  waiting: 'comes back by itself',
  exhausted: 'its page has no more to give',
  blocked: 'its site refuses robots for now',
  gone: 'its listing is no longer there',
  invalid: 'its address leads to no listing',
  excluded: 'is left alone, by hand or by the mark of its owner',
} as const;
export type Outcome = keyof typeof OUTCOME_MEANINGS;
export const OUTCOMES = Object.keys(OUTCOME_MEANINGS) as Outcome[];

/** Runners of the queue, each with tasks of its own. */
export const LANES = ['work', 'recogniser', 'browser'] as const;
export type Lane = (typeof LANES)[number];

/** Every action, in the order in which they run, with the runner that takes its task; what each is: src/enrichment/actions. */
const ACTION_LANES = {
  'comprehensive-bat-extraction': 'work',
  'extract-listing': 'work',
  'extract-images': 'work',
  'retry-image-backfill': 'work',
  'extract-vin-from-vehicle': 'recogniser',
  'generate-vehicle-description': 'work',
} as const satisfies Readonly<Record<string, Lane>>;
export type Action = keyof typeof ACTION_LANES;
export const ACTIONS = Object.keys(ACTION_LANES) as Action[];

/** Every task in the queue that is ours. `canary`: a job of each daemon to itself, which proves that the queue works. */
export const TASK_LANES = {
  ...{
    'micro-scrape': 'work',
    'read-photographs': 'recogniser',
    'render-page': 'browser',
    reconcile: 'work',
    canary: 'work',
  },
  ...ACTION_LANES,
} as const satisfies Readonly<Record<string, Lane>>;
export type TaskName = keyof typeof TASK_LANES;
export const TASKS = Object.keys(TASK_LANES) as TaskName[];

/** The vehicle that something happened to, and for which run and job; null: for none. */
export interface Subject {
  readonly vehicleId: string;
  readonly runId: string | null;
  readonly jobId: string | null;
}

/** Durations are seconds, sizes bytes. `source` is a site: its adapter's name or its host, `other` where there is no address. */
export interface DaemonEventMap {
  'listener:connected': { readonly reconnect: boolean };
  'listener:lost': { readonly error: Error };
  /** Another session's NOTIFY arrived; `event` as the trigger said it. */
  'listener:notification': { readonly event: string };
  /** A NOTIFY of our own came back over the listening connection, or did not within its deadline. */
  'listener:probe': { readonly ok: boolean; readonly seconds: number };
  'dispatcher:leading': { readonly leading: boolean };
  /** One batch of events was turned into state and jobs. `path`: what made the dispatcher look. */
  'dispatch:done': {
    readonly path: 'notify' | 'sweep';
    readonly kinds: Readonly<Record<string, number>>;
    readonly vehicles: number;
    readonly jobs: number;
    readonly marked: number;
    readonly reopened: number;
    /** Age of the oldest event taken. */
    readonly oldestSeconds: number;
    readonly seconds: number;
  };
  'job:start': { readonly task: string; readonly jobId: string; readonly waitSeconds: number };
  'job:end': {
    readonly task: string;
    readonly jobId: string;
    /** Of a job over one vehicle. */
    readonly vehicleId?: string | undefined;
    readonly outcome: 'success' | 'retry' | 'failed';
    readonly seconds: number;
    readonly error?: Error;
  };
  'fetch:end': {
    readonly source: string;
    readonly host: string;
    readonly kind: FetchKind;
    readonly outcome: FetchOutcome;
    readonly seconds: number;
    readonly bytes: number;
  };
  /**
   * A run was put off; `reason` in words. `pace`: its turn at a host comes later, `trouble`: its own request failed for the host's reasons,
   * `seat`: no seat for the host is free, `time`: the host named a time.
   */
  'fetch:throttled': Subject & {
    readonly source: string;
    readonly seconds: number;
    readonly reason: string;
    readonly cause: 'pace' | 'trouble' | 'seat' | 'time';
  };
  'page:read': {
    readonly source: string;
    readonly host: string;
    readonly kind: PageKind;
    readonly outcomes: Readonly<Partial<Record<Field | 'images', FieldOutcome>>>;
    readonly methods: readonly Method[];
    readonly seconds: number;
  };
  /** What a turn over a vehicle's photographs brought is written: their addresses, by what became of them. */
  'photographs:kept': {
    readonly vehicleId: string;
    readonly states: Readonly<Partial<Record<'stored' | 'copy' | 'refused' | 'failed' | 'missing', number>>>;
  };
  /** A photograph was read for a VIN. `doubtful`: something like one was read and refused. */
  'recogniser:read': {
    readonly outcome: 'vin' | 'doubtful' | 'nothing' | 'unreadable' | 'timed_out';
    readonly seconds: number;
  };
  /** A thread of the recogniser was given up with its reading; the next reading begins another. */
  'recogniser:restart': Readonly<Record<never, never>>;
  'action:end': Subject & {
    readonly action: Action;
    readonly source: string;
    readonly succeeded: boolean;
    readonly filled: readonly string[];
    readonly note: string;
    readonly seconds: number;
  };
  /** Values were committed. */
  'vehicle:filled': Subject & {
    readonly source: string;
    /** `method`: how it was read, as its evidence says. */
    readonly values: readonly { readonly field: string; readonly method: string }[];
    readonly pointsGained: number;
  };
  /** A run over one vehicle ended. `sinceRequested`: from the event that asked for it. */
  'vehicle:settled': Subject & {
    readonly source: string;
    readonly outcome: Outcome;
    readonly reason: string | null;
    readonly score: number;
    readonly marked: boolean;
    readonly sinceRequested: number;
  };
  /** Jobs and leases of daemons that died were freed; `putOff`: vehicles that may be what killed them. */
  rescued: { readonly daemons: number; readonly vehicles: number; readonly putOff: number };
  /** `outdated`: vehicles whose kept page newer rules read again; `pruned`: rows whose time was over. */
  'reconcile:done': {
    readonly found: number;
    readonly requeued: number;
    readonly outdated: number;
    readonly pruned: number;
    readonly seconds: number;
  };
  /** The runner ended unasked and is being rebuilt, or its writes were lost. */
  'runner:fault': { readonly action: string; readonly error: Error };
  /** What the queue's library has to say. */
  'queue:said': { readonly name: string; readonly level: 'debug' | 'warn' | 'error'; readonly message: string };
  /** Something of ours failed that no job owns; `where` names the service. */
  fault: Partial<Subject> & { readonly where: string; readonly error: Error };
}

export type DaemonEventName = keyof DaemonEventMap;

export class DaemonEvents {
  readonly #emitter = new EventEmitter({ captureRejections: false });
  /** Told of a listener's fault; set once by the logger. */
  onListenerError: (event: string, error: unknown) => void = () => {};

  on<N extends DaemonEventName>(name: N, listener: (event: DaemonEventMap[N]) => void): () => void {
    const guarded = (event: DaemonEventMap[N]) => {
      try {
        listener(event);
      } catch (error) {
        this.onListenerError(name, error);
      }
    };
    this.#emitter.on(name, guarded);
    return () => {
      this.#emitter.off(name, guarded);
    };
  }

  emit<N extends DaemonEventName>(name: N, event: DaemonEventMap[N]): void {
    this.#emitter.emit(name, event);
  }
}
