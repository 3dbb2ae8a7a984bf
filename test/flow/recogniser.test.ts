import { setTimeout as delay } from 'node:timers/promises';
import { quickAddJob } from 'graphile-worker';
import type pg from 'pg';
import { describe, expect } from 'vitest';
import type { Recogniser } from '../../src/media/ocr/recogniser.ts';
import { variantsFor } from '../../src/media/ocr/variants.ts';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

/** The site's pictures are as low as a plate, so each is read in every way. */
const READINGS = variantsFor(100).variants.length;

/** An engine that takes its time and sees nothing. */
function slowEngine(msAReading: number): Recogniser & { msAReading: number; readings: number; atOnce: number } {
  let reading = 0;
  const engine = {
    msAReading,
    readings: 0,
    atOnce: 0,
    async read(_image: Buffer, _layout: string, signal: AbortSignal): Promise<string> {
      engine.readings += 1;
      reading += 1;
      engine.atOnce = Math.max(engine.atOnce, reading);
      try {
        await delay(engine.msAReading, undefined, { signal });
        return '';
      } catch {
        throw signal.reason;
      } finally {
        reading -= 1;
      }
    },
    close: async () => undefined,
  };
  return engine;
}

/** Vehicles that lack a VIN and whose photographs are to be had from the site. */
async function insertPlateless(client: pg.Client, origin: string, vehicles: number, photographs: number) {
  const { rows } = await client.query<{ id: string }>(
    `insert into vehicles (year, make, model, origin_metadata)
     select 1995, 'Porsche', '911', jsonb_build_object('image_urls', (
       select jsonb_agg($1 || '/picture/' || v || '/' || p || '.jpg') from generate_series(0, $3::int - 1) p))
     from generate_series(1, $2::int) v returning id`,
    [origin, vehicles, photographs],
  );
  return rows.map(({ id }) => id);
}

async function withDaemon(
  database: TestDatabase,
  engine: Recogniser,
  work: (parts: { client: pg.Client; origin: string; failures: string[] }) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
) {
  const site = await startBehaviourSite();
  const client = await connect(database);
  const daemon = await startTestDaemon(
    database,
    { FETCH_ALLOW_PRIVATE: new URL(site.origin).host, ...env },
    { recogniser: engine },
  );
  const failures: string[] = [];
  daemon.events.on('job:end', ({ outcome, error }) => {
    if (outcome !== 'success') failures.push(String(error));
  });
  try {
    await work({ client, origin: site.origin, failures });
  } finally {
    await client.end();
    await daemon.stop();
    await site.close();
  }
}

const inLane = (client: pg.Client, lane: string) =>
  one(client, 'select count(*)::int as n from micro_scrape.vehicle_state where lane = $1', [lane]).then(({ n }) => n);
const NOTE = `select note from micro_scrape.action_log where action = 'extract-vin-from-vehicle'`;

describe('photographs that must be read', () => {
  test('wait for the recogniser in a line of their own, and other vehicles do not', async ({ database }) => {
    // A vehicle of the four takes 7 s, so that none has left when the last one comes.
    const engine = slowEngine(3_500 / READINGS);
    await withDaemon(
      database,
      engine,
      async ({ client, origin, failures }) => {
        const ids = await insertPlateless(client, origin, 4, 2);
        await eventually('all of them wait for the recogniser', async () => (await inLane(client, 'recogniser')) === 4);
        const { rows } = await client.query('insert into vehicles (discovery_url) values ($1) returning id', [
          origin + BEHAVIOURS.car(1),
        ]);
        await eventually('another vehicle is complete', async () => {
          const state = await one(client, 'select outcome from micro_scrape.vehicle_state where vehicle_id = $1', [
            rows[0].id,
          ]);
          return state?.outcome === 'complete';
        });
        expect(await inLane(client, 'recogniser')).toBeGreaterThan(1);
        engine.msAReading = 0;
        await eventually('all rest', async () => {
          const { n } = await one(
            client,
            `select count(*)::int as n from micro_scrape.vehicle_state where requested = handled and outcome = 'exhausted' and lane = 'work'`,
          );
          return n === ids.length;
        });
        expect(engine.atOnce).toBe(1);
        expect(engine.readings).toBe(4 * 2 * READINGS);
        expect(failures).toEqual([]);
        const { rows: actions } = await client.query(
          `select action, count(*)::int as n from micro_scrape.action_log where vehicle_id = any ($1) group by 1 order by 1`,
          [ids],
        );
        // Each of them once, though the run went through two lanes and back.
        expect(actions).toEqual([
          { action: 'extract-vin-from-vehicle', n: 4 },
          { action: 'generate-vehicle-description', n: 4 },
          { action: 'retry-image-backfill', n: 4 },
        ]);
      },
      { CONCURRENCY: '1' },
    );
  });

  test('are read for as long as a turn lasts, and those that were read are not read again', {
    timeout: 300_000,
  }, async ({ database }) => {
    const engine = slowEngine(8_500 / READINGS);
    await withDaemon(database, engine, async ({ client, origin, failures }) => {
      const [id] = await insertPlateless(client, origin, 1, 6);
      const settled = (n: number) =>
        eventually('it rests', async () => {
          const state = await one(
            client,
            `select outcome, reason from micro_scrape.vehicle_state where requested = handled and outcome = 'exhausted'
                 and (select count(*) from micro_scrape.action_log where action = 'extract-vin-from-vehicle') = $1`,
            [n],
          );
          return state;
        });
      await settled(1);
      expect(failures).toEqual([]);

      const before = engine.readings;
      engine.msAReading = 0;
      await quickAddJob({ connectionString: database.url }, 'extract-vin-from-vehicle', { vehicle_id: id });
      await settled(2);
      const { rows } = await client.query(`${NOTE} order by id`);
      expect(rows.map(({ note }) => note)).toEqual([
        expect.stringMatching(/^no VIN: [1-5] of 6 photographs read within 30 s$/),
        'no VIN on 6 photographs',
      ]);
      // Three on a machine that has nothing else to do.
      const [, read] = /(\d) of 6/.exec(rows[0].note) ?? [];
      expect(engine.readings - before).toBe((6 - Number(read)) * READINGS);
      expect(failures).toEqual([]);
    });
  });
});
