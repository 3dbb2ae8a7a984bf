/**
 * What the queue's schema needs to be at the revision of the library that comes with us.
 * Invariant: a queue that another program uses is never changed unless it was agreed to: workers of an older library end
 * when its tables change.
 */
import type pg from 'pg';
import { z } from 'zod';
import { TASKS } from '../../events.ts';
import { FatalError } from '../../runtime/errors.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';
import { readQueueFiles } from './sql-files.ts';

const LOOK = `
  select to_regclass('${QUEUE_SCHEMA}.migrations') is not null as installed, to_regnamespace('${QUEUE_SCHEMA}') is not null as has_schema,
    to_regclass('micro_scrape.additions') is not null as has_ledger,
    -- Where our functions look for it.
    (select min(substring(p.prosrc from '([a-z0-9_]+)\\._private_jobs')) from pg_proc p
      where p.pronamespace = to_regnamespace('micro_scrape') and p.prosrc ~ '\\._private_jobs') as elsewhere`;
const REVISION = `select coalesce(max(id), 0) as revision from ${QUEUE_SCHEMA}.migrations`;
const BREAKING = `select coalesce(max(id), 0) as revision from ${QUEUE_SCHEMA}.migrations where breaking`;
const MADE_BY_US = `select exists (select from micro_scrape.additions where kind = 'schema' and name = '${QUEUE_SCHEMA}') as yes`;
const QUEUED = `select distinct task_identifier as name from ${QUEUE_SCHEMA}.jobs order by 1 limit 200`;
const LOCKED = `select count(*)::int as n from ${QUEUE_SCHEMA}.jobs where locked_at is not null`;
const STANDS = 'select to_regclass($1) is not null as yes';
/** It divides by zero where a job is locked. */
const NEEDS_NO_LOCKS = 11;

const look = z.object({
  installed: z.boolean(),
  has_schema: z.boolean(),
  has_ledger: z.boolean(),
  elsewhere: z.string().nullable(),
});
const revisionRow = z.object({ revision: z.number() });
const yesRow = z.object({ yes: z.boolean() });
const names = z.array(z.object({ name: z.string() }));

/**
 * The SQL that is missing; undefined: nothing is.
 *
 * @throws FatalError 78 when it belongs to another program and `upgrade` is not agreed to, or is another one than before
 */
export async function planQueue(client: pg.ClientBase, upgrade: boolean): Promise<string | undefined> {
  const seen = look.parse((await client.query(LOOK)).rows[0]);
  await refuseAnotherPlace(client, seen.elsewhere);
  const files = await readQueueFiles();
  const newest = Math.max(...files.map(({ number }) => number));
  const revision = seen.installed ? revisionRow.parse((await client.query(REVISION)).rows[0]).revision : 0;
  if (revision > newest) {
    await refuseNewer(client, revision, newest);
  }
  const missing = files.filter((file) => file.number > revision);
  if (missing.length === 0) {
    return undefined;
  }
  if (revision > 0) {
    await refuseOthers(client, { revision, newest, upgrade, hasLedger: seen.has_ledger });
  }
  const bootstrap = [
    ...(seen.has_schema ? [] : [`create schema ${QUEUE_SCHEMA};`]),
    `create table if not exists ${QUEUE_SCHEMA}.migrations (id int primary key, ts timestamptz default now() not null);`,
    `alter table ${QUEUE_SCHEMA}.migrations add column if not exists breaking boolean not null default false;`,
  ];
  const text = missing.map(
    ({ number, text: body }) =>
      `begin;\ninsert into ${QUEUE_SCHEMA}.migrations (id, breaking) values (${number}, ${body.startsWith('--! breaking')});\n${body.trim()}\ncommit;`,
  );
  return [...(revision > 0 ? bootstrap.slice(-1) : bootstrap), ...text].join('\n');
}

/** Two daemons that look for the queue in two places would each work on half of it. */
async function refuseAnotherPlace(client: pg.ClientBase, elsewhere: string | null): Promise<void> {
  if (elsewhere === null || elsewhere === QUEUE_SCHEMA) {
    return;
  }
  const { yes } = yesRow.parse((await client.query(STANDS, [`${elsewhere}._private_jobs`])).rows[0]);
  if (yes) {
    throw new FatalError(
      `The queue of this database is in the schema ${elsewhere}, and QUEUE_SCHEMA says ${QUEUE_SCHEMA}; nothing was changed:\n` +
        `  ${elsewhere === 'graphile_worker' ? 'unset QUEUE_SCHEMA' : `export QUEUE_SCHEMA=${elsewhere}`}`,
      78,
    );
  }
}

async function refuseNewer(client: pg.ClientBase, revision: number, newest: number): Promise<void> {
  const breaking = revisionRow.parse((await client.query(BREAKING)).rows[0]).revision;
  if (breaking > newest) {
    throw new FatalError(
      `The queue in the schema ${QUEUE_SCHEMA} is at revision ${revision}, made by a newer graphile-worker than the one in ` +
        `micro-scrape (revision ${newest}), which cannot work with it; nothing was changed. Have a queue of our own beside it:\n` +
        '  export QUEUE_SCHEMA=micro_scrape_queue',
      78,
    );
  }
}

async function refuseOthers(
  client: pg.ClientBase,
  { revision, newest, upgrade, hasLedger }: { revision: number; newest: number; upgrade: boolean; hasLedger: boolean },
): Promise<void> {
  const made = hasLedger && yesRow.parse((await client.query(MADE_BY_US)).rows[0]).yes;
  const others = names
    .parse((await client.query(QUEUED)).rows)
    .map(({ name }) => name)
    .filter((name) => !(TASKS as readonly string[]).includes(name));
  if (!upgrade && (!made || others.length > 0)) {
    const tasks = others.length === 0 ? '' : `, with jobs for ${others.slice(0, 5).join(', ')}`;
    throw new FatalError(
      `The schema ${QUEUE_SCHEMA} is the queue of another program (revision ${revision}${tasks}), and micro-scrape's ` +
        `graphile-worker needs revision ${newest}; nothing was changed. Workers of an older graphile-worker end when it is ` +
        'upgraded. Either have a queue of our own beside it, for this command and for every daemon:\n' +
        '  export QUEUE_SCHEMA=micro_scrape_queue\n' +
        'or, when that program has a graphile-worker for the newer revision too, share it:\n' +
        '  npx micro-scrape migrate --upgrade-queue',
      78,
    );
  }
  if (revision < NEEDS_NO_LOCKS) {
    const { n } = z.object({ n: z.number() }).parse((await client.query(LOCKED)).rows[0]);
    if (n > 0) {
      throw new FatalError(
        `The queue in the schema ${QUEUE_SCHEMA} cannot be upgraded while jobs are locked (${n} are); nothing was changed. ` +
          'Stop its workers, wait until this returns 0, and run this again:\n' +
          `  SELECT count(*) FROM ${QUEUE_SCHEMA}.jobs WHERE locked_at IS NOT NULL;`,
        78,
      );
    }
  }
}
