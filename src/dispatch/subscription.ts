/**
 * One life of one LISTEN connection; the only file that knows pg-listen.
 * Invariant: a subscription never heals itself. The first sign of loss ends it and is told exactly once, so whoever
 * holds it builds a new one and looks for what was missed meanwhile: notifications of the gap are gone for good.
 */
import { createRequire } from 'node:module';
import type { ClientConfig } from 'pg';
import type { Options, Subscriber } from 'pg-listen';
import { connectionConfig } from '../database/pool.ts';

// pg-listen 1.7 is CommonJS whose types promise a default export that the run time does not have under nodenext.
const createSubscriber = createRequire(import.meta.url)('pg-listen') as (
  config: ClientConfig,
  options?: Options,
) => Subscriber<Record<string, string>>;

export interface Subscription {
  close(deadline: AbortSignal): Promise<void>;
}

export async function subscribe(options: {
  connectionString: string;
  channels: readonly string[];
  /** Must not throw: an exception inside pg's parser makes it deliver the same message for ever. */
  onNotification: (channel: string, payload: string) => void;
  onLost: (error: Error) => void;
}): Promise<Subscription> {
  const subscriber = createSubscriber(connectionConfig(options.connectionString, 'listener', 3_000), {
    // pg-listen makes `retryLimit - 1` attempts: 1 turns its own reconnecting off. With its defaults it gives up for
    // good after 3 s, with an endless limit close() cannot stop it.
    retryLimit: 1,
    // Its own check has no deadline and proves less than the probe of the listener.
    paranoidChecking: false,
    // Payloads are judged by us; with JSON.parse here "error" would have two meanings.
    parse: (serialized: string) => serialized,
  });
  let ended = false;
  const lose = (error: Error) => {
    if (!ended) {
      ended = true;
      options.onLost(error);
    }
  };
  subscriber.events.on('error', lose);
  subscriber.events.on('notification', ({ channel, payload }) => {
    options.onNotification(channel, typeof payload === 'string' ? payload : '');
  });
  try {
    await subscriber.connect();
    for (const channel of options.channels) {
      await subscriber.listenTo(channel);
    }
  } catch (error) {
    ended = true;
    await closeQuietly(subscriber, AbortSignal.timeout(1_000));
    throw error;
  }
  return {
    async close(deadline) {
      ended = true;
      await closeQuietly(subscriber, deadline);
    },
  };
}

/** Ending a connection whose other side is silent would wait for the kernel (15 minutes), so the deadline decides. */
async function closeQuietly(subscriber: Subscriber<Record<string, string>>, deadline: AbortSignal): Promise<void> {
  const ended = subscriber.close().catch(() => {
    // Already broken: there is nothing left to close.
  });
  const late = new Promise<void>((resolve) => {
    deadline.addEventListener('abort', () => resolve(), { once: true });
    if (deadline.aborted) {
      resolve();
    }
  });
  await Promise.race([ended, late]);
}
