/** An outage is waited for by the workers themselves; a runner that got no answer for so long is begun anew. */
const PATIENCE_MS = 60_000;

/**
 * Tells a runner that cannot ask for jobs now from one that never will again.
 * Invariant: says so at most once. graphile-worker 0.18 keeps the outcome of its first look at the list of tasks
 * (taskIdentifiers.js), also when that was one refused connection: every worker gets it for as long as the runner lives,
 * at debug level. A failure that is met anew is another object; the same one again was kept.
 */
export class PollFailure {
  #last: { readonly error: unknown; readonly since: number } | undefined;
  #said = false;

  answered(): void {
    this.#last = undefined;
  }

  /** True when nothing but a new runner helps. `now` in ms, of any clock that only goes forward. */
  failed(error: unknown, now: number): boolean {
    const before = this.#last;
    this.#last = { error, since: before?.since ?? now };
    const hopeless = before !== undefined && (before.error === error || now - before.since >= PATIENCE_MS);
    if (this.#said || !hopeless) {
      return false;
    }
    this.#said = true;
    return true;
  }
}
