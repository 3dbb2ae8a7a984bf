import { describe, expect } from 'vitest';
import type { DaemonProcess } from '../chaos/daemon-process.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { runningMs } from '../support/running-time.ts';
import { FULL, figures, HELD, largest, slowPage, slowReads, withWorld } from './world.ts';
import { TRIALS, zombieWakes } from './zombie.ts';

/** Each lane has a database and daemons of its own, so that the waiting for the dead is shared. */
const LANES = FULL ? [1, 2, 3, 4, 5] : [1];
const KILLS = FULL ? 6 : 1;

const HOLDER = `
  select d.pid from micro_scrape.vehicle_state s join micro_scrape.daemons d on d.id = s.leased_by where s.vehicle_id = $1`;

describe('a daemon that dies, or is taken for dead', () => {
  test.concurrent.for(LANES)(
    `kill -9 in the middle of a job: another daemon starts the job within 15 s, every time (lane %s, ${KILLS} kills)`,
    async (_, { database }) => {
      await withWorld({ databaseUrl: database.url }, async (world) => {
        const times: number[] = [];
        // Both are at work before the vehicle comes; the one that takes it is the victim.
        let daemons: readonly DaemonProcess[] = await Promise.all([world.start('direct'), world.start('direct')]);
        for (let trial = 1; trial <= KILLS; trial += 1) {
          const before = slowReads(world.site);
          const ids = await world.insert(slowPage(3_000));
          await eventually('the page is being read', () => slowReads(world.site) > before, 60_000);
          const { pid } = await world.one(HOLDER, [ids[0]]);
          const victim = daemons.find((daemon) => daemon.pid === pid);
          const heir = daemons.find((daemon) => daemon.pid !== pid);
          if (victim === undefined || heir === undefined)
            throw new Error(`nobody of ours holds it, but ${String(pid)}`);
          await victim.kill();
          const killed = runningMs();
          // Nobody waits for a second one after the last kill.
          const next = trial < KILLS ? [world.start('direct')] : [];
          // Its failure is seen where it is awaited, also when something else fails before.
          for (const starting of next) starting.catch(() => undefined);
          await eventually('the page is being read again', () => slowReads(world.site) > before + 1, 60_000);
          times.push(runningMs() - killed);
          daemons = [heir, ...(await Promise.all(next))];
          await world.complete(ids);
          await eventually('nothing is held any more', async () => {
            const held = await world.one(HELD);
            return held.locked === 0 && held.leased === 0;
          });
        }
        figures('kill -9 in mid-job', { kills: times.length, 'longest ms until restarted': largest(times) });
        expect(largest(times)).toBeLessThan(15_000);
      });
    },
  );

  test.concurrent('kill -9 after an event that came during the run: the vehicle still gets its run within 15 s', async ({
    database,
  }) => {
    await withWorld({ databaseUrl: database.url }, async (world) => {
      const victim = await world.start('direct');
      const ids = await world.insert(slowPage(15_000));
      await eventually('the page is being read', () => slowReads(world.site) === 1, 60_000);
      const heir = await world.start('direct');
      // The new job finds the vehicle held and ends; the held one has lost its key. Neither may be the last word.
      await world.client.query('update vehicles set discovery_url = discovery_url || $1', ['&changed']);
      await eventually('the job of the event was taken and given up', async () => {
        const { requested, unlocked } = await world.one(
          `select max(requested)::int as requested, (select count(*)::int from graphile_worker.jobs where locked_by is null
             and attempts < max_attempts) as unlocked from micro_scrape.vehicle_state`,
        );
        return requested === 2 && unlocked === 0;
      });
      expect(slowReads(world.site)).toBe(1);
      await victim.kill();
      const killed = runningMs();
      await eventually('the page is being read again', () => slowReads(world.site) === 2, 60_000);
      figures('kill -9 with an event during the run', { 'ms until restarted': runningMs() - killed });
      expect(runningMs() - killed).toBeLessThan(15_000);
      await world.complete(ids, 40_000);
      expect(heir.hasEnded).toBe(false);
    });
  });

  test.concurrent.for(LANES)(
    `a stopped one writes nothing when it wakes, and the job survives its successor's death (lane %s, ${TRIALS} takeovers)`,
    async (_, { database }) => {
      const seen = await zombieWakes(database.url);
      figures('zombies', seen);
      expect(seen).toMatchObject({ tried: TRIALS, 'writes by the zombie': 0, 'jobs lost': 0 });
    },
  );
});
