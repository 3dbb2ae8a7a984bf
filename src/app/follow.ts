/**
 * Waits until given vehicles rest, and says meanwhile how far they are.
 * Invariant: it ends. Either every vehicle rests, or the person breaks it off, or no daemon has lived for longer than a
 * restart takes; in each case what is queued stays queued.
 */
import type { Pool } from 'pg';
import { findDaemons } from '../database/statements/find-daemons.ts';
import { findProgress, type VehicleProgress } from '../database/statements/vehicle-progress.ts';
import { wait } from '../runtime/wait.ts';
import { counted, duration, shortened } from '../terminal/format.ts';
import { ProgressLine } from '../terminal/output.ts';

const LOOK_EVERY_MS = 250;
/** A daemon that is replaced by a new one is away for a few seconds. */
const WITHOUT_DAEMON_MS = 30_000;

export interface Followed {
  readonly vehicles: readonly VehicleProgress[];
  readonly end: 'rested' | 'no_daemon' | 'interrupted';
}

/** `onRest` is told of each vehicle once, when it comes to rest. */
export async function follow(
  pool: Pool,
  ids: readonly string[],
  options: {
    readonly silent: boolean;
    readonly signal: AbortSignal;
    readonly onRest?: (vehicle: VehicleProgress) => void;
  },
): Promise<Followed> {
  const line = new ProgressLine({ silent: options.silent });
  const started = performance.now();
  const told = new Set<string>();
  let livedAt = performance.now();
  try {
    for (;;) {
      const vehicles = await findProgress(pool, ids);
      const rested = vehicles.filter((vehicle) => vehicle.rests);
      for (const vehicle of rested.filter(({ id }) => !told.has(id))) {
        told.add(vehicle.id);
        line.clear();
        options.onRest?.(vehicle);
      }
      if (rested.length === vehicles.length) {
        return { vehicles, end: 'rested' };
      }
      if (options.signal.aborted) {
        return { vehicles, end: 'interrupted' };
      }
      if ((await findDaemons(pool)).some((daemon) => daemon.alive)) {
        livedAt = performance.now();
      } else if (performance.now() - livedAt > WITHOUT_DAEMON_MS) {
        return { vehicles, end: 'no_daemon' };
      }
      const waiting = vehicles.find((vehicle) => !vehicle.rests && vehicle.outcome === 'waiting');
      const why = waiting?.reason == null ? '' : `; waits: ${shortened(waiting.reason, 80)}`;
      line.update(progress(rested.length, vehicles.length, (performance.now() - started) / 1000) + why);
      await wait(LOOK_EVERY_MS, options.signal);
    }
  } finally {
    line.clear();
  }
}

/** `12 of 20 vehicles, 1.5 a second, 5 s left`; rate and rest only once there is a first vehicle to measure by. */
export function progress(done: number, all: number, seconds: number): string {
  const head = `${done} of ${counted(all, 'vehicle')}`;
  if (done === 0 || seconds <= 0) {
    return `${head}, ${duration(seconds)} so far`;
  }
  const rate = done / seconds;
  const pace = rate >= 1 ? `${rate.toFixed(1)} a second` : `${(rate * 60).toFixed(1)} a minute`;
  return `${head}, ${pace}, about ${duration((all - done) / rate)} left`;
}

/** Who waits wants the end: not to have come to it is a no, also when nobody was there to wait for. */
export function exitCodeOf(followed: Followed | undefined): number {
  return followed?.end === 'rested' ? 0 : followed?.end === 'interrupted' ? 130 : 1;
}

/** Aborts at the first Ctrl+C; a second one ends the process as usual. */
export function untilInterrupted(): AbortSignal {
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  process.once('SIGTERM', () => interrupted.abort());
  return interrupted.signal;
}

export async function isAnyDaemonAlive(pool: Pool): Promise<boolean> {
  return (await findDaemons(pool)).some((daemon) => daemon.alive);
}
