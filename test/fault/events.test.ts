import { describe, expect } from 'vitest';
import { BEHAVIOURS } from '../site/behaviours.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { FULL, figures, slowPage, slowReads, withWorld } from './world.ts';

const REPLICAS = FULL ? 4 : 2;
const WHILE_OFF = FULL ? 1_000 : 100;

/** What is left to do, at every station: events, vehicles, jobs. */
const PENDING = `
  select (select count(*) from micro_scrape.vehicle_events where kind <> 'canary')::int
    + (select count(*) from micro_scrape.vehicle_state where requested > handled)::int
    + (select count(*) from graphile_worker.jobs where task_identifier = 'micro-scrape')::int as pending`;

describe('events', () => {
  test.concurrent(`100 of them during a run, with ${REPLICAS} daemons: exactly one more run, and the site never sees two at once`, async ({
    database,
  }) => {
    await withWorld({ databaseUrl: database.url }, async (world) => {
      await Promise.all(Array.from({ length: REPLICAS }, () => world.start('direct')));
      const ids = await world.insert(slowPage(4_000));
      await eventually('the page is being read', () => slowReads(world.site) === 1, 60_000);
      for (let n = 0; n < 100; n += 1) {
        await world.client.query('update vehicles set color = $1', [`color ${n}`]);
      }
      await world.complete(ids);
      await eventually('the queue is empty', async () => {
        const { n } = await world.one(
          `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'micro-scrape'`,
        );
        return n === 0;
      });
      const { fence, color } = await world.one(
        'select s.fence, v.color from micro_scrape.vehicle_state s join vehicles v on v.id = s.vehicle_id',
      );
      figures('100 events during a run', {
        daemons: REPLICAS,
        runs: String(fence),
        'at once': world.site.maxConcurrent('/slow'),
      });
      expect({ runs: fence, atOnce: world.site.maxConcurrent('/slow'), color }).toEqual({
        runs: '2',
        atOnce: 1,
        color: 'color 99',
      });
    });
  });

  test.concurrent('of which no NOTIFY ever tells are found all the same', async ({ database }) => {
    await withWorld({ databaseUrl: database.url }, async (world) => {
      await world.client.query(
        `create or replace function micro_scrape.notify(p_event text, p_count bigint) returns void language sql as ''`,
      );
      await world.start('direct');
      await eventually(
        'adopted',
        async () => (await world.one('select finished_at from micro_scrape.adoption')).finished_at !== null,
      );
      const ids = await world.insert(...Array.from({ length: FULL ? 200 : 50 }, (_, n) => BEHAVIOURS.car(n)));
      figures('without any NOTIFY', {
        vehicles: ids.length,
        'ms until all are complete': await world.complete(ids, 240_000),
      });
    });
  });

  test.concurrent(`of ${WHILE_OFF} inserts while no daemon runs are all worked on once one does`, async ({
    database,
  }) => {
    await withWorld({ databaseUrl: database.url, seats: 2 }, async (world) => {
      const ids: string[] = [];
      // One transaction each, as an application makes them.
      for (let n = 0; n < WHILE_OFF; n += 1) ids.push(...(await world.insert(BEHAVIOURS.car(n))));
      await world.start('direct');
      const ms = await world.complete(ids, 500_000);
      const pending = await eventually('nothing is left at any station', async () => {
        const left = await world.one(PENDING);
        return left.pending === 0 && '0';
      });
      figures('inserts while every daemon is off', {
        inserts: ids.length,
        'ms until all are complete': ms,
        pending,
      });
    });
  });

  test.concurrent('whose queue rows are deleted are found by the reconcile', async ({ database }) => {
    await withWorld({ databaseUrl: database.url }, async (world) => {
      // Its own turn, every five minutes, would now and then find the rows before they are counted.
      await world.start('direct', { env: { CONCURRENCY: '1', RECONCILE_CRON: '0 0 1 1 *' } });
      const ids = await world.insert(...Array.from({ length: 100 }, (_, n) => BEHAVIOURS.car(n)));
      const deleted = await eventually('50 rows deleted', async () => {
        const { rowCount } = await world.client.query(
          `delete from graphile_worker._private_jobs where id in (
             select id from graphile_worker._private_jobs where locked_at is null and key like 'vehicle:%'
             limit 50 for update skip locked)
           and (select count(*) from graphile_worker._private_jobs where locked_at is null and key like 'vehicle:%') >= 50`,
        );
        return rowCount === 50 && rowCount;
      });
      // Who is rate limited has no job, and gets one when its time comes.
      await eventually(
        'what has a job is done',
        async () => {
          const { n } = await world.one(
            `select (select count(*)::int from graphile_worker.jobs where task_identifier = 'micro-scrape')
               + (select count(*)::int from micro_scrape.vehicle_state where rate_limited) as n`,
          );
          return n === 0;
        },
        90_000,
      );
      const { n: lost } = await world.one(
        'select count(*)::int as n from micro_scrape.vehicle_state where requested > handled',
      );
      expect(lost).toBe(deleted);
      // The schedule's next turn, which comes every five minutes.
      await world.client.query(`select graphile_worker.add_job('reconcile')`);
      figures('deleted queue rows', { deleted, 'ms until all are complete': await world.complete(ids, 60_000) });
    });
  });
});
