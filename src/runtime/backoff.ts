/** Waits between tries of a service to get its connection back: 0.1, 0.2, 0.4 ... 5 s, each 10 % more or less. */
export class Backoff {
  #tries = 0;

  /** The next wait in ms. Jitter keeps replicas from knocking at the same moment after an outage. */
  next(): number {
    const base = Math.min(100 * 2 ** this.#tries, 5_000);
    this.#tries += 1;
    return Math.round(base * (0.9 + Math.random() * 0.2));
  }

  reset(): void {
    this.#tries = 0;
  }
}
