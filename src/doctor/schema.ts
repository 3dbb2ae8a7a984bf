/** Whether the database is at this program's version: every file of sql/, the queue's schema, the triggers switched on. */
import { z } from 'zod';
import type { Queryable } from '../database/pool.ts';
import { QUEUE_SCHEMA } from '../database/queue-schema.ts';
import { findDrift, triggersOf } from '../database/schema/drift.ts';
import { planMigration } from '../database/schema/plan.ts';
import { readSqlFiles } from '../database/schema/sql-files.ts';
import { FatalError } from '../runtime/errors.ts';
import { type Check, type Finding, ok, problem } from './finding.ts';
import { findOverrides } from './setting-overrides.ts';

const MIGRATE = 'npx micro-scrape migrate';

const PRESENT = `
  select coalesce(bool_or(n.nspname = 'micro_scrape'), false) as ours, coalesce(bool_or(n.nspname = '${QUEUE_SCHEMA}'), false) as queue
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where (n.nspname, c.relname) in (('micro_scrape', 'applied_sql'), ('${QUEUE_SCHEMA}', '_private_jobs'))`;
const TRIGGERS = `
  select t.tgname as name, t.tgenabled as enabled, t.tgrelid::regclass::text as relation, n.nspname || '.' || c.relname as table
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where t.tgname = any ($1) and not t.tgisinternal`;
const present = z.object({ ours: z.boolean(), queue: z.boolean() });
const triggers = z.array(z.object({ name: z.string(), enabled: z.string(), relation: z.string(), table: z.string() }));

/** Whether there is anything for the later checks to look at. */
export async function isPrepared(pool: Queryable): Promise<boolean> {
  const { ours, queue } = present.parse((await pool.query(PRESENT)).rows[0]);
  return ours && queue;
}

export const checkSchema: Check = async ({ pool }) => {
  const { ours, queue } = present.parse((await pool.query(PRESENT)).rows[0]);
  const findings: Finding[] = [
    queue
      ? ok('queue schema', `${QUEUE_SCHEMA} is there`)
      : problem('queue schema', `the schema ${QUEUE_SCHEMA} is missing: there is no queue`, MIGRATE),
  ];
  if (!ours) {
    return [...findings, problem('migrations', 'this database was never prepared for micro-scrape', MIGRATE)];
  }
  const client = await pool.connect();
  try {
    const pending = (await planMigration(client)).map((step) =>
      step.kind === 'file' && step.because !== undefined ? `${step.name} (${step.because})` : step.name,
    );
    return [
      ...findings,
      pending.length > 0
        ? problem('migrations', `not at this version: ${pending.join(', ')}`, MIGRATE)
        : ok('migrations', 'all of sql/ is applied as it stands here'),
      ...(await findDrift(client))
        // The others are among those that are to be applied.
        .filter(({ files }) => files.length === 0)
        .map(({ problem: what, fix }) => problem('schema', what, fix)),
    ];
  } catch (error) {
    if (!(error instanceof FatalError)) {
      throw error;
    }
    // A newer database, another history, tables that do not fit: the sentence says what to do.
    return [
      ...findings,
      problem('migrations', error.message, 'Do what the sentence says, then: npx micro-scrape migrate'),
    ];
  } finally {
    client.release();
  }
};

/** Those of sql/triggers/state_counted.sql. */
const counts = (trigger: string) => trigger.startsWith('micro_scrape_state_');
const without = (trigger: string) =>
  counts(trigger)
    ? 'what status and /metrics say of all vehicles is no longer true'
    : 'its changes are only found every five minutes';

export const checkTriggers: Check = async ({ pool }) => {
  const expected = (await readSqlFiles('triggers')).flatMap(triggersOf);
  const found = triggers.parse((await pool.query(TRIGGERS, [expected.map(({ name }) => name)])).rows);
  const findings: Finding[] = [];
  for (const { name, table } of expected) {
    const trigger = found.find((each) => each.name === name && each.table === table);
    if (trigger === undefined) {
      findings.push(problem('triggers', `the trigger ${name} is missing on ${table}: ${without(name)}`, MIGRATE));
    } else if (trigger.enabled === 'D' || trigger.enabled === 'R') {
      findings.push(
        problem(
          'triggers',
          `the trigger ${name} on ${trigger.relation} is switched off: ${without(name)}`,
          `ALTER TABLE ${trigger.relation} ENABLE TRIGGER ${name};`,
          ...(counts(name) ? ['SELECT micro_scrape.recount_states();'] : []),
        ),
      );
    }
  }
  for (const { whom, undo } of await findOverrides(pool, 'session_replication_role', 'replica')) {
    findings.push(
      problem('triggers', `session_replication_role is replica for ${whom}: their writes fire no trigger`, undo),
    );
  }
  return findings.length > 0 ? findings : [ok('triggers', `all ${expected.length} are there and switched on`)];
};
