/**
 * Servers that work off a line, first come first served: processors, sessions of a database.
 * Invariant: no server does two things at once; must be asked in the order of time.
 */
export class Station {
  readonly #freeAt: Float64Array;
  /** Milliseconds of work so far, over all servers. */
  busyMs = 0;

  constructor(servers: number) {
    this.#freeAt = new Float64Array(servers);
  }

  get servers(): number {
    return this.#freeAt.length;
  }

  /** When `ms` of work that comes at `now` will be done. */
  serve(now: number, ms: number): number {
    if (ms <= 0) return now;
    let first = 0;
    for (let n = 1; n < this.#freeAt.length; n++) {
      if ((this.#freeAt[n] as number) < (this.#freeAt[first] as number)) first = n;
    }
    const end = Math.max(now, this.#freeAt[first] as number) + ms;
    this.#freeAt[first] = end;
    this.busyMs += ms;
    return end;
  }
}
