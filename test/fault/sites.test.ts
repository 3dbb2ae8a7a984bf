import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { BEHAVIOURS } from '../site/behaviours.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { FULL, figures, slowPage, slowReads, withWorld } from './world.ts';

const REPLICAS = 3;
const VEHICLES = FULL ? 120 : 60;
const PACE_MS = 100;
const SLOW_MS = 600;
const WATCHED_MS = FULL ? 10_000 : 4_000;
/** A request that was let go before a word was said may arrive so much later. */
const UNDER_WAY_MS = 1_500;
/** By so much a request may come after the moment that was given to it, on a machine that has other work. */
const LATE_MS = 1_000;
const KILLS = FULL ? 10 : 4;

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

/** The most that came within any `ms` of the times given in order. */
function mostWithin(ms: number, times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
}

const SEATS = 4;
/** Of the seats of a daemon, for one host (src/fetching/host-seats.ts). */
const FOR_ONE_HOST = SEATS / 2;

/** At its own counter. */
test.for([
  ['the pace of a site', 2 * PACE_MS, 100],
  ['the share of the seats that one site may have', 0, 600],
] as const)(
  `%s holds over ${REPLICAS} daemons that are killed and started again all the while`,
  async ([what, paceMs, answerMs], { database }) => {
    await withWorld({ databaseUrl: database.url, seats: 2 }, async (world) => {
      const more = { env: { FETCH_MIN_INTERVAL_MS: String(paceMs), CONCURRENCY: String(SEATS) } };
      const daemons = await Promise.all(Array.from({ length: REPLICAS }, () => world.start('direct', more)));
      const ids = await world.insert(...Array.from({ length: VEHICLES }, () => slowPage(answerMs)));
      await eventually('pages are read', () => slowReads(world.site) >= 5);
      for (let kill = 0; kill < KILLS; kill += 1) {
        const before = slowReads(world.site);
        await daemons.shift()?.kill();
        daemons.push(await world.start('direct', more));
        await eventually('more pages are read', () => slowReads(world.site) >= Math.min(before + 5, VEHICLES));
      }
      await world.complete(ids, 120_000);
      const times = world.site.requests.filter(({ path }) => path === '/slow').map(({ at }) => at);
      const most = mostWithin(WATCHED_MS, times);
      const atOnce = world.site.maxConcurrent('/slow');
      figures(what, {
        requests: times.length,
        kills: KILLS,
        [`most in ${WATCHED_MS} ms`]: most,
        'most at once': atOnce,
        'of at most': REPLICAS * FOR_ONE_HOST,
      });
      // Where each page is answered sooner than the next is asked for, one at a time is right.
      if (paceMs < answerMs) expect(atOnce).toBeGreaterThan(1);
      expect(atOnce).toBeLessThanOrEqual(REPLICAS * FOR_ONE_HOST);
      if (paceMs > 0) expect(most).toBeLessThanOrEqual(Math.ceil((WATCHED_MS + LATE_MS) / paceMs) + 1);
    });
  },
);
