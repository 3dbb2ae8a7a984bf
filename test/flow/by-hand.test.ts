import { quickAddJob } from 'graphile-worker';
import type pg from 'pg';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { manualRunAnswer } from '../../src/http/contract.ts';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { connect, one } from '../support/client.ts';
import { SERVICE_KEY, startTestDaemon, type TestDaemon } from '../support/daemon.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

type Site = Awaited<ReturnType<typeof startBehaviourSite>>;

async function withDaemon(
  database: TestDatabase,
  work: (world: {
    client: pg.Client;
    site: Site;
    daemon: TestDaemon;
    post: (body: unknown, key?: string) => Promise<Response>;
  }) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const site = await startBehaviourSite();
  const daemon = await startTestDaemon(database, {
    FETCH_ALLOW_PRIVATE: new URL(site.origin).host,
    // One that the clock starts in the middle of a test would take in what was inserted silently, as a scheduled run.
    RECONCILE_CRON: '0 0 1 1 *',
    ...env,
  });
  const client = await connect(database);
  const post = (body: unknown, key = SERVICE_KEY) =>
    fetch(`${daemon.origin}/functions/v1/micro-scrape-bandaid`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  try {
    await work({ client, site, daemon, post });
  } finally {
    await client.end();
    await daemon.stop();
    await site.close();
  }
}

/** Vehicles that no event told of, so that only what a person does moves them. */
async function insertSilently(client: pg.Client, urls: readonly string[]): Promise<string[]> {
  await eventually('the daemon has taken in what was there before it', async () => {
    const { finished } = await one(client, 'select finished_at is not null as finished from micro_scrape.adoption');
    return finished;
  });
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  const { rows } = await client.query('insert into vehicles (discovery_url) select unnest($1::text[]) returning id', [
    urls,
  ]);
  await client.query('commit');
  return rows.map((row) => row.id);
}

const isComplete = (client: pg.Client, id: string | undefined) => async () => {
  const { rows } = await client.query(
    `select from vehicles where id = $1 and origin_metadata ->> 'micro_scrape_complete' = 'true'`,
    [id],
  );
  return rows.length === 1;
};

describe('jobs added by hand', () => {
  test('micro-scrape for one vehicle, for several, and for the worst few, by SQL and by the library', async ({
    database,
  }) => {
    await withDaemon(database, async ({ client, site }) => {
      const ids = await insertSilently(
        client,
        [1, 2, 3, 4, 5].map((n) => `${site.origin}${BEHAVIOURS.car(n)}`),
      );
      await client.query(`select graphile_worker.add_job('micro-scrape', json_build_object('vehicle_id', $1::uuid))`, [
        ids[0],
      ]);
      await client.query(
        `select graphile_worker.add_job('micro-scrape', json_build_object('vehicle_ids', array[$1, $2]::uuid[]))`,
        [ids[1], ids[2]],
      );
      await quickAddJob({ connectionString: database.url }, 'micro-scrape', { vehicle_id: ids[3] });
      for (const id of ids.slice(0, 4)) await eventually('complete', isComplete(client, id));
      await client.query(`select graphile_worker.add_job('micro-scrape', '{"batch_size": 20}')`);
      await eventually('the last one too', isComplete(client, ids[4]));
      // The mark comes with the write that earns it, the count when the run over the vehicle ends.
      await eventually('five vehicles counted in manual runs', async () => {
        const { rows } = await client.query(
          'select run_type, sum(vehicles_analyzed)::int as n from micro_scrape_runs group by 1',
        );
        return rows.length === 1 && rows[0].run_type === 'manual' && rows[0].n === 5;
      });
    });
  });

  test('one action alone does that and nothing else', async ({ database }) => {
    await withDaemon(database, async ({ client, site }) => {
      const [id] = await insertSilently(client, [`${site.origin}${BEHAVIOURS.car(1, 3)}`]);
      await client.query(
        `select graphile_worker.add_job('extract-images', json_build_object('vehicle_id', $1::uuid))`,
        [id],
      );
      const row = await eventually('the image URLs', async () => {
        const { rows } = await client.query(`select * from vehicles where id = $1 and origin_metadata ? 'image_urls'`, [
          id,
        ]);
        return rows[0];
      });
      expect(row.vin).toBeNull();
      await client.query(
        `select graphile_worker.add_job('retry-image-backfill', json_build_object('vehicle_id', $1::uuid))`,
        [id],
      );
      await eventually('the images', async () => (await client.query('select from vehicle_images')).rowCount === 3);
    });
  });

  test.for([
    ['micro-scrape', '{}', /name exactly one of vehicle_id, vehicle_ids and batch_size/],
    ['micro-scrape', '{"vehicle_id": 7}', /vehicle_id: /],
    ['micro-scrape', '{"batch_size": 20, "dryrun": true}', /dryrun/],
    ['extract-images', '{"vehicle_id": "00000000-0000-4000-8000-000000000000"}', /there is no vehicle/],
    ['generate-vehicle-description', '[]', /bad payload/],
  ] as const)(
    'a bad payload for %s fails once, for good, with its reason: %s',
    async ([task, payload, reason], { database }) => {
      await withDaemon(database, async ({ client, daemon }) => {
        const outcomes: string[] = [];
        daemon.events.on('job:end', (end) => end.task === task && outcomes.push(end.outcome));
        await client.query('select graphile_worker.add_job($1, $2::json)', [task, payload]);
        const job = await eventually('the failed job', async () => {
          const { rows } = await client.query('select * from graphile_worker.jobs where last_error is not null');
          return rows[0];
        });
        expect(job).toMatchObject({ attempts: 1, max_attempts: 1, last_error: expect.stringMatching(reason) });
        await eventually('it is told once', async () => outcomes.length > 0);
        expect(outcomes).toEqual(['failed']);
      });
    },
  );

  test('a payload with 60,000 mistakes leaves an error that can be read', async ({ database }) => {
    await withDaemon(database, async ({ client }) => {
      await client.query(
        `select graphile_worker.add_job('micro-scrape', (
           select json_object_agg('key ' || n, n) from generate_series(1, 60000) n))`,
      );
      const error = await eventually('the failed job', async () => {
        const { rows } = await client.query('select last_error from graphile_worker.jobs where last_error is not null');
        return rows[0]?.last_error as string | undefined;
      });
      expect(error).toMatch(/^bad payload: Unrecognized keys/);
      expect(error?.length).toBeLessThanOrEqual(2_000);
    });
  });
});

describe('POST /functions/v1/micro-scrape-bandaid', () => {
  test('a dry run tells the gaps of the worst and changes no table at all', async ({ database }) => {
    await withDaemon(database, async ({ client, site, post }) => {
      const ids = await insertSilently(
        client,
        [1, 2].map((n) => `${site.origin}${BEHAVIOURS.car(n)}`),
      );
      const before = await everything(client);
      const answer = await post({ dry_run: true, batch_size: 10 });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({
        success: true,
        run_id: null,
        analyzed: 2,
        can_improve: 2,
        actions_executed: 0,
        gaps_found: expect.arrayContaining([
          {
            vehicle_id: ids[0],
            source_url: `${site.origin}/car/1`,
            quality_score: 0,
            can_improve: true,
            missing_fields: expect.arrayContaining(['vin', 'price', 'images_extracted']),
            recommended_actions: expect.arrayContaining(['extract-listing', 'extract-images']),
          },
        ]),
      });
      expect(await everything(client)).toEqual(before);
      expect(site.requests).toEqual([]);
    });
  });

  test('a run does the work and answers with true counters that its row has too', async ({ database }) => {
    await withDaemon(database, async ({ client, site, post }) => {
      await insertSilently(
        client,
        [1, 2, 3].map((n) => `${site.origin}${BEHAVIOURS.car(n)}`),
      );
      const body = manualRunAnswer.parse(await (await post({ batch_size: 20, max_runtime_ms: 30000 })).json());
      expect(body).toMatchObject({
        success: true,
        analyzed: 3,
        marked_complete: 3,
        actions_failed: expect.any(Number),
      });
      const run = await one(client, 'select * from micro_scrape_runs where id = $1', [body.run_id]);
      expect(run).toMatchObject({
        run_type: 'manual',
        status: 'completed',
        vehicles_analyzed: 3,
        vehicles_improved: 3,
        vehicles_marked_complete: 3,
        actions_executed: body.actions_executed,
        actions_succeeded: body.actions_succeeded,
      });
    });
  });

  test('answers in time when a site hangs, and the rest goes on as jobs', async ({ database }) => {
    await withDaemon(
      database,
      async ({ client, site, post }) => {
        await insertSilently(client, [`${site.origin}${BEHAVIOURS.hang}`, `${site.origin}${BEHAVIOURS.car(1)}`]);
        const body = manualRunAnswer.parse(await (await post({ max_runtime_ms: 15_000 })).json());
        expect(body).toMatchObject({ success: true, analyzed: 2, marked_complete: 1 });
        const run = await one(client, 'select status from micro_scrape_runs where id = $1', [body.run_id]);
        expect(run).toEqual({ status: 'running' });
      },
      // A quarter of the seats is one host's share, and the page that hangs holds one of them.
      { CONCURRENCY: '8' },
    );
  });

  test('refuses a wrong key, and names every mistake of a body', async ({ database }) => {
    await withDaemon(database, async ({ post }) => {
      expect((await post({}, 'wrong')).status).toBe(401);
      const refused = await post({ batch_size: 0, vehicle_ids: ['x'], dryrun: true });
      expect(refused.status).toBe(400);
      const { problems } = z.object({ problems: z.array(z.string()) }).parse(await refused.json());
      expect(problems.join()).toMatch(/batch_size/);
      expect(problems.join()).toMatch(/vehicle_ids/);
      expect(problems.join()).toMatch(/dryrun/);
    });
  });
});

/** Every row of every table that a run could touch; the job by which a daemon sees that its queue works comes and goes by itself. */
async function everything(client: pg.Client): Promise<unknown> {
  const tables = await client.query(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema in ('public', 'micro_scrape', 'graphile_worker') order by 1`,
  );
  const all: Record<string, unknown> = {};
  for (const { name } of tables.rows.filter((row) => !/\.(daemons|_private_known_crontabs)$/.test(row.name))) {
    const { rows } = await client.query(`select to_jsonb(t) as row from ${name} t order by 1`);
    all[name] = rows.filter(({ row }) => !String(row.key).startsWith('canary:'));
  }
  return all;
}

test('an action by hand that has to wait for its turn at a busy host is done when it comes', async ({ database }) => {
  await withDaemon(
    database,
    async ({ client, site }) => {
      const urls = [1, 2].map((n) => `${site.origin}${BEHAVIOURS.car(n)}`);
      const ids = await insertSilently(client, urls);
      for (const id of ids)
        await client.query(
          `select graphile_worker.add_job('extract-listing', json_build_object('vehicle_id', $1::text))`,
          [id],
        );
      for (const id of ids) await eventually('it is complete', isComplete(client, id));
      expect(site.count('/car/1') + site.count('/car/2')).toBe(2);
      const { rows } = await client.query(
        `select outcome, rate_limited, slot_at is null as no_turn from micro_scrape.vehicle_state order by vehicle_id`,
      );
      const rests = { outcome: 'complete', rate_limited: false, no_turn: true };
      expect(rows).toEqual([rests, rests]);
    },
    { FETCH_MIN_INTERVAL_MS: '3000' },
  );
});
