/**
 * How long a seat is waited for, and how long a request may hold one.
 * Invariant: whoever gets none, or loses it, is told when to come back, and not all at the same moment.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { NoSeatError } from '../runtime/errors.ts';
import { type HostSeats, type Seat, SLOW_MS } from './host-seats.ts';

/** A seat that is free in a moment is waited for. */
const NEAR_MS = 250;
const LOOK_EVERY_MS = 25;
/** Whoever got no seat comes back after 2 to 5 s, not all at once. */
const SEAT_REST_MS = [2_000, 5_000] as const;
const LONGEST_REST_MS = 120_000;

/** @throws NoSeatError when the host, or slow hosts together, have their share of the seats */
export async function takeSeat(seats: HostSeats, host: string, holder: string, signal: AbortSignal): Promise<Seat> {
  const until = performance.now() + NEAR_MS;
  for (;;) {
    const seat = seats.take(host, holder);
    if (typeof seat !== 'string') return seat;
    if (performance.now() > until || !seats.answersInTime(host)) throw notNow(seat, seats.restMs(host));
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** Breaks `request` off with what `mustEnd` returns, where that is something, once the host is called slow. */
export async function inTime<T>(
  mustEnd: () => NoSeatError | undefined,
  signal: AbortSignal,
  request: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const tooLong = new AbortController();
  const timer = setTimeout(() => {
    const why = mustEnd();
    if (why !== undefined) tooLong.abort(why);
  }, SLOW_MS);
  try {
    return await request(AbortSignal.any([signal, tooLong.signal]));
  } finally {
    clearTimeout(timer);
  }
}

/** @param lineMs the time in which all who wait come back */
export function notNow(reason: string, lineMs = 0): NoSeatError {
  const [least, most] = SEAT_REST_MS;
  const span = Math.min(Math.max(lineMs, most), LONGEST_REST_MS) - least;
  return new NoSeatError(reason, new Date(Date.now() + least + Math.random() * span));
}
