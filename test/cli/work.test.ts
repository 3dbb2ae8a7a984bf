/** Commands that give work: add and run. */
import { describe, expect } from 'vitest';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { startProgram } from '../support/program.ts';
import { command, commandJson } from './command.ts';
import { addShape, dryRunShape, runShape } from './shapes.ts';
import { withWorld } from './world.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

describe.concurrent('add', () => {
  test('inserts what is new, names what is there and what is refused, from arguments and standard input', async ({
    database,
  }) => {
    const env = { DATABASE_URL: database.url };
    const client = await connect(database);
    try {
      const { id } = await one(
        client,
        `insert into vehicles (discovery_url) values ('https://cars.example/1/') returning id`,
      );
      const { code, stdout, stderr } = await command(
        ['add', 'https://cars.example/1', 'https://cars.example/2#photos', '-'],
        env,
        { stdin: 'https://cars.example/3\n\nftp://cars.example/4\nhttp://10.0.0.8/5\r\nhttps://cars.example/3/\n' },
      );
      expect(code).toBe(1);
      expect(stdout).toContain(`${id}  already there  https://cars.example/1`);
      expect(stdout).toMatch(/^[0-9a-f-]{36} {2}added {2}https:\/\/cars\.example\/2$/m);
      expect(stdout.match(/ {2}added {2}/g)).toHaveLength(2);
      expect(stderr).toMatch(/not added: ftp:\/\/cars\.example\/4: .*only http: and https:/);
      expect(stderr).toMatch(/not added: http:\/\/10\.0\.0\.8\/5: .*private/);
      expect(stderr).toContain('No daemon is running: the vehicles wait for one.');
      const { rows } = await client.query('select discovery_url from vehicles order by discovery_url');
      expect(rows.map((row) => row.discovery_url)).toEqual([
        'https://cars.example/1/',
        'https://cars.example/2',
        'https://cars.example/3',
      ]);
      const again = await commandJson(['add', 'https://cars.example/3'], env);
      expect(again.code).toBe(0);
      expect(addShape.parse(again.answer)).toMatchObject({
        vehicles: [{ url: 'https://cars.example/3', added: false }],
        refused: [],
        waited: null,
      });
    } finally {
      await client.end();
    }
  });

  test('twice at the same moment adds a vehicle once', async ({ database }) => {
    const urls = Array.from({ length: 50 }, (_, n) => `https://cars.example/${n}`);
    const holder = await connect(database);
    const client = await connect(database);
    try {
      // Reading is free, inserting is not: both have looked for what is there before either may insert.
      await holder.query('begin; lock table vehicles in share row exclusive mode');
      const both = [urls, urls.toReversed()].map((each) => command(['add', ...each], { DATABASE_URL: database.url }));
      await eventually('both wait', async () => {
        const { n } = await one(
          client,
          `select count(*)::int as n from pg_stat_activity
           where datname = current_database() and application_name = 'micro-scrape command' and wait_event_type = 'Lock'`,
        );
        return n === 2;
      });
      await holder.query('commit');
      expect((await Promise.all(both)).map((ended) => ended.code)).toEqual([0, 0]);
      expect(await one(client, 'select count(*)::int as n from vehicles')).toEqual({ n: 50 });
    } finally {
      await holder.end();
      await client.end();
    }
  });

  test.for([
    [
      'alter table vehicles add owner_id int not null',
      /null value in column "owner_id".*\n {2}ALTER TABLE public\.vehicles ALTER COLUMN "?owner_id"? DROP NOT NULL;/,
    ],
    [
      'alter table vehicles add constraint named check (make is not null)',
      /"named"[\s\S]*constraints and triggers of public\.vehicles/,
    ],
    [
      `create function no() returns trigger language plpgsql as $$ begin raise exception 'not on Sundays'; end $$;
       create trigger no before insert on vehicles for each row execute function no()`,
      /not on Sundays/,
    ],
  ] as const)(
    'on a table with a rule of its own says which, without a stack: %s',
    async ([rule, sentence], { database }) => {
      const client = await connect(database);
      try {
        await client.query(rule);
      } finally {
        await client.end();
      }
      const { code, stderr } = await command(['add', 'https://cars.example/1'], { DATABASE_URL: database.url });
      expect([code, stderr]).toEqual([78, expect.stringMatching(sentence)]);
      expect(stderr).not.toMatch(/^ {4}at /m);
    },
  );

  test('with --wait follows the vehicles to their end', async ({ database }) => {
    await withWorld(database, async ({ env, urlOf }) => {
      const { code, answer } = await commandJson(
        ['add', '--wait', urlOf('porsche-911-1995'), urlOf('bmw-m3-1988')],
        env,
      );
      expect(code).toBe(0);
      const { waited, results } = addShape.parse(answer);
      expect(waited).toBe('rested');
      const ends = results?.map((vehicle) => [vehicle.make, vehicle.outcome, vehicle.rests]);
      expect(ends, JSON.stringify(results)).toEqual([
        ['Porsche', 'complete', true],
        ['BMW', 'complete', true],
      ]);
    });
  });

  test('that waits without a daemon ends at once and says so', async ({ database }) => {
    const { code, stderr } = await command(['add', '--wait', 'https://cars.example/1'], { DATABASE_URL: database.url });
    expect(code).toBe(1);
    expect(stderr).toContain('No daemon is running');
  });
});

describe.concurrent('run', () => {
  test('as a dry run shows gaps and actions and changes nothing', async ({ database }) => {
    const client = await connect(database);
    try {
      await client.query(
        `insert into vehicles (discovery_url, year, make, model) values
           ('https://bringatrailer.com/listing/x', 1995, 'Porsche', '911'), ('https://cars.example/2', null, null, null)`,
      );
      const contents = `select (select json_agg(v order by v.id) from vehicles v) as vehicles,
        (select count(*) from micro_scrape_runs) as runs, (select count(*) from micro_scrape.vehicle_state) as state,
        (select count(*) from graphile_worker.jobs) as jobs, (select count(*) from micro_scrape.vehicle_events) as events`;
      const before = await one(client, contents);
      const env = { DATABASE_URL: database.url };
      const { code, answer } = await commandJson(['run', '--dry-run', '--batch-size', '10'], env);
      expect(code).toBe(0);
      const { vehicles } = dryRunShape.parse(answer);
      expect(vehicles.map((vehicle) => [vehicle.source_url, vehicle.quality_score])).toEqual([
        ['https://cars.example/2', 0],
        ['https://bringatrailer.com/listing/x', 30],
      ]);
      expect(vehicles[1]?.recommended_actions).toContain('comprehensive-bat-extraction');
      expect(vehicles[1]?.missing_fields).toContain('vin');

      const text = await command(['run', '--dry-run'], env);
      expect(text.stdout).toContain('A dry run: nothing was changed.');
      expect(text.stdout).toMatch(/1995 Porsche 911 +30 +vin, price, .* comprehensive-bat-extraction, extract-images/);
      expect(await one(client, contents)).toEqual(before);
    } finally {
      await client.end();
    }
  });

  test('without a daemon queues the jobs and says that they wait', async ({ database }) => {
    const client = await connect(database);
    try {
      await client.query(`insert into vehicles (discovery_url) values ('https://cars.example/1')`);
      const env = { DATABASE_URL: database.url };
      const queued = await command(['run'], env);
      expect(queued.code).toBe(0);
      expect(queued.stdout).toMatch(/^1 vehicle queued as run [0-9a-f-]{36}$/m);
      expect(queued.stderr).toContain('No daemon is running: the jobs are queued and wait for one.');
      expect(await client.query('select from graphile_worker.jobs')).toHaveProperty('rowCount', 1);
      const waiting = await commandJson(['run', '--wait'], env);
      expect(waiting.code).toBe(1);
      expect(runShape.parse(waiting.answer)).toMatchObject({ daemon_running: false, waited: null });
    } finally {
      await client.end();
    }
  });

  test('with --wait ends with the run and prints its counters', async ({ database }) => {
    await withWorld(database, async ({ env, client, urlOf, rested }) => {
      const urls = ['porsche-911-1995', 'bmw-m3-1988'].map(urlOf);
      await command(['add', ...urls], env);
      const ids = [await rested(urls[0] ?? ''), await rested(urls[1] ?? '')];
      await client.query(`set micro_scrape.writer = 'daemon'`);
      await client.query(`update vehicles set vin = null, sale_price = null, asking_price = null where id = any ($1)`, [
        ids,
      ]);

      const { code, stdout } = await command(['run', '--wait', '--vehicle', ids[0] ?? '', urls[1] ?? ''], env);
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^2 vehicles queued as run [0-9a-f-]{36}$/m)]);
      expect(stdout).toMatch(new RegExp(`complete +100 +${ids[0]} +1995 Porsche 911`));
      expect(stdout).toMatch(
        /Run completed in .* s: analyzed 2, improved 2, marked complete 2; actions executed \d+, succeeded \d+, failed \d+/,
      );
      const again = await commandJson(['run', '--vehicle', ...ids], env);
      expect(again.code).toBe(0);
      expect(runShape.parse(again.answer)).toMatchObject({ run_id: null, vehicles: [] });
    });
  });

  test('of a vehicle whose site is paused says why it waits, and does not wait with it', async ({ database }) => {
    await withWorld(database, async ({ client, env, urlOf }) => {
      const url = urlOf('porsche-911-1995');
      await client.query(`select micro_scrape.pause_host($1, null, 'they asked us to')`, [url]);
      const { id } = await one(client, 'insert into vehicles (discovery_url) values ($1) returning id', [url]);
      await eventually('it stands in line', async () => {
        const { rows } = await client.query('select from micro_scrape.vehicle_state where waits_at is not null');
        return rows.length > 0;
      });
      const { code, stdout } = await command(['run', '--wait', '--vehicle', String(id)], env);
      expect([code, stdout]).toEqual([0, expect.stringMatching(/waiting +0 .* is paused by hand: they asked us to/)]);
      expect((await command(['explain', String(id)], env)).stdout).toContain('is paused by hand: they asked us to');
    });
  });

  test('of a vehicle that is parked says while it waits what it waits for, and ends with it', async ({ database }) => {
    await withWorld(database, async ({ client, env, urlOf }) => {
      const url = urlOf('porsche-911-1995');
      // Less than the minute after which it would leave its run, and longer than a command takes to begin and to say a line.
      await client.query(`select micro_scrape.slow_host($1, interval '55 seconds')`, [url]);
      await command(['add', url], env);
      const followed = startProgram(['run', '--wait', '--vehicle', url], env);
      await followed.says(/^0 of 1 vehicle, .* so far; waits: .*127\.0\.0\.1/m);
      await client.query('select micro_scrape.slow_host($1, null)', [url]);
      expect([await followed.ended, followed.output()]).toEqual([
        0,
        expect.stringMatching(/complete +\d+ +[0-9a-f-]{36} +1995 Porsche 911/),
      ]);
    });
  });

  test('names vehicles that are not there and still does the others', async ({ database }) => {
    const client = await connect(database);
    try {
      await client.query(`insert into vehicles (discovery_url) values ('https://cars.example/1')`);
      const { code, answer, stderr } = await commandJson(
        ['run', '--vehicle', NOBODY, '--vehicle', 'https://cars.example/1'],
        { DATABASE_URL: database.url },
      );
      expect(code).toBe(1);
      expect(stderr).toContain(`There is no vehicle with the id or discovery_url ${NOBODY}`);
      expect(runShape.parse(answer)).toMatchObject({ unknown: [NOBODY], vehicles: [{ quality_score: 0 }] });
    } finally {
      await client.end();
    }
  });
});
