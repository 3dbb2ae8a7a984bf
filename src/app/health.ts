/**
 * Is the daemon well?
 * Invariant: `alive` asks nobody; `ready` is true only when every part that work passes through has answered lately. As
 * anyone may ask, the database is asked once at a time and not again for KEEP_MS, and where it is stands in no answer.
 */

import pg, { type Pool } from 'pg';
import { z } from 'zod';
import { isConnectionError } from '../database/connection-error.ts';
import { findDriftAndRights } from '../database/schema/drift.ts';
import { describeStray, findLeader } from '../database/statements/find-daemons.ts';
import type { Check, Health } from '../http/status-routes.ts';
import { kept } from '../runtime/kept-answer.ts';
import { CANARY_MAX_AGE_S } from '../runtime/limits.ts';
import { codeOf } from '../runtime/thrown.ts';

/** An answer takes twelve statements. */
const KEEP_MS = 3_000;

const AGE = `
  select extract(epoch from clock_timestamp() - d.canary_returned_at)::float8 as canary_age
  from (select) one left join micro_scrape.daemons d on d.id = $1`;

const looked = z.object({ canary_age: z.number().nullable() });

export function createHealth(parts: {
  pool: Pool;
  daemonId: string;
  listener: { readonly connected: boolean };
  runners: readonly { readonly working: boolean }[];
  /** Absent: none is configured. */
  browser?: { state(): Check } | undefined;
}): Health {
  const database = kept(KEEP_MS, () => askDatabase(parts.pool, parts.daemonId));
  return {
    alive: () => true,
    async ready() {
      const checks: Record<string, Check> = {
        listener: parts.listener.connected
          ? { ok: true, detail: 'a NOTIFY of our own came back within the last seconds' }
          : { ok: false, detail: 'not listening; events are found by looking once a second' },
        runner: parts.runners.every(({ working }) => working)
          ? { ok: true, detail: 'takes jobs' }
          : { ok: false, detail: 'a queue runner is being rebuilt' },
        ...(parts.browser && { browser: parts.browser.state() }),
        ...(await database()),
      };
      return { ready: Object.values(checks).every((check) => check.ok), checks };
    },
  };
}

/** Tables, columns, triggers, functions and rights as they stand now: the canary goes through none of the catalogue's triggers. */
async function askSchema(pool: Pool): Promise<Check> {
  const drift = await findDriftAndRights(pool);
  const [first] = drift;
  if (first === undefined) {
    return { ok: true, detail: 'as migrate left it' };
  }
  const more = drift.length === 1 ? '' : ` (and ${drift.length - 1} more)`;
  return { ok: false, detail: `${first.problem}${more}; fix with: ${first.fix}` };
}

async function askDatabase(pool: Pool, daemonId: string): Promise<Record<string, Check>> {
  try {
    const { leader, stray } = await findLeader(pool);
    const { canary_age: age } = looked.parse((await pool.query(AGE, [daemonId])).rows[0]);
    return {
      database: { ok: true, detail: 'answers' },
      dispatcher:
        leader !== undefined
          ? { ok: true, detail: 'one daemon turns events into jobs' }
          : stray !== undefined
            ? { ok: false, detail: Object.values(describeStray(stray)).join(': ') }
            : { ok: false, detail: 'no daemon dispatches; one takes over within two seconds' },
      schema: await askSchema(pool),
      canary:
        age !== null && age <= CANARY_MAX_AGE_S
          ? { ok: true, detail: `went through trigger, queue and worker ${Math.round(age)} s ago` }
          : {
              ok: false,
              detail: age === null ? 'has not come back yet' : `came back ${Math.round(age)} s ago for the last time`,
            },
    };
  } catch (error) {
    return { database: { ok: false, detail: withoutAddress(error) } };
  }
}

/** Network errors name host and port, refused logins user and host as well; what a statement is refused for does not. */
function withoutAddress(error: unknown): string {
  if (error instanceof pg.DatabaseError && !isConnectionError(error)) {
    return `refuses a question: ${error.message}`;
  }
  const code = codeOf(error);
  return `does not answer${code === undefined ? '' : ` (${code})`}; the log of the daemon says more`;
}
