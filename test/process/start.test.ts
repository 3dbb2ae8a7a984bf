import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { follow, ROOT, startProgram } from '../support/program.ts';

describe('a daemon that cannot start says why in one place and ends', () => {
  test('with 78 and every mistake when the environment is wrong, without any value', async () => {
    const program = startProgram(['start'], {
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      PORT: 'abc',
      SERVICE_KEY: 'short-secret',
      ROBOTS: 'maybe',
    });
    expect(await program.ended).toBe(78);
    const said = program.output();
    for (const name of ['DATABASE_URL', 'PORT', 'SERVICE_KEY', 'ROBOTS']) expect(said).toContain(name);
    for (const value of ['hunter2', 'short-secret', 'maybe']) expect(said).not.toContain(value);
  });

  test('and names before that what looks like a slip for a variable of ours', async () => {
    const program = startProgram(['start'], { DATABASE_URL: 'postgres://cat@127.0.0.1:9/x', CONCURENCY: '99' });
    expect(await program.ended).toBe(69);
    expect(program.output()).toContain('CONCURENCY is set and not read: is CONCURRENCY meant?');
    expect(program.output()).not.toContain('99');
  });

  test('with 69 when nothing answers at the address of the database, naming it without the password', async () => {
    const program = startProgram(['start'], { DATABASE_URL: 'postgres://cat:hunter2@127.0.0.1:9/catalogue' });
    expect(await program.ended).toBe(69);
    expect(program.output()).toMatch(/Cannot reach the database catalogue at 127\.0\.0\.1:9 as cat: .*ECONNREFUSED/);
    expect(program.output()).not.toContain('hunter2');
  });

  test('with 69 when the database does not exist', async ({ database }) => {
    const url = new URL(database.url);
    url.pathname = '/nowhere';
    const program = startProgram(['start'], { DATABASE_URL: url.href });
    expect(await program.ended).toBe(69);
    expect(program.output()).toContain('"nowhere" does not exist');
  });

  test('with 78 when an existing table does not fit, naming each column, and changes nothing', async ({
    emptyDatabase,
  }) => {
    const client = await connect(emptyDatabase);
    await client.query('create table vehicles (id bigint primary key, make text, vin integer)');
    const program = startProgram(['start'], { DATABASE_URL: emptyDatabase.url, PORT: '0' });
    expect(await program.ended).toBe(78);
    expect(program.output()).toMatch(/vehicles\.id is bigint/);
    expect(program.output()).toMatch(/vehicles\.vin is integer/);
    expect(program.output()).toMatch(/no column discovery_url/);
    const columns = await one(
      client,
      `select count(*)::int as n from information_schema.columns where table_name = 'vehicles'`,
    );
    expect(columns).toEqual({ n: 3 });
    await client.end();
  });
});

describe.runIf(process.platform === 'linux')('a daemon begins as a small process', () => {
  test('in the place of the one that was started, alone, and what the operator has set stands', async ({
    database,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-small-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const env = { DATABASE_URL: database.url, PORT: '0', BLOB_STORE: `file:${folder}` };
    const told = { ...env, NODE_OPTIONS: '--max-semi-space-size=16' };
    const set = { ...env, MALLOC_ARENA_MAX: '3' };
    const seen = await Promise.all(
      [env, told, set].map(async (each) => {
        const program = startProgram(['start'], each);
        try {
          await program.says(/"origin":"(http:[^"]+)"/);
          const of = (file: string) => readFile(`/proc/${program.child.pid}/${file}`, 'utf8');
          return {
            young: /semi-space-size=\d+/.exec(await of('cmdline'))?.[0],
            old: /heap-growing-percent=\d+/.exec(await of('cmdline'))?.[0],
            arenas: /ARENA_MAX=\d+/.exec(await of('environ'))?.[0],
            // The processes that read pages begin with the first page.
            children: await of(`task/${program.child.pid}/children`),
          };
        } finally {
          program.child.kill('SIGTERM');
          expect(await program.ended).toBe(0);
        }
      }),
    );
    expect(seen).toEqual([
      { young: 'semi-space-size=2', old: 'heap-growing-percent=30', arenas: 'ARENA_MAX=1', children: '' },
      { children: '' },
      { young: 'semi-space-size=2', old: 'heap-growing-percent=30', arenas: 'ARENA_MAX=3', children: '' },
    ]);
  });
});

describe('a daemon that npm started', () => {
  test.for([
    ['npm', 'start'],
    ['npx', 'micro-scrape', 'start'],
  ])('ends when %s %s is told to, and leaves no orphan', async (typed, { database }) => {
    const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-npm-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const [file = '', ...args] = typed;
    const { PATH = '', HOME = '' } = process.env;
    const env = { PATH, HOME, DATABASE_URL: database.url, PORT: '0', BLOB_STORE: `file:${folder}` };
    const program = follow(spawn(file, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] }));
    await program.says(/"origin":"(http:[^"]+)"/);
    program.child.kill('SIGTERM');
    // Its output ends with the last process that could still write to it.
    const code = await program.ended;
    expect(program.output()).toMatch(/"msg":"stopped"/);
    // Whoever waits for npm waits for the daemon; npx itself does not.
    if (file === 'npm') expect(code).toBe(0);
  });
});

describe('a running daemon', () => {
  test('works on its database, answers health and figures, and ends with 0 on SIGTERM leaving nothing locked', async ({
    database,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-start-'));
    const site = await startBehaviourSite();
    const client = await connect(database);
    const program = startProgram(['start'], {
      DATABASE_URL: database.url,
      PORT: '0',
      BLOB_STORE: `file:${folder}`,
      FETCH_ALLOW_PRIVATE: new URL(site.origin).host,
      FETCH_MIN_INTERVAL_MS: '0',
    });
    try {
      const [, origin] = await program.says(/"origin":"(http:[^"]+)"/);
      await eventually('ready', async () => (await fetch(`${origin}/readyz`)).status === 200);
      expect((await fetch(`${origin}/healthz`)).status).toBe(200);
      await client.query('insert into vehicles (discovery_url) values ($1)', [`${site.origin}${BEHAVIOURS.car(1)}`]);
      await eventually('complete', async () => {
        const { rows } = await client.query(`select from micro_scrape.vehicle_state where outcome = 'complete'`);
        return rows.length === 1;
      });
      const figures = await (await fetch(`${origin}/metrics`)).text();
      expect(figures).toMatch(/micro_scrape_vehicles\{band="at_threshold"\} 1/);

      await client.query('insert into vehicles (discovery_url) values ($1)', [`${site.origin}${BEHAVIOURS.hang}`]);
      await eventually('the hanging page is being read', () => site.count(BEHAVIOURS.hang) === 1);
      program.child.kill('SIGTERM');
      expect(await program.ended).toBe(0);
      const left = await one(
        client,
        `select (select count(*)::int from graphile_worker.jobs where locked_by is not null) as locked,
           (select count(*)::int from micro_scrape.vehicle_state where leased_by is not null) as leased,
           (select count(*)::int from micro_scrape.vehicle_state where requested > handled) as to_do,
           (select count(*)::int from graphile_worker.jobs) as jobs,
           (select count(*)::int from micro_scrape.daemons) as daemons`,
      );
      expect(left).toEqual({ locked: 0, leased: 0, to_do: 1, jobs: 1, daemons: 0 });
    } finally {
      program.child.kill('SIGKILL');
      await program.ended;
      await client.end();
      await site.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('without DATABASE_URL brings its own PostgreSQL and keeps a service key of its own, for its owner only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-own-'));
    try {
      for (const expected of [/embedded PostgreSQL/, /embedded PostgreSQL/]) {
        const program = startProgram(['start'], { PORT: '0' }, folder);
        const [, origin] = await program.says(/"origin":"(http:[^"]+)"/);
        expect(program.output()).toMatch(expected);
        const key = (await readFile(join(folder, '.data/service-key'), 'utf8')).trim();
        expect((await stat(join(folder, '.data/service-key'))).mode & 0o077).toBe(0);
        const answer = await fetch(`${origin}/functions/v1/micro-scrape-bandaid`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: '{"dry_run": true, "batch_size": 10}',
        });
        expect(await answer.json()).toMatchObject({ success: true, analyzed: 0, gaps_found: [] });
        program.child.kill('SIGINT');
        expect(await program.ended).toBe(0);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
