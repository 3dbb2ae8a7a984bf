/** What all commands share: help, exit codes, and the database of the daemon in this folder. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { test } from '../support/database.ts';
import { startProgram } from '../support/program.ts';
import { command, commandJson } from './command.ts';
import { addShape, statusShape } from './shapes.ts';

const COMMANDS = ['status', 'explain', 'run', 'add', 'reprocess', 'doctor'];

describe.concurrent('the command line', () => {
  test('explains every command with an example', async () => {
    const all = await command(['--help']);
    for (const name of [...COMMANDS, 'start', 'migrate', 'demo']) {
      expect(all.stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    }
    expect(all.stdout).toMatch(/Exit codes:[\s\S]*69 {3}the database is away/);
    const helps = await Promise.all(COMMANDS.map((name) => command([name, '--help'])));
    for (const name of ['start', 'migrate', 'demo', 'eval']) {
      const { code, stdout } = await command([name, '--help']);
      expect([name, code, stdout]).toEqual([name, 0, expect.stringMatching(/Example:[\s\S]*(Ends|ends|--json)/)]);
    }
    for (const [i, { code, stdout }] of helps.entries()) {
      expect([COMMANDS[i], code]).toEqual([COMMANDS[i], 0]);
      expect(stdout).toMatch(new RegExp(`Example:\\n {2}npx micro-scrape ${COMMANDS[i]}`));
      expect(stdout).toContain('--json');
    }
  });

  test('that has a mistake ends with 64', async () => {
    for (const args of [['bogus'], ['explain'], ['run', '--batch-size', '0'], ['status', '--jsno']]) {
      const { code, stderr } = await command(args);
      expect([args, code]).toEqual([args, 64]);
      expect(stderr).toMatch(/^error: /);
    }
  });

  test('ends with 69 when the database is away, and with 78 when it is not prepared or the configuration is wrong', async ({
    emptyDatabase,
  }) => {
    const away = await command(['status'], { DATABASE_URL: 'postgres://cat:hunter2@127.0.0.1:9/catalogue' });
    expect(away.code).toBe(69);
    expect(away.stderr).toMatch(/Cannot reach the database catalogue at 127\.0\.0\.1:9 as cat: .*ECONNREFUSED/);
    expect(away.stderr).not.toContain('hunter2');
    const empty = await command(['run'], { DATABASE_URL: emptyDatabase.url });
    expect([empty.code, empty.stderr]).toEqual([78, expect.stringContaining('micro-scrape migrate')]);
    const wrong = await command(['add', 'https://cars.example/1'], { DATABASE_URL: 'mysql://x' });
    expect([wrong.code, wrong.stderr]).toEqual([78, expect.stringContaining('DATABASE_URL')]);
  });
});

describe.concurrent('migrate', () => {
  test('as a dry run prints what it would do and changes nothing', async ({ emptyDatabase }) => {
    const env = { DATABASE_URL: emptyDatabase.url };
    const { code, stdout } = await command(['migrate', '--dry-run'], env);
    expect([code, stdout]).toEqual([0, expect.stringContaining('create table micro_scrape.vehicle_state')]);
    expect((await command(['status'], env)).code).toBe(78);
    expect((await command(['migrate'], env)).code).toBe(0);
    expect((await command(['migrate', '--dry-run'], env)).stdout).toMatch(/^-- .* is up to date$/m);
  });

  test('gives machines one document for each of its ways, and says the rest beside it', async ({ emptyDatabase }) => {
    const env = { DATABASE_URL: emptyDatabase.url };
    const database = expect.stringMatching(/ at 127\.0\.0\.1:\d+ as /);
    const shown = await commandJson(['migrate', '--dry-run'], env);
    expect(shown).toMatchObject({ code: 0, stderr: '', answer: { database, dry_run: true } });
    expect(shown.answer).toHaveProperty('sql', expect.stringContaining('create table micro_scrape.vehicle_state'));
    const made = await commandJson(['migrate', '--adopt'], env);
    expect(made).toMatchObject({ code: 0, stderr: expect.stringMatching(/^applied ledger\.sql$/m) });
    expect(made.answer).toEqual({
      database,
      dry_run: false,
      applied: expect.arrayContaining(['migrations/0001_public_catalogue.sql']),
      adopted: { vehicles: 0, seconds: expect.any(Number) },
    });
    expect((await commandJson(['migrate', '--uninstall'], env)).answer).toEqual({
      database,
      dry_run: false,
      statements: expect.arrayContaining(['drop schema micro_scrape cascade']),
      kept: [],
      lost: [],
      marks_purged: 0,
    });
  });
});

describe.concurrent('eval', () => {
  test('gives machines what was read on standard output and people the report beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-test-'));
    try {
      await writeFile(join(folder, 'a.html'), '<title>1995 Porsche 911</title><p>nothing for sale</p>');
      const truth = { year: null, make: null, model: null };
      await writeFile(join(folder, 'index.json'), JSON.stringify([{ slug: 'a', expect: 'no_listing', truth }]));
      const { code, stdout, stderr } = await command(['eval', folder, '--json', '-']);
      expect([code, stderr]).toEqual([0, expect.stringMatching(/precision/)]);
      expect(JSON.parse(stdout)).toMatchObject({ a: { vin: null, images: [] } });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe.concurrent('without DATABASE_URL', () => {
  test('the commands use the database of the daemon in this folder, and say when there is none', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'micro-scrape-test-'));
    const env = { PORT: '0', LOG_LEVEL: 'info', FETCH_ALLOW_PRIVATE: '127.0.0.1:9' };
    try {
      const none = await command(['status'], {}, { cwd });
      expect([none.code, none.stderr]).toEqual([
        69,
        expect.stringMatching(/no daemon runs in this folder[\s\S]*npm start/),
      ]);
      const slip = await command(['status'], { DATABASE_URI: 'x' }, { cwd });
      expect([slip.code, slip.stderr]).toEqual([69, expect.stringContaining('is DATABASE_URL meant?')]);
      const { answer } = await commandJson(['doctor'], { DATABASE_URI: 'x' }, { cwd });
      const meant = expect.objectContaining({ level: 'warning', fix: ['export DATABASE_URL="$DATABASE_URI"'] });
      expect(answer).toMatchObject({ findings: expect.arrayContaining([meant]) });

      const daemon = startProgram(['start'], env, cwd);
      await daemon.says(/"msg":"ready"/);
      const status = await commandJson(['status'], env, { cwd });
      expect(statusShape.parse(status.answer)).toMatchObject({ working: true, vehicles: { total: 0 } });
      const added = await commandJson(['add', '--wait', 'http://127.0.0.1:9/car'], env, { cwd });
      expect(addShape.parse(added.answer)).toMatchObject({ waited: 'rested', results: [{ rests: true }] });
      const migrated = await command(['migrate'], env, { cwd });
      expect([migrated.code, migrated.stdout]).toEqual([0, expect.stringContaining('is up to date')]);
      daemon.child.kill('SIGKILL');
      await daemon.ended;

      // The file that names the port is still there.
      const killed = await command(['status'], {}, { cwd });
      expect([killed.code, killed.stderr]).toEqual([69, expect.stringContaining('no daemon runs in this folder')]);
      const alone = await command(['migrate'], {}, { cwd });
      expect([alone.code, alone.stdout]).toEqual([0, expect.stringContaining('is up to date')]);
    } finally {
      await rm(cwd, { recursive: true, force: true, maxRetries: 10 });
    }
  });
});
