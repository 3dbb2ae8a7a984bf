import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { DaemonProcess } from '../chaos/daemon-process.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { FULL, figures, slowPage, slowReads, withWorld } from './world.ts';

const REPLICAS = FULL ? 4 : 2;
const VEHICLES = FULL ? 240 : 40;

/** The load is kept up for as long as daemons are restarted. */
const BUSY = 60;
const PROGRESS = `
  select count(*) filter (where requested = handled)::int as rested, count(distinct leased_by)::int as daemons
  from micro_scrape.vehicle_state`;

describe('a rolling restart', () => {
  test(`of ${REPLICAS} daemons under load loses nothing and wastes less than a tenth of the runs`, async ({
    database,
  }) => {
    await withWorld({ databaseUrl: database.url, seats: 2 }, async (world) => {
      const more = { env: { CONCURRENCY: '16' } };
      const daemons: DaemonProcess[] = await Promise.all(
        Array.from({ length: REPLICAS }, () => world.start('direct', more)),
      );
      const ids: string[] = [];
      let restarting = true;
      const load = (async () => {
        while (restarting || ids.length < VEHICLES) {
          const { rested } = await world.one(PROGRESS);
          // Also those that no daemon has seen yet are on their way.
          if (ids.length - Number(rested) < BUSY)
            ids.push(...(await world.insert(...Array.from({ length: 20 }, () => slowPage(2_000)))));
          else await delay(50);
        }
      })();
      await eventually('every daemon is busy', async () => Number((await world.one(PROGRESS)).daemons) === REPLICAS);
      for (const old of daemons) {
        old.signal('SIGTERM');
        expect(await old.ended).toBe(0);
        await world.start('direct', more);
      }
      restarting = false;
      await load;
      const ms = await world.complete(ids, 90_000);
      const { held } = await world.one(
        `select count(*) filter (where leased_by is not null)::int as held from micro_scrape.vehicle_state`,
      );
      // By the pages asked for: a run that finds no seat for its host costs nobody anything.
      const wasted = (slowReads(world.site) - ids.length) / ids.length;
      figures('rolling restart', {
        daemons: REPLICAS,
        vehicles: ids.length,
        'wasted runs in %': wasted * 100,
        'ms to finish what was left': ms,
      });
      expect(held).toBe(0);
      expect(wasted).toBeLessThan(0.1);
    });
  });
});
