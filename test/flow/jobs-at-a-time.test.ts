import type { Task } from 'graphile-worker';
import { expect } from 'vitest';
import { createPool } from '../../src/database/pool.ts';
import { DaemonEvents } from '../../src/events.ts';
import { QUEUE_SESSION, QueueRunner } from '../../src/jobs/runner.ts';
import { connect } from '../support/client.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const SEATS = 5;

/** A runner of five seats whose jobs are done by `task`. */
async function startRunner(database: TestDatabase, task: Task) {
  const faults: unknown[] = [];
  const events = new DaemonEvents();
  events.on('runner:fault', (fault) => faults.push(fault));
  const onError = (error: Error) => faults.push(error);
  const max = SEATS + 2;
  const pool = createPool({ connectionString: database.url, role: 'queue', max, session: QUEUE_SESSION, onError });
  const runner = new QueueRunner({
    ...{ name: 'runner', pool, events, tasks: { task }, concurrency: SEATS, onPool: () => undefined },
  });
  await runner.start();
  return {
    runner,
    async stop() {
      await runner.stop(AbortSignal.timeout(5_000));
      await pool.end();
      expect(faults).toEqual([]);
    },
  };
}

const addJobs = (count: number) => `select graphile_worker.add_jobs(array_agg(
  ('task', '{}', null, null, null, null, null, null)::graphile_worker.job_spec)) from generate_series(1, ${count})`;

test('seats take what waits many at a time', async ({ database }) => {
  const client = await connect(database);
  const jobs = 200;
  await client.query(`create table taken (jobs bigint);
    create function note() returns trigger language plpgsql as $$ begin
      insert into public.taken select count(*) from updated where locked_by is not null;
      return null;
    end $$;
    create trigger note after update on graphile_worker._private_jobs referencing new table as updated
      for each statement execute function note();
    ${addJobs(jobs)}`);
  const done: string[] = [];
  const { stop } = await startRunner(database, async (_, { job }) => void done.push(job.id));
  try {
    await eventually('all are done', async () => done.length === jobs);
  } finally {
    await stop();
  }
  const { rows } = await client.query(
    'select count(*)::int as fetches, sum(jobs)::int as jobs from taken where jobs > 0',
  );
  expect(rows).toEqual([{ fetches: jobs / SEATS, jobs }]);
  await client.end();
});

test('what no seat is free for does not wait for one: others have it within seconds, with no attempt counted', async ({
  database,
}) => {
  const client = await connect(database);
  const hung = Promise.withResolvers<void>();
  let hanging = 0;
  const busy = await startRunner(database, async () => {
    hanging += 1;
    await hung.promise;
  });
  const attempts: number[] = [];
  try {
    await client.query(addJobs(3 * SEATS));
    await eventually('all seats are taken and more is held', async () => {
      const { rows } = await client.query('select count(locked_by)::int as locked from graphile_worker._private_jobs');
      return hanging === SEATS && rows[0].locked === 2 * SEATS;
    });
    const free = await startRunner(database, async (_, { job }) => void attempts.push(job.attempts));
    try {
      await eventually('the rest is done', async () => {
        // As the heartbeat does.
        free.runner.wake(SEATS);
        return attempts.length === 2 * SEATS;
      });
    } finally {
      await free.stop();
    }
  } finally {
    hung.resolve();
    await busy.stop();
  }
  expect(new Set(attempts)).toEqual(new Set([1]));
  await client.end();
});
