import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, expect, test as plain } from 'vitest';
import { migrate } from '../../src/database/schema/migrate.ts';
import { startMortalPostgres } from '../chaos/server.ts';
import { BEHAVIOURS } from '../site/behaviours.ts';
import { connect } from '../support/client.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { figures, withWorld } from './world.ts';

const WRITES = 1_000;

/** One transaction each, as an application makes them; returns how many were committed. */
async function insertMany(client: pg.Client, text = 'small'): Promise<number> {
  let done = 0;
  for (let n = 0; n < WRITES; n += 1) {
    await client.query('insert into vehicles (discovery_url, description) values ($1, $2)', [
      `https://a.example/${n}`,
      text,
    ]);
    done += 1;
  }
  return done;
}

/** Handled when it is marked complete, without a visit anywhere. */
const LACKS_NOTHING = `
  insert into vehicles (year, make, model, vin, sale_price, description, mileage, color, engine, transmission)
  values (2004, 'Honda', 'S2000', 'JHMAP21464T' || lpad($1::int::text, 6, '0'), 21500, 'As it stands', 48210, 'Black', '2.2L I4', 'Manual')
  returning id`;

const DAMAGES: readonly (readonly [string, string])[] = [
  ['no daemon runs', 'select 1'],
  ['our schema was dropped with everything in it', 'drop schema micro_scrape cascade'],
  ['our schema was renamed', 'alter schema micro_scrape rename to something_else'],
  ['the event table was dropped', 'drop table micro_scrape.vehicle_events cascade'],
  ['the queue was dropped', 'drop schema graphile_worker cascade'],
  ['every function of ours was dropped but the triggers', 'drop function micro_scrape.notify(text, bigint) cascade'],
];

describe(`${WRITES} of ${WRITES} writes of the user's own succeed`, () => {
  test.for(DAMAGES)('when %s', async ([, damage], { database }) => {
    const client = await connect(database);
    try {
      await client.query(damage);
      expect(await insertMany(client)).toBe(WRITES);
      expect((await client.query(`update vehicles set color = 'red', vin = null`)).rowCount).toBe(WRITES);
      expect((await client.query('delete from vehicles')).rowCount).toBe(WRITES);
    } finally {
      await client.end();
    }
  });

  test('when each row is 1 MB', async ({ database }) => {
    const client = await connect(database);
    const half = randomBytes(250_000).toString('hex');
    try {
      // A megabyte is to be moved, not compressed: that alone takes PostgreSQL 20 to 30 ms.
      await client.query(
        'alter table vehicles alter description set storage external, alter origin_metadata set storage external',
      );
      let done = 0;
      for (let n = 0; n < WRITES; n += 1) {
        const { rowCount } = await client.query(
          `insert into vehicles (discovery_url, description, origin_metadata)
           values ($1, $2, jsonb_build_object('mine', $2::text))`,
          [`https://a.example/${n}`, half],
        );
        done += rowCount ?? 0;
      }
      expect(done).toBe(WRITES);
      // 12 ms each.
      const some = await client.query(
        `update vehicles set color = 'red' where id in (select id from vehicles limit ${WRITES / 10})`,
      );
      expect(some.rowCount).toBe(WRITES / 10);
    } finally {
      await client.end();
    }
  });

  plain("when the server's queue of notifications is full, and they are handled once it is not", async () => {
    const postgres = await startMortalPostgres({ max_notify_queue_pages: '64' });
    try {
      await migrate({ connectionString: postgres.url });
      await withWorld({ databaseUrl: postgres.url }, async (world) => {
        const daemon = await world.start('direct');
        await world.complete(await world.insert(BEHAVIOURS.car(1)));
        // Somebody listens, begins a transaction and goes home.
        const sleeper = new pg.Client({ connectionString: postgres.url });
        await sleeper.connect();
        await sleeper.query('listen elsewhere');
        await sleeper.query('begin');
        await sleeper.query('select 1');
        await eventually('the queue is full', async () => {
          try {
            for (let n = 0; n < 100; n += 1)
              await world.client.query(`select pg_notify('elsewhere', repeat('x', 7000) || $1::text)`, [String(n)]);
            return false;
          } catch (error) {
            return error instanceof pg.DatabaseError && error.code === '54000';
          }
        });
        const ids: string[] = [];
        for (let n = 0; n < WRITES; n += 1) {
          const { rows } = await world.client.query<{ id: string }>(LACKS_NOTHING, [n]);
          ids.push(...rows.map((row) => row.id));
        }
        await sleeper.end();
        const ms = await world.complete(ids, 90_000);
        figures('NOTIFY queue full', { inserts: ids.length, failed: 0, 'ms until all are handled': ms });
        expect(daemon.hasEnded).toBe(false);
      });
    } finally {
      await postgres.remove();
    }
  });
});
