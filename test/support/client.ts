/** One connection for a test's own questions. */
import pg from 'pg';
import type { TestDatabase } from './database.ts';

export async function connect(database: Pick<TestDatabase, 'url'>): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url, application_name: 'the test itself' });
  await client.connect();
  return client;
}

/** The first row of an answer. */
export async function one(client: pg.Client, sql: string, values: unknown[] = []): Promise<Record<string, unknown>> {
  const { rows } = await client.query(sql, values);
  if (rows[0] === undefined) throw new Error(`no row: ${sql}`);
  return rows[0];
}
