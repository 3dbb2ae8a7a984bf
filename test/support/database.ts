/**
 * A database of its own for every test, dropped after it; a connection the test left open fails the test.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { test as base, inject } from 'vitest';
import { connectionStringOf } from './cluster.ts';

export interface TestDatabase {
  readonly url: string;
  /**
   * Drops the database, whoever is still connected.
   *
   * @throws Error naming every connection that was left open
   */
  drop(): Promise<void>;
}

/** A server process goes away a moment after its client has closed: this long it is not called a leak. */
const leakGraceMs = 5_000;

/**
 * `test` with databases of its own: ask for `database` (migrated) or `emptyDatabase` (nothing in it) in the test's
 * first parameter. Each is made for that test and dropped after it.
 */
export const test = base
  .extend('database', async ({ task: _ }, { onCleanup }) => cleanedUp(await createTestDatabase(), onCleanup))
  .extend('emptyDatabase', async ({ task: _ }, { onCleanup }) => cleanedUp(await createEmptyDatabase(), onCleanup));

function cleanedUp(database: TestDatabase, onCleanup: (cleanup: () => Promise<void>) => void): TestDatabase {
  onCleanup(() => database.drop());
  return database;
}

/** A new database with everything a migration makes. The caller drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(inject('testCluster').template);
}

/** A new database with nothing in it. The caller drops it. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0');
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const { maintenanceUrl } = inject('testCluster');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onMaintenance((client) =>
    client.query(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`),
  );
  return { url: connectionStringOf(maintenanceUrl, name), drop: () => onMaintenance((client) => drop(client, name)) };
}

async function drop(client: pg.Client, name: string): Promise<void> {
  const leaks = await leftOpen(client, name);
  await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  if (leaks.length > 0) throw new Error(`The test left connections to its database open: ${leaks.join('; ')}`);
}

/** The connections that stay open, as one description each. */
async function leftOpen(client: pg.Client, name: string): Promise<string[]> {
  const deadline = performance.now() + leakGraceMs;
  for (;;) {
    const { rows } = await client.query<{ application: string; state: string | null; query: string }>(
      `select application_name as application, state, left(query, 200) as query
       from pg_stat_activity where datname = $1 and backend_type = 'client backend' order by backend_start`,
      [name],
    );
    if (rows.length === 0 || performance.now() > deadline) {
      return rows.map(
        (row) =>
          `"${row.application || '(no application_name)'}", ${row.state ?? 'starting'}, last query: ${row.query}`,
      );
    }
    await delay(20);
  }
}

async function onMaintenance<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: inject('testCluster').maintenanceUrl,
    application_name: 'test-harness',
    connectionTimeoutMillis: 30_000,
    // DROP DATABASE waits for a checkpoint, and that for what three files of faults have written.
    query_timeout: 120_000,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
