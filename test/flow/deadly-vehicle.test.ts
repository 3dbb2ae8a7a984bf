import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { describe, expect } from 'vitest';
import { claimVehicle } from '../../src/database/statements/claim-vehicle.ts';
import { LEASE_S, retryWaitMs } from '../../src/runtime/limits.ts';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';

/** A daemon takes the vehicle and is not heard of again; then another frees what dead ones held. */
async function dieOver(client: pg.Client, vehicleId: string) {
  const daemonId = randomUUID();
  await client.query(`insert into micro_scrape.daemons (id, hostname, pid) values ($1, 'here', 1)`, [daemonId]);
  expect(await claimVehicle(client, { vehicleId, daemonId, lane: 'work', force: false })).toBeDefined();
  await client.query(`update micro_scrape.daemons set beat_at = beat_at - interval '11 seconds' where id = $1`, [
    daemonId,
  ]);
  return one(client, 'select * from micro_scrape.rescue_crashed()');
}

async function idOf(client: pg.Client, insert: string): Promise<string> {
  return String((await one(client, insert)).id);
}

const STATE = `
  select outcome, reason, requested - handled as work, crash_count, attempts, leased_by, round(extract(epoch from next_try_at - settled_at))::int as waits,
    (select count(*)::int from micro_scrape_runs where status = 'running') as open_runs,
    (select count(*)::int from graphile_worker.jobs where key = 'vehicle:' || vehicle_id) as jobs
  from micro_scrape.vehicle_state`;

describe('a vehicle over which daemons die', () => {
  test('goes to the next daemon twice, then waits as after a failed attempt, and rests after the last', async ({
    database,
  }) => {
    const client = await connect(database);
    try {
      const id = await idOf(
        client,
        `insert into vehicles (discovery_url) values ('https://cars.example/deadly') returning id`,
      );
      await client.query('select * from micro_scrape.dispatch(10)');
      for (const crash_count of [1, 2]) {
        expect(await dieOver(client, id)).toMatchObject({ daemons: 1, vehicles: 1, put_off: 0 });
        expect(await one(client, STATE)).toMatchObject({
          outcome: 'pending',
          work: '1',
          crash_count,
          leased_by: null,
          jobs: 1,
        });
      }
      const waits = [30, 120, 480, 1920];
      for (const [i, seconds] of waits.entries()) {
        expect(await dieOver(client, id)).toMatchObject({ daemons: 1, vehicles: 1, put_off: 1 });
        expect(await one(client, STATE)).toMatchObject({
          outcome: 'waiting',
          reason: `attempt ${i + 1} of 5 failed: ${i + 3} daemons have died one after the other while they worked on it`,
          work: '0',
          leased_by: null,
          waits: seconds,
          open_runs: 0,
        });
        await client.query('update micro_scrape.vehicle_state set next_try_at = clock_timestamp()');
        await client.query('select * from micro_scrape.wake_due(10)');
        await client.query('select * from micro_scrape.dispatch(10)');
        expect(await one(client, STATE)).toMatchObject({ work: '1', jobs: 1, open_runs: 1 });
      }
      expect(await dieOver(client, id)).toMatchObject({ put_off: 1 });
      expect(await one(client, STATE)).toMatchObject({
        outcome: 'exhausted',
        reason: 'gave up after 5 attempts: 7 daemons have died one after the other while they worked on it',
        work: '0',
        waits: null,
        open_runs: 0,
      });

      // An edit is a new beginning, and a run that comes to its end forgets the crashes.
      await client.query(`update vehicles set discovery_url = 'https://cars.example/harmless'`);
      await client.query('select * from micro_scrape.dispatch(10)');
      const claim = await claimVehicle(client, { vehicleId: id, daemonId: randomUUID(), lane: 'work', force: false });
      await client.query('select micro_scrape.commit_run($1, $2, $3, $4)', [
        id,
        claim?.fence,
        claim?.requested,
        { end: { kind: 'settle', outcome: 'exhausted' } },
      ]);
      expect(await one(client, STATE)).toMatchObject({ work: '0', crash_count: 0, attempts: 0 });
    } finally {
      await client.end();
    }
  });

  test('does not hold up the others that the same daemon held', async ({ database }) => {
    const client = await connect(database);
    try {
      await client.query(
        `insert into vehicles (discovery_url) select 'https://cars.example/' || n from generate_series(1, 3) n`,
      );
      await client.query('select * from micro_scrape.dispatch(10)');
      const daemonId = randomUUID();
      await client.query(
        `insert into micro_scrape.daemons (id, hostname, pid, beat_at) values ($1, 'here', 1, now() - interval '1 minute')`,
        [daemonId],
      );
      await client.query(
        'update micro_scrape.vehicle_state set leased_by = $1, crash_count = case when vehicle_id = (select min(id::text)::uuid from vehicles) then 2 else 0 end',
        [daemonId],
      );
      expect(await one(client, 'select * from micro_scrape.rescue_crashed()')).toMatchObject({
        vehicles: 3,
        put_off: 1,
      });
      const { rows } = await client.query(
        'select outcome, count(*)::int as n from micro_scrape.vehicle_state group by 1 order by 1',
      );
      expect(rows).toEqual([
        { outcome: 'pending', n: 2 },
        { outcome: 'waiting', n: 1 },
      ]);
    } finally {
      await client.end();
    }
  });

  test('waits after it as after any failed attempt, and the lease of a daemon ends where the code says', async ({
    database,
  }) => {
    const client = await connect(database);
    try {
      const { waits, lease } = await one(
        client,
        `select array_agg(extract(epoch from micro_scrape.retry_wait(n)) * 1000 order by n)::float8[] as waits,
           round(extract(epoch from clock_timestamp() - micro_scrape.lease_limit()))::int as lease
         from generate_series(1, 7) n`,
      );
      expect(waits).toEqual([1, 2, 3, 4, 5, 6, 7].map(retryWaitMs));
      expect(lease).toBe(LEASE_S);
    } finally {
      await client.end();
    }
  });
});
