import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { BEHAVIOURS } from '../site/behaviours.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { FULL, figures, withWorld } from './world.ts';

const REPLICAS = 3;
const VEHICLES = FULL ? 120 : 60;
const PACE_MS = 100;
const SLOW_MS = 600;
const WATCHED_MS = FULL ? 10_000 : 4_000;
/** A request that was let go before a word was said may arrive so much later. */
const UNDER_WAY_MS = 1_500;

/**
 * What a person says of a site holds for all daemons together, seen by the site: its own counter tells how many requests
 * came in a time, whoever sent them.
 */
test(`pause, slow and resume hold over ${REPLICAS} daemons, one of which is killed at each step`, async ({
  database,
}) => {
  await withWorld({ databaseUrl: database.url, seats: 2 }, async (world) => {
    const more = { env: { FETCH_MIN_INTERVAL_MS: String(PACE_MS) } };
    const daemons = await Promise.all(Array.from({ length: REPLICAS }, () => world.start('direct', more)));
    const killOne = async (): Promise<void> => {
      await daemons.shift()?.kill();
      daemons.push(await world.start('direct', more));
    };
    const { host } = new URL(world.site.origin);
    const pages = (): number => world.site.requests.filter(({ path }) => path.startsWith('/car/')).length;
    const cameIn = async (ms: number): Promise<number> => {
      const before = pages();
      await delay(ms);
      return pages() - before;
    };
    const ids = await world.insert(...Array.from({ length: VEHICLES }, (_, n) => BEHAVIOURS.car(n + 1)));
    await eventually('pages are read', () => pages() >= 5);

    await world.client.query(`select micro_scrape.slow_host($1, $2 * interval '1 millisecond')`, [host, SLOW_MS]);
    await killOne();
    await delay(UNDER_WAY_MS);
    const slowly = await cameIn(WATCHED_MS);
    expect(slowly).toBeGreaterThan(0);
    expect(slowly).toBeLessThanOrEqual(Math.ceil((WATCHED_MS + UNDER_WAY_MS) / SLOW_MS));

    await world.client.query(`select micro_scrape.pause_host($1, null, 'they asked us to')`, [host]);
    await delay(UNDER_WAY_MS);
    const [paused] = await Promise.all([cameIn(WATCHED_MS), killOne()]);
    expect(paused).toBe(0);
    const { waiting, given_up } = await world.one(`
      select count(*) filter (where waits_at = '${host}')::int as waiting,
        count(*) filter (where outcome in ('exhausted', 'gone', 'invalid', 'blocked'))::int as given_up
      from micro_scrape.vehicle_state`);
    expect(waiting).toBeGreaterThan(0);
    expect(given_up).toBe(0);

    await world.client.query('select micro_scrape.resume_host($1)', [host]);
    const began = performance.now();
    const before = pages();
    await eventually('its line moves', () => pages() > before);
    const movedAfter = performance.now() - began;
    expect(await cameIn(WATCHED_MS)).toBeLessThanOrEqual(Math.ceil((WATCHED_MS + UNDER_WAY_MS) / SLOW_MS));
    await world.client.query('select micro_scrape.slow_host($1, null)', [host]);
    await killOne();
    await world.complete(ids, 60_000);
    figures('a person pauses, slows and resumes a site', {
      vehicles: VEHICLES,
      'requests while paused': paused,
      'requests while slow': slowly,
      'of at most': Math.floor(WATCHED_MS / SLOW_MS),
      'ms until its line moved': movedAfter,
    });
  });
});
