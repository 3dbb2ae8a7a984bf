import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { migrate } from '../../src/database/schema/migrate.ts';
import { test } from '../support/database.ts';
import { catalogueOf } from './catalogue-of.ts';
import { schemaOf } from './schema-of.ts';

const FILE = new URL('../../sql/schema.sql', import.meta.url);

describe('the schema', () => {
  test('is what sql/schema.sql shows', async ({ database }) => {
    const schema = await schemaOf(database.url);
    if (process.env.UPDATE_SCHEMA === '1') await writeFile(FILE, schema);
    expect(await readFile(FILE, 'utf8')).toBe(schema);
  });

  test('is made once however many bring it up at the same moment, and doing it again changes nothing', async ({
    emptyDatabase: { url: connectionString },
    database,
  }) => {
    const raced = await Promise.all(Array.from({ length: 6 }, () => migrate({ connectionString })));
    expect(raced.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
    const made = await catalogueOf(connectionString);
    expect(made).toEqual(await catalogueOf(database.url));
    expect(await migrate({ connectionString })).toMatchObject({ applied: [] });
    expect(await catalogueOf(connectionString)).toEqual(made);
  });
});
