/**
 * Keeps a LISTEN connection alive and rings the dispatcher's notifier.
 * Invariant: a NOTIFY is only a hint to look; deleting this service would make the daemon slower, never wrong.
 * Alive means proved: a NOTIFY of our own, which goes along with every second heartbeat, must come in.
 */

import { z } from 'zod';
import type { DaemonEvents } from '../events.ts';
import { Backoff } from '../runtime/backoff.ts';
import type { Latch } from '../runtime/latch.ts';
import type { Service } from '../runtime/service.ts';
import { asError } from '../runtime/thrown.ts';
import { wait } from '../runtime/wait.ts';
import { type Subscription, subscribe } from './subscription.ts';

export const CHANNEL = 'micro_scrape';
/** It is sent every four seconds, and may take three. If it is the heartbeat that fails, looking again does no harm. */
const LONGEST_SILENCE_MS = 7_000;

const payload = z.object({ event: z.string(), count: z.number().optional() });

export interface ListenerOptions {
  /** A direct or session-mode connection: a transaction pooler accepts LISTEN and delivers nothing. */
  readonly connectionString: string;
  readonly events: DaemonEvents;
  readonly notifier: Latch;
  readonly daemonId: string;
}

export class Listener implements Service {
  readonly name = 'listener';
  readonly #options: ListenerOptions;
  readonly #stopping = new AbortController();
  /** Where the heartbeat sends our own NOTIFY, with the moment at which it did. */
  readonly probeChannel: string;
  #loop: Promise<void> | undefined;
  #subscription: Subscription | undefined;
  #connected = false;
  #silence: NodeJS.Timeout | undefined;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.probeChannel = `micro_scrape_probe_${options.daemonId.replaceAll('-', '')}`;
  }

  /** True only while our own NOTIFY comes in. */
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
    clearTimeout(this.#silence);
  }

  async #open(onLost: (error: Error) => void, reconnect: boolean): Promise<void> {
    this.#subscription = await subscribe({
      connectionString: this.#options.connectionString,
      channels: [CHANNEL, this.probeChannel],
      onNotification: (channel, text) => this.#receive(channel, text),
      onLost,
    });
    this.#connected = true;
    this.#silence = setTimeout(() => {
      this.#options.events.emit('listener:probe', { ok: false, seconds: LONGEST_SILENCE_MS / 1000 });
      onLost(new Error(`no NOTIFY of our own came in for ${LONGEST_SILENCE_MS} ms`));
    }, LONGEST_SILENCE_MS);
    this.#options.events.emit('listener:connected', { reconnect });
    // Whatever was said while nobody listened is found by looking once.
    this.#options.notifier.notify();
  }

  async #run(firstLoss: Promise<Error>): Promise<void> {
    const stopped = this.#stopping.signal;
    const backoff = new Backoff();
    let lost = firstLoss;
    while (!stopped.aborted) {
      const error = await orStopped(lost, stopped);
      if (error === undefined) {
        return;
      }
      clearTimeout(this.#silence);
      this.#connected = false;
      this.#options.events.emit('listener:lost', { error });
      this.#options.notifier.notify();
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

  #receive(channel: string, text: string): void {
    if (channel === this.probeChannel) {
      this.#silence?.refresh();
      const seconds = (performance.now() - Number(text)) / 1000;
      this.#options.events.emit('listener:probe', { ok: true, seconds: Math.max(seconds, 0) });
      return;
    }
    const event = eventName(text);
    // Our own probe is not an event of the catalogue.
    if (event !== 'canary') {
      this.#options.events.emit('listener:notification', { event });
    }
    this.#options.notifier.notify();
  }
}

/** The loss, or nothing once `stopped` aborts. */
async function orStopped(lost: Promise<Error>, stopped: AbortSignal): Promise<Error | undefined> {
  const over = Promise.withResolvers<undefined>();
  const stop = () => over.resolve(undefined);
  stopped.addEventListener('abort', stop, { once: true });
  const error = stopped.aborted ? undefined : await Promise.race([lost, over.promise]);
  stopped.removeEventListener('abort', stop);
  return error;
}

/** Anyone may NOTIFY anything: the payload only names a kind for the figures, and never decides what is done. */
function eventName(text: string): string {
  try {
    return payload.parse(JSON.parse(text)).event;
  } catch {
    return 'other';
  }
}
