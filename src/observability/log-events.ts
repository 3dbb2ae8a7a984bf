/**
 * What the daemon does, in lines that say what to do when something is wrong.
 * Invariant: a healthy daemon that has nothing to do says nothing, and trouble that lasts is told once and then counted.
 */
import { isConnectionError } from '../database/connection-error.ts';
import type { DaemonEvents, Subject } from '../events.ts';
import { asError } from '../runtime/thrown.ts';
import type { Log } from './log.ts';
import { tell } from './log-lines.ts';
import { RepeatedTroubles } from './repeated-troubles.ts';

/** The one trouble that every part of the daemon meets at once. */
const AWAY = 'the database is away';
/** Connections come back one after the other, and one that still fails is no new outage. */
const QUIET_MS = 5_000;
/** Faults whose network is not the database's. */
const OF_OTHERS = new Set(['enrich', 'VIN decoder']);
const SAID = { debug: 'the queue says', warn: 'the queue warns', error: 'the queue complains' } as const;

export function logEvents(events: DaemonEvents, log: Log): void {
  const troubles = new RepeatedTroubles((what, times, seconds) => {
    tell(log, 'this goes on failing', { what, times, seconds: Math.round(seconds) });
  });
  /** Fields, and no child of the log, which is made also for a line that nobody wants to see. */
  const about = ({ runId, vehicleId, jobId }: { readonly [K in keyof Subject]?: Subject[K] | undefined }) => ({
    run_id: runId ?? undefined,
    vehicle_id: vehicleId,
    job_id: jobId ?? undefined,
  });
  /** Part of the outage of the database, and told with it. */
  const outage = (where: string, error: unknown): boolean => {
    if (!isConnectionError(error)) {
      return false;
    }
    if (troubles.begins(AWAY)) {
      // Of an outage where it was met says nothing.
      const err: unknown = Object.create(asError(error), { stack: { value: undefined } });
      tell(log, 'the database is away: what is under way is tried again until it is back', { err, where });
    }
    return true;
  };
  const isBack = () => {
    const was = troubles.ends(AWAY, QUIET_MS);
    if (was !== undefined) {
      tell(log, 'the database is back', { failures: was.times, seconds: round(was.seconds) });
    }
  };
  /** Whether it is to be told: no part of an outage, and not told within the last minute. */
  const isNews = (where: string, error: Error) =>
    !(!OF_OTHERS.has(where) && outage(where, error)) && troubles.begins(`${where}: ${alike(error)}`);

  events.onListenerError = (event, err) =>
    tell(log, 'a listener of our own events failed; the work went on', { err, event });
  events.on('listener:connected', ({ reconnect }) => tell(log, reconnect ? 'listening again' : 'listening for events'));
  events.on('listener:probe', ({ ok }) => {
    if (ok) {
      isBack();
    }
  });
  events.on('listener:lost', ({ error }) => {
    if (!outage('listener', error)) {
      tell(log, 'the LISTEN connection is lost; looking every second until it is back', { err: error });
    }
  });
  events.on('dispatcher:leading', ({ leading }) =>
    tell(log, leading ? 'this daemon dispatches' : 'this daemon no longer dispatches'),
  );
  events.on('dispatch:done', ({ oldestSeconds, ...done }) => {
    isBack();
    tell(log, 'events dispatched', { ...done, seconds: round(done.seconds), oldest_seconds: round(oldestSeconds) });
  });
  events.on('action:end', ({ action, source, succeeded, filled, note, seconds, ...subject }) =>
    tell(log, 'action', { ...about(subject), action, source, succeeded, filled, note, seconds: round(seconds) }),
  );
  events.on('vehicle:filled', ({ source, values, pointsGained, ...subject }) =>
    tell(log, 'values written', { ...about(subject), source, values, points_gained: pointsGained }),
  );
  events.on('fetch:throttled', ({ source, reason, seconds, ...subject }) =>
    tell(log, 'vehicle waits', { ...about(subject), source, reason, seconds: round(seconds) }),
  );
  events.on('vehicle:settled', ({ source, outcome, reason, score, marked, sinceRequested, ...subject }) => {
    const since_requested_seconds = round(sinceRequested);
    tell(log, 'vehicle settled', {
      ...about(subject),
      source,
      outcome,
      reason,
      score,
      marked,
      since_requested_seconds,
    });
  });
  events.on('job:end', ({ task, outcome, error, seconds, ...subject }) => {
    // A site may be away as well: only beside the database's own failures is it hers.
    if (error !== undefined && !(troubles.lasts(AWAY) && outcome === 'retry' && outage(task, error))) {
      const line = outcome === 'failed' ? 'job failed for good' : 'job failed and will be tried again';
      tell(log, line, { ...about(subject), task, seconds: round(seconds), err: error });
    }
  });
  events.on('rescued', ({ daemons, vehicles, putOff }) => {
    tell(log, 'freed what dead daemons held', { daemons, vehicles, put_off: putOff });
    if (putOff > 0) {
      tell(log, 'three daemons in a row died over these vehicles: look at npx micro-scrape status', {
        put_off: putOff,
      });
    }
  });
  events.on('reconcile:done', ({ found, requeued, outdated }) => {
    const amiss = 'reconcile found work that no event told of: are the triggers enabled?';
    tell(log, found > 0 ? amiss : 'reconciled', { found, requeued });
    if (outdated > 0) {
      const line = 'the rules are newer than those that read these pages: they are read again, without a request';
      tell(log, line, { outdated });
    }
  });
  events.on('runner:fault', ({ action, error }) => {
    if (isNews('runner', error)) {
      tell(log, 'the queue runner failed and is being rebuilt', { err: error, where: 'runner', action });
    }
  });
  events.on('queue:said', ({ name, level, message }) => {
    // The library says in words what failed; during an outage that is the outage.
    if (level === 'debug' || !(outage(name, queueError(message)) || troubles.lasts(AWAY))) {
      tell(log, SAID[level], { runner: name, text: message });
    }
  });
  events.on('fault', ({ where, error, ...subject }) => {
    if (isNews(where, error)) {
      tell(log, 'something failed; it will be tried again', { ...about(subject), err: error, where });
    }
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
