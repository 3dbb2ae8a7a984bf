import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves after `ms` or when `signal` aborts, whichever is first; never rejects. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  // It has one reason to reject, the abort.
  await sleep(ms, undefined, { signal }).catch(() => {});
}

/** Waits for a promise that others wait for too, but not past this caller's own abort. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    promise.finally(() => signal.removeEventListener('abort', leave)).then(resolve, reject);
    if (signal.aborted) leave();
  });
}
