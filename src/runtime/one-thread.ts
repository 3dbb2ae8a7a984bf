/**
 * A thread for work that would hold up all else. Invariant: neither it nor the library that leads it (16 modules) is there
 * before its first job, and a minute after the last one it has ended.
 */
import type { Piscina } from 'piscina';

const IDLE_MS = 60_000;

export class OneThread<Job, Answer> {
  readonly #options: { readonly program: URL; readonly heapMb: number; readonly mostWaiting?: number };
  #pool: Promise<Piscina<Job, Answer>> | undefined;

  /** @param options.mostWaiting jobs; who comes then is refused */
  constructor(options: { readonly program: URL; readonly heapMb: number; readonly mostWaiting?: number }) {
    this.#options = options;
  }

  /** @throws what the job threw; an AbortError, and the thread is ended, once `signal` aborts */
  async run(job: Job, signal: AbortSignal): Promise<Answer> {
    this.#pool ??= this.#begin();
    return (await this.#pool).run(job, { signal });
  }

  async close(): Promise<void> {
    await (await this.#pool)?.destroy();
  }

  async #begin(): Promise<Piscina<Job, Answer>> {
    const { program, heapMb, mostWaiting } = this.#options;
    const { Piscina: Pool } = await import('piscina');
    return new Pool<Job, Answer>({
      ...{ filename: program.href, minThreads: 0, maxThreads: 1, idleTimeout: IDLE_MS },
      ...(mostWaiting !== undefined && { maxQueue: mostWaiting }),
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
  }
}
