/**
 * micro-scrape inside another program.
 * Invariant: what is exported here is what docs/library.md describes, and changes only as CHANGELOG.md says.
 */
import { readConfig } from './config.ts';
import { openDatabase } from './embedded-postgres/chosen-database.ts';
import type { DaemonEventMap, DaemonEventName } from './events.ts';
import type { Adapter } from './extraction/adapters/adapter.ts';
import { addAdapter } from './extraction/adapters/registry.ts';
import { createLog, standardOutput } from './observability/log.ts';

export type { DaemonEventMap, DaemonEventName } from './events.ts';
export type { Adapter as Source } from './extraction/adapters/adapter.ts';
/** What is thrown when the daemon cannot start: its message is a sentence that says what to do. */
export { FatalError } from './runtime/errors.ts';

export interface StartOptions {
  /** The variables of docs/configuration.md; nothing is read from `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Sites that keep values where no general rule looks. */
  readonly sources?: readonly Adapter[];
  /** Takes the log, a JSON document a line, instead of standard output. */
  readonly log?: (line: string) => void;
  /** Gives the start up; a daemon that runs is ended by `stop`. */
  readonly signal?: AbortSignal;
}

export interface MicroScrape {
  /** Where /metrics, /healthz and the POST route answer. */
  readonly origin: string;
  readonly databaseUrl: string;
  /** Gives back what ends the listening. A listener that throws harms nothing but itself. */
  on<N extends DaemonEventName>(name: N, listener: (event: DaemonEventMap[N]) => void): () => void;
  /** Resolves when nothing of it runs any more; may be called again. */
  stop(): Promise<void>;
}

/** Migrates the database and starts a daemon, or throws and leaves nothing running. No signal handlers are installed. */
export async function start(options: StartOptions): Promise<MicroScrape> {
  const { environment, sources = [], log: write, signal = new AbortController().signal } = options;
  const config = readConfig(environment);
  sources.forEach(addAdapter);
  // Only now: the labels of the metrics are made of the sources that are known when they are loaded.
  const { startDaemon } = await import('./app/daemon.ts');
  const database = await openDatabase(config, signal);
  try {
    const daemon = await startDaemon({
      config,
      databaseUrl: database.url,
      serviceKeys: database.serviceKeys,
      log: createLog(config.logLevel, write === undefined ? standardOutput(config.logFormat) : { write }),
      signal,
    });
    let stopped: Promise<void> | undefined;
    return {
      origin: daemon.origin,
      databaseUrl: database.url,
      on: (name, listener) => daemon.events.on(name, listener),
      stop: () => {
        stopped ??= daemon.stop().finally(() => database.close());
        return stopped;
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
