/**
 * How the hosts answer, and who holds a seat of this daemon for them.
 * Invariant: no host holds more than its share of the seats, and all hosts that answer slowly together hold no more than
 * that; whoever makes several requests to a host holds one seat for it.
 */

/** A request that takes longer is one of a slow host, which needs a seat of the slow share. */
export const SLOW_MS = 3_000;
/** After that a host is tried as one that may be quick. */
const FORGET_MS = 300_000;
/** Hosts are named by data, so their number is anybody's. */
const MOST_KNOWN = 1_000;

interface Holding {
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

/** Of `seats`, what one host may hold, and what all slow hosts may hold together. */
export function shareOf(seats: number): number {
  return Math.max(1, Math.floor(seats / 4));
}

export class HostSeats {
  readonly #share: number;
  readonly #now: () => number;
  readonly #holdings = new Map<string, Map<string, Holding>>();
  /** Until when a host counts as slow. */
  readonly #slow = new Map<string, number>();

  constructor(options: { readonly seats: number; readonly now?: () => number }) {
    this.#share = shareOf(options.seats);
    this.#now = options.now ?? (() => performance.now());
  }

  /** A seat for one request of `holder`, or in words why there is none now. */
  take(host: string, holder: string): Seat | string {
    const ofHost = this.#holdings.get(host) ?? new Map<string, Holding>();
    let holding = ofHost.get(holder);
    if (holding === undefined) {
      if (ofHost.size >= this.#share) {
        return `${host} has its share of the seats: waits for one of ${this.#share}`;
      }
      const slow = this.#isSlow(host);
      if (slow && this.figures().slow >= this.#share) return this.#noSlowSeat(host);
      holding = { requests: 0, slow };
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

  why(host: string): string {
    return this.#noSlowSeat(host);
  }

  #seat(host: string, holder: string, ofHost: Map<string, Holding>, holding: Holding): Seat {
    let left = false;
    return {
      turnedSlow: () => {
        this.#remember(host);
        holding.slow ||= this.figures().slow < this.#share;
        return holding.slow;
      },
      leave: (ms) => {
        if (left) return;
        left = true;
        if (ms !== undefined && ms < SLOW_MS) this.#slow.delete(host);
        else if (ms !== undefined) this.#remember(host);
        holding.requests -= 1;
        if (holding.requests === 0) ofHost.delete(holder);
        if (ofHost.size === 0) this.#holdings.delete(host);
      },
    };
  }

  #isSlow(host: string): boolean {
    return (this.#slow.get(host) ?? 0) > this.#now();
  }

  #remember(host: string): void {
    this.#slow.delete(host);
    this.#slow.set(host, this.#now() + FORGET_MS);
    const oldest = this.#slow.keys().next().value;
    if (this.#slow.size > MOST_KNOWN && oldest !== undefined) this.#slow.delete(oldest);
  }

  #noSlowSeat(host: string): string {
    return `${host} answers slowly: waits for one of ${this.#share} ${this.#share === 1 ? 'seat' : 'seats'} for slow hosts`;
  }
}
