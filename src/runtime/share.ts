/**
 * An amount that many share: seats, bytes of memory.
 * Invariant: what is taken at any time is at most all of it, and whoever asks first has it first, however much they ask for.
 */
export class Share {
  #left: number;
  readonly #line: { readonly amount: number; readonly turn: () => void }[] = [];

  constructor(all: number) {
    this.#left = all;
  }

  /**
   * Waits until `amount`, which is no more than all, is free; returns what gives it back.
   * @throws the signal's reason on abort
   */
  async take(amount: number, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#line.length > 0 || amount > this.#left) await this.#turn(amount, signal);
    else this.#left -= amount;
    return () => {
      this.#left += amount;
      this.#next();
    };
  }

  async #turn(amount: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const entry = { amount, turn: resolve };
    const leave = () => {
      const place = this.#line.indexOf(entry);
      if (place < 0) return;
      this.#line.splice(place, 1);
      reject(signal.reason);
      // One that asks for less may have stood behind it.
      this.#next();
    };
    this.#line.push(entry);
    signal.addEventListener('abort', leave, { once: true });
    await promise.finally(() => signal.removeEventListener('abort', leave));
  }

  #next(): void {
    for (let first = this.#line[0]; first !== undefined && first.amount <= this.#left; first = this.#line[0]) {
      this.#line.shift();
      this.#left -= first.amount;
      first.turn();
    }
  }
}
