/**
 * Brings a database to this version: graphile-worker's own schema, then sql/migrations (numbered, each once), then
 * sql/functions and sql/triggers (again whenever their text changed or a trigger is missing).
 * Invariant: any number of daemons may do this at the same moment, one does it and the others wait; each file is one
 * transaction with its record, so that a broken run is continued by the next; no writer of the catalogue waits for it.
 */

import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { FatalError } from '../../runtime/errors.ts';
import { messageOf } from '../../runtime/thrown.ts';
import { wait } from '../../runtime/wait.ts';
import { unreachable } from '../connection-advice.ts';
import { retryUntilUnlocked } from '../lock-retry.ts';
import { LOCKS } from '../locks.ts';
import { createPool, openClient } from '../pool.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';
import { probeServer } from '../server.ts';
import { assertSession } from '../work-and-listen-urls.ts';
import { type Drift, findDrift } from './drift.ts';
import { assertMayApply } from './may-migrate.ts';
import { findAmiss, statementsForRights } from './others-rights.ts';
import { planMigration, type Step, type Wishes } from './plan.ts';
import { assertWorkable, findMissingRights } from './rights.ts';

const TRY_LOCK = `select pg_try_advisory_xact_lock(${LOCKS.migration}) as got`;
const LOOK_EVERY_MS = 100;
/** Another daemon that builds an index over a large table takes minutes. */
const OTHERS_PATIENCE_MS = 30 * 60_000;
const OWNER = `
  select pg_get_userbyid(n.nspowner) as owner from pg_namespace n
  where n.nspname = $1 and n.nspowner <> (select oid from pg_roles where rolname = current_user)`;
const RECORD = `
  insert into micro_scrape.applied_sql (name, checksum) values ($1, $2)
  on conflict (name) do update set checksum = excluded.checksum, applied_at = clock_timestamp()`;
const ADDED_INDEX = `insert into micro_scrape.additions (kind, name) values ('index', $1) on conflict do nothing`;
const INDEX_NAME = /create index concurrently (\w+)/;

export interface MigrateOptions extends Wishes {
  readonly connectionString: string;
  readonly log?: (line: string) => void;
}

export interface MigrateResult {
  /** What was applied now, in order; empty when the database was up to date. */
  readonly applied: readonly string[];
  /** What others may do with what is ours, and this role may not close. */
  readonly open: readonly string[];
  /** What was no longer as it had been left, and is again; absent: nothing. */
  readonly fixed?: readonly string[];
  /** What is still not as it must be, with what is typed; absent: nothing. */
  readonly left?: readonly Pick<Drift, 'problem' | 'fix'>[];
}

/** Throws FatalError: 69 the database is away or a table is never let go, 78 it does not fit or a right is missing. */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  return withMigrationLock(options.connectionString, async (client) => {
    const applied: string[] = [];
    const fixed = new Set<string>();
    await refuseReadOnly(client);
    const steps = await planMigration(client, options);
    await assertMayApply(client, steps, options.connectionString);
    for (const step of steps) {
      const because = step.kind === 'file' ? step.because : undefined;
      await apply(client, options.connectionString, step);
      applied.push(step.name);
      options.log?.(`applied ${step.name}${because === undefined ? '' : `: ${because}`}`);
      if (because !== undefined) {
        fixed.add(because);
      }
    }
    const open = await fixRights(client);
    applied.push(...(open.fixed.length > 0 ? ['rights.sql'] : []));
    for (const line of open.fixed) {
      options.log?.(`closed: ${line}`);
    }
    await assertWorkable(client);
    const left = await findDrift(client);
    return {
      applied,
      open: open.left,
      ...(fixed.size > 0 && { fixed: [...fixed] }),
      ...(left.length > 0 && { left }),
    };
  });
}

/** A standby is refused with a reason of its own. */
async function refuseReadOnly(client: pg.ClientBase): Promise<void> {
  const { read_only: isReadOnly, standby } = await probeServer(client);
  if (isReadOnly && !standby) {
    throw new FatalError(
      'Transactions are read-only here (default_transaction_read_only; hosts switch it on when a disk is full). ' +
        '`npx micro-scrape doctor` names the line that ends it.',
      78,
    );
  }
}

/** What `migrate` would do, as SQL for psql; nothing is changed. */
export async function dryRun(options: MigrateOptions): Promise<string> {
  return withMigrationLock(options.connectionString, async (client) => {
    const fixing = await statementsForRights();
    const script = (await planMigration(client, options)).map((step) => asScript(step, fixing));
    const amiss = script.length > 0 || (await findAmiss(client))?.some(({ fixable }) => fixable);
    return [...script, ...(amiss ? [`-- rights.sql\nbegin;\n${fixing}commit;\n`] : [])].join('\n');
  });
}

function asScript(step: Step, fixing: string): string {
  switch (step.kind) {
    case 'queue':
      return `-- ${step.name}\n${step.text}\n`;
    case 'index':
      return `-- ${step.name} (outside a transaction: writers go on meanwhile)\n${step.text}\n${asLiteral(ADDED_INDEX, [indexName(step)])};\n`;
    case 'ledger':
    case 'sweep':
      return `-- ${step.name}\nbegin;\n${step.text.trim()}\ncommit;\n`;
    case 'file':
      return `-- ${step.name}\nbegin;\n${step.text.trim()}\n${step.inPublic ? fixing : ''}${asLiteral(RECORD.trim(), [step.name, step.checksum])};\ncommit;\n`;
  }
}

function asLiteral(statement: string, values: readonly string[]): string {
  return statement.replace(/\$(\d)/g, (_, n: string) => pg.escapeLiteral(values[Number(n) - 1] ?? ''));
}

/** Runs `work` while no other micro-scrape migrates this database. */
export async function withMigrationLock<T>(
  connectionString: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  await assertSession(connectionString);
  const client = await connect(connectionString, 'migrate');
  // The lock is held by a transaction of a second connection: it ends with it, it passes a transaction pooler, and a
  // session that only holds it has no snapshot, which CREATE INDEX CONCURRENTLY would wait for.
  const guard = await connect(connectionString, 'migration lock');
  try {
    await waitForTurn(guard);
    return await work(client);
  } catch (error) {
    throw await explainRefusal(client, error);
  } finally {
    await Promise.allSettled([client.end(), guard.end()]);
  }
}

/** Building an index over a large existing table takes as long as it takes. */
const UNLIMITED = { queryTimeoutMs: 0, idleInTransaction: '0' };

async function connect(connectionString: string, role: string): Promise<pg.Client> {
  try {
    return await openClient(connectionString, role, UNLIMITED);
  } catch (error) {
    throw error instanceof FatalError ? error : unreachable(error, connectionString);
  }
}

/** By looking: a session that waits inside PostgreSQL holds a snapshot, and CREATE INDEX CONCURRENTLY waits for that. */
async function waitForTurn(guard: pg.Client): Promise<void> {
  const deadline = AbortSignal.timeout(OTHERS_PATIENCE_MS);
  await guard.query('begin');
  while (!(await guard.query<{ got: boolean }>(TRY_LOCK)).rows[0]?.got) {
    await wait(LOOK_EVERY_MS, deadline);
    if (deadline.aborted) {
      throw new FatalError('Another micro-scrape has been migrating this database for half an hour.', 69);
    }
  }
}

async function apply(client: pg.Client, connectionString: string, step: Step): Promise<void> {
  switch (step.kind) {
    case 'queue':
      return applyQueue(client, connectionString);
    case 'index':
      for (const statement of step.text.split('\n')) {
        await client.query(statement);
      }
      await client.query(ADDED_INDEX, [indexName(step)]);
      return;
    case 'ledger':
    case 'sweep':
    case 'file':
      return applyOrReplace(client, step);
  }
}

function indexName(step: Step): string {
  return `public.${INDEX_NAME.exec(step.text)?.[1] ?? ''}`;
}

type Scripted = Extract<Step, { kind: 'ledger' | 'sweep' | 'file' }>;

const OTHER_COLUMNS = '42P16';

/** A view cannot be replaced by one whose columns have other types, as after a swap of its table: it is made anew. */
async function applyOrReplace(client: pg.Client, step: Scripted): Promise<void> {
  const applied = (text: string) => retryUntilUnlocked(client, step.name, () => applyScript(client, { ...step, text }));
  try {
    await applied(step.text);
  } catch (error) {
    const view = /create or replace view ([a-z_.]+)/.exec(step.text)?.[1];
    if (!(error instanceof pg.DatabaseError && error.code === OTHER_COLUMNS) || view === undefined) {
      throw error;
    }
    await applied(`drop view ${view};\n${step.text}`);
  }
}

async function applyScript(client: pg.Client, step: Scripted): Promise<void> {
  const owner = await foreignOwner(client, 'micro_scrape');
  // What is made in a schema belongs to its owner, whoever migrates: the daemon's role must be able to go on with it.
  const asOwner = owner !== undefined && !(step.kind === 'file' && step.inPublic);
  if (asOwner) {
    await client.query(`set local role ${pg.escapeIdentifier(owner)}`);
  }
  await client.query(step.text);
  if (step.kind === 'file' && step.inPublic) {
    await client.query(await statementsForRights());
  }
  if (step.kind === 'file') {
    await client.query(RECORD, [step.name, step.checksum]);
  }
}

async function fixRights(client: pg.Client): Promise<{ fixed: string[]; left: string[] }> {
  const amiss = ((await findAmiss(client)) ?? []).filter(({ ours }) => ours);
  const [fixed, left] = [true, false].map((fixable) =>
    amiss.filter((each) => each.fixable === fixable).map(({ problem }) => problem),
  ) as [string[], string[]];
  if (fixed.length > 0) {
    const fixing = await statementsForRights();
    await retryUntilUnlocked(client, 'rights.sql', async () => {
      await client.query(fixing);
    });
  }
  return { fixed, left };
}

async function applyQueue(client: pg.Client, connectionString: string): Promise<void> {
  const owner = await foreignOwner(client, QUEUE_SCHEMA);
  // The query under way fails too, and says it.
  const pool = createPool({ connectionString, role: 'migrate queue', max: 1, onError: () => {} });
  try {
    // Its one connection is handed to the library as we leave it.
    await pool.query(owner === undefined ? 'select' : `set role ${pg.escapeIdentifier(owner)}`);
    await runMigrations({ pgPool: pool, schema: QUEUE_SCHEMA, logger: silentWorkerLogger() });
  } finally {
    await pool.end();
  }
}

/** The schema's owner when that is not the role that migrates. */
async function foreignOwner(client: pg.Client, schema: string): Promise<string | undefined> {
  const { rows } = await client.query<{ owner: string }>(OWNER, [schema]);
  return rows[0]?.owner;
}

const NO_RIGHT = '42501';

/** A right that is missing is a line to type, wherever it was noticed. */
async function explainRefusal(client: pg.Client, error: unknown): Promise<unknown> {
  if (!(error instanceof pg.DatabaseError) || error.code !== NO_RIGHT) {
    return error;
  }
  const missing = await findMissingRights(client);
  const lines = missing.map(({ fix }) => `  ${fix}`);
  return new FatalError(
    `The database refuses: ${messageOf(error)}.\n${lines.length > 0 ? `Type, as its owner:\n${lines.join('\n')}` : 'Run `npx micro-scrape migrate` as the owner of the database.'}`,
    78,
    { cause: error },
  );
}

/** graphile-worker announces each of its 20 migrations; our own log line says enough. */
function silentWorkerLogger(): Logger {
  return new Logger(() => () => {});
}
