/** The table of fields, held against everything that lists fields by its own means: SQL as it stands, the plan, the documents. */
import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { readSqlFiles } from '../../src/database/schema/sql-files.ts';
import { recommend } from '../../src/enrichment/plan.ts';
import { QUOTED_FIELDS } from '../../src/extraction/model/missing-facts.ts';
import { FIELD_GAPS, FIELDS, GAPS, rowOf, weightOf } from '../../src/vehicles/fields.ts';
import { vehicleRow } from '../../src/vehicles/vehicle.ts';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';

const VALUE = { integer: '2001', numeric: '2001', text: "'AB12345'" } as const;
const value = (field: (typeof FIELDS)[number]) => VALUE[rowOf(field).type];
const WITHOUT = { ...{ hasPage: true, pageAction: 'extract-listing', isNamed: false, hasText: false, hasVin: false } };

describe('the table of fields', () => {
  test('is what the score counts: each gap takes its weight, and all of them take 100', async ({ database }) => {
    const client = await connect(database);
    try {
      const empty = await one(client, `insert into vehicles default values returning micro_scrape.gaps(vehicles, 0)`);
      expect(empty.gaps).toEqual(GAPS.filter((gap) => gap !== 'images_downloaded'));
      for (const gap of GAPS) {
        const { points } = await one(client, `select 100 - micro_scrape.score($1) as points`, [[gap]]);
        expect([gap, points]).toEqual([gap, weightOf(gap)]);
      }
      expect(await one(client, 'select micro_scrape.score($1)', [GAPS])).toEqual({ score: 0 });
    } finally {
      await client.end();
    }
  });

  test('is what wakes a vehicle: a change of any field of the score is noticed, and of no other', async ({
    database,
  }) => {
    const client = await connect(database);
    try {
      await client.query(`insert into vehicles (discovery_url) values ('https://cars.example/1')`);
      for (const field of FIELDS) {
        await client.query('delete from micro_scrape.vehicle_events');
        await client.query(`update vehicles set ${field} = ${value(field)}`);
        const { n } = await one(client, 'select count(*)::int as n from micro_scrape.vehicle_events');
        expect([field, n]).toEqual([field, rowOf(field).gap === undefined ? 0 : 1]);
      }
    } finally {
      await client.end();
    }
  });

  test('is what the daemon reads of a row, and what people may say is wrong', async ({ database }) => {
    const client = await connect(database);
    try {
      const all = FIELDS.map((field) => [field, value(field)] as const);
      await client.query(
        `insert into vehicles (${FIELDS.join(', ')}) values (${all.map(([, text]) => text).join(', ')})`,
      );
      const { row } = await one(client, 'select micro_scrape.known_row(v) as row from vehicles v');
      const read = vehicleRow.parse({ ...(row as object), image_count: 0 });
      expect(FIELDS.filter((field) => read[field] === null)).toEqual([]);
      for (const field of FIELDS) {
        await client.query('select micro_scrape.reject(id, $1) from vehicles', [field]);
      }
    } finally {
      await client.end();
    }
  });

  test('is what the catalogue is given: a column that is absent is added, and goes when micro-scrape leaves', async ({
    database,
  }) => {
    const client = await connect(database);
    try {
      const columns = (await readSqlFiles('functions')).find(({ name }) => name.endsWith('_public_columns.sql'));
      await client.query(`delete from micro_scrape.additions where kind = 'table' and name = 'public.vehicles'`);
      for (const field of FIELDS) {
        await client.query(`alter table vehicles drop column ${field} cascade`);
      }
      await client.query(columns?.text ?? '');
      const { types } = await one(
        client,
        `select jsonb_object_agg(attname, atttypid::regtype) as types from pg_attribute
        where attrelid = 'vehicles'::regclass and attname = any ($1)`,
        [FIELDS],
      );
      expect(types).toEqual(Object.fromEntries(FIELDS.map((field) => [field, rowOf(field).type])));
      const { rows } = await client.query(
        `select name from micro_scrape.additions where kind = 'column' and name like 'public.vehicles.%'`,
      );
      expect(rows.map(({ name }) => String(name))).toEqual(
        expect.arrayContaining(FIELDS.map((field) => `public.vehicles.${field}`)),
      );
    } finally {
      await client.end();
    }
  });

  test.for(FIELD_GAPS)('has the page read for a vehicle that lacks nothing but %s', (gap) => {
    const situation = { ...WITHOUT, gaps: new Set([gap]), imageUrls: 0, images: 1, photosMissing: 0 };
    expect(recommend(situation)).toContain('extract-listing');
  });

  test('is what docs/using.md says counts', async () => {
    const document = await readFile(new URL('../../docs/using.md', import.meta.url), 'utf8');
    const rows = /\| weight \| field \|\n.*\n((?:\|.*\n)+)/.exec(document)?.[1]?.trim().split('\n') ?? [];
    const told = rows.flatMap((row) => {
      const [, weights = '', names = ''] = row.split('|').map((cell) => cell.trim());
      const each = weights
        .replace(/ each$/, '')
        .split(', ')
        .map(Number);
      const fields = names
        .replaceAll(/ ?\([^)]*\)/g, '')
        .toLowerCase()
        .split(', ');
      return fields.map((name, n) => [name, weights.endsWith('each') ? each[0] : each[n]] as const);
    });
    expect(Object.fromEntries(told)).toEqual({
      ...Object.fromEntries(FIELD_GAPS.map((gap) => [gap, weightOf(gap)])),
      'at least one photograph': weightOf('images_downloaded'),
    });
  });

  test('says what docs/configuration.md says a model is asked for', async () => {
    const document = await readFile(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
    const told = /a listing that still lacks ([^.]+?) in the row/s.exec(document)?.[1] ?? '';
    expect(
      told
        .toLowerCase()
        .split(/,\s+|\s+or\s+/)
        .toSorted(),
    ).toEqual(QUOTED_FIELDS.toSorted());
  });
});
