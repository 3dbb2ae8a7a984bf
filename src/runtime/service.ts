/**
 * The one shape of everything that lives as long as the daemon.
 * Invariant: `start` resolves when the service works or throws and leaves nothing running; `stop` may be called at any
 * time, any number of times, also before `start`.
 */
export interface Service {
  /** Shown in logs: `listener`, `dispatcher`, `runner`, `http`. */
  readonly name: string;
  /** `signal` aborts the start itself. */
  start(signal: AbortSignal): Promise<void>;
  /** Resolves when nothing of the service is left; `deadline` cuts short what will not end by itself. */
  stop(deadline: AbortSignal): Promise<void>;
}

/** Starts in order; when one fails, those already started are stopped in reverse and the failure is thrown. */
export async function startAll(services: readonly Service[], signal: AbortSignal): Promise<void> {
  const started: Service[] = [];
  for (const service of services) {
    try {
      signal.throwIfAborted();
      await service.start(signal);
      started.push(service);
    } catch (error) {
      await stopAll(started, AbortSignal.timeout(5_000)).catch(() => {
        // The reason for the start's failure is worth more than what its undoing met.
      });
      throw error;
    }
  }
}

/** Stops in reverse order of starting; one that fails does not keep the others from being stopped. */
export async function stopAll(services: readonly Service[], deadline: AbortSignal): Promise<void> {
  const failures: unknown[] = [];
  for (const service of services.toReversed()) {
    try {
      await service.stop(deadline);
    } catch (error) {
      failures.push(new Error(`${service.name} did not stop cleanly`, { cause: error }));
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, 'some services did not stop cleanly');
  }
}
