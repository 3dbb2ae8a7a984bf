/**
 * When the backlog will be clear and what holds it up, without I/O: the one place for the rule, which `status`, /metrics and
 * the console show.
 * Invariant: a time is named only when it follows from what is known: the pace and the pause of a site, how many wait
 * for it, and how many vehicles were settled lately. Otherwise the answer is that nobody knows yet.
 */
import type { Answer, HostBacklog, HostPause } from '../database/statements/catalogue-overview.ts';
import type { DaemonRow } from '../database/statements/find-daemons.ts';
import type { QueueOverview } from '../database/statements/queue-overview.ts';
import { counted, duration } from '../terminal/format.ts';

export interface Pace {
  readonly livingDaemons: number;
  readonly backlog: readonly HostBacklog[];
  /** The backlog was not counted but multiplied up from a share of it. */
  readonly estimated: boolean;
  readonly pauses: readonly HostPause[];
  /** Settled lately, and since when (seconds). */
  readonly settled: { readonly vehicles: number; readonly seconds: number };
  readonly queue: {
    /** Jobs that could run and do not. */
    readonly ready: number;
    /** Of these, vehicles whose photographs wait to be read for a VIN. */
    readonly recogniser: number;
    /** How long the oldest of the others could have run. */
    readonly oldestSeconds: number;
  };
  /** Of all living daemons. */
  readonly freeSeats: number;
  /** Between two pages of one site that was not asked yet, seconds. */
  readonly configuredInterval: number;
}

export const LIMITS = ['nothing', 'no_daemon', 'site', 'seats', 'recogniser', 'database', 'unknown'] as const;

export interface Forecast {
  /** Null: never, or not known. */
  readonly clearInSeconds: number | null;
  readonly limit: (typeof LIMITS)[number];
  /** The site that sets the pace. */
  readonly host: string | null;
  readonly sentence: string;
}

/** Less than this a site's pace is not worth naming. */
const WORTH_NAMING_S = 5;
/** A free seat takes a job within milliseconds. */
const HANDED_OUT_WITHIN_S = 10;
/** One settled vehicle a moment ago is not yet a rate. */
const SHORTEST_LOOK_S = 5;

/** As `status` and the console have asked the database. */
export interface Asked extends Pick<Pace, 'pauses' | 'settled' | 'configuredInterval'> {
  readonly daemons: readonly DaemonRow[];
  readonly backlog: Answer<HostBacklog>;
  readonly queue: QueueOverview;
}

export function forecastOf({ daemons, backlog: { groups, estimated }, queue, ...known }: Asked): Forecast {
  const living = daemons.filter(({ alive }) => alive);
  return forecast({
    ...{ ...known, backlog: groups, estimated, livingDaemons: living.length },
    queue: {
      ready: queue.ready,
      recogniser: queue.recogniser_ready,
      oldestSeconds: queue.work_oldest_ready_seconds,
    },
    freeSeats: living.reduce((sum, { seats }) => sum + (seats?.free ?? 0), 0),
  });
}

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
  const { limit, why } = limitOf(pace);
  return { clearInSeconds, limit, host: null, sentence: `${clear}. ${why}.` };
}

/** What those wait for that wait for no site. */
function limitOf({ queue, freeSeats }: Pace): { limit: Forecast['limit']; why: string } {
  if (queue.ready === 0) {
    return { limit: 'nothing', why: 'Nothing limits it: every vehicle is being worked on' };
  }
  if (queue.recogniser * 2 > queue.ready) {
    const why = 'What limits it: each daemon reads one photograph at a time for a VIN; start another daemon';
    return { limit: 'recogniser', why };
  }
  if (freeSeats > 0 && queue.oldestSeconds > HANDED_OUT_WITHIN_S) {
    const why = `What limits it: jobs wait while ${counted(freeSeats, 'seat')} ${freeSeats === 1 ? 'is' : 'are'} free, so the database hands them out too slowly; npx micro-scrape doctor looks at it`;
    return { limit: 'database', why };
  }
  return { limit: 'seats', why: 'What limits it: all seats are taken; raise CONCURRENCY or start another daemon' };
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
