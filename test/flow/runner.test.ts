import type { JobHelpers } from 'graphile-worker';
import { describe, expect } from 'vitest';
import { createPool } from '../../src/database/pool.ts';
import { DaemonEvents } from '../../src/events.ts';
import { QUEUE_SESSION, QueueRunner } from '../../src/jobs/runner.ts';
import { PostgresProxy } from '../chaos/proxy.ts';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

describe('the queue runner', () => {
  test('is rebuilt when its first look at the list of tasks is lost, which it would never forget', async ({
    database,
  }) => {
    const site = await startBehaviourSite();
    const proxy = await PostgresProxy.start(Number(new URL(database.url).port));
    let lost = 0;
    proxy.onClientMessage = ({ sql, role }) => {
      // Each of the two runners looks once; with the second they are both at work.
      if (lost === 2 || !role.endsWith(' queue') || !sql.includes('_private_tasks')) return undefined;
      lost += 1;
      if (lost === 2) proxy.cut(/ queue$/);
      return 'withhold';
    };
    const daemon = await startTestDaemon(
      { ...database, url: proxy.through(database.url) },
      { FETCH_ALLOW_PRIVATE: new URL(site.origin).host },
    );
    const faults: string[] = [];
    daemon.events.on('runner:fault', ({ action }) => faults.push(action));
    const client = await connect(database);
    try {
      await client.query('insert into vehicles (discovery_url) values ($1)', [site.origin + BEHAVIOURS.car(1)]);
      await eventually(
        'the vehicle is complete',
        async () => (await one(client, 'select outcome from micro_scrape.vehicle_state'))?.outcome === 'complete',
      );
      expect(lost).toBe(2);
      expect(faults).toContain('getJob');
      expect(faults).not.toContain('ended');
    } finally {
      await client.end();
      await daemon.stop();
      await proxy.close();
      await site.close();
    }
  });

  test('and the dispatcher wait for no disk; the claim of a vehicle and what is written into it do', async ({
    database,
  }) => {
    const site = await startBehaviourSite();
    const client = await connect(database);
    const note = (what: string, when: string, table: string) =>
      `create trigger note after ${when} on ${table} for each statement execute function note('${what}')`;
    await client.query(`alter database ${new URL(database.url).pathname.slice(1)} set synchronous_commit = on;
      create table noted (what text, waits text);
      create function note() returns trigger language plpgsql security definer as $$ begin
        insert into public.noted values (tg_argv[0], current_setting('synchronous_commit'));
        return null;
      end $$;
      ${note('dispatch', 'delete', 'micro_scrape.vehicle_events')};
      ${note('job taken', 'update of locked_at', 'graphile_worker._private_jobs')};
      ${note('claim', 'update of fence', 'micro_scrape.vehicle_state')};
      ${note('value', 'update of make', 'vehicles')}`);
    const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: new URL(site.origin).host });
    try {
      await client.query('insert into vehicles (discovery_url) values ($1)', [site.origin + BEHAVIOURS.car(1)]);
      await eventually(
        'the vehicle is complete',
        async () => (await one(client, 'select outcome from micro_scrape.vehicle_state'))?.outcome === 'complete',
      );
      const { rows } = await client.query('select distinct what, waits from noted order by what');
      expect(rows).toEqual([
        { what: 'claim', waits: 'on' },
        { what: 'dispatch', waits: 'off' },
        { what: 'job taken', waits: 'off' },
        { what: 'value', waits: 'on' },
      ]);
    } finally {
      await client.end();
      await daemon.stop();
      await site.close();
    }
  });

  test('takes the next of many jobs along an index, where the server knows no figures of their table', async ({
    database,
  }) => {
    const client = await connect(database);
    const jobs = 300;
    const read = async () => {
      const { rows } = await client.query(`select pg_stat_clear_snapshot(),
        (select seq_tup_read from pg_stat_user_tables where relid = 'graphile_worker._private_jobs'::regclass)::int as n`);
      return rows[0].n as number;
    };
    await client.query(
      `alter table graphile_worker._private_jobs set (autovacuum_enabled = off);
      select graphile_worker.add_jobs(array_agg(('nothing', '{}', null, null, null, n::text, n, null)::graphile_worker.job_spec))
        from generate_series(1, ${jobs}) n;
      select pg_stat_force_next_flush()`,
    );
    const before = await read();
    const faults: unknown[] = [];
    const events = new DaemonEvents();
    events.on('runner:fault', (fault) => faults.push(fault));
    const onError = (error: Error) => faults.push(error);
    const pool = createPool({ connectionString: database.url, role: 'queue', max: 4, session: QUEUE_SESSION, onError });
    const taken: number[] = [];
    const tasks = { nothing: async (_: unknown, { job }: JobHelpers) => void taken.push(job.priority) };
    const runner = new QueueRunner({ name: 'runner', pool, events, tasks, concurrency: 2, onPool: () => undefined });
    await runner.start();
    try {
      await eventually('all are done', async () => {
        const { rowCount } = await client.query('select from graphile_worker._private_jobs limit 1');
        return taken.length === jobs && rowCount === 0;
      });
    } finally {
      await runner.stop(AbortSignal.timeout(5_000));
      await pool.end();
    }
    expect(faults).toEqual([]);
    // Sessions tell their figures when they have ended. What is left are the looks of this test.
    await eventually('their sessions have ended', async () => {
      const { rowCount } = await client.query(`select from pg_stat_activity
        where datname = current_database() and application_name = 'micro-scrape queue'`);
      return rowCount === 0;
    });
    expect((await read()) - before).toBeLessThan(20 * jobs);
    await client.end();
  });

  test('that is stopped gives back what it could not finish, for anybody to take at once', async ({ database }) => {
    const site = await startBehaviourSite();
    const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: new URL(site.origin).host });
    const client = await connect(database);
    try {
      await client.query('insert into vehicles (discovery_url) values ($1)', [site.origin + BEHAVIOURS.hang]);
      await eventually('the page is being read', () => site.count(BEHAVIOURS.hang) === 1);
      await daemon.stop();
      const { rows } = await client.query(
        `select attempts, locked_by, run_at <= clock_timestamp() as due, key is not null as keyed
         from graphile_worker.jobs where task_identifier = 'micro-scrape'`,
      );
      expect(rows).toEqual([{ attempts: 0, locked_by: null, due: true, keyed: true }]);
    } finally {
      await client.end();
      await daemon.stop();
      await site.close();
    }
  });

  test('that is stopped before it could LISTEN ends in peace, though the connection is given back twice', async ({
    database,
  }) => {
    const proxy = await PostgresProxy.start(Number(new URL(database.url).port));
    const withheld: string[] = [];
    proxy.onClientMessage = ({ sql, role }) => {
      if (!role.endsWith(' queue') || !sql.includes('LISTEN "jobs:insert"')) return undefined;
      withheld.push(sql);
      return 'withhold';
    };
    const daemon = await startTestDaemon({ ...database, url: proxy.through(database.url) });
    try {
      await eventually('both runners wait for an answer', () => withheld.length >= 2);
      proxy.onClientMessage = undefined;
      await daemon.stop();
      // Until then the answer may come; that nothing is thrown afterwards is seen by whoever runs the tests.
      await eventually('their connections are given up', () => proxy.count(/ queue$/) === 0);
    } finally {
      await daemon.stop();
      await proxy.close();
    }
  });
});
