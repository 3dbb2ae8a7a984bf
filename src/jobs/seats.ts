/**
 * What the seats of this daemon are used for at the moment.
 * Invariant: the seats of slow hosts, of the recogniser and of the browser stand beside the others: those who use them take none away.
 */
import type { SeatUses } from '../observability/metrics/process-state.ts';

/**
 * @param running vehicles that the runner of the lane `work` works on
 * @param fetching of these, those that wait for a host's answer
 * @param reading vehicles whose photographs are being read for a VIN
 * @param rendering vehicles whose pages are in the browser
 */
export function seatUses(parts: {
  readonly seats: number;
  readonly running: number;
  readonly fetching: { readonly inTime: number; readonly slow: number };
  readonly reading: number;
  readonly rendering: number;
}): SeatUses {
  const { inTime, slow } = parts.fetching;
  const computing = Math.max(0, parts.running - inTime - slow);
  return {
    free: Math.max(0, parts.seats - computing - inTime),
    computing,
    being_answered: inTime,
    slow_host: slow,
    recogniser: parts.reading,
    browser: parts.rendering,
  };
}
