import { describe, expect } from 'vitest';
import type { DaemonProcess } from '../chaos/daemon-process.ts';
import { test } from '../harness/database.ts';
import { FULL, figures, slowPage, withWorld } from './world.ts';

const REPLICAS = FULL ? 4 : 2;
const VEHICLES = FULL ? 400 : 60;

describe('a rolling restart', () => {
  test(`of ${REPLICAS} daemons under load loses nothing and wastes less than a tenth of the runs`, async ({
    database,
  }) => {
    await withWorld({ databaseUrl: database.url }, async (world) => {
      const daemons: DaemonProcess[] = await Promise.all(Array.from({ length: REPLICAS }, () => world.start('direct')));
      const ids = await world.insert(...Array.from({ length: VEHICLES }, () => slowPage(300)));
      for (const old of daemons) {
        old.signal('SIGTERM');
        expect(await old.ended).toBe(0);
        await world.start('direct');
      }
      const ms = await world.complete(ids, 90_000);
      const { runs, held } = await world.one(
        `select sum(fence)::int as runs, count(*) filter (where leased_by is not null)::int as held from micro_scrape.vehicle_state`,
      );
      const wasted = (Number(runs) - VEHICLES) / VEHICLES;
      figures('rolling restart', {
        daemons: REPLICAS,
        vehicles: VEHICLES,
        lost: 0,
        'wasted runs in %': wasted * 100,
        'ms to finish': ms,
      });
      expect(held).toBe(0);
      expect(wasted).toBeLessThan(0.1);
    });
  }, 300_000);
});
