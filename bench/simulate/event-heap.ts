/**
 * Numbers with a time each, soonest first.
 * Invariant: what is taken is never earlier than what was taken before it, unless it was put in later; two typed arrays
 * and no object an entry, as a run takes tens of millions.
 */
export class EventHeap {
  #times = new Float64Array(1_024);
  #codes = new Int32Array(1_024);
  #size = 0;
  /** Of what `take` took last. */
  time = 0;

  get size(): number {
    return this.#size;
  }

  /** Of the soonest. */
  get next(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number);
  }

  put(time: number, code: number): void {
    if (this.#size === this.#times.length) this.#grow();
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#times[parent] as number;
      if (above <= time) break;
      this.#times[at] = above;
      this.#codes[at] = this.#codes[parent] as number;
      at = parent;
    }
    this.#times[at] = time;
    this.#codes[at] = code;
  }

  /** The code of the soonest; -1: there is none. */
  take(): number {
    if (this.#size === 0) return -1;
    const code = this.#codes[0] as number;
    this.time = this.#times[0] as number;
    const size = --this.#size;
    const time = this.#times[size] as number;
    const last = this.#codes[size] as number;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && (this.#times[child + 1] as number) < (this.#times[child] as number)) child += 1;
      const below = this.#times[child] as number;
      if (below >= time) break;
      this.#times[at] = below;
      this.#codes[at] = this.#codes[child] as number;
      at = child;
    }
    this.#times[at] = time;
    this.#codes[at] = last;
    return code;
  }

  #grow(): void {
    const times = new Float64Array(2 * this.#size);
    const codes = new Int32Array(2 * this.#size);
    times.set(this.#times);
    codes.set(this.#codes);
    this.#times = times;
    this.#codes = codes;
  }
}
