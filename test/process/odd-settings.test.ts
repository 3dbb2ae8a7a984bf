/**
 * A database set up as others like it: each odd setting, fixed for the role or the database, and on it the commands and a
 * daemon that heals a vehicle.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { connect } from '../support/client.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { startProgram } from '../support/program.ts';

const HEALED = `select vehicle_id::text as id from micro_scrape.vehicle_state where outcome = 'complete'`;

let site: Awaited<ReturnType<typeof startBehaviourSite>>;
let blobs: string;
beforeAll(async () => {
  site = await startBehaviourSite();
  blobs = await mkdtemp(path.join(tmpdir(), 'micro-scrape-odd-'));
});
afterAll(async () => {
  await site.close();
  await rm(blobs, { recursive: true, force: true });
});

const ODD: readonly (readonly [
  what: string,
  target: 'role' | 'database',
  settings: Readonly<Record<string, string>>,
])[] = [
  [
    'how values are written',
    'role',
    {
      datestyle: 'German',
      intervalstyle: 'iso_8601',
      timezone: 'Asia/Kathmandu',
      extra_float_digits: '-15',
      bytea_output: 'escape',
      quote_all_identifiers: 'on',
      array_nulls: 'off',
      client_encoding: 'latin1',
    },
  ],
  [
    'how statements are understood',
    'database',
    {
      datestyle: 'SQL, DMY',
      intervalstyle: 'sql_standard',
      timezone: 'America/St_Johns',
      standard_conforming_strings: 'off',
      search_path: '"$user"',
      row_security: 'off',
      'plpgsql.extra_errors': 'all',
    },
  ],
  [
    'how long anything may take',
    'role',
    {
      statement_timeout: '1ms',
      lock_timeout: '1ms',
      idle_in_transaction_session_timeout: '1ms',
      idle_session_timeout: '2s',
    },
  ],
  [
    'what a transaction is',
    'database',
    { default_transaction_isolation: 'serializable', default_transaction_deferrable: 'on', search_path: '' },
  ],
];

describe.concurrent('a database with odd settings', () => {
  test.for(ODD)('%s, fixed for the %s', { timeout: 600_000 }, async ([, target, settings], { database }) => {
    const owner = await connect(database);
    const name = new URL(database.url).pathname.slice(1);
    const role = `odd_${name.slice(-12)}`;
    await owner.query(`create role ${role} superuser login password 'secret-of-the-test'`);
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'secret-of-the-test'];
    for (const [setting, value] of Object.entries(settings)) {
      const whom = target === 'role' ? `role ${role}` : `database ${name}`;
      await owner.query(`alter ${whom} set ${setting} = ${pg.escapeLiteral(value)}`);
    }
    const env = {
      DATABASE_URL: url.href,
      PORT: '0',
      BLOB_STORE: `file:${blobs}`,
      FETCH_ALLOW_PRIVATE: new URL(site.origin).host,
      FETCH_MIN_INTERVAL_MS: '0',
    };
    const daemon = startProgram(['start'], env);
    try {
      const [, origin] = await daemon.says(/"origin":"(http:[^"]+)"/, 300_000);
      await owner.query('insert into public.vehicles (discovery_url) values ($1)', [
        `${site.origin}${BEHAVIOURS.car(1)}`,
      ]);
      const id = await eventually('complete', async () => (await owner.query(HEALED)).rows[0]?.id as string, 300_000);
      await eventually('ready', async () => (await fetch(`${origin}/readyz`)).status === 200, 300_000);
      for (const command of [['status'], ['doctor'], ['explain', id]]) {
        const program = startProgram(command, env);
        expect([command[0], await program.ended, program.output()]).toEqual([command[0], 0, expect.anything()]);
        expect(program.output()).not.toMatch(/ZodError|Invalid input|^ {4}at /m);
      }
    } finally {
      daemon.child.kill('SIGTERM');
      const code = await daemon.ended;
      await owner.query(`reassign owned by ${role} to current_user; drop owned by ${role}; drop role ${role}`);
      await owner.end();
      expect([code, daemon.output()]).toEqual([0, expect.not.stringMatching(/"level":"(error|fatal)"/)]);
    }
  });
});

test('a database in which transactions are read-only is refused in a sentence, and the doctor ends it', async ({
  database,
}) => {
  const owner = await connect(database);
  const name = new URL(database.url).pathname.slice(1);
  await owner.query(`alter database ${name} set default_transaction_read_only = on`);
  const refused = startProgram(['start'], { DATABASE_URL: database.url, PORT: '0' });
  expect([await refused.ended, refused.output()]).toEqual([
    78,
    expect.stringMatching(/^Transactions are read-only here/),
  ]);
  const doctor = startProgram(['doctor'], { DATABASE_URL: database.url });
  expect(await doctor.ended).toBe(1);
  const [, line = ''] = /fix with: (ALTER DATABASE .*;)/.exec(doctor.output()) ?? [];
  await owner.query('set default_transaction_read_only = off');
  await owner.query(line);
  await owner.end();
  const daemon = startProgram(['start'], { DATABASE_URL: database.url, PORT: '0', BLOB_STORE: `file:${blobs}` });
  await daemon.says(/"origin":"(http:[^"]+)"/);
  daemon.child.kill('SIGTERM');
  expect(await daemon.ended).toBe(0);
});
