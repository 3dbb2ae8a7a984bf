import type pg from 'pg';
import { describe, expect, vi } from 'vitest';
import { LOCKS } from '../../src/database/locks.ts';
import { createPool } from '../../src/database/pool.ts';
import { Session } from '../../src/database/session.ts';
import { Dispatcher } from '../../src/dispatch/dispatcher.ts';
import { Listener } from '../../src/dispatch/listener.ts';
import { DaemonEvents } from '../../src/events.ts';
import { Heartbeat } from '../../src/jobs/heartbeat.ts';
import { Latch } from '../../src/runtime/latch.ts';
import { startAll, stopAll } from '../../src/runtime/service.ts';
import { connect, one } from '../support/client.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

/** A row that scores 100 apart from its photographs (85): complete. */
const COMPLETE = `insert into vehicles (year, make, model, vin, asking_price, description, mileage, color, engine, transmission, discovery_url)
  values (2004, 'Honda', 'S2000', 'JHMAP21424S000001', 20000, 'A roadster.', 1000, 'red', '2.2', 'manual', 'https://a.example/1')
  returning id`;

/** The heartbeat's canary becomes a job as well. */
const OURS = `task_identifier = 'micro-scrape'`;

interface Said {
  /** To the session of the heartbeat. */
  readonly ofBell: () => string[];
}

/** Heartbeat, listener and dispatcher alone: jobs are made, nobody does them. */
async function withDispatcher(
  database: TestDatabase,
  work: (client: pg.Client, events: DaemonEvents, said: Said) => Promise<void>,
): Promise<void> {
  const events = new DaemonEvents();
  const faults: Error[] = [];
  events.on('fault', ({ error }) => faults.push(error));
  const pool = createPool({ connectionString: database.url, role: 'test', max: 2, onError: (e) => faults.push(e) });
  const notifier = new Latch();
  const daemonId = crypto.randomUUID();
  const listener = new Listener({ connectionString: database.url, events, notifier, daemonId });
  const session = new Session(database.url, 'test heartbeat');
  const query = vi.spyOn(session, 'query');
  const said: Said = {
    ofBell: () => query.mock.calls.map(([{ text }]) => text).filter((text) => text.includes(LOCKS.doorbell)),
  };
  const heartbeat = new Heartbeat({
    ...{ session, pool, events, daemonId, notifier, probeChannel: listener.probeChannel },
    poolIds: () => [],
    seats: () => ({}),
    runningJobs: () => [],
    idle: () => ({ tasks: [], seats: 0 }),
    onReady: () => undefined,
  });
  const dispatcher = new Dispatcher({
    pool,
    session,
    leadership: heartbeat,
    events,
    notifier,
    listener,
  });
  const client = await connect(database);
  try {
    await startAll([heartbeat, listener, dispatcher], AbortSignal.timeout(10_000));
    await work(client, events, said);
    expect(faults).toEqual([]);
  } finally {
    await client.end();
    await stopAll([heartbeat, listener, dispatcher], AbortSignal.timeout(5_000));
    await pool.end();
  }
}

/** Waits until the dispatcher sleeps. */
async function underBell(client: pg.Client): Promise<void> {
  await eventually('the bell is held', async () => {
    const { rowCount } =
      await client.query(`select from pg_locks where locktype = 'advisory' and (classid, objid) = (${LOCKS.doorbell})
      and mode = 'ExclusiveLock' and database = (select oid from pg_database where datname = current_database())`);
    return rowCount === 1;
  });
}

describe('the way from a commit to a job', () => {
  test('an inserted vehicle gets a job, a state and a run without anybody polling', async ({ database }) => {
    await withDispatcher(database, async (client) => {
      const { id } = await one(
        client,
        `insert into vehicles (discovery_url) values ('https://a.example/1') returning id`,
      );
      const job = await eventually('a job for the vehicle', async () => {
        const { rows } = await client.query('select * from graphile_worker.jobs where key = $1', [`vehicle:${id}`]);
        return rows[0];
      });
      expect(job.task_identifier).toBe('micro-scrape');
      const state = await one(client, 'select * from micro_scrape.vehicle_state where vehicle_id = $1', [id]);
      expect(state).toMatchObject({ score: 0, outcome: 'pending', requested: '1', handled: '0' });
      const run = await one(client, 'select * from micro_scrape_runs where id = $1', [state.run_id]);
      expect(run).toMatchObject({ run_type: 'triggered', status: 'running', vehicles_analyzed: 0 });
      expect(await client.query("select from micro_scrape.vehicle_events where kind <> 'canary'")).toHaveProperty(
        'rowCount',
        0,
      );
    });
  });

  test('a vehicle that is complete when it arrives is marked and gets no job', async ({ database }) => {
    await withDispatcher(database, async (client) => {
      const { id } = await one(client, COMPLETE);
      await eventually('the mark', async () => {
        const { m } = await one(client, 'select origin_metadata as m from vehicles where id = $1', [id]);
        return (m as { micro_scrape_complete?: boolean } | null)?.micro_scrape_complete;
      });
      expect(await client.query(`select from graphile_worker.jobs where ${OURS}`)).toHaveProperty('rowCount', 0);
      const run = await one(client, 'select * from micro_scrape_runs');
      expect(run).toMatchObject({ vehicles_analyzed: 1, vehicles_marked_complete: 1, status: 'completed' });
    });
  });

  test('a person who fills the last gap completes the vehicle, and other keys of origin_metadata stay', async ({
    database,
  }) => {
    await withDispatcher(database, async (client) => {
      const { id } = await one(client, COMPLETE.replace(`'A roadster.'`, 'null'));
      await client.query(`update vehicles set origin_metadata = '{"mine": 1}' where id = $1`, [id]);
      await client.query(`update vehicles set description = 'By hand.' where id = $1`, [id]);
      const metadata = await eventually('the mark', async () => {
        const { m } = await one(client, 'select origin_metadata as m from vehicles where id = $1', [id]);
        return (m as Record<string, unknown>).micro_scrape_complete === true && (m as Record<string, unknown>);
      });
      expect(metadata).toMatchObject({ mine: 1, micro_scrape_completed_at: expect.any(String) });
    });
  });

  test('a complete vehicle that loses a value is reopened with a job and its mark is taken away', async ({
    database,
  }) => {
    await withDispatcher(database, async (client) => {
      const { id } = await one(client, COMPLETE);
      await eventually('completion', async () => {
        const { rows } = await client.query(`select from micro_scrape.vehicle_state where outcome = 'complete'`);
        return rows.length === 1;
      });
      await client.query('update vehicles set vin = null where id = $1', [id]);
      await eventually('the job', async () => {
        const { rows } = await client.query('select from graphile_worker.jobs where key = $1', [`vehicle:${id}`]);
        return rows.length === 1;
      });
      const { m } = await one(client, 'select origin_metadata as m from vehicles where id = $1', [id]);
      expect(m).toEqual({});
    });
  });

  test('1,000 vehicles in one statement are 1,000 jobs in fifty runs of twenty', async ({ database }) => {
    await withDispatcher(database, async (client) => {
      await client.query(
        `insert into vehicles (discovery_url) select 'https://a.example/' || n from generate_series(1, 1000) n`,
      );
      await eventually('1,000 jobs', async () => {
        const { n } = await one(client, `select count(*)::int as n from graphile_worker.jobs where ${OURS}`);
        return n === 1000;
      });
      const runs = await one(client, 'select count(*)::int as n, sum(batch_size)::int as size from micro_scrape_runs');
      expect(runs).toEqual({ n: 50, size: 1000 });
    });
  });

  test('a session that has planned its dispatch on empty tables reads no table as a whole afterwards', async ({
    database,
  }) => {
    const client = await connect(database);
    const rowsRead = async () => {
      await client.query('select pg_stat_force_next_flush()');
      const { rows } = await client.query(
        `select sum(seq_tup_read)::int as n from pg_stat_user_tables where relname in ('vehicles', 'vehicle_state', '_private_jobs')`,
      );
      return rows[0].n as number;
    };
    const insert = (count: number) =>
      client.query(
        `insert into vehicles (discovery_url) select 'https://a.example/' || n from generate_series(1, ${count}) n`,
      );
    const dispatch = { name: 'dispatch', text: 'select jobs from micro_scrape.dispatch(500)' };
    await client.query(`alter table vehicles set (autovacuum_enabled = off); alter table micro_scrape.vehicle_state set (autovacuum_enabled = off);
      alter table graphile_worker._private_jobs set (autovacuum_enabled = off)`);
    for (const count of [1, 1, 400]) {
      await insert(count);
      await client.query(dispatch);
    }
    const before = await rowsRead();
    for (let n = 0; n < 20; n += 1) {
      await insert(1);
      expect((await client.query(dispatch)).rows).toEqual([{ jobs: 1 }]);
    }
    expect((await rowsRead()) - before).toBe(0);
    await client.end();
  });

  test('one vehicle after the other is taken by a dispatcher that never lets go of the bell', async ({ database }) => {
    await withDispatcher(database, async (client, _, said) => {
      await underBell(client);
      const before = said.ofBell().length;
      for (let n = 0; n < 15; n += 1) {
        const { id } = await one(
          client,
          `insert into vehicles (discovery_url) values ('https://a.example/1') returning id`,
        );
        await eventually('its job', () =>
          client
            .query(`select from graphile_worker.jobs where key = 'vehicle:${id}'`)
            .then(({ rowCount }) => rowCount === 1),
        );
      }
      expect(said.ofBell().slice(before)).toEqual([]);
    });
  });

  test('whoever writes as fast as it can is freed of ringing, until it is quiet again', async ({ database }) => {
    await withDispatcher(database, async (client, _, said) => {
      await underBell(client);
      const letGo = () => said.ofBell().some((text) => text.includes('pg_advisory_unlock'));
      await eventually('the bell let go', async () => {
        await client.query(`do $$ begin
          for n in 1..500 loop
            insert into vehicles (discovery_url) values ('https://a.example/1');
            commit;
          end loop;
        end $$`);
        return letGo();
      });
      await underBell(client);
      await eventually('all events taken', async () => {
        const { rowCount } = await client.query(`select from micro_scrape.vehicle_events where kind <> 'canary'`);
        return rowCount === 0;
      });
    });
  });

  test('whoever writes for a second is let write without ringing for a moment, however slowly it comes', async ({
    database,
  }) => {
    await withDispatcher(database, async (client, _, said) => {
      await underBell(client);
      await eventually('the bell let go', async () => {
        // Never as fast as many writers are.
        await client.query(`do $$ begin
          for n in 1..50 loop
            insert into vehicles (discovery_url) values ('https://a.example/1');
            commit;
            perform pg_sleep(0.005);
          end loop;
        end $$`);
        return said.ofBell().some((text) => text.includes('pg_advisory_unlock'));
      });
      await underBell(client);
    });
  });

  test('a row that a person holds locked does not hold the dispatcher up: its mark is left to a job', async ({
    database,
  }) => {
    await withDispatcher(database, async (client) => {
      const { id } = await one(client, COMPLETE.replace(`'A roadster.'`, 'null'));
      await eventually('first job', async () => {
        const { rows } = await client.query('select from graphile_worker.jobs where key = $1', [`vehicle:${id}`]);
        return rows.length === 1;
      });
      await client.query(`update vehicles set description = 'By hand.' where id = $1`, [id]);
      const holder = await connect(database);
      await holder.query('begin');
      await holder.query('select from vehicles where id = $1 for update', [id]);
      await client.query(`insert into vehicles (discovery_url) values ('https://a.example/other')`);
      await eventually('the other vehicle has its job while the row is locked', async () => {
        const { n } = await one(client, `select count(*)::int as n from graphile_worker.jobs where ${OURS}`);
        return n === 2;
      });
      await holder.query('rollback');
      await holder.end();
    });
  });

  test('vehicles that were there before us are taken in at the first start, and only once', async ({ database }) => {
    const client = await connect(database);
    await client.query('set session_replication_role = replica');
    await client.query(
      `insert into vehicles (discovery_url) select 'https://a.example/' || n from generate_series(1, 600) n`,
    );
    await client.query(COMPLETE);
    await client.end();
    await withDispatcher(database, async (again) => {
      await eventually('all have a state', async () => {
        const { finished } = await one(again, 'select finished_at is not null as finished from micro_scrape.adoption');
        return finished;
      });
      const counts = await one(
        again,
        `select count(*)::int as states, count(*) filter (where outcome = 'complete')::int as complete,
           (select count(*)::int from graphile_worker.jobs where ${OURS}) as jobs, (select adopted::int from micro_scrape.adoption) as adopted,
           (select count(*)::int from micro_scrape_runs where run_type <> 'scheduled') as other_runs
         from micro_scrape.vehicle_state`,
      );
      expect(counts).toEqual({ states: 601, complete: 1, jobs: 600, adopted: 601, other_runs: 0 });
    });
  });

  test('without any NOTIFY, with the trigger switched off, the reconcile finds the vehicle', async ({ database }) => {
    await withDispatcher(database, async (client) => {
      await eventually('the vehicles that were there before are taken in', async () => {
        const { finished } = await one(client, 'select finished_at is not null as finished from micro_scrape.adoption');
        return finished;
      });
      await client.query('set session_replication_role = replica');
      const { id } = await one(
        client,
        `insert into vehicles (discovery_url) values ('https://a.example/1') returning id`,
      );
      expect(await one(client, 'select * from micro_scrape.reconcile(100)')).toEqual({
        unseen: 1,
        jobless: 0,
        mismarked: 0,
      });
      const run = await one(client, 'select run_type from micro_scrape_runs');
      expect(run).toEqual({ run_type: 'scheduled' });
      await client.query('delete from graphile_worker._private_jobs');
      expect(await one(client, 'select * from micro_scrape.reconcile(100)')).toMatchObject({ jobless: 1 });
      const job = await one(client, `select key from graphile_worker.jobs where ${OURS}`);
      expect(job).toEqual({ key: `vehicle:${id}` });
    });
  });

  test('every statement notifies when notify_mode is always, with the event and the count and nothing else', async ({
    database,
  }) => {
    const client = await connect(database);
    const heard: (string | undefined)[] = [];
    client.on('notification', ({ payload }) => heard.push(payload));
    await client.query(`update micro_scrape.settings set notify_mode = 'always'`);
    await client.query('listen micro_scrape');
    await client.query(`insert into vehicles (discovery_url) values ('https://a.example/1'), ('https://a.example/2')`);
    await client.query(`update vehicles set discovery_url = 'https://a.example/3' where discovery_url like '%1'`);
    await client.query(`begin; update micro_scrape.settings set notify_mode = 'doorbell'; rollback`);
    await client.query(`insert into vehicles (discovery_url) values ('https://a.example/4')`);
    await client.query(`update micro_scrape.settings set notify_mode = 'doorbell'`);
    await client.query(`insert into vehicles (discovery_url) values ('https://a.example/5')`);
    await client.query(`notify micro_scrape, '"the end"'`);
    await eventually('the last notification', () => heard.some((text) => text?.includes('the end')));
    expect(heard.map((text) => JSON.parse(text ?? ''))).toEqual([
      { event: 'inserted', count: 2 },
      { event: 'source_changed', count: 1 },
      { event: 'inserted', count: 1 },
      'the end',
    ]);
    await client.end();
  });
});

describe("the user's own writes", () => {
  test('succeed when our event table is gone', async ({ database }) => {
    const client = await connect(database);
    await client.query('drop table micro_scrape.vehicle_events cascade');
    const { rowCount } = await client.query(
      `insert into vehicles (discovery_url) select 'https://a.example' from generate_series(1, 50)`,
    );
    expect(rowCount).toBe(50);
    await client.query(`update vehicles set color = 'red'`);
    await client.end();
  });

  test('do not wake anybody when they change nothing that matters', async ({ database }) => {
    const client = await connect(database);
    await client.query(COMPLETE);
    await client.query('delete from micro_scrape.vehicle_events');
    await client.query(`update vehicles set status = 'seen', updated_at = now(), color = color`);
    expect(await client.query('select from micro_scrape.vehicle_events')).toHaveProperty('rowCount', 0);
    await client.end();
  });
});
