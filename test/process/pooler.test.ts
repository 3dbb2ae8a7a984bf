/** A real pgbouncer with Debian's defaults in between, in each mode: what works, and what is refused before it begins. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { describe, expect } from 'vitest';
import { connectionConfig } from '../../src/database/pool.ts';
import { keepsSession } from '../../src/database/session-settings.ts';
import { wait } from '../../src/runtime/wait.ts';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { connect, one } from '../support/client.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { findPgbouncer, startPgbouncer } from '../support/pgbouncer.ts';
import { type Program, startProgram } from '../support/program.ts';

const VEHICLES = 30;
const HELD = `select count(*)::int as n from pg_locks where locktype = 'advisory' and classid = 28019
  and database = (select oid from pg_database where datname = current_database())`;

const hasPgbouncer = findPgbouncer('poolers between a daemon and its database');

interface Place {
  readonly client: pg.Client;
  readonly env: Readonly<Record<string, string>>;
  readonly site: { readonly origin: string };
}

async function inPlace(database: TestDatabase, work: (place: Place) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'micro-scrape-pooler-'));
  const site = await startBehaviourSite();
  const client = await connect(database);
  try {
    const allow = new URL(site.origin).host;
    const env = { PORT: '0', BLOB_STORE: `file:${folder}`, FETCH_ALLOW_PRIVATE: allow, FETCH_MIN_INTERVAL_MS: '0' };
    await work({ client, site, env: { ...env, CONCURRENCY: '4' } });
  } finally {
    await client.end();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ends in order whatever happens, and its log is shown when something did. */
async function running(
  env: Record<string, string>,
  work: (program: Program, origin: string) => Promise<void>,
): Promise<void> {
  const program = startProgram(['start'], env);
  try {
    const [, origin = ''] = await program.says(/"origin":"(http:[^"]+)"/, 120_000);
    await work(program, origin);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  } catch (error) {
    throw new Error(`the daemon said:\n${program.output()}`, { cause: error });
  } finally {
    program.child.kill('SIGKILL');
    await program.ended;
  }
}

async function healAll({ client, site }: Place, origin: string): Promise<void> {
  for (let n = 1; n <= VEHICLES; n += 1) {
    await client.query('insert into vehicles (discovery_url) values ($1)', [`${site.origin}${BEHAVIOURS.car(n)}`]);
  }
  await eventually(
    `${VEHICLES} vehicles are complete`,
    async () => {
      const { rows } = await client.query(
        `select outcome, count(*)::int as n from micro_scrape.vehicle_state group by 1`,
      );
      if (rows.length === 1 && rows[0]?.outcome === 'complete' && rows[0]?.n === VEHICLES) return true;
      throw new Error(JSON.stringify(rows));
    },
    120_000,
  );
  await eventually('ready', async () => (await fetch(`${origin}/readyz`)).status === 200, 60_000);
}

async function commandsAreWell(env: Record<string, string>): Promise<void> {
  for (const name of ['status', 'doctor']) {
    const program = startProgram([name], env);
    expect([name, await program.ended, program.output()]).toEqual([
      name,
      0,
      expect.not.stringMatching(/^ {4}at |PROBLEM/m),
    ]);
  }
}

describe.runIf(hasPgbouncer)('through pgbouncer', { timeout: 600_000 }, () => {
  test('in session mode all works: a daemon heals, and the commands are well', async ({ database }) => {
    const pooler = await startPgbouncer(database.url, 'session');
    try {
      await inPlace(database, async (place) => {
        // By default 20 sessions, which four vehicles at a time would need for the daemon alone.
        const env = { ...place.env, DATABASE_URL: pooler.url, CONCURRENCY: '2' };
        await running(env, async (program, origin) => {
          await healAll(place, origin);
          await commandsAreWell(env);
          expect(program.output()).not.toMatch(/"level":"(error|fatal)"|unsupported startup parameter/);
        });
      });
    } finally {
      await pooler.stop();
    }
  });

  test.for([['transaction'], ['statement']] as const)(
    'in %s mode alone a start is refused before anything is locked, and a daemon that comes after it leads',
    async ([mode], { database }) => {
      const pooler = await startPgbouncer(database.url, mode);
      try {
        await inPlace(database, async (place) => {
          for (const name of ['start', 'migrate']) {
            const program = startProgram([name], { ...place.env, DATABASE_URL: pooler.url });
            expect(await program.ended).toBe(78);
            expect(program.output()).toMatch(
              /goes through a transaction pooler.*\n.*\n {2}LISTEN_DATABASE_URL=postgres:/,
            );
            expect(program.output()).not.toMatch(/^ {4}at |start it again/im);
          }
          expect(await one(place.client, HELD)).toEqual({ n: 0 });
          await running({ ...place.env, DATABASE_URL: database.url }, (_, origin) => healAll(place, origin));
        });
      } finally {
        await pooler.stop();
      }
    },
  );

  test.for([['the server itself'], ['pgbouncer in session mode']] as const)(
    'in transaction mode with LISTEN_DATABASE_URL at %s all works, and nothing is left on the sessions of others',
    async ([listen], { database }) => {
      const pooler = await startPgbouncer(database.url, 'transaction');
      const sessions = listen === 'the server itself' ? undefined : await startPgbouncer(database.url, 'session');
      try {
        await inPlace(database, async (place) => {
          const env = { ...place.env, DATABASE_URL: pooler.url, LISTEN_DATABASE_URL: sessions?.url ?? database.url };
          await running(env, async (program, origin) => {
            await healAll(place, origin);
            await commandsAreWell(env);
            expect(program.output()).not.toMatch(/"level":"(error|fatal)"|prepared statement/);
            expect(await leftBehind(pooler.url)).toEqual([]);
          });
        });
      } finally {
        await sessions?.stop();
        await pooler.stop();
      }
    },
  );
});

test.runIf(hasPgbouncer)(
  'however busy others keep a transaction pooler, it is told from what keeps a session',
  { timeout: 300_000 },
  async ({ database }) => {
    const transactions = await startPgbouncer(database.url, 'transaction');
    const sessions = await startPgbouncer(database.url, 'session');
    const over = new AbortController();
    const others = [1, 2, 3].map(() => keepBusy(transactions.url, over.signal));
    try {
      const looks = async (url: string, many: number) => {
        const seen = new Set<boolean>();
        for (let n = 0; n < many; n += 1) seen.add(await keepsSession(connectionConfig(url, 'test')));
        return [...seen];
      };
      // Looks in which the second connection always asked first were wrong in 2 of 100.
      expect(await looks(transactions.url, 200)).toEqual([false]);
      expect(await looks(sessions.url, 5)).toEqual([true]);
      expect(await looks(database.url, 5)).toEqual([true]);
    } finally {
      over.abort();
      await Promise.all(others);
      await transactions.stop();
      await sessions.stop();
    }
  },
);

/** Transactions of up to 40 ms with pauses between them, as those of a daemon at work. */
async function keepBusy(url: string, over: AbortSignal): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    while (!over.aborted) {
      await client.query(`begin; select pg_sleep(${0.03 * Math.random()})`);
      await wait(10 * Math.random(), over);
      await client.query('commit');
      await wait(60 * Math.random(), over);
    }
  } finally {
    await client.end();
  }
}

test.runIf(hasPgbouncer)(
  'settings that a transaction pooler cannot be asked to change are refused with the lines that fix them',
  { timeout: 300_000 },
  async ({ database }) => {
    await inPlace(database, async ({ client, env: place }) => {
      const name = new URL(database.url).pathname.slice(1);
      await client.query(`alter database ${name} set datestyle = 'German'`);
      await client.query(`alter database ${name} set statement_timeout = '500ms'`);
      const through = async (work: (env: Record<string, string>) => Promise<void>) => {
        const pooler = await startPgbouncer(database.url, 'transaction');
        try {
          await work({ ...place, DATABASE_URL: pooler.url, LISTEN_DATABASE_URL: database.url });
        } finally {
          await pooler.stop();
        }
      };
      const printed = new Set<string>();
      await through(async (env) => {
        for (const command of ['start', 'status']) {
          const program = startProgram([command], env);
          const ended = [command, await program.ended, program.output()];
          expect(ended).toEqual([
            command,
            78,
            expect.stringMatching(/DateStyle is German, DMY, statement_timeout is 500/),
          ]);
          for (const [line] of program.output().matchAll(/^ {2}ALTER ROLE .*;$/gm)) printed.add(line);
        }
      });
      expect([...printed]).toHaveLength(2);
      for (const line of printed) await client.query(line);
      await through((env) =>
        running(env, async (_, origin) => {
          await eventually('ready', async () => (await fetch(`${origin}/readyz`)).status === 200, 60_000);
        }),
      );
      await client.query(`alter role current_user in database ${name} reset all`);
    });
  },
);

test('a stray lock of the leader is named with the line that ends it, and then a daemon leads', async ({
  database,
}) => {
  await inPlace(database, async ({ client, env: place }) => {
    const env = { ...place, DATABASE_URL: database.url };
    const stray = await connect(database);
    stray.on('error', () => {});
    await stray.query('select pg_advisory_lock(28019, 2)');
    await running(env, async (_, origin) => {
      const status = startProgram(['status'], env);
      const doctor = startProgram(['doctor'], env);
      expect(await status.ended).toBe(1);
      expect(await doctor.ended).toBe(1);
      expect(status.output()).toMatch(/^Not working/);
      const ready = await (await fetch(`${origin}/readyz`)).text();
      for (const said of [status.output(), doctor.output(), ready]) expect(said).toContain('is no living daemon');
      const [line = ''] = /SELECT pg_terminate_backend\(\d+\);/.exec(doctor.output()) ?? [];
      expect(status.output()).toContain(line);
      await client.query(line);
      await eventually('ready', async () => (await fetch(`${origin}/readyz`)).status === 200, 60_000);
    });
    await stray.end().catch(() => {});
  });
});

/** What the sessions behind a transaction pooler have that a new one has not; as many at once as are asked for. */
async function leftBehind(url: string): Promise<string[]> {
  const clients = await Promise.all(Array.from({ length: 12 }, () => connect({ url })));
  try {
    for (const client of clients) await client.query('begin');
    const seen: string[] = [];
    for (const client of clients) {
      const { rows } = await client.query<{ what: string }>(
        `select name || ' = ' || setting as what from pg_settings
         where source = 'session' and name not in ('application_name', 'client_encoding', 'DateStyle', 'TimeZone', 'standard_conforming_strings', 'transaction_isolation', 'transaction_read_only', 'transaction_deferrable')
         union all select 'listens to ' || c from pg_listening_channels() c
         union all select 'has prepared ' || name from pg_prepared_statements`,
      );
      seen.push(...rows.map(({ what }) => what));
    }
    return seen;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
