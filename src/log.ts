/**
 * The log: one JSON object a line on stdout, for people and machines who read it later.
 * Invariant: no secret gets in. Errors pass an allow-list (pg errors carry connection settings), addresses lose their
 * credentials and query, and rows or payloads are never logged whole.
 */
import { pino } from 'pino';
import type { Config } from './config.ts';
import type { DaemonEvents } from './events.ts';
import { visibleJson } from './visible.ts';

export type Log = pino.Logger;

export function createLog(level: Config['logLevel'], destination?: pino.DestinationStream): Log {
  return pino(
    {
      level,
      base: { service: 'micro-scrape' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, error: describeError },
      hooks: { streamWrite: visibleJson },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Type, message, code and stack, each without credentials; nothing else an error may carry. */
export function describeError(value: unknown, depth = 0): DescribedError {
  if (!(value instanceof Error)) {
    return { type: typeof value, message: withoutCredentials(String(value)) };
  }
  const code = 'code' in value && typeof value.code === 'string' ? { code: value.code } : {};
  const stack = value.stack === undefined ? {} : { stack: withoutCredentials(value.stack) };
  const cause = value.cause === undefined || depth >= 3 ? {} : { cause: describeError(value.cause, depth + 1) };
  return { type: value.name, message: withoutCredentials(value.message), ...code, ...stack, ...cause };
}

/** `scheme://user:password@host/path?query` becomes `scheme://host/path`, anywhere in a text. */
export function withoutCredentials(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s/?#"'<>]*@)?([^\s?#"'<>]*)(\?[^\s"'<>]*)?/gi, '$1$3');
}

/** What the daemon does, in lines that say what to do when something is wrong; quiet when all is well. */
export function logEvents(events: DaemonEvents, log: Log): void {
  events.onListenerError = (event, error) => {
    log.error({ err: error, event }, 'a listener of our own events failed; the work went on');
  };
  events.on('listener:connected', ({ reconnect }) => {
    log[reconnect ? 'warn' : 'info'](reconnect ? 'listening again' : 'listening for events');
  });
  events.on('listener:lost', ({ error }) => {
    log.warn({ err: error }, 'the LISTEN connection is lost; looking every second until it is back');
  });
  events.on('dispatcher:leading', ({ leading }) => {
    log.info(leading ? 'this daemon dispatches' : 'this daemon no longer dispatches');
  });
  events.on('dispatch:done', (done) => {
    log.debug({ ...done }, 'events dispatched');
  });
  events.on('action:end', ({ seconds, ...action }) => {
    log.debug({ ...action, seconds: round(seconds) }, 'action');
  });
  events.on('vehicle:settled', ({ sinceWanted, ...settled }) => {
    log.info({ ...settled, sinceWanted: round(sinceWanted) }, `vehicle ${settled.outcome}`);
  });
  events.on('job:end', ({ task, jobId, outcome, error, seconds }) => {
    if (error !== undefined) {
      const line = outcome === 'failed' ? 'job failed for good' : 'job failed and will be tried again';
      log[outcome === 'failed' ? 'error' : 'warn']({ task, jobId, seconds: round(seconds), err: error }, line);
    }
  });
  events.on('reaper:freed', (freed) => {
    log.warn({ ...freed }, 'freed what dead daemons held');
    if (freed.putOff > 0) {
      log.error(
        { putOff: freed.putOff },
        'three daemons in a row died over these vehicles: look at npx micro-scrape status',
      );
    }
  });
  events.on('reconcile:done', ({ found, requeued, outdated }) => {
    const line = 'reconcile found work that no event told of: are the triggers enabled?';
    log[found > 0 ? 'warn' : 'debug']({ found, requeued }, found > 0 ? line : 'reconciled');
    if (outdated > 0) {
      log.info(
        { outdated },
        'the rules are newer than those that read these pages: they are read again, without a request',
      );
    }
  });
  events.on('runner:fault', ({ action, error }) => {
    log.error({ err: error, action }, 'the queue runner failed and is being rebuilt');
  });
  events.on('fault', ({ where, error }) => {
    log.error({ err: error, where }, `${where} failed; it will be tried again`);
  });
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
