/** What is ours goes when its time is over, and nothing else does. */
import type pg from 'pg';
import { describe, expect } from 'vitest';
import { reconcile } from '../../src/database/statements/reconcile.ts';
import { askAtOnce } from '../../src/doctor/invariants/question.ts';
import { RUN_SUMS } from '../../src/doctor/invariants/runs.ts';
import { connect, one } from '../support/client.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { addVehicles, passDays, rowsOf, work } from './retention/catalogue.ts';

async function withClient(database: TestDatabase, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = await connect(database);
  try {
    await client.query('select * from micro_scrape.adopt(1)');
    await use(client);
  } finally {
    await client.end();
  }
}

/** Every table of ours that has a row for a vehicle, found by looking, so that one that is added later is asked too. */
const TABLES_OF_VEHICLES = `
  select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'micro_scrape'::regnamespace and c.relkind = 'r' and a.attname = 'vehicle_id' and not a.attisdropped`;

async function leftOf(client: pg.Client, ids: readonly string[]): Promise<string[]> {
  const left: string[] = [];
  for (const { name } of (await client.query(TABLES_OF_VEHICLES)).rows) {
    const { n } = await one(client, `select count(*)::int as n from micro_scrape.${name} where vehicle_id = any ($1)`, [
      ids,
    ]);
    if (n !== 0) left.push(`${name}: ${n}`);
  }
  return left.sort();
}

const count = async (client: pg.Client, from: string) =>
  (await one(client, `select count(*)::int as n from ${from}`)).n;

describe('a vehicle that was deleted', () => {
  test('leaves no row after a week, in any table of ours, and the figures of runs stay true', async ({ database }) => {
    await withClient(database, async (client) => {
      const [kept, ...gone] = await addVehicles(client, 3);
      await work(client);
      expect((await leftOf(client, gone)).map((line) => line.split(':')[0])).toEqual([
        ...[
          'action_log',
          'field_sources',
          'model_answers',
          'pages',
          'photographs',
          'proposals',
          'rejections',
          'run_vehicles',
          'vehicle_state',
        ],
      ]);
      const runs = await client.query('select * from micro_scrape_runs order by id');
      const ofKept = (await leftOf(client, [String(kept)])).filter((line) => line !== 'run_vehicles: 1');
      await client.query('delete from vehicles where id = any ($1)', [gone]);
      await reconcile(client);
      // An accident is noticed within days, and a catalogue that is loaded again finds its evidence.
      expect(await leftOf(client, gone)).toContain('field_sources: 2');
      await passDays(client, 8);
      await reconcile(client);
      expect(await leftOf(client, gone)).toEqual([]);
      expect(await leftOf(client, [String(kept)])).toEqual(ofKept);
      expect(
        (await client.query('select vehicles_analyzed, actions_executed from micro_scrape_runs order by id')).rows,
      ).toEqual(runs.rows.map(({ vehicles_analyzed, actions_executed }) => ({ vehicles_analyzed, actions_executed })));
      expect(await askAtOnce(client, [RUN_SUMS])).toEqual([]);
    });
  });

  test('and came back within the week has all it had', async ({ database }) => {
    await withClient(database, async (client) => {
      const ids = await addVehicles(client, 2);
      await work(client);
      await client.query('create temporary table saved as select * from vehicles; delete from vehicles');
      await reconcile(client);
      await client.query('insert into vehicles select * from saved');
      await passDays(client, 8);
      await reconcile(client);
      expect(await leftOf(client, ids)).toContain('field_sources: 2');
      expect(await count(client, 'micro_scrape.deleted_vehicles')).toBe(0);
    });
  });

  test('while it was worked on leaves none either', async ({ database }) => {
    await withClient(database, async (client) => {
      const ids = await addVehicles(client, 1);
      await client.query(
        'update micro_scrape.vehicle_state set leased_by = gen_random_uuid(), leased_at = clock_timestamp()',
      );
      await client.query('delete from vehicles');
      await work(client);
      await passDays(client, 8);
      await reconcile(client);
      expect(await leftOf(client, ids)).toEqual([]);
    });
  });
});

describe('what a living vehicle has', () => {
  test('goes by its age: actions, runs, pages and answers, each after its own time', async ({ database }) => {
    await withClient(database, async (client) => {
      await addVehicles(client, 3);
      await work(client);
      const all = { actions: 3, runs: 1, pages: 3, answers: 3, evidence: 3 };
      expect(await rowsOf(client)).toEqual(all);
      await passDays(client, 89);
      await reconcile(client);
      expect(await rowsOf(client)).toEqual(all);
      await passDays(client, 2);
      await reconcile(client);
      expect(await rowsOf(client)).toEqual({ ...all, actions: 0 });
      await passDays(client, 90);
      await reconcile(client);
      expect(await rowsOf(client)).toEqual({ ...all, actions: 0, pages: 0, answers: 0 });
      await passDays(client, 190);
      await reconcile(client);
      // The value stands, so what proves it does.
      expect(await rowsOf(client)).toEqual({ actions: 0, runs: 0, pages: 0, answers: 0, evidence: 3 });
    });
  });

  test('evidence of a value goes a year after another followed it, and that of the other stays', async ({
    database,
  }) => {
    await withClient(database, async (client) => {
      await addVehicles(client, 1);
      await work(client);
      await passDays(client, 400);
      await client.query(`insert into micro_scrape.field_sources (vehicle_id, field, value, method, snippet, confidence, extractor_version)
        select vehicle_id, field, 'automatic', method, snippet, confidence, extractor_version from micro_scrape.field_sources`);
      await reconcile(client);
      expect(await count(client, 'micro_scrape.field_sources')).toBe(2);
      await passDays(client, 370);
      await reconcile(client);
      expect((await client.query('select value from micro_scrape.field_sources')).rows).toEqual([
        { value: 'automatic' },
      ]);
      await client.query(
        `update micro_scrape.field_sources set taken_back = 'edited', taken_back_at = clock_timestamp()`,
      );
      await passDays(client, 364);
      await reconcile(client);
      expect(await count(client, 'micro_scrape.field_sources')).toBe(1);
      await passDays(client, 2);
      await reconcile(client);
      expect(await count(client, 'micro_scrape.field_sources')).toBe(0);
    });
  });

  test('stays for ever where the setting is null, and a page that is being worked on stays', async ({ database }) => {
    await withClient(database, async (client) => {
      await addVehicles(client, 2);
      await work(client);
      await client.query('update micro_scrape.vehicle_state set requested = requested + 1');
      await client.query('update micro_scrape.settings set keep_actions = null, keep_runs = null');
      await passDays(client, 4000);
      await reconcile(client);
      expect(await rowsOf(client)).toMatchObject({ actions: 2, runs: 1, pages: 2, answers: 0 });
      await client.query(
        'update micro_scrape.vehicle_state set handled = requested; update micro_scrape.settings set keep_pages = null',
      );
      await work(client);
      await passDays(client, 4000);
      await reconcile(client);
      expect(await rowsOf(client)).toMatchObject({ actions: 2, runs: 1, pages: 2, answers: 2 });
    });
  });
});

describe('a host', () => {
  test('is forgotten after a month without a visit, unless somebody waits for it or a person has decided', async ({
    database,
  }) => {
    await withClient(database, async (client) => {
      const [waiting] = await addVehicles(client, 1);
      await client.query(`insert into micro_scrape.hosts (host, robots_txt, robots_status, robots_fetched_at)
        select h, 'User-agent: *', 200, clock_timestamp() from unnest('{stranger.example,visited.example,slow.example,held.example,waited.example}'::text[]) h`);
      await client.query(`update micro_scrape.hosts set slow_ms = 5000 where host = 'slow.example'`);
      await client.query(`update micro_scrape.hosts set held_until = 'infinity' where host = 'held.example'`);
      await client.query(
        `update micro_scrape.vehicle_state set waits_at = 'waited.example', rate_limited = true where vehicle_id = $1`,
        [waiting],
      );
      await passDays(client, 3);
      await reconcile(client);
      // A copy of robots.txt is obeyed for a day.
      expect(await count(client, 'micro_scrape.hosts')).toBe(5);
      expect(
        await count(client, 'micro_scrape.hosts where robots_fetched_at is not null or robots_txt is not null'),
      ).toBe(0);
      await passDays(client, 28);
      await client.query(`update micro_scrape.hosts set updated_at = clock_timestamp() where host = 'visited.example'`);
      await reconcile(client);
      expect(
        (await client.query('select host from micro_scrape.hosts order by 1')).rows.map(({ host }) => host),
      ).toEqual([...['held.example', 'slow.example', 'visited.example', 'waited.example']]);
    });
  });
});

test('a writer waits for no pruning, and pruning for no writer', async ({ database }) => {
  await withClient(database, async (client) => {
    await addVehicles(client, 2);
    await work(client);
    await passDays(client, 800);
    const other = await connect(database);
    try {
      await other.query('begin');
      await other.query(`update micro_scrape.hosts set updated_at = updated_at`);
      await other.query(`update micro_scrape.runs set started_at = started_at`);
      await other.query(`update micro_scrape.pages set fetched_at = fetched_at`);
      await other.query(`update micro_scrape.field_sources set taken_back_at = taken_back_at`);
      await client.query(`set lock_timeout = '100ms'`);
      await reconcile(client);
      expect(await rowsOf(client)).toMatchObject({ actions: 0, runs: 1, pages: 2 });
      await other.query('rollback');
      await reconcile(client);
      expect(await rowsOf(client)).toMatchObject({ runs: 0, pages: 0 });
    } finally {
      await other.end();
    }
  });
});
