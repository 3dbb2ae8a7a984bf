import pg from 'pg';
import { afterEach, describe, expect } from 'vitest';
import { createEmptyDatabase, createTestDatabase, test } from './database.ts';

const clients: pg.Client[] = [];

async function connect(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: name });
  client.on('error', () => undefined); // the leaking client below is cut off
  clients.push(client);
  await client.connect();
  return client;
}

afterEach(async () => {
  for (const client of clients.splice(0)) await client.end();
});

describe('a test database', () => {
  test('has everything a migration makes, and the empty one nothing', async ({ database, emptyDatabase }) => {
    const tables = `select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
    const migrated = await connect(database.url, 'migrated');
    const empty = await connect(emptyDatabase.url, 'empty');
    expect((await migrated.query(tables)).rowCount).toBeGreaterThan(0);
    expect((await empty.query(tables)).rowCount).toBe(0);
  });

  test('shares nothing with the next one', async ({ database }) => {
    const other = await createTestDatabase();
    const here = await connect(database.url, 'here');
    const there = await connect(other.url, 'there');
    await here.query('create table only_here ()');
    expect((await there.query(`select to_regclass('only_here') as found`)).rows).toEqual([{ found: null }]);
    await there.end();
    await other.drop();
  });

  test('that is left with an open connection says whose it is and is dropped all the same', async () => {
    const database = await createEmptyDatabase();
    const leaking = await connect(database.url, 'forgotten-listener');
    await leaking.query('select 42 as answer');
    await expect(database.drop()).rejects.toThrow(/"forgotten-listener", idle, last query: select 42 as answer/);
    await expect(connect(database.url, 'late')).rejects.toThrow(/does not exist/);
  });
});
