/**
 * One PostgreSQL cluster for a whole test run, with one migrated template that every test's database is copied from.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/database/schema/migrate.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.ts';
import { connectionStringOf, type TestCluster } from './cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: TestCluster;
  }
}

const template = 'migrated_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'micro-scrape-test-'));
  try {
    const server = await startServer(dataDir);
    try {
      await migrate({ connectionString: server.url });
      const maintenanceUrl = connectionStringOf(server.url, 'postgres');
      await sealTemplate(maintenanceUrl);
      project.provide('testCluster', { maintenanceUrl, template });
    } catch (error) {
      await server.stop();
      throw error;
    }
    return async () => {
      await server.stop();
      await rm(dataDir, { recursive: true });
    };
  } catch (error) {
    await rm(dataDir, { recursive: true });
    throw error;
  }
}

/** The embedded one, or another version's: TEST_DATABASE_URL leads a superuser to it, and it is the tests' own. */
async function startServer(dataDir: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined) {
    const maintain = async (sql: string) => {
      const client = new pg.Client({ connectionString: given, query_timeout: 60_000 });
      await client.connect();
      await client.query(sql).finally(() => client.end());
    };
    await maintain(`create database ${pg.escapeIdentifier(template)} template template0`);
    return {
      url: connectionStringOf(given, template),
      stop: async () => {
        await maintain(`alter database ${pg.escapeIdentifier(template)} is_template false`);
        await maintain(`drop database ${pg.escapeIdentifier(template)} with (force)`);
      },
    };
  }
  const server = await startEmbeddedPostgres({
    dataDir,
    durable: false,
    database: template,
    // A daemon of 64 workers takes up to 136, as many are still counted to the one killed before it, and the eight
    // worlds beside it take up to 64 each.
    settings: { max_connections: '800' },
  });
  await makeLoginCheap(server.url);
  return server;
}

/** Thousands of connections are made, and the usual 4,096 rounds of SHA-256 are 2 ms of the client's processor for each. */
async function makeLoginCheap(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, query_timeout: 30_000 });
  await client.connect();
  try {
    await client.query('set scram_iterations = 1');
    await client.query(`alter role current_user password ${pg.escapeLiteral(new URL(url).password)}`);
  } finally {
    await client.end();
  }
}

/** A session on the template would make every copy of it fail; a test that connects to it by mistake is told so. */
async function sealTemplate(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl, query_timeout: 30_000 });
  await client.connect();
  try {
    await client.query(`alter database ${pg.escapeIdentifier(template)} with allow_connections false is_template true`);
  } finally {
    await client.end();
  }
}
