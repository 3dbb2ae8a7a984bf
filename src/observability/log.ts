/**
 * The log: one JSON object a line on stdout, for people and machines who read it later.
 * Invariant: no secret gets in. Errors pass an allow-list (pg errors carry connection settings), addresses lose their
 * credentials and query, and rows or payloads are never logged whole.
 */
import { pino } from 'pino';
import type { Config } from '../config.ts';
import { isConnectionError } from '../database/connection-error.ts';
import type { DaemonEvents } from '../events.ts';
import { escapeControlsInJson } from '../terminal/escape-control-characters.ts';
import { RepeatedTroubles } from './repeated-troubles.ts';

export type Log = pino.Logger;

export function createLog(level: Config['logLevel'], destination?: pino.DestinationStream): Log {
  return pino(
    {
      level,
      base: { service: 'micro-scrape' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, error: describeError },
      hooks: { streamWrite: escapeControlsInJson },
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

/** `scheme://user:password@host/path?query` becomes `scheme://host/path`, anywhere in a text; a pattern to be filled in stays. */
export function withoutCredentials(text: string): string {
  return text.replace(
    /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s/?#"'<>]*@)?([^\s?#"'<>]*)(\?[^\s"'<>]*)?/gi,
    (_, scheme: string, user: string | undefined, place: string) =>
      `${scheme}${TO_BE_FILLED_IN.test(user ?? '') ? user : ''}${place}`,
  );
}

/** The one trouble that every part of the daemon meets at once. */
const AWAY = 'the database is away';
/** Connections come back one after the other, and one that still fails is no new outage. */
const QUIET_MS = 5_000;
/** Faults whose network is not the database's. */
const OF_OTHERS = new Set(['enrich', 'VIN decoder']);
/** As in `postgres://USER:PASSWORD@HOST:5432/DATABASE` of our own advice. */
const TO_BE_FILLED_IN = /^[\w.]+:PASSWORD@$/;

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
  events.on('vehicle:settled', ({ sinceWanted, ...settled }) => {
    log.info({ ...settled, sinceWanted: round(sinceWanted) }, `vehicle ${settled.outcome}`);
  });
  events.on('job:end', ({ task, jobId, outcome, error, seconds }) => {
    // A site may be away as well: only beside the database's own failures is it hers.
    if (error !== undefined && !(troubles.lasts(AWAY) && outcome === 'retry' && outage(task, error))) {
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
