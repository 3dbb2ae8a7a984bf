/** An answer that is asked for once at a time, however many want it, and kept for a while: what strangers may ask costs no more. */
export function kept<T>(forMs: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask().finally(() => setTimeout(() => (answer = undefined), forMs).unref());
    return answer;
  };
}
