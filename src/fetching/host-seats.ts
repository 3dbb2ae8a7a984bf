/**
 * How the hosts answer, and who holds a seat of this daemon for them.
 * Invariant: no host holds more than half of the seats; all hosts of which nothing is known hold no more than a quarter
 * together, and so do all requests that are answered slowly, beside these; whoever makes several requests to a host holds
 * one seat for it.
 */

import { Latest } from '../runtime/latest.ts';

/** A request that takes longer is one of a slow host, which needs a seat of the slow share. */
export const SLOW_MS = 3_000;
/**
 * After that a host is tried as one that may be quick: soon where it has answered in time before, and each time it is slow
 * again twice as late.
 */
const FORGET_MS = { soonest: 5_000, latest: 300_000 };
/** For so long a host that has answered in time counts as one that does. */
const PROVEN_MS = 3_600_000;
const MOST_KNOWN = 1_000;

/** Of a host's refused vehicles: a longer line than this is one of so many. */
const MOST_REFUSED = 10_000;
/** Who has not come back so long after it could was served by another daemon, or wants no more. */
const GONE_MS = 10_000;
/** The pace, ms, at which vehicles that a host had no seat for come back, all together: as its seats come free, within these. */
const PACE_MS = { least: 25, most: 500 };
/** So many and so few may come back sooner than at that pace, for a host may be well again: each within this, at this pace. */
const SOON = { withinMs: 10_000, paceMs: 100 };
/** The share of the latest in how long a seat at a host is held. */
const LATEST = 0.2;

interface Holding {
  readonly since: number;
  requests: number;
  slow: boolean;
}

/** One request while it lasts. */
export interface Seat {
  /** It has taken longer than SLOW_MS. False: there is no seat for it among the slow ones, so it is broken off. */
  turnedSlow(): boolean;
  /** Its end; `ms` since it was sent, absent when it never was. */
  leave(ms: number | undefined): void;
}

/**
 * Of `seats`, what all slow hosts may hold together, and what all may of which nothing is known: twelve that are silent
 * would hold all seats for three seconds.
 */
export function shareOf(seats: number): number {
  return Math.max(1, Math.floor(seats / 4));
}

export class HostSeats {
  readonly #share: number;
  readonly #now: () => number;
  readonly #holdings = new Map<string, Map<string, Holding>>();
  /** Until when a host counts as slow, how long it does when it is slow again, and until when as one that answers in time. */
  readonly #slow = new Latest<number>(MOST_KNOWN);
  readonly #forgetMs = new Latest<number>(MOST_KNOWN);
  readonly #proven = new Latest<number>(MOST_KNOWN);
  /** Who was refused a seat and has not got one since, and when it comes back: who was refused first comes first. */
  readonly #refused = new Map<string, Map<string, number>>();
  /** How long a seat is held at a host, ms. */
  readonly #held = new Latest<number>(MOST_KNOWN);
  /** For one host that answers in time. */
  readonly #half: number;

  constructor(options: { readonly seats: number; readonly now?: () => number }) {
    this.#share = shareOf(options.seats);
    this.#half = Math.max(1, Math.floor(options.seats / 2));
    this.#now = options.now ?? (() => performance.now());
  }

  /** A seat for one request of `holder`, or in words why there is none now. */
  take(host: string, holder: string): Seat | string {
    const seat = this.#take(host, holder);
    const refused = this.#refused.get(host) ?? new Map<string, number>();
    refused.delete(holder);
    if (typeof seat === 'string' && refused.size < MOST_REFUSED) {
      this.#refused.set(host, refused.set(holder, this.#now() + this.#untilTurn(host, refused.size + 1)));
    } else if (refused.size === 0) this.#refused.delete(host);
    return seat;
  }

  /** How long whoever got no seat may stay away, ms: the more there are, the longer, so that their asking costs no more. */
  restMs(host: string): number {
    const refused = this.#refused.get(host);
    for (const [holder, backAt] of refused ?? []) {
      if (backAt + GONE_MS > this.#now()) break;
      refused?.delete(holder);
    }
    return this.#untilTurn(host, refused?.size ?? 0);
  }

  #untilTurn(host: string, place: number): number {
    return Math.min(place * this.#paceMs(host), Math.max(SOON.withinMs, place * SOON.paceMs));
  }

  #paceMs(host: string): number {
    const ms = (this.#held.get(host) ?? Number.POSITIVE_INFINITY) / (this.#isProven(host) ? this.#half : this.#share);
    return Math.min(Math.max(ms, PACE_MS.least), PACE_MS.most);
  }

  #take(host: string, holder: string): Seat | string {
    const ofHost = this.#holdings.get(host) ?? new Map<string, Holding>();
    let holding = ofHost.get(holder);
    if (holding === undefined) {
      const slow = this.#isSlow(host);
      if (slow && this.figures().slow >= this.#share) return this.why(host);
      if (!slow && !this.#isProven(host) && this.#unknown() >= this.#share) {
        return `${host} has not answered yet: waits for one of ${this.#share} ${seats(this.#share)} for hosts not known`;
      }
      if (!slow && [...ofHost.values()].filter((each) => !each.slow).length >= this.#half) {
        return `${host} has its share of the seats: waits for one of ${this.#half}`;
      }
      holding = { since: this.#now(), requests: 0, slow };
      this.#holdings.set(host, ofHost.set(holder, holding));
    }
    holding.requests += 1;
    return this.#seat(host, holder, ofHost, holding);
  }

  /** Holders that are being answered, in time and slowly. */
  figures(): { inTime: number; slow: number } {
    const holders = new Map<string, boolean>();
    for (const ofHost of this.#holdings.values()) {
      for (const [holder, { slow }] of ofHost) holders.set(holder, slow || holders.get(holder) === true);
    }
    const slow = [...holders.values()].filter((is) => is).length;
    return { inTime: holders.size - slow, slow };
  }

  #seat(host: string, holder: string, ofHost: Map<string, Holding>, holding: Holding): Seat {
    let left = false;
    return {
      turnedSlow: () => {
        this.#noteSlow(host);
        holding.slow ||= this.figures().slow < this.#share;
        return holding.slow;
      },
      leave: (ms) => {
        if (left) return;
        left = true;
        if (ms !== undefined && ms < SLOW_MS) {
          this.#slow.delete(host);
          this.#proven.set(host, this.#now() + PROVEN_MS);
          this.#forgetMs.set(host, FORGET_MS.soonest);
        }
        holding.requests -= 1;
        if (holding.requests === 0) {
          ofHost.delete(holder);
          if (!holding.slow) this.#noteHeld(host, this.#now() - holding.since);
        }
        if (ofHost.size === 0) this.#holdings.delete(host);
      },
    };
  }

  #noteHeld(host: string, ms: number): void {
    const before = this.#held.get(host) ?? ms;
    this.#held.set(host, before + LATEST * (ms - before));
  }

  /** Whether its seats come free soon, so that it is worth waiting for one. */
  answersInTime(host: string): boolean {
    return this.#isProven(host) && !this.#isSlow(host);
  }

  #isSlow(host: string): boolean {
    return (this.#slow.get(host) ?? 0) > this.#now();
  }

  /** A host that answers in time is not slow for one page that does not: two in a row make it so. */
  #noteSlow(host: string): void {
    if (this.#proven.delete(host)) return;
    const forgetMs = this.#forgetMs.get(host) ?? FORGET_MS.latest;
    this.#slow.set(host, this.#now() + forgetMs);
    this.#forgetMs.set(host, Math.min(2 * forgetMs, FORGET_MS.latest));
  }

  #isProven(host: string): boolean {
    return (this.#proven.get(host) ?? 0) > this.#now();
  }

  /** Holders at hosts of which nothing is known. */
  #unknown(): number {
    let holders = 0;
    for (const [host, ofHost] of this.#holdings) {
      if (this.#isProven(host)) continue;
      for (const { slow } of ofHost.values()) if (!slow) holders += 1;
    }
    return holders;
  }

  /** Why it gets no seat while it is slow, in words. */
  why(host: string): string {
    return `${host} answers slowly: waits for one of ${this.#share} ${seats(this.#share)} for slow hosts`;
  }
}

const seats = (n: number): string => (n === 1 ? 'seat' : 'seats');
