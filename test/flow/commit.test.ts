/** The one write of a run, and the row of the queue that it was done for. */
import type pg from 'pg';
import { describe, expect } from 'vitest';
import { connect, one } from '../support/client.ts';
import { type TestDatabase, test } from '../support/database.ts';

interface World {
  readonly client: pg.Client;
  readonly vehicle: string;
  /** Of the vehicle, held by a worker. */
  readonly job: string;
}

async function withJob(database: TestDatabase, work: (world: World) => Promise<void>): Promise<void> {
  const client = await connect(database);
  try {
    await client.query('select * from micro_scrape.adopt(1)');
    const { id } = await one(
      client,
      `insert into vehicles (discovery_url) values ('https://a.example/1') returning id`,
    );
    await client.query('select micro_scrape.dispatch(10)');
    const { job } = await one(
      client,
      `update graphile_worker._private_jobs set locked_by = 'pool', locked_at = now(), attempts = 1 returning id::text as job`,
    );
    await work({ client, vehicle: String(id), job: String(job) });
  } finally {
    await client.end();
  }
}

const commit = ({ client, vehicle, job }: World, end: object) =>
  client.query('select micro_scrape.commit_run($1, 0, 1, $2)', [
    vehicle,
    JSON.stringify({ ...{ judged: {}, writes: [], actions: [], done: [], extractor_version: 1 }, job, end }),
  ]);

const jobs = async (client: pg.Client) => {
  const { rows } = await client.query('select id::text, key from graphile_worker.jobs order by id');
  return rows;
};

const SETTLE = { kind: 'settle', outcome: 'exhausted', reason: 'as it was', failed_attempt: false, failed: false };

describe('the job of a run', () => {
  for (const [what, end] of [
    ['is settled', SETTLE],
    ['waits for its turn', { kind: 'rate_limit', until: new Date(), reason: 'waits', progress: {} }],
    ['stands in line at a host', { kind: 'line', host: 'a.example', reason: 'waits', failed: false, progress: {} }],
  ] as const) {
    test(`goes in the same commit in which the vehicle ${what}`, async ({ database }) => {
      await withJob(database, async (world) => {
        await commit(world, end);
        expect(await jobs(world.client)).toEqual([]);
      });
    });
  }

  test('stays where the vehicle is given back as it was, and where nothing is written under an old fence', async ({
    database,
  }) => {
    await withJob(database, async (world) => {
      const { client, vehicle, job } = world;
      await commit(world, { kind: 'reserve', until: new Date() });
      await client.query('update micro_scrape.vehicle_state set fence = fence + 1');
      await commit(world, SETTLE);
      expect(await jobs(client)).toEqual([{ id: job, key: `vehicle:${vehicle}` }]);
    });
  });

  test('makes room for the next one when an event came meanwhile, or the vehicle goes on in another lane', async ({
    database,
  }) => {
    await withJob(database, async (world) => {
      const { client, vehicle, job } = world;
      await client.query('update micro_scrape.vehicle_state set requested = 2');
      await commit(world, SETTLE);
      const [next, ...more] = await jobs(client);
      expect(more).toEqual([]);
      expect(next.key).toBe(`vehicle:${vehicle}`);
      expect(next.id).not.toBe(job);

      await client.query('update micro_scrape.vehicle_state set requested = 1');
      await commit({ ...world, job: next.id }, { kind: 'move', lane: 'recogniser', reason: null, progress: {} });
      const moved = await client.query('select id::text, task_identifier from graphile_worker.jobs');
      expect(moved.rows).toEqual([{ id: expect.not.stringMatching(next.id), task_identifier: 'read-photographs' }]);
    });
  });
});
