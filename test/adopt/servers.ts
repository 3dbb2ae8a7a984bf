/**
 * The PostgreSQL servers that adoption is tested on: the embedded one, and version 15 where Debian's package is there.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { giveTo } from '../../src/embedded-postgres/cluster.ts';
import { chooseAccount, chooseLauncher, runProgram } from '../../src/embedded-postgres/run-as-account.ts';
import { startServer } from '../../src/embedded-postgres/server-process.ts';
import { connectionStringOf } from '../support/cluster.ts';
import { isHere } from '../support/skipped.ts';

/** Where Debian's postgresql-15 lies. */
export const POSTGRES_15 = '/usr/lib/postgresql/15/bin';

/** 18, which comes with the project, and 15, the oldest that is adopted; says loudly when that one is not there. */
export function versionsHere(unchecked: string): readonly (18 | 15)[] {
  return isHere('postgresql-15', existsSync(POSTGRES_15), `${unchecked} on PostgreSQL 15`) ? [18, 15] : [18];
}

export interface Server {
  /** A login that may do everything, in a database for maintenance. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A server of version 15 of the test's own, in a folder that goes with it. */
export async function startPostgres15(): Promise<Server> {
  const folder = await mkdtemp(path.join(tmpdir(), 'micro-scrape-pg15-'));
  const account = await chooseAccount(undefined);
  await giveTo(folder, account);
  const [initdb, postgres, pgCtl] = ['initdb', 'postgres', 'pg_ctl'].map((name) => path.join(POSTGRES_15, name));
  if (initdb === undefined || postgres === undefined || pgCtl === undefined) throw new Error('three programs');
  const launcher = await chooseLauncher({ account, folder, postgres });
  const data = path.join(folder, 'data');
  const args = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  await runProgram(launcher, initdb, args, { deadlineMs: 60_000 });
  const server = await startServer({
    folder,
    cluster: { data, password: 'not asked for' },
    launcher,
    binaries: { initdb, postgres, pgCtl },
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', timezone: 'UTC' },
  });
  return {
    url: `postgresql://postgres@127.0.0.1:${server.port}/postgres?sslmode=disable`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** The tests once for each version, on a server that is there while they run. */
export function onEachVersion(
  unchecked: string,
  tests: (server: { readonly url: string }, version: 18 | 15) => void,
): void {
  describe.each(versionsHere(unchecked))('on PostgreSQL %i', (version) => {
    let own: Server | undefined;
    beforeAll(async () => {
      if (version === 15) own = await startPostgres15();
    });
    afterAll(() => own?.stop());
    const server = {
      get url() {
        return own?.url ?? inject('testCluster').maintenanceUrl;
      },
    };
    tests(server, version);
  });
}

/** Runs `work` on a database of `server` with nothing in it. */
export async function onEmptyDatabase(server: { url: string }, work: (url: string) => Promise<void>): Promise<void> {
  const name = `adopt_${crypto.randomUUID().replaceAll('-', '')}`;
  await ask(server.url, `create database ${name} template template0`);
  try {
    await work(connectionStringOf(server.url, name));
  } finally {
    await ask(server.url, `drop database ${name} with (force)`);
  }
}

/** Runs SQL, several statements at once if need be, and gives the rows of the last one. */
export async function ask(url: string, sql: string, values?: unknown[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'the test itself', query_timeout: 60_000 });
  await client.connect();
  try {
    const result: unknown = await client.query(sql, values);
    const last = Array.isArray(result) ? result.at(-1) : result;
    return (last as pg.QueryResult<Record<string, unknown>>).rows;
  } finally {
    await client.end();
  }
}

/** The SQL of a dry run, as psql types it: CREATE INDEX CONCURRENTLY wants to be outside a transaction and alone. */
export async function typeScript(url: string, script: string): Promise<void> {
  for (const part of script.split(
    /^(?=-- (?:graphile-worker|ledger|index|(?:migrations|functions|triggers)\/\S+\.sql|rights))/m,
  )) {
    for (const statement of part.startsWith('-- index') ? part.split(/;$/m) : [part]) {
      if (statement.trim() !== '') await ask(url, statement);
    }
  }
}

/** As another login, made for the test. */
export function urlAs(url: string, role: string, password = 'secret-of-the-test'): string {
  const changed = new URL(url);
  changed.username = role;
  changed.password = password;
  return changed.href;
}
