/**
 * The one connection a daemon keeps for as long as it can, for what is held by a session: advisory locks.
 * Invariant: what was locked on it is held until `lost` aborts and not a moment longer. A statement without an answer
 * loses it, and it never heals itself: `connect` begins a new one, which holds nothing.
 */
import pg from 'pg';
import { wait } from '../runtime/wait.ts';
import { openClient } from './pool.ts';

/** Its statements cost nothing: what takes longer is a silent network. */
const QUERY_TIMEOUT_MS = 3_000;
// A daemon that is stopped or cut off keeps its session, and with it its locks, until the server ends it. Whoever lives
// asks every two seconds.
const IDLE_TIMEOUT = '9s';

export class Session {
  readonly #connectionString: string;
  readonly #role: string;
  #present: { readonly client: pg.Client; readonly lost: AbortController } | undefined;

  /** `connectionString`: a direct connection, since locks of a session and a transaction pooler do not go together. */
  constructor(connectionString: string, role: string) {
    this.#connectionString = connectionString;
    this.#role = role;
  }

  /** Of the present connection; aborted when there is none. */
  get lost(): AbortSignal {
    return this.#present?.lost.signal ?? AbortSignal.abort();
  }

  async connect(): Promise<void> {
    const options = { queryTimeoutMs: QUERY_TIMEOUT_MS, idleSession: IDLE_TIMEOUT };
    const client = await openClient(this.#connectionString, this.#role, options);
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
    this.#present = { client, lost };
  }

  async query(query: pg.QueryConfig): Promise<pg.QueryResult> {
    if (this.#present === undefined || this.lost.aborted) {
      throw new Error('the session is lost');
    }
    const { client, lost } = this.#present;
    try {
      return await client.query(query);
    } catch (error) {
      // What the server itself refuses it has answered.
      if (!(error instanceof pg.DatabaseError)) {
        lost.abort();
        await end(client);
      }
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#present !== undefined) {
      await end(this.#present.client);
    }
  }
}

/** A connection that is already broken has nothing to say goodbye to; a silent one gets a second. */
async function end(client: pg.Client): Promise<void> {
  const finished = new AbortController();
  const ended = client.end().then(
    () => finished.abort(),
    () => finished.abort(),
  );
  await Promise.race([ended, wait(1_000, finished.signal)]);
}
