/** What a run counts is true at every moment, and no vehicle of it waits for another one. */
import type pg from 'pg';
import { describe, expect } from 'vitest';
import { connect, one } from '../support/client.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

interface World {
  /** Nobody's: sees what is committed. */
  readonly client: pg.Client;
  readonly workers: readonly [pg.Client, pg.Client];
  /** The vehicles of one run, each with a job. */
  readonly ids: readonly string[];
  readonly run: string;
}

async function withRun(database: TestDatabase, vehicles: number, work: (world: World) => Promise<void>): Promise<void> {
  const clients = [await connect(database), await connect(database), await connect(database)] as const;
  const [client, ...workers] = clients;
  try {
    await client.query('select * from micro_scrape.adopt(1)');
    const { rows } = await client.query(
      `insert into vehicles (discovery_url) select 'https://a.example/' || n from generate_series(1, $1::int) n returning id`,
      [vehicles],
    );
    await dispatch(client);
    const { run } = await one(client, 'select run_id as run from micro_scrape.vehicle_state limit 1');
    // A statement that has to wait for somebody fails.
    for (const worker of workers) await worker.query(`set lock_timeout = '1s'`);
    await work({ client, workers, ids: rows.map(({ id }) => String(id)), run: String(run) });
  } finally {
    for (const each of clients) await each.end();
  }
}

const dispatch = (client: pg.Client) => client.query('select count(*) from micro_scrape.dispatch(90)');
const fold = async (client: pg.Client) => Number((await one(client, 'select micro_scrape.fold_runs(10) as n')).n);
const view = (client: pg.Client, run: string) => one(client, 'select * from micro_scrape_runs where id = $1', [run]);
const age = (client: pg.Client) =>
  client.query(`update micro_scrape.runs set started_at = started_at - interval '2 minutes'`);

/** What a worker says at the end of its work over one vehicle: an action that failed, one that found a value, and the end. */
async function settle(worker: pg.Client, id: string | undefined, wanted: number | null = null): Promise<void> {
  const action = { action: 'extract-listing', runtime_ms: 5 };
  await commit(worker, id, wanted, {
    writes: [
      {
        ...{ action: 1, said: 'the page gives %s' },
        values: [
          { field: 'transmission', value: 'manual', method: 'dom_label', snippet: 'Gearbox: manual', confidence: 0.9 },
        ],
      },
    ],
    actions: [{ ...action, otherwise: 'as it was' }, action],
    end: { kind: 'settle', outcome: 'exhausted', reason: 'the page has no more', failed_attempt: false, failed: false },
  });
}

const commit = (worker: pg.Client, id: string | undefined, wanted: number | null, run: object) =>
  worker.query(
    `select micro_scrape.commit_run($1, 0,
       coalesce($2, (select requested from micro_scrape.vehicle_state where vehicle_id = $1)), $3)`,
    [id, wanted, JSON.stringify({ judged: {}, writes: [], actions: [], done: [], extractor_version: 1, ...run })],
  );

describe('a run', () => {
  test('counts in its middle exactly what is committed', async ({ database }) => {
    await withRun(database, 4, async ({ client, workers: [first, second], ids, run }) => {
      await settle(first, ids[0]);
      await second.query('begin');
      await settle(second, ids[1]);
      const open = { status: 'running', completed_at: null, runtime_ms: null, vehicles_marked_complete: 0 };
      expect(await view(client, run)).toMatchObject({
        ...open,
        ...{ vehicles_analyzed: 1, vehicles_improved: 1, actions_executed: 2, actions_succeeded: 1, actions_failed: 1 },
      });
      await second.query('commit');
      expect(await view(client, run)).toMatchObject({
        ...open,
        ...{ vehicles_analyzed: 2, vehicles_improved: 2, actions_executed: 4, actions_succeeded: 2, actions_failed: 2 },
      });
    });
  });

  test('is complete with its last two vehicles, though they settle at the same moment and nobody folds it', async ({
    database,
  }) => {
    await withRun(database, 2, async ({ client, workers, ids, run }) => {
      for (const [n, worker] of workers.entries()) {
        await worker.query('begin');
        await settle(worker, ids[n]);
      }
      expect(await view(client, run)).toMatchObject({ status: 'running', vehicles_analyzed: 0 });
      await Promise.all(workers.map((worker) => worker.query('commit')));
      const { last } = await one(client, 'select max(settled_at) as last from micro_scrape.vehicle_state');
      const shown = await view(client, run);
      expect(shown).toMatchObject({ status: 'completed', vehicles_analyzed: 2, runtime_ms: expect.any(Number) });
      // By a moment: the state is written first.
      expect(Math.abs(Number(shown.completed_at) - Number(last))).toBeLessThan(1_000);
      expect(Number(shown.completed_at) - Number(shown.started_at)).toBeCloseTo(Number(shown.runtime_ms), -1);
      // For a minute others may join it.
      expect(await fold(client)).toBe(0);
      expect(await one(client, 'select status from micro_scrape.runs')).toEqual({ status: 'running' });
    });
  });

  test('shows the same after it is folded, and is folded once, when nothing can join it any more', async ({
    database,
  }) => {
    await withRun(database, 2, async ({ client, workers: [worker], ids, run }) => {
      await settle(worker, ids[0]);
      await age(client);
      expect(await fold(client)).toBe(0);
      await settle(worker, ids[1]);
      const before = await view(client, run);
      expect(before).toMatchObject({ status: 'completed', vehicles_analyzed: 2, actions_executed: 4 });
      expect(await fold(client)).toBe(1);
      expect(await view(client, run)).toEqual(before);
      expect(await one(client, 'select * from micro_scrape.runs')).toEqual({ ...before, forgotten: false });
      expect(await client.query('select from micro_scrape.run_vehicles')).toHaveProperty('rowCount', 0);

      await client.query(`update vehicles set color = 'red' where id = $1`, [ids[0]]);
      await dispatch(client);
      await settle(worker, ids[0]);
      expect(await fold(client)).toBe(0);
      expect(await view(client, run)).toEqual(before);
      await age(client);
      expect(await fold(client)).toBe(1);
    });
  });

  test('is held up by no vehicle whose transaction is open, nor is whoever folds', async ({ database }) => {
    await withRun(database, 3, async ({ client, workers: [holder, other], ids, run }) => {
      await holder.query('begin');
      await settle(holder, ids[0]);
      await settle(other, ids[1]);
      await settle(other, ids[2]);
      await other.query(`insert into micro_scrape.runs (run_type, batch_size) values ('manual', 1)`);
      await age(client);
      expect(await fold(other)).toBe(1);
      expect(await view(client, run)).toMatchObject({ status: 'running', vehicles_analyzed: 2 });
      await holder.query('commit');
      expect(await fold(other)).toBe(1);
      expect(await view(client, run)).toMatchObject({ status: 'completed', vehicles_analyzed: 3, actions_executed: 6 });
    });
  });

  test('is not folded while vehicles join it, nor joined once it is', async ({ database }) => {
    await withRun(database, 1, async ({ client, workers: [dispatcher, folder], ids, run }) => {
      await settle(folder, ids[0]);
      await client.query(`insert into vehicles (discovery_url) values ('https://a.example/late')`);
      await dispatcher.query('begin');
      await dispatch(dispatcher);
      await age(client);
      expect(await fold(folder)).toBe(0);
      await dispatcher.query('commit');
      expect(await fold(folder)).toBe(0);
      expect(await view(client, run)).toMatchObject({ status: 'running', vehicles_analyzed: 1 });

      await client.query(`update micro_scrape.runs set started_at = now(), status = 'completed'`);
      await client.query(`insert into vehicles (discovery_url) values ('https://a.example/later')`);
      await dispatch(client);
      expect(await one(client, 'select count(distinct run_id)::int as runs from micro_scrape.vehicle_state')).toEqual({
        runs: 2,
      });
    });
  });

  test('that a vehicle has left while the dispatcher waited for it is not joined again', async ({ database }) => {
    await withRun(database, 1, async ({ client, workers: [worker, dispatcher], ids, run }) => {
      await age(client);
      await client.query(`update vehicles set color = 'red' where id = $1`, [ids[0]]);
      await worker.query('begin');
      await settle(worker, ids[0]);
      const dispatched = dispatch(dispatcher);
      await eventually('the dispatcher waits', async () => {
        const { rows } = await client.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows.length === 1;
      });
      await worker.query('commit');
      await dispatched;
      expect(await fold(client)).toBe(1);
      const state = await one(client, 'select run_id, requested > handled as works from micro_scrape.vehicle_state');
      expect(state).toEqual({ run_id: expect.any(String), works: true });
      expect(state.run_id).not.toBe(run);
      expect(await view(client, run)).toMatchObject({ status: 'completed', vehicles_analyzed: 1 });
    });
  });

  test('counts the vehicles marked in it, by a worker or as they come, and each action once', async ({ database }) => {
    await withRun(database, 2, async ({ client, workers: [worker], ids, run }) => {
      await client.query(`set micro_scrape.writer = 'daemon'`);
      const values = `year = 1990, make = 'Saab', model = '900', vin = 'YS3AL35E7L7000001', sale_price = 9000, description = $2,
        mileage = 90000, color = 'Blue', engine = '2.0L Turbo'`;
      await client.query(`update vehicles set ${values} where id = $1`, [ids[0], 'A Saab in good order.']);
      await client.query(`reset micro_scrape.writer`);
      // An event meanwhile: it has work again, and is counted when that is done.
      await client.query(`update micro_scrape.vehicle_state set requested = 2 where vehicle_id = $1`, [ids[0]]);
      await settle(worker, ids[0], 1);
      expect(await view(client, run)).toMatchObject({ vehicles_analyzed: 0, vehicles_marked_complete: 0 });
      await settle(worker, ids[0]);
      const first = { vehicles_analyzed: 1, vehicles_improved: 1, vehicles_marked_complete: 1, actions_executed: 4 };
      expect(await view(client, run)).toMatchObject({ ...first, status: 'running' });
      expect(
        await one(
          client,
          `select run_id, run_improved, run_marked, run_executed, run_succeeded from micro_scrape.vehicle_state
           where vehicle_id = $1`,
          [ids[0]],
        ),
      ).toEqual({ run_id: null, run_improved: false, run_marked: false, run_executed: 0, run_succeeded: 0 });

      await client.query(
        `insert into vehicles (discovery_url, year, make, model, vin, sale_price, description, mileage, color, engine, transmission)
         select 'https://a.example/2', year, make, model, 'YS3AL35E7L7000002', sale_price, description, mileage, color, engine, transmission
         from vehicles where id = $1`,
        [ids[0]],
      );
      await dispatch(client);
      expect(await view(client, run)).toMatchObject({
        ...first,
        ...{ vehicles_analyzed: 2, vehicles_marked_complete: 2, status: 'running' },
      });
    });
  });

  test('that has room is the last to start of those that begin together, so that whoever comes next joins it', async ({
    database,
  }) => {
    await withRun(database, 250, async ({ client }) => {
      await dispatch(client);
      await dispatch(client);
      await client.query(
        `insert into vehicles (discovery_url) select 'https://b.example/' || n from generate_series(1, 10) n`,
      );
      await dispatch(client);
      const { sizes } = await one(
        client,
        `select array_agg(distinct size) as sizes from (
           select count(*)::int as size from micro_scrape.vehicle_state group by run_id) runs`,
      );
      expect(sizes).toEqual([20]);
    });
  });

  test('keeps the actions for a vehicle that was deleted before its work ended', async ({ database }) => {
    await withRun(database, 1, async ({ client, workers: [worker], ids, run }) => {
      await commit(worker, ids[0], null, {
        actions: [{ action: 'extract-images', filled: ['images'], runtime_ms: 5 }],
        end: { kind: 'reserve', until: new Date() },
      });
      await client.query('delete from vehicles');
      await client.query('select * from micro_scrape.reconcile(100)');
      expect(await view(client, run)).toMatchObject({ status: 'completed', actions_executed: 1, actions_succeeded: 1 });
    });
  });
});
