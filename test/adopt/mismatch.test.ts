/** What does not fit is named before anything is changed; what fits is adopted as it is, on both versions. */
import { expect, test } from 'vitest';
import { migrate } from '../../src/database/schema/migrate.ts';
import { FatalError } from '../../src/runtime/errors.ts';
import { catalogueOf } from './catalogue-of.ts';
import { ask, onEachVersion, onEmptyDatabase } from './servers.ts';
import { IMAGES, VEHICLES } from './tables.ts';

const refused: readonly (readonly [string, string, RegExp[]])[] = [
  [
    'columns of other kinds, all named at once',
    `create table vehicles (id bigint primary key, discovery_url text, year text, origin_metadata json);
     create table vehicle_images (vehicle_id uuid, image_url text, position text)`,
    [
      /public\.vehicles\.id is bigint; .*uuid/,
      /vehicles\.year is text/,
      /origin_metadata is json;/,
      /position is text/,
    ],
  ],
  [
    'a table that is no catalogue',
    'create table vehicles (number_plate text)',
    [/no column id \(uuid\)/, /no column discovery_url/],
  ],
  [
    'a view in the place of the table',
    `create table cars (${VEHICLES}); create view vehicles as select * from cars`,
    [/public\.vehicles is a view/],
  ],
  [
    'another schema before public',
    `create schema fleet; create table fleet.vehicles (${VEHICLES}); create table vehicles (${VEHICLES});
     do $$ begin execute format('alter database %I set search_path = fleet, public', current_database()); end $$`,
    [/finds vehicles in the schema fleet/, /ALTER TABLE fleet\.vehicles SET SCHEMA public/],
  ],
  [
    'a generated column where we would write',
    'create table vehicles (id uuid primary key, discovery_url text, make text, model text, description text generated always as (make) stored)',
    [/vehicles\.description is a generated column/],
  ],
  [
    'no index to find a vehicle by',
    'create table vehicles (id uuid, discovery_url text)',
    [/no index that begins with id.*ADD PRIMARY KEY \(id\)/],
  ],
  [
    'photographs that demand a value we do not have',
    `create table vehicles (${VEHICLES}); create table vehicle_images (${IMAGES}, album text not null)`,
    [/vehicle_images\.album must have a value.*ALTER COLUMN album SET DEFAULT/],
  ],
  [
    'an unlogged table that photographs cannot refer to',
    `create unlogged table vehicles (${VEHICLES})`,
    [/vehicles is UNLOGGED.*ALTER TABLE public\.vehicles SET LOGGED;/],
  ],
  [
    'a catalogue under another name',
    'create table cars (id bigserial primary key, listing_url text, title text)',
    [/no table public\.vehicles, but public\.cars \(id, listing_url\).*docs\/adopting\.md.*migrate --create/],
  ],
  [
    'catalogues in another schema, as a view and under words nobody guesses',
    `create schema app; create table app.vehicles (${VEHICLES}); create view public.stock as select id, make, model from app.vehicles;
     create table app.invoices (id int, price numeric, url text); create table public.bestand (vin text, preis int)`,
    [/but app\.vehicles \(.*vin.*\), public\.bestand \(vin\), the view public\.stock \(id, make, model\): docs/],
  ],
  [
    'a view of our name that is not ours',
    'create view vehicles_needing_micro_scrape as select 1 as one',
    [/vehicles_needing_micro_scrape is there and not ours.*RENAME TO/],
  ],
  [
    'a table of runs that is not ours',
    'create table micro_scrape_runs (id uuid primary key, run_type text, status text)',
    [
      /micro_scrape_runs is there and not ours.*ALTER TABLE public\.micro_scrape_runs RENAME TO micro_scrape_runs_before/,
    ],
  ],
  [
    'a function of our name that is not ours',
    `create function mark_vehicle_micro_scrape_complete(vehicle uuid) returns text language sql as 'select null'`,
    [/mark_vehicle_micro_scrape_complete\(uuid\) is there and not ours.*RENAME TO/],
  ],
];

onEachVersion('that tables which do not fit are named and left alone', (server) => {
  test.each(refused)('refused with everything as it was: %s', async (_what, tables, sentences) => {
    await onEmptyDatabase(server, async (url) => {
      await ask(url, tables);
      const before = await catalogueOf(url);
      const refusal = await migrate({ connectionString: url }).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(FatalError);
      expect(refusal).toMatchObject({ exitCode: 78, message: expect.stringContaining('nothing was changed') });
      for (const sentence of sentences) expect((refusal as FatalError).message).toMatch(sentence);
      expect(await catalogueOf(url)).toEqual(before);
    });
  });

  test('an empty table is made beside one that looks like it when that is asked for, and beside anything else unasked', async () => {
    await onEmptyDatabase(server, async (url) => {
      await ask(url, 'create table cars (id bigserial primary key, listing_url text)');
      await migrate({ connectionString: url, create: true });
      expect(await ask(url, 'select from vehicles')).toEqual([]);
      expect(await migrate({ connectionString: url })).toMatchObject({ applied: [] });
    });
    await onEmptyDatabase(server, async (url) => {
      await ask(url, 'create table customers (id int, url text); create table cards (id int, href text)');
      await migrate({ connectionString: url });
    });
  });

  test('an unlogged catalogue with a table of photographs is adopted as it is', async () => {
    await onEmptyDatabase(server, async (url) => {
      await ask(url, `create unlogged table vehicles (${VEHICLES}); create unlogged table vehicle_images (${IMAGES})`);
      await migrate({ connectionString: url });
    });
  });

  test('two daemons that migrate at the same moment both succeed, and a third time does nothing', async () => {
    await onEmptyDatabase(server, async (url) => {
      const both = await Promise.all([migrate({ connectionString: url }), migrate({ connectionString: url })]);
      expect(both.map(({ applied }) => applied.length > 0).sort()).toEqual([false, true]);
      expect((await migrate({ connectionString: url })).applied).toEqual([]);
    });
  });
});
