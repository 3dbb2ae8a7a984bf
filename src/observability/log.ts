/**
 * The log: one JSON object a line on stdout, for people and machines who read it later.
 * Invariant: no secret gets in, and no text is longer than it may be told. Errors pass an allow-list (pg errors carry
 * connection settings), texts lose what must not be told, and rows or payloads are never logged whole.
 */
import { pino } from 'pino';
import type { Config } from '../config.ts';
import { isConnectionError } from '../database/connection-error.ts';
import type { DaemonEvents } from '../events.ts';
import { escapeControlsInJson } from '../runtime/text.ts';
import { toldText } from '../runtime/told-text.ts';
import { RepeatedTroubles } from './repeated-troubles.ts';

export type Log = pino.Logger;

export function createLog(level: Config['logLevel'], destination?: pino.DestinationStream): Log {
  return pino(
    {
      level,
      base: { service: 'micro-scrape' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: tellTexts },
      serializers: { err: describeError, error: describeError },
      hooks: {
        streamWrite: escapeControlsInJson,
        logMethod(args, method) {
          const told = args.map((each: unknown) => (typeof each === 'string' ? toldText(each) : each));
          method.apply(this, told as typeof args);
        },
      },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

function tellTexts(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? toldText(value) : value]),
  );
}

interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Type, message, code and stack, each as it may be told; nothing else an error may carry. */
export function describeError(value: unknown, depth = 0): DescribedError {
  if (!(value instanceof Error)) {
    return { type: typeof value, message: toldText(String(value)) };
  }
  const message = toldText(value.message);
  const code = 'code' in value && typeof value.code === 'string' ? { code: value.code } : {};
  // It begins with the message, which may be long; the frames are what is wanted of it.
  const trace = value.stack?.replace(value.message, () => message.slice(0, 200));
  const stack = trace === undefined ? {} : { stack: toldText(trace) };
  const cause = value.cause === undefined || depth >= 3 ? {} : { cause: describeError(value.cause, depth + 1) };
  return { type: value.name, message, ...code, ...stack, ...cause };
}

/** The one trouble that every part of the daemon meets at once. */
const AWAY = 'the database is away';
/** Connections come back one after the other, and one that still fails is no new outage. */
const QUIET_MS = 5_000;
/** Faults whose network is not the database's. */
const OF_OTHERS = new Set(['enrich', 'VIN decoder']);

/** What the daemon does, in lines that say what to do when something is wrong; quiet when all is well. */
export function logEvents(events: DaemonEvents, log: Log): void {
  const troubles = new RepeatedTroubles((what, times, seconds) => {
    log.error({ times, seconds: Math.round(seconds) }, `${what}: ${times} more failures`);
  });
  /** Part of the outage of the database, and told with it. */
  const outage = (where: string, error: unknown): boolean => {
    if (!isConnectionError(error)) {
      return false;
    }
    if (troubles.begins(AWAY)) {
      const { stack: _, ...err } = describeError(error);
      log.error({ err, where }, `${AWAY}: what is under way is tried again until it is back`);
    }
    return true;
  };
  const isBack = () => {
    const was = troubles.ends(AWAY, QUIET_MS);
    if (was !== undefined) {
      log.warn({ failures: was.times, seconds: round(was.seconds) }, 'the database is back');
    }
  };
  const fault = (where: string, error: Error, line: string, more: object = {}) => {
    if (!(OF_OTHERS.has(where) ? false : outage(where, error)) && troubles.begins(`${where}: ${alike(error)}`)) {
      log.error({ err: error, where, ...more }, line);
    }
  };
  events.onListenerError = (event, error) => {
    log.error({ err: error, event }, 'a listener of our own events failed; the work went on');
  };
  events.on('listener:connected', ({ reconnect }) => {
    log[reconnect ? 'warn' : 'info'](reconnect ? 'listening again' : 'listening for events');
  });
  events.on('listener:probe', ({ ok }) => {
    if (ok) {
      isBack();
    }
  });
  events.on('listener:lost', ({ error }) => {
    if (!outage('listener', error)) {
      log.warn({ err: error }, 'the LISTEN connection is lost; looking every second until it is back');
    }
  });
  events.on('dispatcher:leading', ({ leading }) => {
    log.info(leading ? 'this daemon dispatches' : 'this daemon no longer dispatches');
  });
  events.on('dispatch:done', (done) => {
    isBack();
    log.debug({ ...done }, 'events dispatched');
  });
  events.on('action:end', ({ seconds, ...action }) => {
    log.debug({ ...action, seconds: round(seconds) }, 'action');
  });
  events.on('vehicle:settled', ({ sinceRequested, ...settled }) => {
    log.info({ ...settled, sinceRequested: round(sinceRequested) }, `vehicle ${settled.outcome}`);
  });
  events.on('job:end', ({ task, jobId, outcome, error, seconds }) => {
    // A site may be away as well: only beside the database's own failures is it hers.
    if (error !== undefined && !(troubles.lasts(AWAY) && outcome === 'retry' && outage(task, error))) {
      const line = outcome === 'failed' ? 'job failed for good' : 'job failed and will be tried again';
      log[outcome === 'failed' ? 'error' : 'warn']({ task, jobId, seconds: round(seconds), err: error }, line);
    }
  });
  events.on('rescued', (freed) => {
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
    fault('runner', error, 'the queue runner failed and is being rebuilt', { action });
  });
  events.on('queue:said', ({ name, level, message }) => {
    // The library says in words what failed; during an outage that is the outage.
    if (level === 'debug' || !(outage(name, queueError(message)) || troubles.lasts(AWAY))) {
      log[level]({ name: `graphile-worker ${name}` }, message);
    }
  });
  events.on('fault', ({ where, error }) => {
    fault(where, error, `${where} failed; it will be tried again`);
  });
}

/** Two failures that differ only in figures are the same. */
function alike(error: Error): string {
  return error.message.replace(/\d+/g, '0').slice(0, 200);
}

/** `Error with notify listener (...): connect ECONNREFUSED 127.0.0.1:5432` as the error that it quotes. */
function queueError(message: string): Error {
  const [, quoted = message] = /: ([A-Za-z].*)$/.exec(message) ?? [];
  const [code] = /\bE[A-Z]{5,}\b/.exec(quoted) ?? [];
  return Object.assign(new Error(quoted), code === undefined ? {} : { code });
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
