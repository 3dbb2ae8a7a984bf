/**
 * `npm run day`: a day in the life of a catalogue that was there before us, from joining to leaving.
 *
 * PostgreSQL 15 with the roles and default privileges of Supabase and a catalogue of 5,000 odd rows; an earlier version that is
 * upgraded; the daemon under its own login through pgbouncer (transactions) with its listener through another (sessions); a
 * dead site, a slow one, one that changes its markup, one that is paused, junk rows, rejections; a restore from pg_dump;
 * and leaving. Every command is typed as the documents have it. Ends with 0 when every promise was kept.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { createPool } from '../../src/database/pool.ts';
import { catalogueOf } from '../adopt/catalogue-of.ts';
import { ask, POSTGRES_15, startPostgres15, urlAs } from '../adopt/servers.ts';
import { asOwner, DEFAULT_PRIVILEGES, OWNER, ROLES, whatMay } from '../adopt/supabase-roles.ts';
import { type DaemonProcess, SERVICE_KEY, startDaemonProcess } from '../chaos/daemon-process.ts';
import { isNothing, settle } from '../chaos/settle.ts';
import { connectionStringOf } from '../support/cluster.ts';
import { eventually } from '../support/eventually.ts';
import { checkInvariants } from '../support/invariants.ts';
import { findPgbouncer, startPgbouncer } from '../support/pgbouncer.ts';
import { MAIN, startProgram } from '../support/program.ts';
import { fill, ROWS, TABLES } from './catalogue.ts';
import { type DaySites, startSites } from './sites.ts';

/** What was installed in the morning. */
const EARLIER = 'test/adopt/versions/0023_public_runs.sql.gz';
const ROOT = path.dirname(path.dirname(MAIN));
const ROLE = 'micro_scrape_daemon';
const PASSWORD = 'secret-of-the-test';
const PATIENCE_MS = 240_000;
const KEPT_APART = ['micro_scrape', 'graphile_worker'];

const undo: (() => Promise<unknown>)[] = [];
const broken: string[] = [];
const began = performance.now();
const say = (line: string) =>
  process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
/** Remembers a promise that was not kept, and goes on. */
function promise(what: string, kept: boolean, seen: unknown = ''): void {
  say(
    `${kept ? 'ok  ' : 'FAIL'}  ${what}${seen === '' ? '' : `: ${typeof seen === 'string' ? seen : JSON.stringify(seen)}`}`,
  );
  if (!kept) broken.push(what);
}

try {
  await day();
} catch (error) {
  promise('the day ended', false, error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  for (const each of undo.reverse()) await each().catch((error: unknown) => say(`while tidying up: ${String(error)}`));
}
say(broken.length === 0 ? 'every promise was kept' : `${broken.length} promises were not kept: ${broken.join('; ')}`);
process.exit(broken.length === 0 ? 0 : 1);

async function day(): Promise<void> {
  if (
    !findPgbouncer('a day in the life') ||
    spawnSync(path.join(POSTGRES_15, 'postgres'), ['--version']).status !== 0
  ) {
    throw new Error('a day needs PostgreSQL 15 and pgbouncer (Debian: postgresql-15, pgbouncer)');
  }
  const blobs = await mkdtemp(path.join(tmpdir(), 'micro-scrape-day-'));
  undo.push(() => rm(blobs, { recursive: true, force: true, maxRetries: 5 }));
  const server = await startPostgres15();
  undo.push(() => server.stop());
  const sites = await startSites();
  undo.push(() => sites.close());

  // The project as Supabase hands it out, and its catalogue.
  await ask(server.url, ROLES);
  await ask(server.url, OWNER);
  await ask(server.url, 'create database catalogue template template0');
  const superuser = connectionStringOf(server.url, 'catalogue');
  const owner = await asOwner(superuser);
  await ask(superuser, 'alter schema public owner to project_owner');
  await ask(owner, DEFAULT_PRIVILEGES);
  await ask(owner, TABLES);
  await fill((sql, values) => ask(owner, sql, values), sites);
  const before = await foreignLines(superuser);
  say(`a catalogue of ${ROWS} rows, of which some hundred lack nearly everything`);

  // The version of some weeks ago, then this one.
  await installEarlier(owner);
  const sessions = await pooler(owner, 'session');
  const upgraded = await cli(['migrate'], { DATABASE_URL: sessions });
  promise('an earlier version is upgraded through a session pooler', upgraded.code === 0, lastLine(upgraded.output));
  await ask(
    owner,
    `set micro_scrape.role = '${ROLE}'; set micro_scrape.password = '${PASSWORD}'; ${await readFile(path.join(ROOT, 'sql/roles.sql'), 'utf8')}`,
  );
  for (const role of ['anon', 'authenticated']) {
    const may = (await whatMay(superuser, role)).filter(
      (line) => KEPT_APART.some((schema) => line.includes(schema)) || line.includes('micro_scrape'),
    );
    promise(`${role} may do nothing with what is ours`, may.length === 0, may.slice(0, 5));
  }

  // The daemon as a stranger to the catalogue, behind two poolers.
  const login = urlAs(superuser, ROLE, PASSWORD);
  const env: Record<string, string> = {
    LISTEN_DATABASE_URL: await pooler(login, 'session'),
    FETCH_ALLOW_PRIVATE: sites.hosts.join(','),
    CONCURRENCY: '6',
  };
  const databaseUrl = await pooler(login, 'transaction');
  const daemonOptions = { databaseUrl, blobs, siteHost: '', env };
  const typed = { ...env, DATABASE_URL: databaseUrl, BLOB_STORE: `file:${blobs}` };
  const paused = await cli(['host', 'pause', sites.hostOf('paused'), '--until', '2h', '--reason', 'they asked'], typed);
  promise('a site is paused', paused.code === 0, lastLine(paused.output));
  let daemon = await startDaemonProcess(daemonOptions);
  undo.push(() => daemon.kill());
  const pool = createPool({ connectionString: superuser, role: 'the day', max: 3, onError: () => undefined });
  undo.push(() => pool.end());

  await eventually(
    'what can be read is read',
    async () => (await left(superuser, ['good', 'gone', 'junk'])) === 0,
    PATIENCE_MS,
  ).catch(blame(daemon));
  promise('the good site is read while one is slow, one dead and one paused', true, await outcomes(superuser));
  promise('a paused site is asked for nothing', sites.requests('paused') === 0, `${sites.requests('paused')} requests`);

  // People look, reject, undo; the site changes its markup.
  await people(superuser, { DATABASE_URL: sessions, LISTEN_DATABASE_URL: sessions }, typed);
  sites.changeMarkup();
  await ask(
    owner,
    `update vehicles set vin = null, color = null, mileage = null where owner_note = 'changing' and vin is not null`,
  );
  await cli(['host', 'resume', sites.hostOf('paused')], typed);
  await sites.revive();
  const rolled = await startDaemonProcess(daemonOptions);
  undo.push(() => rolled.kill());
  daemon.signal('SIGTERM');
  promise(
    'a daemon that is told to end ends with 0 while another goes on',
    (await daemon.ended) === 0,
    await daemon.ended,
  );
  daemon = rolled;
  const end = await settle(pool, PATIENCE_MS);
  promise('nothing is stuck', isNothing(end.left), end.left);
  promise(
    'what was dead, slow, paused or changed is read in the end',
    await allRead(superuser),
    await outcomes(superuser),
  );
  await holds(superuser, blobs);
  const doctor = await cli(['doctor'], { ...typed, SERVICE_KEY });
  promise(
    'doctor finds nothing to fix',
    doctor.code === 0,
    doctor.output.split('\n').filter((line) => /^(problem|warning|FAIL)/.test(line)),
  );

  // A restore into another database, by the owner, as the documentation of PostgreSQL has it.
  await restored({ server: server.url, superuser, daemonOptions, login, sites });

  // Leaving.
  daemon.signal('SIGTERM');
  await daemon.ended;
  const gone = await cli(['migrate', '--uninstall', '--yes', '--purge-marks'], { DATABASE_URL: sessions });
  promise('it leaves', gone.code === 0, lastLine(gone.output));
  await ask(superuser, `reassign owned by ${ROLE} to project_owner; drop owned by ${ROLE}`);
  const after = await foreignLines(superuser);
  promise(
    'and nothing else has changed',
    after.join('\n') === before.join('\n'),
    [
      ...after.filter((line) => !before.includes(line)).map((line) => `more: ${line}`),
      ...before.filter((line) => !after.includes(line)).map((line) => `less: ${line}`),
    ].slice(0, 6),
  );
}

/** Its SQL as it would have been run: file after file. */
async function installEarlier(owner: string): Promise<void> {
  const script = (await promisify(gunzip)(await readFile(path.join(ROOT, EARLIER)))).toString('utf8');
  for (const part of script.split(/^(?=-- (?:graphile-worker|ledger|migrations|functions|triggers))/m))
    await ask(owner, part);
}

async function people(
  superuser: string,
  ofOwner: Record<string, string>,
  typed: Record<string, string>,
): Promise<void> {
  const rows = await ask(
    superuser,
    `select id, make from vehicles where owner_note = 'good' and make is not null order by id limit 3`,
  );
  const [first, second, third] = rows.map(({ id }) => String(id));
  const rejected = await cli(['reject', String(first), 'color', '--note', 'it is green'], typed);
  // Takes photographs out as well, which is the owner's to do.
  const undone = await cli(['undo', String(second)], { ...typed, ...ofOwner });
  const excluded = await cli(['exclude', String(third)], typed);
  const explained = await cli(['explain', String(first)], typed);
  promise(
    'a value is rejected, a vehicle undone, one excluded, one explained',
    [rejected, undone, excluded, explained].every(({ code }) => code === 0),
    [rejected, undone, excluded, explained].map(({ output }) => lastLine(output)),
  );
  const status = await cli(['status'], typed);
  promise('status answers', status.code === 0 || status.code === 1, status.output.split('\n')[0]);
  const [{ n } = { n: 0 }] = await ask(
    superuser,
    `select count(*)::int as n from vehicles where id = $1 and color is null`,
    [first],
  );
  promise('what was rejected is gone', n === 1);
}

async function holds(url: string, blobs?: string): Promise<void> {
  const pool = createPool({ connectionString: url, role: 'the day', max: 2, onError: () => undefined });
  try {
    const violations = await checkInvariants(pool, { graceSeconds: 0, ...(blobs !== undefined && { blobs }) });
    promise('every invariant holds', violations.length === 0, violations.slice(0, 5));
  } finally {
    await pool.end();
  }
}

interface Restoring {
  readonly server: string;
  readonly superuser: string;
  readonly login: string;
  readonly daemonOptions: { databaseUrl: string; blobs: string; siteHost: string; env: Record<string, string> };
  readonly sites: DaySites;
}

async function restored({ server, superuser, daemonOptions, login, sites }: Restoring): Promise<void> {
  await ask(server, 'create database restored template template0 owner project_owner');
  const copy = connectionStringOf(server, 'restored');
  const [dump, psql] = ['pg_dump', 'psql'].map((name) => path.join(POSTGRES_15, name));
  await piped(
    spawn(String(dump), ['--no-comments', superuser], { stdio: ['ignore', 'pipe', 'inherit'] }),
    spawn(String(psql), ['-q', '-v', 'ON_ERROR_STOP=1', copy], { stdio: ['pipe', 'ignore', 'inherit'] }),
  );
  const again = await cli(['migrate'], { DATABASE_URL: urlAs(copy, 'project_owner') });
  promise('a restored database is up to date', again.code === 0, lastLine(again.output));
  const url = connectionStringOf(login, 'restored');
  const folder = await mkdtemp(path.join(tmpdir(), 'micro-scrape-day-'));
  const { LISTEN_DATABASE_URL: _, ...env } = daemonOptions.env;
  const daemon = await startDaemonProcess({ ...daemonOptions, databaseUrl: url, blobs: folder, env });
  try {
    await ask(copy, `insert into vehicles (discovery_url, owner_note) values ($1, 'after the restore')`, [
      `${sites.good}/car/7000`,
    ]);
    await eventually(
      'a vehicle of the restored database is complete',
      async () =>
        (
          await ask(
            copy,
            `select from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id where v.owner_note = 'after the restore' and s.outcome = 'complete'`,
          )
        ).length === 1,
      PATIENCE_MS,
    ).catch(blame(daemon));
    promise('a new vehicle of it is healed', true);
    await holds(copy);
  } finally {
    daemon.signal('SIGTERM');
    await daemon.ended;
    await rm(folder, { recursive: true, force: true });
  }
}

async function piped(from: ChildProcess, to: ChildProcess): Promise<void> {
  if (from.stdout === null || to.stdin === null) throw new Error('two pipes');
  from.stdout.pipe(to.stdin);
  const codes = await Promise.all([from, to].map((child) => new Promise((resolve) => child.once('close', resolve))));
  if (codes.some((code) => code !== 0)) throw new Error(`pg_dump | psql ended with ${codes.join(' and ')}`);
}

async function pooler(url: string, mode: 'session' | 'transaction'): Promise<string> {
  const bouncer = await startPgbouncer(url, mode);
  undo.push(() => bouncer.stop());
  return bouncer.url;
}

async function cli(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const program = startProgram(args, env);
  const code = await program.ended;
  return { code, output: program.output() };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Prints what the daemon said last, and fails. */
function blame(daemon: DaemonProcess): (error: unknown) => never {
  return (error) => {
    process.stdout.write(`${daemon.output().split('\n').slice(-30).join('\n')}\n`);
    throw error;
  };
}

async function left(url: string, notes: readonly string[]): Promise<number> {
  const [row] = await ask(
    url,
    `select count(*)::int as n from vehicles v left join micro_scrape.vehicle_state s on s.vehicle_id = v.id
     where v.owner_note = any ($1) and (s.vehicle_id is null or s.requested > s.handled)`,
    [notes],
  );
  return Number(row?.n);
}

async function outcomes(url: string): Promise<string> {
  const rows = await ask(
    url,
    `select v.owner_note || ' ' || coalesce(s.outcome, 'none') as what, count(*)::int as n
     from vehicles v left join micro_scrape.vehicle_state s on s.vehicle_id = v.id group by 1 order by 1`,
  );
  return rows.map(({ what, n }) => `${what} ${n}`).join(', ');
}

/** Of these, all that has a page is complete; whom a person left alone is not asked about. */
async function allRead(url: string): Promise<boolean> {
  const rows = await ask(
    url,
    `select v.id from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
     where v.owner_note = any ('{good,slow,changing,dead,paused}') and s.outcome not in ('complete', 'excluded')`,
  );
  return rows.length <= 1;
}

/** Lines of the catalogue about everything that is not ours. */
async function foreignLines(url: string): Promise<string[]> {
  return catalogueOf(url);
}
