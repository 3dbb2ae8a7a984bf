/**
 * The seats of all replicas, and who holds them for which host (src/fetching/host-seats.ts).
 * Invariant: a replica never has more vehicles in work than seats and those beside them for slow hosts, which serve any host
 * while none is slow (src/app/daemon.ts), nor more requests at one host than half of the seats, nor more slow ones than a quarter.
 */
import { SLOW_MS, shareOf } from '../../src/fetching/host-seats.ts';
import type { Fleet } from './fleet.ts';

/** Vehicles that a daemon works on at the same time. */
export const placesOf = (seats: number): number => seats + shareOf(seats);

export class Seats {
  readonly count: number;
  readonly #each: number;
  readonly #most: number;
  readonly #slow: boolean;
  readonly #free: number[][];
  readonly #held: Uint16Array;
  readonly #slowHeld: Uint16Array;
  #busyMs = 0;
  #taken = 0;
  #since = 0;

  constructor({ replicas, seats, answerMs }: Fleet, hosts: number) {
    this.#each = placesOf(seats);
    this.count = replicas * this.#each;
    this.#slow = answerMs >= SLOW_MS;
    this.#most = this.#slow ? shareOf(seats) : Math.max(1, Math.floor(seats / 2));
    this.#free = Array.from({ length: replicas }, (_, r) =>
      Array.from({ length: this.#each }, (_, n) => r * this.#each + n),
    );
    this.#held = new Uint16Array(hosts * replicas);
    this.#slowHeld = new Uint16Array(replicas);
  }

  get anyFree(): boolean {
    return this.#taken < this.count;
  }

  replicaOf(seat: number): number {
    return Math.floor(seat / this.#each);
  }

  /** Nobody gets one, whatever its host: all are slow, and the slow ones have their share everywhere. */
  get noneForSlow(): boolean {
    return (
      this.#slow && this.#free.every((free, r) => free.length === 0 || (this.#slowHeld[r] as number) >= this.#most)
    );
  }

  /** A seat at the replica that has most of them free for this host; -1: none. */
  take(host: number, now: number): number {
    const replicas = this.#free.length;
    let best = -1;
    let most = 0;
    for (let r = 0; r < replicas; r++) {
      const free = (this.#free[r] as number[]).length;
      const held = (this.#slow ? this.#slowHeld[r] : this.#held[host * replicas + r]) as number;
      if (free > most && held < this.#most) {
        best = r;
        most = free;
      }
    }
    if (best === -1) return -1;
    this.#count(now, 1);
    this.#hold(host, best, 1);
    return (this.#free[best] as number[]).pop() as number;
  }

  /** The host has answered; the vehicle is still in work. */
  answered(seat: number, host: number): void {
    this.#hold(host, this.replicaOf(seat), -1);
  }

  leave(seat: number, now: number): void {
    this.#count(now, -1);
    (this.#free[this.replicaOf(seat)] as number[]).push(seat);
  }

  /** Until `now`, over all seats. */
  busyMs(now: number): number {
    return this.#busyMs + this.#taken * (now - this.#since);
  }

  #hold(host: number, replica: number, by: 1 | -1): void {
    const at = host * this.#free.length + replica;
    this.#held[at] = (this.#held[at] as number) + by;
    this.#slowHeld[replica] = (this.#slowHeld[replica] as number) + by;
  }

  #count(now: number, by: 1 | -1): void {
    this.#busyMs = this.busyMs(now);
    this.#since = now;
    this.#taken += by;
  }
}
