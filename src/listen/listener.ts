/**
 * Keeps a LISTEN connection alive and rings the dispatcher's bell.
 * Invariant: a NOTIFY is only a hint to look; deleting this service would make the daemon slower, never wrong.
 * Alive means proved: every five seconds a NOTIFY of our own, sent over another connection, must come back.
 */
import type { Pool } from 'pg';
import { z } from 'zod';
import type { DaemonEvents } from '../events.ts';
import { Backoff } from '../lifecycle/backoff.ts';
import type { Bell } from '../lifecycle/bell.ts';
import type { Service } from '../lifecycle/service.ts';
import { asError, wait } from '../lifecycle/wait.ts';
import { type Subscription, subscribe } from './subscription.ts';

export const CHANNEL = 'micro_scrape';
const PROBE_INTERVAL_MS = 5_000;
const PROBE_TIMEOUT_MS = 3_000;

const payload = z.object({ event: z.string(), count: z.number().optional() });

export interface ListenerOptions {
  /** A direct or session-mode connection: a transaction pooler accepts LISTEN and delivers nothing. */
  readonly connectionString: string;
  /** Another connection, for the probe. */
  readonly pool: Pool;
  readonly events: DaemonEvents;
  readonly bell: Bell;
  readonly daemonId: string;
}

export class Listener implements Service {
  readonly name = 'listener';
  readonly #options: ListenerOptions;
  readonly #stopping = new AbortController();
  readonly #probeChannel: string;
  #loop: Promise<void> | undefined;
  #subscription: Subscription | undefined;
  #connected = false;
  #probeReturned: ((nonce: string) => void) | undefined;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#probeChannel = `micro_scrape_probe_${options.daemonId.replaceAll('-', '')}`;
  }

  /** True only while the last probe came back. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Fails when the first connection fails, so that a wrong address is seen at boot; later losses are healed. */
  async start(): Promise<void> {
    const lost = Promise.withResolvers<Error>();
    await this.#open(lost.resolve, false);
    this.#loop = this.#run(lost.promise);
  }

  async stop(deadline: AbortSignal): Promise<void> {
    this.#stopping.abort();
    await this.#subscription?.close(deadline);
    await this.#loop;
  }

  async #open(onLost: (error: Error) => void, reconnect: boolean): Promise<void> {
    this.#subscription = await subscribe({
      connectionString: this.#options.connectionString,
      channels: [CHANNEL, this.#probeChannel],
      onNotification: (channel, text) => this.#receive(channel, text),
      onLost,
    });
    this.#connected = true;
    this.#options.events.emit('listener:connected', { reconnect });
    // Whatever was said while nobody listened is found by looking once.
    this.#options.bell.ring();
  }

  async #run(firstLoss: Promise<Error>): Promise<void> {
    const stopped = this.#stopping.signal;
    const backoff = new Backoff();
    let lost = firstLoss;
    while (!stopped.aborted) {
      const error = await this.#probeUntilLost(lost);
      if (error === undefined) {
        return;
      }
      this.#connected = false;
      this.#options.events.emit('listener:lost', { error });
      this.#options.bell.ring();
      await this.#subscription?.close(AbortSignal.timeout(1_000));
      while (!stopped.aborted && !this.#connected) {
        await wait(backoff.next(), stopped);
        const next = Promise.withResolvers<Error>();
        try {
          stopped.throwIfAborted();
          await this.#open(next.resolve, true);
          lost = next.promise;
          backoff.reset();
        } catch (cause) {
          if (!stopped.aborted) {
            this.#options.events.emit('fault', { where: this.name, error: asError(cause) });
          }
        }
      }
    }
    await this.#subscription?.close(AbortSignal.timeout(1_000));
  }

  /** Resolves with the loss, or with nothing when the service stops. */
  async #probeUntilLost(lost: Promise<Error>): Promise<Error | undefined> {
    const stopped = this.#stopping.signal;
    for (;;) {
      const pause = new AbortController();
      const ended = await Promise.race([lost, wait(PROBE_INTERVAL_MS, AbortSignal.any([stopped, pause.signal]))]);
      pause.abort();
      if (stopped.aborted) {
        return undefined;
      }
      if (ended instanceof Error) {
        return ended;
      }
      const failure = await this.#probe();
      if (failure !== undefined && !stopped.aborted) {
        return failure;
      }
    }
  }

  async #probe(): Promise<Error | undefined> {
    const nonce = crypto.randomUUID();
    const started = performance.now();
    const deadline = AbortSignal.any([AbortSignal.timeout(PROBE_TIMEOUT_MS), this.#stopping.signal]);
    const returned = new Promise<boolean>((resolve) => {
      this.#probeReturned = (text) => {
        if (text === nonce) {
          resolve(true);
        }
      };
      deadline.addEventListener('abort', () => resolve(false), { once: true });
    });
    try {
      // Sent over the pool: if only this connection is dead the probe fails as well, and looking again does no harm.
      await this.#options.pool.query('select pg_notify($1, $2)', [this.#probeChannel, nonce]);
    } catch (error) {
      return asError(error);
    }
    const ok = await returned;
    this.#options.events.emit('listener:probe', { ok, seconds: (performance.now() - started) / 1000 });
    return ok ? undefined : new Error(`a NOTIFY of our own did not come back within ${PROBE_TIMEOUT_MS} ms`);
  }

  #receive(channel: string, text: string): void {
    if (channel === this.#probeChannel) {
      this.#probeReturned?.(text);
      return;
    }
    const event = eventName(text);
    // Our own probe is not an event of the catalogue.
    if (event !== 'canary') {
      this.#options.events.emit('listener:notification', { event });
    }
    this.#options.bell.ring();
  }
}

/** Anyone may NOTIFY anything: the payload only names a kind for the figures, and never decides what is done. */
function eventName(text: string): string {
  try {
    return payload.parse(JSON.parse(text)).event;
  } catch {
    return 'other';
  }
}
