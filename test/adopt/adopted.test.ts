/** Catalogues as people have them, adopted and worked on by a whole daemon; each rule of theirs is obeyed and told. */
import type pg from 'pg';
import { expect, test } from 'vitest';
import { siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { migrate } from '../../src/database/schema/migrate.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { catalogueOf } from './catalogue-of.ts';
import { ask, onEachVersion, onEmptyDatabase } from './servers.ts';
import { IMAGES, VEHICLES } from './tables.ts';

interface World {
  readonly client: pg.Client;
  readonly url: string;
  /** Inserts a row with the address of a sample listing and gives its id. */
  add(slug: string, more?: Record<string, unknown>): Promise<string>;
  /** Row, state and all notes of its actions, once it rests. */
  rested(id: string): Promise<Record<string, unknown>>;
}

async function withDaemon(url: string, work: (world: World) => Promise<void>): Promise<void> {
  const site = await startSampleSite();
  const database = { url };
  const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(',') });
  const client = await connect(database);
  try {
    await work({
      client,
      url,
      async add(slug, more = {}) {
        const path = SAMPLE_LISTINGS.find((each) => each.slug === slug)?.path;
        const values = { discovery_url: `${site.origin}${path}`, ...more };
        const names = Object.keys(values);
        const { id } = await one(
          client,
          `insert into vehicles (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
          Object.values(values),
        );
        return String(id);
      },
      rested: (id) =>
        eventually(`vehicle ${id} rests`, async () => {
          const { rows } = await client.query(
            `select v.*, s.score, s.outcome, s.mark_refused, s.last_error,
               (select string_agg(note, ' | ') from micro_scrape.action_log l where l.vehicle_id = v.id) as notes,
               (select count(*)::int from vehicle_images i where i.vehicle_id = v.id) as images
             from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
             where v.id = $1 and s.requested = s.handled and not s.rate_limited
               and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = v.id)`,
            [id],
          );
          return rows[0];
        }),
    });
  } finally {
    await client.end();
    await daemon.stop();
    await site.close();
  }
}

const RULES = `
  create unique index on vehicles (vin);
  alter table vehicles add constraint plausible check (mileage < 70000),
    add column title text generated always as (make || ' ' || model) stored;
  create function touch() returns trigger language plpgsql as $$ begin new.updated_at := '2001-01-01'; return new; end $$;
  create trigger touch before update on vehicles for each row execute function touch();
  create function no_flat_six() returns trigger language plpgsql as $$
    begin
      if new.engine like '%Flat-Six%' then raise exception 'no flat sixes in this catalogue' using errcode = 'CARS1'; end if;
      return new;
    end $$;
  create trigger no_flat_six before insert or update on vehicles for each row execute function no_flat_six();
  create function frozen() returns trigger language plpgsql as $$
    begin
      if old.owner_note = 'frozen' then raise exception 'this vehicle is closed'; end if;
      if old.owner_note = 'ignored' then return null; end if;
      return new;
    end $$;
  create trigger frozen before update on vehicles for each row execute function frozen()`;

onEachVersion('that catalogues as people have them are adopted and worked on', (server) => {
  test('other order and types, with rules of its own: each is obeyed, told, and costs only its own field', async () => {
    await onEmptyDatabase(server, async (url) => {
      await ask(url, `create table vehicles (${VEHICLES}); create table vehicle_images (${IMAGES}); ${RULES}`);
      const before = await catalogueOf(url);
      await migrate({ connectionString: url });
      const kept = new Set(await catalogueOf(url));
      expect(before.filter((line) => !kept.has(line))).toEqual([]);

      await withDaemon(url, async ({ client, add, rested }) => {
        // Its engine has six cylinders in a row; everything of it fits, also into the narrower types.
        const fits = await rested(await add('porsche-911-1995', { owner_note: 'mine', engine: 'rebuilt' }));
        expect(fits).toMatchObject({
          year: 1995,
          sale_price: 87_500,
          mileage: '61000',
          images: 3,
          outcome: 'complete',
        });
        expect(fits).toMatchObject({
          vin: 'WP0AA2991SS321874',
          owner_note: 'mine',
          engine: 'rebuilt',
          title: 'Porsche 911',
        });
        expect(new Date(String(fits.updated_at)).getFullYear()).toBe(2001);
        expect(fits.origin_metadata).toMatchObject({ micro_scrape_complete: true });

        const clash = await rested(await add('porsche-911-1995'));
        expect(clash).toMatchObject({
          vin: null,
          engine: null,
          make: 'Porsche',
          sale_price: 87_500,
          last_error: null,
        });
        expect(clash.notes).toMatch(/the table refused vin: duplicate key/);
        expect(clash.notes).toMatch(/the table refused engine: no flat sixes in this catalogue/);

        const checked = await rested(await add('bmw-m3-1988'));
        expect(checked).toMatchObject({ mileage: null, vin: 'WBSAK0303J2196413', outcome: 'complete' });
        expect(checked.notes).toMatch(/the table refused mileage: .*plausible/);

        // Closed rows harm nobody else, and nothing is said to be written that is not.
        const frozen = await add('datsun-240z-1972', { owner_note: 'frozen' });
        const ignored = await add('datsun-240z-1972', { owner_note: 'ignored' });
        const full = await add('datsun-240z-1972', {
          owner_note: 'frozen',
          ...{ year: 1972, make: 'Datsun', model: '240Z', vin: 'HLS3088214', sale_price: 9_000, description: 'A car.' },
          ...{ mileage: 1, color: 'red', engine: 'V8', transmission: 'manual' },
        });
        expect(await rested(frozen)).toMatchObject({ make: null, notes: expect.stringMatching(/closed/) });
        expect(await rested(ignored)).toMatchObject({
          make: null,
          notes: expect.stringMatching(/dropped the change/),
        });
        expect(await rested(full)).toMatchObject({ mark_refused: 'this vehicle is closed', outcome: 'complete' });
        const { n } = await one(
          client,
          `select count(*)::int as n from micro_scrape.field_sources where vehicle_id = any ($1) and field <> 'image_urls'`,
          [[frozen, ignored]],
        );
        expect(n).toBe(0);
        // And what cannot be marked is not asked for again and again.
        expect(await one(client, 'select * from micro_scrape.reconcile(100)')).toEqual({
          unseen: 0,
          jobless: 0,
          mismarked: 0,
        });
      });
    });
  });

  test('a partitioned table, whose key is not the id alone', async () => {
    await onEmptyDatabase(server, async (url) => {
      await ask(
        url,
        `create table vehicles (${VEHICLES.replace(' primary key', '')}, region text not null default 'eu', primary key (id, region))
           partition by list (region);
         create table vehicles_eu partition of vehicles for values in ('eu');
         create table vehicles_us (like vehicles including defaults);
         alter table vehicles_us drop column owner_note, add column owner_note text;
         alter table vehicles attach partition vehicles_us for values in ('us')`,
      );
      await withDaemon(url, async ({ client, add, rested }) => {
        expect((await migrate({ connectionString: url })).applied).toEqual([]);
        const id = await add('porsche-911-1995', { region: 'us' });
        expect(await rested(id)).toMatchObject({ outcome: 'complete', score: 100, images: 3, region: 'us' });
        // The row trigger of a partition sees that partition's own kind of row.
        await client.query(`update vehicles set vin = null where id = '${id}'`);
        const lost = await one(client, 'select kind from micro_scrape.vehicle_events').catch(() => undefined);
        expect(lost === undefined || lost.kind === 'below_threshold').toBe(true);
        await eventually('the VIN is back', async () => (await rested(id)).vin === 'WP0AA2991SS321874');
        // An insert into a partition itself fires no statement trigger of the parent: the reconcile finds it.
        await client.query(`insert into vehicles_us (region, discovery_url) values ('us', 'https://cars.example/1')`);
        expect(await one(client, 'select * from micro_scrape.reconcile(100)')).toMatchObject({ unseen: 1 });
      });
    });
  });

  test('a row that loses a value while triggers are off is found and filled again', async () => {
    await onEmptyDatabase(server, async (url) => {
      await withDaemon(url, async ({ client, add, rested }) => {
        const id = await add('porsche-911-1995');
        await rested(id);
        await client.query('set session_replication_role = replica');
        await client.query(`update vehicles set color = null where id = '${id}'`);
        expect(await one(client, 'select * from micro_scrape.reconcile(100)')).toMatchObject({ mismarked: 1 });
        await eventually('the color is back', async () => (await rested(id)).color === 'Riviera Blue');
      });
    });
  });
});
