/**
 * One life of one LISTEN connection; the only file that knows pg-listen.
 * Invariant: a subscription never heals itself. The first sign of loss ends it and is told exactly once, so whoever
 * holds it builds a new one and looks for what was missed meanwhile: notifications of the gap are gone for good.
 */
import { createRequire } from 'node:module';
import type { ClientConfig } from 'pg';
import type { Options, Subscriber } from 'pg-listen';
import { connectionConfig } from '../database/pool.ts';
import { despiteLimits } from '../database/session-settings.ts';
import { codeOf } from '../runtime/thrown.ts';

// pg-listen 1.7 is CommonJS whose types promise a default export that the run time does not have under nodenext.
const createSubscriber = createRequire(import.meta.url)('pg-listen') as (
  config: ClientConfig,
  options?: Options,
) => Subscriber<Record<string, string>>;

export interface Subscription {
  close(deadline: AbortSignal): Promise<void>;
}

interface SubscriptionOptions {
  readonly connectionString: string;
  readonly channels: readonly string[];
  /** Must not throw: an exception inside pg's parser makes it deliver the same message for ever. */
  readonly onNotification: (channel: string, payload: string) => void;
  readonly onLost: (error: Error) => void;
}

/**
 * The limits of a role would end LISTEN at a millisecond, and a session that only listens after its idle time. pg-listen lets
 * nobody speak on its session, so they are lifted with the login; a pooler that takes nothing of it there gets it without.
 */
const LIFTED = '-c statement_timeout=0 -c idle_session_timeout=0';
/** pgbouncer's only code; with it comes "unsupported startup parameter: options". */
const PROTOCOL_VIOLATION = '08P01';

export async function subscribe(options: SubscriptionOptions): Promise<Subscription> {
  const config = connectionConfig(options.connectionString, 'listener', 3_000);
  const url = URL.parse(config.connectionString ?? '');
  url?.searchParams.set('options', `${url.searchParams.get('options') ?? ''} ${LIFTED}`.trim());
  try {
    return await open({ ...config, ...(url !== null && { connectionString: url.href }) }, options);
  } catch (error) {
    if (codeOf(error) !== PROTOCOL_VIOLATION) {
      throw error;
    }
    return await despiteLimits(() => open(config, options));
  }
}

async function open(config: ClientConfig, options: SubscriptionOptions): Promise<Subscription> {
  const subscriber = createSubscriber(config, {
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
