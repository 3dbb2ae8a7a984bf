/** A catalogue that others write to while it is adopted; `node test/adopt/million.ts` measures the same at a million. */
import { describe, expect } from 'vitest';
import { migrate } from '../../src/database/schema/migrate.ts';
import { adoptVehicles } from '../../src/database/statements/adopt-vehicles.ts';
import { reconcile } from '../../src/database/statements/reconcile.ts';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';
import { startProgram } from '../support/program.ts';

const VEHICLES = `
  create table vehicles (id uuid primary key default gen_random_uuid(), discovery_url text, year int, make text, model text, vin text,
    sale_price numeric, mileage int, color text, engine text, transmission text, description text, origin_metadata jsonb,
    status text, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
  insert into vehicles (discovery_url, year, make, model, vin, sale_price, description, mileage, color, engine, transmission, created_at)
    select 'https://cars.example/' || n, 1990, 'Maker', 'Type 3', case when n % 3 > 0 then 'WP0AA2991SS' || 100000 + n end, case when n % 4 > 0 then n end, 'A car.',
      n, 'red', 'V8', 'manual', now() - n * interval '1 minute' from generate_series(1, 5000) n;
  create table vehicle_images (id uuid primary key default gen_random_uuid(), vehicle_id uuid not null, image_url text);
  insert into vehicle_images (vehicle_id, image_url) select id, 'https://img.example/1.jpg' from vehicles where year is not null limit 1000`;

/** The view's columns computed for every row as it stands, without any of our state. */
const BY_HAND = `
  select v.id, micro_scrape.score(micro_scrape.gaps(v, i.n))::int as quality_score, i.n::int as image_count
  from vehicles v cross join lateral (select count(*) as n from vehicle_images where vehicle_id = v.id) i
  where coalesce(btrim(v.discovery_url), '') <> '' and not micro_scrape.is_complete(micro_scrape.gaps(v, i.n))
  order by 2, v.created_at desc, v.id`;
const BY_VIEW = `
  select id, quality_score::int, image_count::int from vehicles_needing_micro_scrape order by quality_score, created_at desc, id`;

describe('a large table that others write to', () => {
  test('is migrated without making a writer wait, though one of them sits on the table', async ({ emptyDatabase }) => {
    const [writer, holder] = [await connect(emptyDatabase), await connect(emptyDatabase)];
    try {
      await writer.query(VEHICLES);
      // A build that broke off leaves an index that is kept up to date and never read.
      await writer.query('create index micro_scrape_vehicle_images_vehicle_id_idx on vehicle_images (vehicle_id)');
      await writer.query(
        `update pg_index set indisvalid = false where indexrelid = 'micro_scrape_vehicle_images_vehicle_id_idx'::regclass`,
      );
      await holder.query('begin');
      await holder.query(`update vehicles set status = 'held' where id = (select id from vehicles limit 1)`);

      let done = false;
      const migrating = migrate({ connectionString: emptyDatabase.url }).finally(() => {
        done = true;
      });
      // Adding columns needs the table for a moment, which the holder does not give: we ask, give up, ask again.
      await writer.query(`set statement_timeout = '2s'`);
      const asked = async () =>
        (
          await one(
            writer,
            `select count(*)::int as n from pg_locks where relation = 'vehicles'::regclass and not granted`,
          )
        ).n;
      for (let requests = 0, before: unknown = 0; requests < 3; ) {
        const now = await asked();
        if (now !== before && now === 1) requests += 1;
        before = now;
        // Fails by its timeout if it is kept waiting behind our request.
        await writer.query(`insert into vehicles (discovery_url) values ('https://cars.example/new')`);
      }
      expect(done).toBe(false);
      await holder.query('commit');
      await migrating;
      expect(
        await one(
          writer,
          `select array_agg(indisvalid) as valid from pg_index where indrelid = 'vehicle_images'::regclass`,
        ),
      ).toEqual({ valid: [true, true, true] });
    } finally {
      await holder.end();
      await writer.end();
    }
  });

  test('is scored batch by batch, goes on where it was broken off, and the view is right at every moment', async ({
    emptyDatabase,
  }) => {
    const client = await connect(emptyDatabase);
    try {
      await client.query(VEHICLES);
      await migrate({ connectionString: emptyDatabase.url });
      const expectTrueView = async () => {
        const [byHand, byView] = [await client.query(BY_HAND), await client.query(BY_VIEW)];
        expect(byView.rows).toEqual(byHand.rows);
      };
      await expectTrueView();
      for (let i = 0; i < 3; i += 1) expect(await adoptVehicles(client, 250)).toEqual({ taken: 250, finished: false });
      // Whoever took the last batch is gone in the middle of it.
      await client.query('begin');
      await adoptVehicles(client, 250);
      await client.query('rollback');
      // Changes meanwhile to vehicles apart from each other (hence the order: the planner may scan differently each time), none
      // of them dispatched: a new row, an emptied one, a completed one, a deleted one.
      await client.query(`
        insert into vehicles (discovery_url) values ('https://cars.example/new');
        update vehicles set color = null where id in (select vehicle_id from micro_scrape.vehicle_state order by vehicle_id limit 5);
        delete from vehicles where id in (select vehicle_id from micro_scrape.vehicle_state order by vehicle_id offset 10 limit 5);
        insert into vehicle_images (vehicle_id) select vehicle_id from micro_scrape.vehicle_state order by vehicle_id offset 20 limit 5;
        set session_replication_role = replica;
        insert into vehicles (id, discovery_url) values ('ffffffff-ffff-4fff-bfff-ffffffffffff', 'https://cars.example/unseen');
        reset session_replication_role`);
      await expectTrueView();

      const program = startProgram(['migrate', '--adopt'], { DATABASE_URL: emptyDatabase.url });
      expect(await program.ended).toBe(0);
      const [, scored] = await program.says(/^([\d,]+) vehicles scored in [\d.]+ s$/m);
      expect(Number(scored?.replace(',', ''))).toBeGreaterThan(4_200);
      await client.query('select * from micro_scrape.dispatch(1000)');
      await expectTrueView();
      const { rows } = await client.query('select id from vehicles_needing_micro_scrape limit 20');
      expect(rows.map(({ id }) => id)).toHaveLength(20);
      expect(
        await one(
          client,
          `select (select count(*)::int from micro_scrape.vehicle_state) as states, (select count(*)::int from vehicles) as vehicles,
          (select count(*)::int from micro_scrape.vehicle_state where requested > handled) - (select count(*)::int from graphile_worker.jobs) as without_job`,
        ),
      ).toMatchObject({ states: 5002, vehicles: 4997, without_job: 0 });

      // (The state of the five that were deleted goes with the next reconcile.)
      // What triggers did not see, and what became of the queue meanwhile; nothing is left to find afterwards.
      await client.query(`
        set session_replication_role = replica;
        insert into vehicles (discovery_url) select 'https://cars.example/more' from generate_series(1, 600);
        update vehicles set make = null where id in (select vehicle_id from micro_scrape.vehicle_state join vehicles v on v.id = vehicle_id
          where outcome = 'complete' and requested = handled order by vehicle_id limit 300);
        delete from vehicles where id in (select vehicle_id from micro_scrape.vehicle_state where requested > handled order by vehicle_id limit 10);
        delete from graphile_worker._private_jobs where id in (select id from graphile_worker._private_jobs order by id limit 200);
        reset session_replication_role`);
      const found = await reconcile(client, 700);
      expect(found.unseen).toBe(600);
      expect(found.mismarked).toBe(300);
      expect(found.jobless).toBeGreaterThan(180);
      expect(await reconcile(client, 700)).toMatchObject({ unseen: 0, jobless: 0, mismarked: 0 });
      await expectTrueView();
    } finally {
      await client.end();
    }
  });

  test('above 32 MB of state shows rows that no event told of when the reconcile has found them', async ({
    emptyDatabase,
  }) => {
    const client = await connect(emptyDatabase);
    const shown = async () =>
      (
        await client.query(
          `select from vehicles_needing_micro_scrape where discovery_url = 'https://cars.example/unseen'`,
        )
      ).rowCount;
    const unseen = `begin; set local session_replication_role = replica;
      insert into vehicles (discovery_url) values ('https://cars.example/unseen'); commit`;
    try {
      await client.query(VEHICLES);
      await migrate({ connectionString: emptyDatabase.url });
      while (!(await adoptVehicles(client, 1_000)).finished);
      await client.query(unseen);
      expect(await shown()).toBe(1);
      await client.query(`alter table micro_scrape.vehicle_state alter column last_error set storage plain;
        update micro_scrape.vehicle_state set last_error = repeat('x', 7000)`);
      expect(await shown()).toBe(0);
      expect(await reconcile(client)).toMatchObject({ unseen: 1 });
      expect(await shown()).toBe(1);
    } finally {
      await client.end();
    }
  });
});
