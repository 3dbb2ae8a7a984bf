import type pg from 'pg';
import { describe, expect } from 'vitest';
import { connect, one } from '../support/client.ts';
import { type TestDatabase, test } from '../support/database.ts';

const COMPLETE = `insert into vehicles (year, make, model, vin, sale_price, mileage, color, engine, description, discovery_url)
  values (1990, 'Saab', '900', 'YS3AL35E7L7000001', 9000, 90000, 'Blue', '2.0L Turbo', $1, 'https://a.example/1') returning id`;
const EMPTIED = 'update vehicles set vin = null, sale_price = null, description = null where id = $1';

async function withPeople(
  database: TestDatabase,
  work: (one: pg.Client, other: pg.Client) => Promise<void>,
): Promise<void> {
  const clients = [await connect(database), await connect(database)] as const;
  try {
    await work(...clients);
  } finally {
    for (const client of clients) await client.end();
  }
}

const dispatch = (client: pg.Client) => client.query('select count(*) from micro_scrape.dispatch(100)');

async function complete(client: pg.Client): Promise<string> {
  const { id } = await one(client, COMPLETE, ['A Saab in good order. '.repeat(10)]);
  await client.query(
    `insert into vehicle_images (vehicle_id, image_url, source) values ($1, 'https://a.example/1.jpg', 'owner')`,
    [id],
  );
  await dispatch(client);
  expect(await vehicle(client, id)).toMatchObject({ outcome: 'complete', marked: true, excluded_by: null });
  return String(id);
}

const vehicle = (client: pg.Client, id: unknown) =>
  one(
    client,
    `select s.outcome, s.excluded_by, s.reason, s.requested > s.handled as works, micro_scrape.is_marked(v.origin_metadata) as marked,
       (select r.status from micro_scrape_runs r where r.id = s.run_id) as run
     from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id where v.id = $1`,
    [id],
  );

describe('our own mark is never taken for one of its owner', () => {
  test('while a person holds the row locked between two edits', async ({ database }) => {
    await withPeople(database, async (client, other) => {
      const id = await complete(client);
      await client.query(EMPTIED, [id]);
      await other.query('begin');
      await other.query('update vehicles set color = null where id = $1', [id]);
      await dispatch(client);
      expect(await vehicle(client, id)).toMatchObject({ outcome: 'pending', marked: true, works: true });
      await other.query('commit');
      await dispatch(client);
      expect(await vehicle(client, id)).toMatchObject({
        ...{ outcome: 'pending', marked: false, works: true, excluded_by: null },
      });
    });
  });

  test('when the table refuses to have it taken away', async ({ database }) => {
    await withPeople(database, async (client) => {
      const id = await complete(client);
      await client.query(
        `alter table vehicles add constraint keeps_marks check (micro_scrape.is_marked(origin_metadata))`,
      );
      for (const color of ['red', 'green']) {
        await client.query(EMPTIED, [id]);
        await client.query('update vehicles set color = $2 where id = $1', [id, color]);
        await dispatch(client);
        const { fence } = await one(
          client,
          'update micro_scrape.vehicle_state set fence = fence + 1 where vehicle_id = $1 returning fence',
          [id],
        );
        await client.query(`select micro_scrape.commit_run($1, $2, 0, '{}')`, [id, fence]);
        expect(await vehicle(client, id)).toMatchObject({ marked: true, works: true, excluded_by: null });
      }
    });
  });

  test('when it was excluded by hand meanwhile', async ({ database }) => {
    await withPeople(database, async (client) => {
      const id = await complete(client);
      await client.query('select micro_scrape.exclude($1)', [id]);
      await client.query(EMPTIED, [id]);
      await dispatch(client);
      expect(await vehicle(client, id)).toMatchObject({ outcome: 'excluded', excluded_by: 'person', works: false });
      await client.query('select micro_scrape.include($1)', [id]);
      await dispatch(client);
      expect(await vehicle(client, id)).toMatchObject({
        outcome: 'pending',
        excluded_by: null,
        marked: false,
        works: true,
      });
    });
  });
});

test('an owner who marks a vehicle that is worked on ends the work and its run', async ({ database }) => {
  await withPeople(database, async (client) => {
    const { id } = await one(
      client,
      `insert into vehicles (make, discovery_url) values ('Saab', 'https://a.example/1') returning id`,
    );
    await dispatch(client);
    expect(await vehicle(client, id)).toMatchObject({ outcome: 'pending', works: true, run: 'running' });
    await client.query('select mark_vehicle_micro_scrape_complete($1)', [id]);
    await client.query(`update vehicles set color = 'mine' where id = $1`, [id]);
    await dispatch(client);
    expect(await vehicle(client, id)).toEqual({
      ...{ outcome: 'excluded', excluded_by: 'mark', reason: 'its owner has marked it complete' },
      ...{ works: false, marked: true, run: null },
    });
    expect(await one(client, 'select status, vehicles_analyzed from micro_scrape_runs')).toEqual({
      status: 'completed',
      vehicles_analyzed: 1,
    });
    await client.query(`update vehicles set origin_metadata = '{}' where id = $1`, [id]);
    await client.query('select * from micro_scrape.reconcile(100)');
    expect(await vehicle(client, id)).toMatchObject({ outcome: 'pending', excluded_by: null, works: true });
  });
});
