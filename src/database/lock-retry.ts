/**
 * Changing a table that others are writing to.
 * Invariant: a writer never waits behind us for more than LOCK_TIMEOUT_MS: a lock that is not had by then is given up,
 * so that those queued behind our request go on, and asked for again later.
 */
import pg from 'pg';
import { z } from 'zod';
import { FatalError } from '../runtime/errors.ts';
import { wait } from '../runtime/wait.ts';
import type { Queryable } from './pool.ts';

/** A writer that comes while we wait for a lock queues behind us for this long at the most. */
const LOCK_TIMEOUT_MS = 100;
/** Long enough for those who queued to get through. */
const PAUSE_MS = 300;
/** Transactions of the catalogue's own applications end within this; one that does not is named. */
const PATIENCE_MS = 120_000;

const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK = '40P01';
const HOLDERS = `
  select a.pid, coalesce(nullif(a.application_name, ''), a.usename, 'unknown') as who, coalesce(a.state, 'unknown') as state,
    coalesce(extract(epoch from clock_timestamp() - a.xact_start), 0)::float8 as seconds, l.relation::regclass::text as relation
  from pg_locks l join pg_stat_activity a on a.pid = l.pid
  where l.granted and l.locktype = 'relation' and l.pid <> pg_backend_pid()
    and l.relation = any (array[to_regclass('public.vehicles'), to_regclass('public.vehicle_images')]::oid[])
  order by a.xact_start nulls last limit 3`;

const holders = z.array(
  z.object({ pid: z.number(), who: z.string(), state: z.string(), seconds: z.number(), relation: z.string() }),
);

/**
 * Does `work` in a transaction, again and again until it gets its locks. It is rolled back in the end where that is asked for.
 *
 * @throws FatalError 69 naming the sessions that hold the tables, when they have not let go within two minutes
 */
export async function retryUntilUnlocked(
  client: Queryable,
  what: string,
  work: () => Promise<void>,
  end: 'commit' | 'rollback' = 'commit',
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await client.query(`begin; set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
      await work();
      await client.query(end);
      return;
    } catch (error) {
      await client.query('rollback');
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (code !== LOCK_NOT_AVAILABLE && code !== DEADLOCK) {
        throw error;
      }
      if (performance.now() > deadline) {
        throw await explain(client, what, error);
      }
      await wait(PAUSE_MS, AbortSignal.timeout(PAUSE_MS * 2));
    }
  }
}

async function explain(client: Queryable, what: string, cause: unknown): Promise<FatalError> {
  const found = holders.parse((await client.query(HOLDERS)).rows);
  const lines = found.map(
    (each) =>
      `  ${each.relation} is held by session ${each.pid} (${each.who}, ${each.state}, transaction of ${Math.round(each.seconds)} s)`,
  );
  return new FatalError(
    [`${what} could not get its lock within ${PATIENCE_MS / 1000} s, and gave it up each time so that nobody waits:`]
      .concat(lines, 'End that transaction, then run this again; what was done stays done.')
      .join('\n'),
    69,
    { cause },
  );
}
