/** A person changes the row while the daemon reads for it: what was read is about the row as it was. */
import type pg from 'pg';
import { describe, expect } from 'vitest';
import { serveLocally, textAnswer } from '../../examples/demo/site/local-server.ts';
import { numberedCar, numberedCarPage } from '../site/cars.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const FIRST = numberedCar(1);
const SECOND = numberedCar(2);

interface Scene {
  readonly client: pg.Client;
  readonly origin: string;
  /** Resolves when the page of car 1 has been asked for; it is not answered before `answer`. */
  readonly asked: Promise<void>;
  answer(): void;
}

/** One vehicle with the address of car 1, whose page keeps the daemon waiting. */
async function withWaitingPage(
  database: { url: string; drop(): Promise<void> },
  work: (scene: Scene) => Promise<void>,
): Promise<void> {
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const site = await serveLocally(async ({ url }) => {
    const n = Number(/^\/car\/(\d+)$/.exec(url.pathname)?.[1] ?? Number.NaN);
    if (Number.isNaN(n)) return textAnswer(404, 'text/plain', '', new Date());
    if (n === 1) {
      asked.resolve();
      await answered.promise;
    }
    return textAnswer(200, 'text/html', numberedCarPage(n, []), new Date());
  });
  const client = await connect(database);
  const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: new URL(site.origin).host });
  try {
    await client.query('insert into vehicles (discovery_url) values ($1)', [`${site.origin}/car/1`]);
    await work({ client, origin: site.origin, asked: asked.promise, answer: () => answered.resolve() });
  } finally {
    answered.resolve();
    await client.end();
    await daemon.stop();
    await site.close();
  }
}

/** The vehicle once nothing more happens to it by itself. */
const rested = (client: pg.Client): Promise<Record<string, unknown>> =>
  eventually('it rests', async () => {
    const { rows } = await client.query(
      `select v.*, s.outcome, s.reason, s.fence from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
       where s.requested = s.handled and not exists (select from micro_scrape.vehicle_events)`,
    );
    return rows[0];
  });

const sources = async (client: pg.Client): Promise<unknown[]> =>
  (await client.query('select distinct source_url from micro_scrape.field_sources')).rows.map((row) => row.source_url);

describe('while its page is read', () => {
  test('a vehicle that is given another address gets the facts of that page alone', async ({ database }) => {
    await withWaitingPage(database, async ({ client, origin, asked, answer }) => {
      await asked;
      await client.query('update vehicles set discovery_url = $1', [`${origin}/car/2`]);
      answer();
      const { make, model, vin } = SECOND;
      expect(await rested(client)).toMatchObject({ make, model, vin, outcome: 'complete', fence: '2' });
      expect(await sources(client)).toEqual([`${origin}/car/2`]);
      const first = await one(client, 'select succeeded, note from micro_scrape.action_log order by id limit 1');
      expect(first).toMatchObject({ succeeded: false, note: expect.stringMatching(/^discovery_url changed while/) });
    });
  });

  test('a vehicle that a person names as another one gets nothing from it', async ({ database }) => {
    await withWaitingPage(database, async ({ client, asked, answer }) => {
      await asked;
      await client.query(`update vehicles set make = 'Lancia', year = 1988`);
      answer();
      expect(await rested(client)).toMatchObject({
        make: 'Lancia',
        year: 1988,
        model: null,
        vin: null,
        color: null,
        outcome: 'exhausted',
        reason: expect.stringMatching(/this is another vehicle: the row says/),
      });
      expect(await sources(client)).toEqual([]);
    });
  });

  test('a vehicle of which a person fills in what the page says too is filled all the same', async ({ database }) => {
    await withWaitingPage(database, async ({ client, origin, asked, answer }) => {
      await asked;
      await client.query('update vehicles set vin = $1, color = $2', [FIRST.vin, 'as I see it']);
      answer();
      const { make, model, vin } = FIRST;
      expect(await rested(client)).toMatchObject({ make, model, vin, color: 'as I see it', outcome: 'complete' });
      expect(await sources(client)).toEqual([`${origin}/car/1`]);
    });
  });
});
