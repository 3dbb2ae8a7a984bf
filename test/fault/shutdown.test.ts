import { describe, expect } from 'vitest';
import { BEHAVIOURS } from '../site/behaviours.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { runningMs } from '../support/running-time.ts';
import { FULL, figures, HELD, largest, slowPage, slowReads, withWorld } from './world.ts';

const TRIALS = FULL ? 10 : 1;
const TRIALS_IN_WRITE = FULL ? 5 : 1;

describe('SIGTERM', () => {
  test.concurrent(`in the middle of a fetch leaves nothing locked and exits 0 within 8 s (${TRIALS} slow pages, ${TRIALS} that hang)`, async ({
    database,
  }) => {
    await withWorld({ databaseUrl: database.url }, async (world) => {
      const times: number[] = [];
      for (let trial = 0; trial < TRIALS * 2; trial += 1) {
        const hangs = trial % 2 === 0;
        const daemon = await world.start('direct');
        const before = slowReads(world.site) + world.site.count(BEHAVIOURS.hang);
        await world.insert(hangs ? `${BEHAVIOURS.hang}?${trial}` : slowPage(1_000));
        await eventually('the page is being read', () => {
          return slowReads(world.site) + world.site.count(BEHAVIOURS.hang) > before;
        });
        const asked = runningMs();
        daemon.signal('SIGTERM');
        expect(await daemon.ended).toBe(0);
        times.push(runningMs() - asked);
        expect(await world.one(HELD)).toEqual({ locked: 0, leased: 0 });
        await world.client.query('delete from vehicles');
        await world.client.query('select micro_scrape.reconcile(100)');
        await world.client.query('delete from graphile_worker._private_jobs');
      }
      figures('SIGTERM in mid-fetch', { trials: times.length, 'longest ms': largest(times) });
      expect(largest(times)).toBeLessThan(8_000);
    });
  });

  test.concurrent(`in the middle of a write leaves the whole write or nothing of it, exits 0, and another daemon does the rest (${TRIALS_IN_WRITE} times)`, async ({
    database,
  }) => {
    await withWorld({ databaseUrl: database.url }, async (world) => {
      let daemon = await world.start();
      for (let trial = 0; trial < TRIALS_IN_WRITE; trial += 1) {
        const writing = Promise.withResolvers<void>();
        world.proxy.onClientMessage = ({ sql }) => {
          if (/micro_scrape\.commit_run\(/.test(sql)) writing.resolve();
          return undefined;
        };
        const ids = await world.insert(BEHAVIOURS.car(trial, 2));
        await writing.promise;
        daemon.signal('SIGTERM');
        expect(await daemon.ended).toBe(0);
        expect(await world.one(HELD)).toEqual({ locked: 0, leased: 0 });
        world.proxy.onClientMessage = undefined;
        daemon = await world.start();
        await world.complete(ids);
      }
      daemon.signal('SIGTERM');
      expect(await daemon.ended).toBe(0);
    });
  });

  test.concurrent('while PostgreSQL is away still ends the process in time', async ({ database }) => {
    await withWorld({ databaseUrl: database.url }, async (world) => {
      const daemon = await world.start();
      await world.insert(BEHAVIOURS.hang);
      await eventually('the page is being read', () => world.site.count(BEHAVIOURS.hang) === 1, 60_000);
      world.proxy.behave('refuse');
      const asked = runningMs();
      daemon.signal('SIGTERM');
      const code = await daemon.ended;
      figures('SIGTERM without a database', { ms: runningMs() - asked, 'exit code': String(code) });
      expect(runningMs() - asked).toBeLessThan(10_000);
    });
  });

  test.concurrent('twice ends the process at once', async ({ database }) => {
    await withWorld({ databaseUrl: database.url }, async (world) => {
      const daemon = await world.start('direct');
      await world.insert(BEHAVIOURS.hang);
      await eventually('the page is being read', () => world.site.count(BEHAVIOURS.hang) === 1, 60_000);
      daemon.signal('SIGTERM');
      await eventually('it says that it stops', () => daemon.lines('stopping').length > 0);
      daemon.signal('SIGTERM');
      expect(await daemon.ended).toBe(130);
    });
  });
});
