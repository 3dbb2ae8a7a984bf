/**
 * When the backlog will be clear and what holds it up, without I/O.
 * Invariant: a time is named only when it follows from what is known: the pace and the pause of a site, how many wait
 * for it, and how many vehicles were settled lately. Otherwise the answer is that nobody knows yet.
 */
import type { HostBacklog, HostPause } from '../database/statements/catalogue-overview.ts';
import { counted, duration } from '../terminal/format.ts';

export interface Pace {
  readonly livingDaemons: number;
  readonly backlog: readonly HostBacklog[];
  /** The backlog was not counted but multiplied up from a share of it. */
  readonly estimated: boolean;
  readonly pauses: readonly HostPause[];
  /** Settled lately, and since when (seconds). */
  readonly settled: { readonly vehicles: number; readonly seconds: number };
  /** Jobs that could run and do not. */
  readonly ready: number;
  /** Between two pages of one site that was not asked yet, seconds. */
  readonly configuredInterval: number;
}

export interface Forecast {
  /** Null: never, or not known. */
  readonly clearInSeconds: number | null;
  readonly limit: 'nothing' | 'no_daemon' | 'site' | 'workers' | 'unknown';
  /** The site that sets the pace. */
  readonly host: string | null;
  readonly sentence: string;
}

/** Less than this a site's pace is not worth naming. */
const WORTH_NAMING_S = 5;
/** One settled vehicle a moment ago is not yet a rate. */
const SHORTEST_LOOK_S = 5;

export function forecast(pace: Pace): Forecast {
  const vehicles = pace.backlog.reduce((sum, host) => sum + host.vehicles, 0);
  if (vehicles === 0) {
    return { clearInSeconds: 0, limit: 'nothing', host: null, sentence: 'There is no backlog.' };
  }
  const waiting = `${pace.estimated ? 'about ' : ''}${counted(vehicles, 'vehicle')} with work to do`;
  if (pace.livingDaemons === 0) {
    const sentence = `${waiting}, and no daemon to do it: start one with npm start.`;
    return { clearInSeconds: null, limit: 'no_daemon', host: null, sentence };
  }
  const site = slowestSite(pace);
  const withoutTurn = pace.backlog.reduce((sum, host) => sum + host.vehicles - host.parked, 0);
  const rate = pace.settled.vehicles / Math.max(pace.settled.seconds, SHORTEST_LOOK_S);
  const byWorkers = withoutTurn === 0 ? 0 : rate > 0 ? withoutTurn / rate : undefined;

  if (site !== undefined && site.seconds >= WORTH_NAMING_S && site.seconds >= (byWorkers ?? 0)) {
    return {
      clearInSeconds: site.seconds,
      limit: 'site',
      host: site.host,
      sentence: `${waiting}; clear in about ${duration(site.seconds)}. What limits it: ${site.why}.`,
    };
  }
  if (byWorkers === undefined) {
    const sentence = `${waiting}; nothing was settled in the last minutes, so nobody can say when it will be clear.`;
    return { clearInSeconds: null, limit: 'unknown', host: null, sentence };
  }
  const clearInSeconds = Math.max(byWorkers, site?.seconds ?? 0);
  const clear = `${waiting}; clear in about ${duration(clearInSeconds)} at ${(rate * 60).toFixed(rate < 1 ? 1 : 0)} vehicles a minute`;
  return pace.ready > 0
    ? {
        clearInSeconds,
        limit: 'workers',
        host: null,
        sentence: `${clear}. What limits it: all workers are busy; raise CONCURRENCY or start another daemon.`,
      }
    : {
        clearInSeconds,
        limit: 'nothing',
        host: null,
        sentence: `${clear}. Nothing limits it: every vehicle is being worked on.`,
      };
}

/** The site whose line is the longest, with the time until its end. */
function slowestSite(pace: Pace): { host: string; seconds: number; why: string } | undefined {
  const lines = pace.backlog.map((host) => {
    const pause = pace.pauses.find((each) => each.host === host.host);
    const interval = host.interval_seconds ?? pace.configuredInterval;
    const begins = Math.max(pause?.seconds ?? 0, 0);
    const why =
      pause === undefined
        ? `the pace of ${host.host}, one page every ${duration(interval)} (FETCH_MIN_INTERVAL_MS, robots.txt)`
        : `${host.host} is left in peace for another ${duration(pause.seconds)} (${pause.reason})`;
    return { host: host.host, seconds: begins + host.vehicles * interval, why };
  });
  return lines.sort((a, b) => b.seconds - a.seconds)[0];
}
