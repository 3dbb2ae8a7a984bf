/**
 * Every broken set-up is broken for real, named by the doctor, and fixed by typing what the doctor printed. One
 * database after the other carries many of them in turn: each run must name exactly the one that is broken now, so a
 * fix that does not fix fails the next.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect } from 'vitest';
import type { z } from 'zod';
import { connect, one } from '../support/client.ts';
import { createTestDatabase, type TestDatabase, test } from '../support/database.ts';
import { findPgbouncer, startPgbouncer } from '../support/pgbouncer.ts';
import { command, commandJson } from './command.ts';
import { doctorShape } from './shapes.ts';
import { withWorld } from './world.ts';

type Env = Readonly<Record<string, string>>;
type Diagnosis = z.infer<typeof doctorShape>;
type Finding = Diagnosis['findings'][number];

/** Port 9 of this machine: nobody serves `discard` any more. */
const NOBODY_THERE = '127.0.0.1:9';

async function diagnose(env: Env): Promise<Diagnosis> {
  const { code, answer } = await commandJson(['doctor'], env);
  const diagnosis = doctorShape.parse(answer);
  expect(code).toBe(diagnosis.healthy ? 0 : 1);
  return diagnosis;
}

/** What is wrong beside that no daemon runs, which none does in most of these tests. */
function problems(diagnosis: Diagnosis): Finding[] {
  return diagnosis.findings.filter((finding) => finding.level === 'problem' && finding.check !== 'daemon');
}

async function withBlobs(work: (env: Env) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-test-'));
  try {
    await work({ BLOB_STORE: `file:${folder}` });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Types what the doctor printed: SQL as the owner of the database, our own commands as a person. */
async function fix(finding: Finding, client: pg.Client, env: Env): Promise<void> {
  for (const line of finding.fix) {
    if (line.startsWith('npx micro-scrape ')) {
      const ended = await command(line.split(' ').slice(2), env);
      expect([line, ended.code, ended.stderr]).toEqual([line, 0, '']);
    } else {
      await client.query(line);
    }
  }
}

test('a deployment in order is healthy, with 0', async ({ database }) => {
  await withWorld(database, async ({ env }) => {
    const { code, stdout } = await command(['doctor'], { ...env, SERVICE_KEY: 'k'.repeat(32) });
    expect(stdout).toContain('Everything works.');
    for (const check of ['LISTEN', 'session', 'triggers', 'rights', 'leader', 'clock', 'disk']) {
      expect(stdout).toMatch(new RegExp(`^ok +${check} `, 'm'));
    }
    expect(stdout).not.toMatch(/PROBLEM|warning/);
    expect(code).toBe(0);
  });
});

describe.concurrent('a database that cannot be reached is named with its reason', () => {
  const urls: readonly (readonly [string, (url: URL) => void, RegExp])[] = [
    ['nobody listens', (url) => Object.assign(url, { host: NOBODY_THERE }), /ECONNREFUSED/],
    ['the password is wrong', (url) => Object.assign(url, { password: 'wrong' }), /password authentication failed/],
    ['there is none of that name', (url) => Object.assign(url, { pathname: '/nowhere' }), /"nowhere" does not exist/],
  ];
  for (const [what, change, reason] of urls) {
    test(what, async ({ database }) => {
      await withBlobs(async (env) => {
        const url = new URL(database.url);
        change(url);
        const { findings } = await diagnose({ ...env, DATABASE_URL: url.href });
        const [first] = findings;
        expect(first).toMatchObject({ check: 'database', level: 'problem', detail: expect.stringMatching(reason) });
        expect(first?.fix.join()).toMatch(/DATABASE_URL/);
        expect(JSON.stringify(findings)).not.toContain(new URL(database.url).password);
        // The rest is looked at all the same.
        expect(findings.find((finding) => finding.check === 'blob store')?.level).toBe('ok');
      });
    });
  }

  test('no DATABASE_URL and no daemon in this folder', async () => {
    await withBlobs(async (env) => {
      const cwd = await mkdtemp(join(tmpdir(), 'micro-scrape-test-'));
      try {
        const ended = await commandJson(['doctor'], env, { cwd });
        expect(doctorShape.parse(ended.answer).findings[0]).toMatchObject({
          check: 'database',
          level: 'problem',
          detail: expect.stringContaining('no daemon runs in this folder'),
        });
        expect(ended.code).toBe(1);
      } finally {
        await rm(cwd, { recursive: true });
      }
    });
  });
});

describe.concurrent('what the database lacks', () => {
  const broken: readonly (readonly [string, string, readonly string[], RegExp])[] = [
    [
      'a file of sql/ is not applied',
      `delete from micro_scrape.applied_sql where name like 'functions/60%'`,
      ['migrations'],
      /not at this version: functions\/60_commit_run\.sql/,
    ],
    [
      'a trigger is switched off',
      'alter table vehicles disable trigger micro_scrape_vehicle_changed',
      ['triggers'],
      /micro_scrape_vehicle_changed on vehicles is switched off/,
    ],
    [
      'a trigger fires for replicas only',
      'alter table vehicle_images enable replica trigger micro_scrape_vehicle_images_added',
      ['triggers'],
      /micro_scrape_vehicle_images_added/,
    ],
    [
      'a trigger is gone',
      'drop trigger micro_scrape_vehicle_images_deleted on vehicle_images',
      ['migrations', 'triggers'],
      /micro_scrape_vehicle_images_deleted is missing/,
    ],
    [
      'the state is no longer counted',
      `alter table micro_scrape.vehicle_state disable trigger micro_scrape_state_changed;
       insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps) select id, 0, 0, '{}' from vehicles;
       update micro_scrape.vehicle_state set outcome = 'gone'`,
      ['triggers'],
      /micro_scrape_state_changed on micro_scrape\.vehicle_state is switched off: what status and/,
    ],
    [
      'a whole database writes as a replica',
      'alter database DATABASE set session_replication_role = replica',
      ['triggers', 'events'],
      /session_replication_role is replica for every session/,
    ],
    [
      'a trigger cannot write its event',
      'alter function micro_scrape.on_vehicle_inserted() owner to STRANGER',
      ['events'],
      /leaves no event.*owner micro_scrape_stranger_/,
    ],
    [
      'the adopted table wants a value we do not have',
      'alter table vehicle_images add column album text not null',
      ['images'],
      /null value in column "album"/,
    ],
    [
      'transactions are read-only',
      'alter database DATABASE set default_transaction_read_only = on',
      ['writable'],
      /read-only/,
    ],
    [
      'the queue is gone',
      'drop schema graphile_worker cascade',
      ['queue schema', 'migrations'],
      /graphile_worker is missing/,
    ],
  ];

  test('is named, and fixed by what is printed', async ({ database }) => {
    await withBlobs(async (blobs) => {
      const env = { ...blobs, DATABASE_URL: database.url };
      const client = await connect(database);
      const stranger = `micro_scrape_stranger_${crypto.randomUUID().slice(0, 8)}`;
      const name = pg.escapeIdentifier(new URL(database.url).pathname.slice(1));
      await client.query(`create role ${stranger}`);
      try {
        await client.query(
          `insert into vehicles (discovery_url) values ('https://cars.example/1'); delete from micro_scrape.vehicle_events`,
        );
        expect(problems(await diagnose(env))).toEqual([]);
        for (const [what, sql, checks, detail] of broken) {
          await client.query(sql.replace('DATABASE', name).replace('STRANGER', stranger));
          const found = problems(await diagnose(env));
          expect([what, found.map((finding) => finding.check)]).toEqual([what, checks]);
          expect([what, found.map((finding) => finding.detail).join()]).toEqual([what, expect.stringMatching(detail)]);
          if (found[0] !== undefined) await fix(found[0], client, env);
        }
        expect(problems(await diagnose(env))).toEqual([]);
        expect(await one(client, 'select outcome, vehicles::int from micro_scrape.vehicle_counts')).toEqual({
          outcome: 'gone',
          vehicles: 1,
        });
      } finally {
        await client.query(`drop owned by ${stranger}; drop role ${stranger}`);
        await client.end();
      }
    });
  });

  test('all of it: a database that was never prepared', async ({ emptyDatabase }) => {
    await withBlobs(async (blobs) => {
      const found = problems(await diagnose({ ...blobs, DATABASE_URL: emptyDatabase.url }));
      expect(found.map((finding) => finding.check)).toEqual(['queue schema', 'migrations']);
      expect(found[1]).toMatchObject({
        detail: expect.stringContaining('never prepared'),
        fix: ['npx micro-scrape migrate'],
      });
    });
  });

  test('nothing: it is newer than this program', async ({ database }) => {
    await withBlobs(async (blobs) => {
      const client = await connect(database);
      await client.query(`insert into micro_scrape.applied_sql values ('migrations/9999_later.sql', 'x')`);
      await client.end();
      const [finding] = problems(await diagnose({ ...blobs, DATABASE_URL: database.url }));
      expect(finding).toMatchObject({ check: 'migrations', detail: expect.stringContaining('9999_later') });
    });
  });

  test('a clock that agrees with this machine', async ({ database }) => {
    await withBlobs(async (blobs) => {
      const client = await connect(database);
      // The server's own clock is everybody's here; sessions of this database see another one.
      await client.query(`create schema skewed;
        create function skewed.clock_timestamp() returns timestamptz language sql
          as 'select pg_catalog.clock_timestamp() + interval ''1 hour''';
        alter database ${pg.escapeIdentifier(new URL(database.url).pathname.slice(1))} set search_path = skewed, pg_catalog, public`);
      await client.end();
      const found = problems(await diagnose({ ...blobs, DATABASE_URL: database.url }));
      expect(found.find((finding) => finding.check === 'clock')).toMatchObject({
        detail: expect.stringMatching(/clock is 1 h ahead of this machine/),
        fix: [expect.stringContaining('set-ntp')],
      });
    });
  });
});

describe.concurrent('a role with less than the owner', () => {
  test('gets from what is printed all that a daemon needs, and each right that is taken again is named', {
    timeout: 300_000,
  }, async ({ database }) => {
    await withRole(database, async ({ role, client, env }) => {
      await client.query(
        'alter table vehicles enable row level security; alter table vehicle_images enable row level security',
      );
      const first = problems(await diagnose(env));
      expect(first.length).toBeGreaterThan(15);
      expect(first.map((finding) => finding.detail).join()).toMatch(/row-level security of public\.vehicles/);
      // A right on a schema brings to light what lies in it.
      for (let round = 0; round < 4; round += 1) {
        const lines = (await diagnose(env)).findings.flatMap((finding) => finding.fix);
        for (const line of lines.filter((each) => /^(GRANT|CREATE POLICY|ALTER TABLE)/.test(each)))
          await client.query(line);
      }
      expect(problems(await diagnose(env))).toEqual([]);
      await withWorld({ ...database, url: env.DATABASE_URL ?? '' }, async (world) => {
        const url = world.urlOf('porsche-911-1995');
        const added = await command(['add', '--wait', url], world.env);
        expect([added.code, added.stdout]).toEqual([0, expect.stringMatching(/^complete +100 .* 1995 Porsche 911$/m)]);
        expect((await diagnose(world.env)).healthy).toBe(true);
      });
      const taken: readonly (readonly [string, string, RegExp])[] = [
        ['revoke update (vin) on vehicles from ROLE', 'rights', /may not UPDATE vin of public\.vehicles/],
        [
          'revoke insert, update on micro_scrape.pages from ROLE',
          'rights',
          /lacks INSERT, UPDATE on micro_scrape\.pages/,
        ],
        ['revoke select on micro_scrape.settings from ROLE', 'rights', /lacks SELECT on micro_scrape\.settings/],
      ];
      for (const [sql, check, detail] of taken) {
        await client.query(sql.replace('ROLE', role));
        const found = problems(await diagnose(env)).find((finding) => detail.test(finding.detail));
        expect([sql, found?.check]).toEqual([sql, check]);
        if (found !== undefined) await fix(found, client, env);
      }
    });
  });

  test('is told of row-level security that hides the vehicles, lets nothing be changed, or hides the queue', async ({
    database,
  }) => {
    await withRole(database, async ({ role, client, env }) => {
      await client.query(
        `insert into vehicles (discovery_url) values ('https://cars.example/1'); delete from micro_scrape.vehicle_events`,
      );
      for (const schema of ['public', 'micro_scrape', 'graphile_worker']) {
        await client.query(
          `grant usage on schema ${schema} to ${role}; grant all on all tables in schema ${schema} to ${role}`,
        );
      }
      await client.query('alter table vehicles enable row level security');
      const hidden = problems(await diagnose(env));
      const of = (table: string) => hidden.find((finding) => finding.detail.includes(`row-level security of ${table}`));
      expect(of('public.vehicles')?.fix).toEqual([expect.stringMatching(/^CREATE POLICY .* ON public\.vehicles FOR/)]);
      expect(of('graphile_worker._private_jobs')?.fix).toEqual([
        `ALTER TABLE graphile_worker._private_jobs OWNER TO "${role}";`,
      ]);

      await client.query(`create policy look on vehicles for select to ${role} using (true)`);
      const stuck = problems(await diagnose(env)).find((finding) => finding.check === 'update');
      expect(stuck?.detail).toMatch(/updates no row of it, without an error/);
      if (stuck !== undefined) await fix(stuck, client, env);
      expect(problems(await diagnose(env)).map((finding) => finding.check)).not.toContain('update');
    });
  });
});

describe.concurrent('connections', () => {
  test.runIf(findPgbouncer('what the doctor says of poolers'))(
    'through a transaction pooler are recognised, and a direct one for LISTEN is what it asks for',
    async ({ database }) => {
      await withBlobs(async (blobs) => {
        const pooler = await startPgbouncer(database.url, 'transaction');
        try {
          const pooled = problems(await diagnose({ ...blobs, DATABASE_URL: pooler.url }));
          expect(pooled.map((finding) => finding.check)).toEqual(expect.arrayContaining(['session', 'LISTEN']));
          for (const finding of pooled.filter((each) => each.check === 'session' || each.check === 'LISTEN')) {
            expect(finding.detail).toContain('transaction pooler');
            expect(finding.fix.join()).toMatch(/^LISTEN_DATABASE_URL=postgres:\/\/USER:PASSWORD@/);
          }
          const fixed = await diagnose({ ...blobs, DATABASE_URL: pooler.url, LISTEN_DATABASE_URL: database.url });
          expect(problems(fixed).filter((finding) => /session|LISTEN/.test(finding.check))).toEqual([]);
          expect(fixed.findings.find((finding) => finding.check === 'pooler')?.level).toBe('ok');
        } finally {
          await pooler.stop();
        }
      });
    },
  );

  test('that listen at another database are recognised', async ({ database }) => {
    const other = await createTestDatabase();
    try {
      await withBlobs(async (blobs) => {
        const env = { ...blobs, DATABASE_URL: database.url, LISTEN_DATABASE_URL: other.url };
        const [finding] = problems(await diagnose(env));
        expect(finding).toMatchObject({
          check: 'LISTEN',
          detail: expect.stringContaining('leads to another database'),
        });
      });
    } finally {
      await other.drop();
    }
  });
});

describe.concurrent('work and machine', () => {
  test('a silent daemon, events that wait, jobs that failed, a blob store, a proxy and a key', async ({ database }) => {
    const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-test-'));
    const client = await connect(database);
    try {
      await writeFile(join(folder, 'file'), '');
      await client.query(`
        insert into micro_scrape.daemons (id, hostname, pid, beat_at) values (gen_random_uuid(), 'gone', 1, now() - interval '5 min');
        insert into micro_scrape.vehicle_events (vehicle_id, kind, at) values (gen_random_uuid(), 'edited', now() - interval '5 min');
        select graphile_worker.add_job('micro-scrape', '{}', max_attempts => 1);
        update graphile_worker._private_jobs set attempts = 1, last_error = 'bad payload'`);
      const { findings } = await diagnose({
        DATABASE_URL: database.url,
        BLOB_STORE: `file:${join(folder, 'file', 'blobs')}`,
        EGRESS_PROXY_URL: `http://${NOBODY_THERE}`,
      });
      const of = (check: string) => findings.find((finding) => finding.check === check);
      expect(of('daemon')).toMatchObject({
        level: 'problem',
        detail: expect.stringMatching(/no daemon is alive; the last one fell silent 5 min ago/),
        fix: ['npm start'],
      });
      expect(of('events waiting')).toMatchObject({
        level: 'problem',
        detail: expect.stringMatching(/1 event not dispatched, the oldest for 5 min/),
      });
      expect(of('failed jobs')).toMatchObject({
        level: 'warning',
        detail: expect.stringContaining('1 job failed for good'),
      });
      expect(of('blob store')).toMatchObject({ level: 'problem', fix: [expect.stringMatching(/^BLOB_STORE=/)] });
      expect(of('proxy')).toMatchObject({
        level: 'problem',
        detail: expect.stringContaining('ECONNREFUSED'),
        fix: [expect.stringMatching(/^EGRESS_PROXY_URL=/)],
      });
      expect(of('service key')).toMatchObject({ level: 'warning' });
      expect((await one(client, 'select count(*)::int as n from vehicles')).n).toBe(0);
    } finally {
      await client.end();
      await rm(folder, { recursive: true });
    }
  });

  test('a mistaken variable is named without its value', async () => {
    const { findings } = await diagnose({ SERVICE_KEY: 'short-secret', PORT: 'x' });
    expect(findings).toMatchObject([{ check: 'configuration', level: 'problem' }]);
    expect(findings[0]?.detail).toMatch(/SERVICE_KEY: .*\n.*PORT|PORT: .*\n.*SERVICE_KEY/s);
    expect(JSON.stringify(findings)).not.toContain('short-secret');
  });
});

async function withRole(
  database: TestDatabase,
  work: (given: { role: string; client: pg.Client; env: Env }) => Promise<void>,
): Promise<void> {
  const client = await connect(database);
  const role = `micro_scrape_role_${crypto.randomUUID().slice(0, 8)}`;
  await client.query(`create role ${role} login password 'of-a-test'`);
  const url = new URL(database.url);
  url.username = role;
  url.password = 'of-a-test';
  try {
    await withBlobs((blobs) => work({ role, client, env: { ...blobs, DATABASE_URL: url.href } }));
  } finally {
    await client.query(`drop owned by ${role} cascade; drop role ${role}`);
    await client.end();
  }
}
