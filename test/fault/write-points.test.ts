import type pg from 'pg';
import { describe, expect } from 'vitest';
import { createPool } from '../../src/db/pool.ts';
import { checkInvariants } from '../../src/invariants/check-invariants.ts';
import type { SeenMessage } from '../chaos/proxy.ts';
import { test } from '../harness/database.ts';
import { eventually } from '../harness/eventually.ts';
import { BEHAVIOURS } from '../site/behaviours.ts';
import { FULL, figures, withWorld } from './world.ts';

/** Everything a run over one vehicle says to the database, but for what other services say over the same pool. */
function isOfTheRun({ role, sql }: SeenMessage): boolean {
  if (sql === '' || /canary|pg_notify|micro_scrape\.hosts/.test(sql)) return false;
  return (
    role.endsWith(' work') || (role.endsWith(' queue') && /delete from "graphile_worker"\._private_jobs/.test(sql))
  );
}

/** A message that changes something, or makes it last. */
const WRITES = /^\s*(insert|update|delete|commit)\b|micro_scrape\.(rescore|record_action|settle)\(/i;

/** Each lane has a database of its own and takes every LANES-th crash, so that the waiting is shared. */
const LANES = FULL ? [0, 1, 2] : [0];
/** In full: a crash before every message once, and before every write so many times. */
const TIMES = 50;

describe('a crash at any point of a run, and then another daemon', () => {
  test.concurrent.for(LANES)(
    `leave exactly what a run without a crash leaves (${FULL ? `every message, every write ${TIMES} times, in ${LANES.length} lanes, this is %s` : 'two points'})`,
    { timeout: 3_600_000 },
    async (lane, { database }) => {
      await withWorld({ databaseUrl: database.url }, async (world) => {
        let said: string[] = [];
        let dieAt = Number.POSITIVE_INFINITY;
        let daemon = await world.start();
        world.proxy.onClientMessage = (message) => {
          if (!isOfTheRun(message)) return undefined;
          said.push(message.sql);
          if (said.length !== dieAt) return undefined;
          daemon.child.kill('SIGKILL');
          return 'withhold';
        };
        const run = async (trial: number): Promise<string> => {
          said = [];
          const [id = ''] = await world.insert(`${BEHAVIOURS.car(7, 3)}&trial=${trial}`);
          if (dieAt < Number.POSITIVE_INFINITY) {
            await daemon.ended;
            dieAt = Number.POSITIVE_INFINITY;
            // Its ten seconds are over at once, so that a hundred crashes do not take a hundred times ten.
            await world.client.query(`update micro_scrape.daemons set beat_at = beat_at - interval '1 minute'`);
            daemon = await world.start();
          }
          await world.complete([id], 60_000);
          await eventually('its job is gone and its run closed', async () => {
            const { rows } = await world.client.query(
              `select from graphile_worker.jobs where task_identifier = 'micro-scrape'
             union all select from micro_scrape_runs where status = 'running'`,
            );
            return rows.length === 0;
          });
          return JSON.stringify(await everythingOf(world.client, id), null, 1).replaceAll(/&trial=\d+/g, '');
        };

        // The first run also learns the site's robots.txt; the second is what all others are measured by.
        await run(0);
        const clean = await run(1);
        const points = said.map((sql, i) => ({ n: i + 1, sql }));
        const commits = points.filter(({ sql }) => sql === 'commit');
        const settles = points.filter(({ sql }) => sql.includes('micro_scrape.settle('));
        const writes = points.filter(({ sql }) => WRITES.test(sql));
        const all = [...points, ...Array.from({ length: TIMES - 1 }, () => writes).flat()];
        const chosen = FULL ? all.filter((_, i) => i % LANES.length === lane) : [commits.at(-1), settles.at(-1)];
        for (const [i, point] of chosen.entries()) {
          if (point === undefined) throw new Error('the run has lost its last commit or its settlement');
          dieAt = point.n;
          expect(await run(i + 2), `after a crash before message ${point.n}: ${point.sql.trim().slice(0, 80)}`).toBe(
            clean,
          );
        }
        figures('crash points', {
          'messages of a run': points.length,
          'of them writes': writes.length,
          crashes: chosen.length,
          'different outcomes': 0,
        });
        const pool = createPool({ connectionString: database.url, role: 'test', max: 1, onError: () => undefined });
        expect(await checkInvariants(pool, { blobs: world.blobs, edits: [], graceSeconds: 0 })).toEqual([]);
        await pool.end();
      });
    },
  );
});

/**
 * All that is kept about a vehicle, without ids, times and what counts attempts. An action that was cut off between its
 * write and its own record is in no log and no counter; that the two agree is the checker's business.
 */
async function everythingOf(client: pg.Client, id: string): Promise<unknown> {
  const ask = async (sql: string): Promise<unknown[]> => (await client.query(sql, sql.includes('$1') ? [id] : [])).rows;
  return {
    vehicle: await ask(
      `select to_jsonb(v) - '{id,created_at,updated_at}'::text[]
         || jsonb_build_object('origin_metadata', v.origin_metadata - 'micro_scrape_completed_at') as row from vehicles v where id = $1`,
    ),
    images: await ask(
      `select to_jsonb(i) - '{id,vehicle_id,created_at}'::text[] as row from vehicle_images i where vehicle_id = $1 order by position`,
    ),
    evidence: await ask(
      `select to_jsonb(e) - '{id,vehicle_id,run_id,written_at}'::text[] as row from micro_scrape.field_sources e
       where vehicle_id = $1 order by field`,
    ),
    state: await ask(
      `select to_jsonb(s) - '{vehicle_id,fence,wanted_at,settled_at,completed_at,created_at,listed_at}'::text[] as row
       from micro_scrape.vehicle_state s where vehicle_id = $1`,
    ),
    run: await ask(
      `select to_jsonb(r) - '{id,runtime_ms,started_at,completed_at,created_at,actions_executed,actions_succeeded,actions_failed}'::text[]
         as row from micro_scrape_runs r order by started_at desc limit 1`,
    ),
    page: await ask(
      `select to_jsonb(p) - '{vehicle_id,fetched_at}'::text[] as row from micro_scrape.pages p where vehicle_id = $1`,
    ),
  };
}
