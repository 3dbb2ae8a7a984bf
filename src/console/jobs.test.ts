import { expect } from 'vitest';
import { connect, one } from '../../test/support/client.ts';
import { type TestDatabase, test } from '../../test/support/database.ts';
import { countJobs, findJobs, JobStaysError, removeJob, retryJobs } from '../database/statements/jobs.ts';

/** A vehicle with work, a run and a job, as the dispatcher leaves it. */
async function withJob(database: TestDatabase) {
  const client = await connect(database);
  const { id } = await one(
    client,
    `insert into vehicles (discovery_url) values ('https://cars.example/1') returning id`,
  );
  await client.query(
    `select micro_scrape.enqueue(array[$1::uuid], '{true}', '{true}', array[now()], 'triggered', 20)`,
    [id],
  );
  const [job] = await findJobs(client, { after: 0, state: undefined, task: undefined, limit: 10 });
  if (job === undefined) throw new Error('no job was made');
  return { client, vehicle: String(id), job };
}

test('a vehicle whose job is removed rests, its run ends, and no reconcile makes the job anew', async ({
  database,
}) => {
  const { client, vehicle, job } = await withJob(database);
  try {
    expect(await one(client, 'select status, vehicles_analyzed from micro_scrape_runs')).toMatchObject({
      status: 'running',
    });
    expect(await removeJob(client, job.id, 'its job was removed by hand (Ada)')).toBe(vehicle);
    expect(
      await one(client, 'select outcome, reason, requested = handled as rests, run_id from micro_scrape.vehicle_state'),
    ).toEqual({
      outcome: 'exhausted',
      reason: 'its job was removed by hand (Ada)',
      rests: true,
      run_id: null,
    });
    expect(await one(client, 'select status, vehicles_analyzed from micro_scrape_runs')).toEqual({
      status: 'completed',
      vehicles_analyzed: 1,
    });
    expect(await one(client, 'select jobless from micro_scrape.reconcile(100)')).toEqual({ jobless: 0 });
    expect(await countJobs(client)).toEqual([]);
    // Anything new wakes it.
    await client.query(`update vehicles set discovery_url = 'https://cars.example/2'`);
    await client.query(
      `select micro_scrape.enqueue(array[$1::uuid], '{true}', '{true}', array[now()], 'triggered', 20)`,
      [vehicle],
    );
    expect(await countJobs(client)).toMatchObject([{ task: 'micro-scrape', state: 'ready', jobs: 1 }]);
  } finally {
    await client.end();
  }
});

test('a job that runs is neither removed nor tried again, and neither is one that is gone', async ({ database }) => {
  const { client, job } = await withJob(database);
  try {
    await client.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a worker'`);
    await expect(removeJob(client, job.id, 'x')).rejects.toThrow(JobStaysError);
    expect(await retryJobs(client, [job.id])).toEqual([]);
    await expect(removeJob(client, 4711, 'x')).rejects.toThrow('There is no job 4711 any more.');
    expect(await countJobs(client)).toMatchObject([{ state: 'running', jobs: 1 }]);
  } finally {
    await client.end();
  }
});

test('a job of other people’s goes without a vehicle, and one that failed for good gets all its attempts again', async ({
  database,
}) => {
  const { client, job } = await withJob(database);
  try {
    await client.query(
      `update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'why it failed' where id = $1`,
      [job.id],
    );
    expect(await findJobs(client, { after: 0, state: 'failed', task: undefined, limit: 10 })).toMatchObject([
      { last_error: 'why it failed' },
    ]);
    expect(await retryJobs(client, [job.id])).toEqual([job.id]);
    expect(await findJobs(client, { after: 0, state: 'failed', task: undefined, limit: 10 })).toEqual([]);
    const { id } = await one(client, `select id::int from graphile_worker.add_job('theirs', '{}')`);
    expect(await removeJob(client, Number(id), 'x')).toBeNull();
  } finally {
    await client.end();
  }
});
