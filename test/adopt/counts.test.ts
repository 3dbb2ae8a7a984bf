/** What is kept beside the state so that nobody has to count a million vehicles is what counting would give. */
import type pg from 'pg';
import { expect } from 'vitest';
import {
  countKnown,
  countVehicles,
  findBacklog,
  findFailing,
  findWaiting,
} from '../../src/database/statements/catalogue-overview.ts';
import { reconcile } from '../../src/database/statements/reconcile.ts';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';

const KEPT = `select gaps, score::int, outcome, has_work, rate_limited, vehicles::int from micro_scrape.vehicle_counts order by 1, 2, 3, 4, 5`;
const COUNTED = `
  select gaps, score::int, outcome, requested > handled as has_work, rate_limited, count(*)::int as vehicles
  from micro_scrape.vehicle_state group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`;
const STATES = `
  insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, requested)
  select gen_random_uuid(), micro_scrape.score(g), 0, g, 1 from generate_series(1, $1::int) n,
    lateral (select case n % 3 when 0 then '{vin}' when 1 then '{vin,price}' else '{}' end::text[]) as x (g)`;

async function expectTrue(client: pg.Client): Promise<void> {
  expect((await client.query(KEPT)).rows).toEqual((await client.query(COUNTED)).rows);
}

test('the counts are true after every kind of change, added up or not, and after a rollback', async ({ database }) => {
  const client = await connect(database);
  try {
    const changes = [
      `update micro_scrape.vehicle_state set handled = requested, outcome = 'complete' where gaps = '{}'`,
      `update micro_scrape.vehicle_state set gaps = '{price}', score = 85 where gaps = '{vin}'`,
      `update micro_scrape.vehicle_state set rate_limited = true, leased_at = now() where requested > handled`,
      `insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps)
         select vehicle_id, 0, 0, '{}' from micro_scrape.vehicle_state where rate_limited
         on conflict (vehicle_id) do update set rate_limited = false, outcome = 'waiting'`,
      `delete from micro_scrape.vehicle_state where outcome = 'waiting' and vehicle_id > '80000000-0000-4000-8000-000000000000'`,
    ];
    await client.query(STATES, [900]);
    await expectTrue(client);
    for (const change of changes) {
      await client.query(`begin; ${change}; rollback`);
      await expectTrue(client);
      await client.query(change);
      await expectTrue(client);
    }
    await client.query('select micro_scrape.add_up_state_counts()');
    await expectTrue(client);
    // Each thousandth change adds them up by itself.
    for (let i = 0; i < 4; i += 1)
      await client.query(`update micro_scrape.vehicle_state set rate_limited = not rate_limited`);
    const { n } = await one(client, 'select count(*)::int as n from micro_scrape.state_count_changes');
    expect(n).toBeLessThan(2_500);
    await expectTrue(client);

    await client.query(
      `begin; set local session_replication_role = replica; delete from micro_scrape.vehicle_state where rate_limited; commit`,
    );
    await client.query('select micro_scrape.recount_states()');
    await expectTrue(client);
    await client.query('truncate micro_scrape.vehicle_state');
    expect((await client.query(KEPT)).rows).toEqual([]);
  } finally {
    await client.end();
  }
});

test('what one statement over many vehicles leaves to be added up, the reconcile adds up', async ({ database }) => {
  const client = await connect(database);
  try {
    await client.query(STATES, [9_000]);
    await client.query(`update micro_scrape.vehicle_state set handled = requested, outcome = 'complete'`);
    const left = async () => (await one(client, 'select count(*)::int as n from micro_scrape.state_count_changes')).n;
    expect(await left()).toBeGreaterThan(10_000);
    await reconcile(client);
    expect(await left()).toBe(0);
    await expectTrue(client);
  } finally {
    await client.end();
  }
});

test('two that change the state at the same time wait for nobody and lose nothing', async ({ database }) => {
  const [one_, two] = [await connect(database), await connect(database)];
  try {
    await one_.query(STATES, [3_000]);
    for (const [client, half] of [
      [one_, '<'],
      [two, '>='],
    ] as const) {
      await client.query(`begin; set local lock_timeout = '1s'`);
      await client.query(
        `update micro_scrape.vehicle_state set handled = requested, outcome = 'complete' where vehicle_id ${half} '80000000-0000-4000-8000-000000000000'`,
      );
    }
    await two.query('commit');
    await one_.query('commit');
    await expectTrue(one_);
  } finally {
    await one_.end();
    await two.end();
  }
});

test('few are counted; of many a share is looked at and the answer says so, but their sum is never missed', async ({
  database,
}) => {
  const client = await connect(database);
  try {
    const insert = `insert into vehicles (discovery_url) select 'https://host' || n % 3 || '.example/' || n from generate_series(1, $1::int) n`;
    await client.query(insert, [30]);
    await client.query('select * from micro_scrape.dispatch(100)');
    const few = await countKnown(client);
    expect(await findBacklog(client, few)).toMatchObject({
      estimated: false,
      groups: [{ vehicles: 10 }, { vehicles: 10 }, { vehicles: 10 }],
    });
    expect(await countVehicles(client, few)).toEqual({ vehicles: 30, estimated: false });

    await client.query(insert, [14_970]);
    while ((await one(client, 'select taken from micro_scrape.dispatch(5000)')).taken !== 0);
    const many = await countKnown(client);
    expect(many).toMatchObject({ known: 15_000, with_work: 15_000, outcomes: { pending: 15_000 } });
    const backlog = await findBacklog(client, many);
    expect(backlog.estimated).toBe(true);
    for (const { vehicles } of backlog.groups) expect(Math.abs(vehicles - 5_000)).toBeLessThan(1_000);

    // One needle in that haystack is counted all the same.
    await client.query(`update micro_scrape.vehicle_state set handled = requested, outcome = 'gone', reason = 'answered 404', next_try_at = now() + interval '1 day'
      where vehicle_id = (select vehicle_id from micro_scrape.vehicle_state limit 1)`);
    const now = await countKnown(client);
    expect(await findFailing(client, { ...now, with_error: 0 }, 8)).toEqual({
      estimated: false,
      groups: [{ what: 'vehicle gone', why: 'answered 404', count: 1 }],
    });
    expect(await findWaiting(client, now, 8)).toMatchObject({
      estimated: false,
      groups: [{ why: 'answered 404', vehicles: 1 }],
    });
  } finally {
    await client.end();
  }
});
