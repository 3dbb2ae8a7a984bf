/**
 * A limit in time for work that goes through many waits.
 * Invariant: it aborts once its time is over, or with the first of the other signals, unless it was cleared before; whether
 * anybody listens or not. AbortSignal.any holds what it was made of weakly: one that nobody listens to while memory is
 * collected may never abort (Node 20 and 24), and a run has moments without a listener whenever it waits for the database.
 */
export function deadlineIn(ms: number, others: readonly AbortSignal[]): { signal: AbortSignal; clear(): void } {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(new DOMException(`not done within ${ms} ms`, 'TimeoutError')), ms);
  const follow = () => over.abort(others.find(({ aborted }) => aborted)?.reason);
  for (const other of others) {
    other.addEventListener('abort', follow, { once: true });
    if (other.aborted) follow();
  }
  return {
    signal: over.signal,
    clear: () => {
      clearTimeout(timer);
      for (const other of others) other.removeEventListener('abort', follow);
    },
  };
}
