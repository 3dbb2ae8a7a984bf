import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../src/database/schema/migrate.ts';
import { startMortalPostgres } from '../chaos/server.ts';
import { BEHAVIOURS } from '../site/behaviours.ts';
import { eventually } from '../support/eventually.ts';
import { runningMs } from '../support/running-time.ts';
import { FULL, figures, largest, withWorld } from './world.ts';

const TRIALS = FULL ? 10 : 2;
/** A daemon of four workers takes up to 16. */
const CONNECTIONS = 40;

describe('a server that has no connection left', () => {
  test(`and ended all of ours: the daemon works again within 10 s of the first that is free (${TRIALS} times)`, async () => {
    const postgres = await startMortalPostgres({ max_connections: String(CONNECTIONS) });
    try {
      await migrate({ connectionString: postgres.url });
      await withWorld({ databaseUrl: postgres.url }, async (world) => {
        const daemon = await world.start();
        await world.complete(await world.insert(BEHAVIOURS.car(1)));
        const times: number[] = [];
        for (let trial = 0; trial < TRIALS; trial += 1) {
          const crowd = new Crowd(postgres.url);
          await crowd.fill();
          await world.client.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'micro-scrape %'`,
          );
          // What it is refused again and again depends on the moment at which the last place is taken.
          const until = performance.now() + 500 * (1 + trial);
          while (performance.now() < until) await crowd.fill();
          const ids = await world.insert(BEHAVIOURS.car(2 + trial));
          const began = runningMs();
          await crowd.leave();
          await world.complete(ids, 60_000);
          times.push(runningMs() - began);
        }
        await eventually('ready', async () => (await fetch(`${daemon.origin}/readyz`)).status === 200);
        figures('no connection left', {
          times: times.length,
          'longest ms from the first free one to work done': largest(times),
        });
        expect(daemon.hasEnded).toBe(false);
        expect(largest(times)).toBeLessThan(10_000);
      });
    } finally {
      await postgres.remove();
    }
  });
});

/** Sessions of others, as many as the server takes. */
class Crowd {
  readonly #url: string;
  readonly #sessions: pg.Client[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  async fill(): Promise<void> {
    for (let asked = 0; asked < CONNECTIONS; asked += 1) {
      const session = new pg.Client({ connectionString: this.#url, application_name: 'the crowd' });
      session.on('error', () => undefined);
      try {
        await session.connect();
      } catch {
        return;
      }
      this.#sessions.push(session);
    }
  }

  async leave(): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.end()));
  }
}
