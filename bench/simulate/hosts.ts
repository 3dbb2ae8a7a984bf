/**
 * The hosts of a backlog as counts, and chance that can be repeated.
 * Invariant: the vehicles of all hosts add up to the backlog; the same seed gives the same hosts.
 */
import type { Fleet } from './fleet.ts';

/** From 0 up to 1 without, the same row of numbers for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How many vehicles each host has, the largest first. */
export function sizesOf({ vehicles, hosts, skew, sizes }: Fleet): readonly number[] {
  if (sizes !== undefined) return sizes;
  const weights = Array.from({ length: hosts }, (_, n) => 1 / (n + 1) ** skew);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  let given = 0;
  return weights.map((weight) => {
    before += weight;
    // Rounded sums, not rounded parts, so that nothing is lost on the way.
    const until = Math.round((vehicles * before) / all);
    const size = until - given;
    given = until;
    return size;
  });
}

/** When a host that is away for so long is tried the next time: sql/functions/43_hosts.sql. */
export function foundAgainMs(awayMs: number): number {
  let at = 0;
  for (let nth = 1; at < awayMs; nth++) {
    const doubled = Math.min(30_000 * 2 ** Math.min(nth - 1, 6), 1_800_000);
    at += Math.max(doubled, Math.min(at / 8, 21_600_000));
  }
  return at;
}
