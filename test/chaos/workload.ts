/**
 * People and programs that use the catalogue while everything breaks.
 * Invariant: an insert counts as acknowledged only when its COMMIT was answered, and each edit is logged in the
 * transaction that makes it, so the log is right whatever happens to the connection.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { BEHAVIOURS } from '../site/behaviours.ts';
import type { Edit } from '../support/invariants.ts';
import { SERVICE_KEY } from './daemon-process.ts';
import type { Fleet } from './fleet.ts';
import type { Random } from './random.ts';

const EDITED = ['color', 'engine', 'transmission', 'description'] as const;

export const EDIT_LOG = `
  create schema chaos;
  create table chaos.edits (n bigint generated always as identity, vehicle_id uuid not null, field text not null, value text)`;
const LOG = 'insert into chaos.edits (vehicle_id, field, value) values ($1, $2, $3)';

const edits = z.array(z.object({ vehicleId: z.string(), field: z.string(), value: z.string().nullable() }));

export async function readEdits(pool: pg.Pool): Promise<Edit[]> {
  return edits.parse(
    (await pool.query('select vehicle_id as "vehicleId", field, value from chaos.edits order by n')).rows,
  );
}

export interface Workload {
  readonly acknowledged: readonly string[];
  /** The connection was lost before the answer came: they may be there or not. */
  readonly indeterminate: readonly string[];
  readonly counts: { edits: number; rearmed: number; manualRuns: number; rejected: number; excluded: number };
  stop(): Promise<void>;
}

export function startWorkload(options: { databaseUrl: string; site: string; fleet: Fleet; random: Random }): Workload {
  const { databaseUrl, site, fleet, random } = options;
  const acknowledged: string[] = [];
  const indeterminate: string[] = [];
  const counts = { edits: 0, rearmed: 0, manualRuns: 0, rejected: 0, excluded: 0 };
  const excluded: string[] = [];
  const stopping = new AbortController();
  let cars = 0;

  /** Does `act` again and again, each time after up to `pauseMs`, over a connection that is made anew when it breaks. */
  async function persist(pauseMs: number, act: (client: pg.Client, random: Random) => Promise<void>): Promise<void> {
    const dice = random.fork();
    while (!stopping.signal.aborted) {
      const client = new pg.Client({
        connectionString: databaseUrl,
        connectionTimeoutMillis: 2_000,
        query_timeout: 10_000,
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        while (!stopping.signal.aborted) {
          await act(client, dice);
          await delay(dice.below(pauseMs));
        }
      } catch {
        // The database is away or has ended the session; the next connection goes on.
        await delay(100);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  const insert = async (client: pg.Client, dice: Random): Promise<void> => {
    const id = randomUUID();
    cars += 1;
    const url = site + BEHAVIOURS.car(cars, dice.below(4));
    try {
      await client.query('insert into vehicles (id, discovery_url) values ($1, $2)', [id, url]);
      acknowledged.push(id);
    } catch (error) {
      indeterminate.push(id);
      throw error;
    }
  };

  const transaction = async (client: pg.Client, work: () => Promise<void>): Promise<void> => {
    await client.query('begin');
    await work();
    await client.query('commit');
  };

  const edit = async (client: pg.Client, dice: Random): Promise<void> => {
    if (acknowledged.length === 0) return;
    // Mostly young vehicles: theirs are the runs under way.
    const id = dice.pick(dice.chance(0.8) ? acknowledged.slice(-15) : acknowledged);
    const field = dice.pick(EDITED);
    const value = `by hand, number ${dice.below(1e9)}`;
    await transaction(client, async () => {
      // The row first: its lock puts the numbers of the log into the order in which the row saw the edits.
      await client.query(`update vehicles set ${field} = $2 where id = $1`, [id, value]);
      await client.query(LOG, [id, field, value]);
    });
    counts.edits += 1;
  };

  const rearm = async (client: pg.Client, dice: Random): Promise<void> => {
    if (acknowledged.length === 0) return;
    const id = dice.pick(acknowledged);
    await transaction(client, async () => {
      await client.query('update vehicles set mileage = null, vin = null where id = $1', [id]);
      await client.query(LOG, [id, 'mileage', null]);
      await client.query(LOG, [id, 'vin', null]);
    });
    counts.rearmed += 1;
  };

  /** Of a field that nobody edits, so that it is our value that goes. */
  const reject = async (client: pg.Client, dice: Random): Promise<void> => {
    if (acknowledged.length === 0) return;
    const id = dice.pick(acknowledged.slice(-15));
    const field = dice.pick(['make', 'model', 'asking_price'] as const);
    await transaction(client, async () => {
      const { rows } = await client.query(
        `select from vehicles where id = $1 and ${field} is not null for no key update`,
        [id],
      );
      if (rows.length === 0) return;
      await client.query('select micro_scrape.reject($1, $2, $3)', [id, field, 'by chance']);
      await client.query(LOG, [id, field, null]);
      counts.rejected += 1;
    });
  };

  /** Every one is included again, sooner or later. */
  const exclude = async (client: pg.Client, dice: Random): Promise<void> => {
    if (excluded.length > 3) {
      await client.query('select micro_scrape.include($1)', [excluded[0]]);
      excluded.shift();
    } else if (acknowledged.length > 0) {
      const id = dice.pick(acknowledged.slice(-15));
      await client.query('select micro_scrape.exclude($1, $2)', [id, 'by chance']);
      excluded.push(id);
      counts.excluded += 1;
    }
  };

  const callByHand = async (): Promise<void> => {
    const dice = random.fork();
    while (!stopping.signal.aborted) {
      await delay(1_000);
      try {
        const answer = await fetch(`${fleet.daemon(dice.below(fleet.size)).origin}/functions/v1/micro-scrape-bandaid`, {
          method: 'POST',
          headers: { authorization: `Bearer ${SERVICE_KEY}`, 'content-type': 'application/json' },
          body: JSON.stringify({ batch_size: 5, max_runtime_ms: 2_000 }),
          signal: AbortSignal.timeout(5_000),
        });
        if (answer.status === 200) counts.manualRuns += 1;
      } catch {
        // That daemon is dead, stopped or still starting.
      }
    }
  };

  // About four vehicles a second, which three daemons on two busy cores keep up with: what is tried is loss, not speed.
  const actors = [
    persist(900, insert),
    persist(900, insert),
    persist(120, edit),
    persist(600, rearm),
    persist(900, reject),
    persist(900, exclude),
    callByHand(),
  ];
  return {
    acknowledged,
    indeterminate,
    counts,
    async stop() {
      stopping.abort();
      await Promise.all(actors);
    },
  };
}
