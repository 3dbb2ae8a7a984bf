/** Commands that look: status, explain, and reprocess, which has pages looked at again. */
import { describe, expect } from 'vitest';
import { EXTRACTOR_VERSION } from '../../src/extraction/reading.ts';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';
import { command, commandJson } from './command.ts';
import { explainShape, reprocessShape, statusShape } from './shapes.ts';
import { withWorld } from './world.ts';

describe.concurrent('status', () => {
  test('of a catalogue at work names daemon, leader, outcomes, runs and reasons', async ({ database }) => {
    await withWorld(database, async ({ env, urlOf, rested }) => {
      const urls = ['porsche-911-1995', 'expired-4runner-1998', 'aston-martin-vantage-2012'].map(urlOf);
      await command(['add', ...urls], env);
      for (const url of urls) await rested(url);
      const { code, stdout } = await command(['status'], env);
      expect(stdout).toMatch(/^Working: 1 daemon alive, one leads\.$/m);
      expect(stdout).toMatch(/leads: .* process \d+, database session \d+/);
      expect(stdout).toMatch(/^ {2}complete +\d+ +done$/m);
      expect(stdout).toMatch(/^ {2}gone +1 +its listing is no longer there$/m);
      expect(stdout).toMatch(/^ {2}1 +vehicle gone +\S/m);
      expect(stdout).toMatch(/triggered +completed/);
      expect(stdout).toContain('There is no backlog.');
      expect(stdout).not.toContain('\u001b');
      expect(code).toBe(0);
      const json = await commandJson(['status'], env);
      expect(statusShape.parse(json.answer)).toMatchObject({
        working: true,
        vehicles: { total: 3, unseen: 0, gone: 1 },
        queue: { ready: 0, failed: 0 },
        backlog: { clear_in_seconds: 0, limit: 'nothing' },
      });
    });
  });

  test('of vehicles waiting for one site names the site and its measured pace', async ({ database }) => {
    await withWorld(
      database,
      async ({ env, origin, client }) => {
        const urls = Array.from({ length: 12 }, (_, n) => `${origin}/listing/${n}`);
        await command(['add', ...urls], env);
        await expect
          .poll(
            async () => {
              // Those that had no seat for the host at first come back within seconds and stand in its line.
              const sql = 'select count(*)::int as n from micro_scrape.vehicle_state where waits_at is not null';
              return (await one(client, sql)).n;
            },
            {
              timeout: 300_000,
            },
          )
          .toBeGreaterThanOrEqual(11);
        const status = statusShape.parse((await commandJson(['status'], env)).answer);
        const host = new URL(origin).host;
        expect(status.backlog).toMatchObject({ limit: 'site', host });
        expect(status.backlog.sentence).toMatch(/one page every (59|60|61) s/);
        // Twelve turns a minute apart, one of them taken.
        expect(status.backlog.clear_in_seconds).toBeGreaterThan(8 * 60);
        expect(status.backlog.clear_in_seconds).toBeLessThan(13 * 60);
        expect(status.waiting[0]).toMatchObject({ host, why: 'its turn comes' });
        const { id } = await one(
          client,
          'select vehicle_id as id from micro_scrape.vehicle_state where rate_limited limit 1',
        );
        const story = explainShape.parse((await commandJson(['explain', String(id)], env)).answer);
        expect(story.next_step).toMatch(
          new RegExp(`^waits in line at ${host}, which takes the next one in [\\d.]+ (s|min)$`),
        );
      },
      { FETCH_MIN_INTERVAL_MS: '60000' },
    );
  });

  test('counts what is left alone, and the hosts whose pages only scripts would fill', async ({ database }) => {
    const client = await connect(database);
    await client.query(`
      insert into vehicles (discovery_url) select 'https://' || host || '.example/' || n from (values ('a', 1), ('a', 2), ('b', 3), ('c', 4)) v (host, n)`);
    await client.query(`select * from micro_scrape.dispatch(10)`);
    await client.query(`
      insert into micro_scrape.pages (vehicle_id, requested_url, url, kind, kind_reason, blob_key)
      select id, discovery_url, discovery_url, case when discovery_url ~ '/c' then 'listing' else 'shell' end, 'an empty root', 'key' from vehicles`);
    await client.query(`select micro_scrape.exclude(id) from vehicles where discovery_url ~ '/c'`);
    await client.end();
    const env = { DATABASE_URL: database.url };
    const { stdout } = await command(['status'], env);
    expect(stdout).toContain('pages that only scripts would fill: 3 vehicles at 2 hosts (a.example 2, b.example 1)');
    expect(stdout).toMatch(/excluded +.? *1 +.? *is left alone, by hand or by the mark of its owner/);
    expect(statusShape.parse((await commandJson(['status'], env)).answer).shells).toEqual({
      ...{ hosts: 2, vehicles: 3 },
      most: [
        { host: 'a.example', vehicles: 2 },
        { host: 'b.example', vehicles: 1 },
      ],
    });
  });

  test('without a daemon says that nothing works, with 1', async ({ database }) => {
    const client = await connect(database);
    await client.query(`insert into vehicles (discovery_url) values ('https://cars.example/1')`);
    await client.query(`select * from micro_scrape.dispatch(10)`);
    await client.end();
    const { code, stdout } = await command(['status'], { DATABASE_URL: database.url });
    expect(code).toBe(1);
    expect(stdout).toContain('Not working: no daemon is alive; start one with: npm start');
    expect(stdout).toContain('1 vehicle with work to do, and no daemon to do it');
    expect(stdout).toMatch(/ready 1 /);
  });
});

describe.concurrent('explain', () => {
  test('tells score, evidence, actions and what comes next, by id and by address', async ({ database }) => {
    await withWorld(database, async ({ env, urlOf, rested }) => {
      const url = urlOf('porsche-911-1995');
      await command(['add', '--wait', url], env);
      const id = await rested(url);
      const { code, stdout } = await command(['explain', url], env);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^1995 Porsche 911$/m);
      expect(stdout).toContain('score    100 of 100 (complete from 85');
      expect(stdout).toMatch(/^ {2}vin +15 of 15 +[A-Z0-9]{17}$/m);
      expect(stdout).toMatch(/^ {2}year +1995 +\S+ +\d\.\d\d +\S.* ago +".*1995.*" http/m);
      expect(stdout).toMatch(/extract-listing .* year, make, model/);
      expect(stdout).toContain('rests complete until it loses a value');
      expect(stdout).toContain('judged listing');
      const story = explainShape.parse((await commandJson(['explain', id], env)).answer);
      expect(story.vehicle.parts.reduce((sum, part) => sum + part.weight, 0)).toBe(100);
      expect(story.evidence.find((each) => each.field === 'vin')?.value).toBe(story.vehicle.values.vin);
    });
  });

  test('says what an unfinished vehicle waits for', async ({ database }) => {
    const client = await connect(database);
    try {
      const { id } = await one(client, 'insert into vehicles (make) values (null) returning id');
      const env = { DATABASE_URL: database.url };
      const next = async () => explainShape.parse((await commandJson(['explain', String(id)], env)).answer).next_step;
      expect(await next()).toBe('was changed (inserted); the next dispatch takes that up (but no daemon is running)');
      await client.query('select * from micro_scrape.dispatch(10)');
      expect(await next()).toBe('is queued, and runs as soon as a worker is free (but no daemon is running)');
      await client.query(
        `update micro_scrape.vehicle_state set handled = requested, outcome = 'waiting', next_try_at = now() + interval '10 min'`,
      );
      expect(await next()).toMatch(/^next try in 10 min/);
      await client.query(`update micro_scrape.vehicle_state set outcome = 'exhausted', next_try_at = null`);
      expect(await next()).toMatch(/^rests until an event/);
    } finally {
      await client.end();
    }
  });

  test('finds a vehicle by any words of its name, VIN or address, and lists them where there are several', async ({
    database,
  }) => {
    const client = await connect(database);
    await client.query(`insert into vehicles (year, make, model, vin, discovery_url) values
      (1995, 'Porsche', '911 Carrera', 'WP0AA2991SS321874', 'https://cars.example/a/100%25'),
      (1999, 'Porsche', 'Boxster', null, 'https://cars.example/b_1/'), (null, null, null, null, 'https://cars.example/b21')`);
    await client.end();
    const env = { DATABASE_URL: database.url };
    const nameOf = async (...words: string[]) => {
      const { code, stdout } = await command(['explain', ...words], env);
      return [code, stdout.split('\n')[0]];
    };
    expect(await nameOf('porsche', '911')).toEqual([0, '1995 Porsche 911 Carrera']);
    expect(await nameOf('carrera 1995')).toEqual([0, '1995 Porsche 911 Carrera']);
    expect(await nameOf('wp0aa2991ss321874')).toEqual([0, '1995 Porsche 911 Carrera']);
    expect(await nameOf('100%')).toEqual([0, '1995 Porsche 911 Carrera']);
    expect(await nameOf('https://cars.example/b_1')).toEqual([0, '1999 Porsche Boxster']);
    const several = await command(['explain', 'porsche'], env);
    expect([several.code, several.stderr]).toEqual([1, expect.stringMatching(/^2 vehicles have these words/)]);
    expect(several.stdout).toMatch(/^ {2}[0-9a-f-]{36} +1999 Porsche Boxster +https:\/\/cars.example\/b_1\/$/m);
    const { answer } = await commandJson(['explain', 'porsche'], env);
    expect(answer).toMatchObject({ candidates: [{ make: 'Porsche' }, { make: 'Porsche' }] });
    expect(await nameOf('porsche', '924')).toEqual([1, '']);
  });

  test('of a vehicle that is not there ends with 1', async ({ database }) => {
    const { code, stderr } = await command(['explain', 'https://cars.example/none'], { DATABASE_URL: database.url });
    expect([code, stderr]).toEqual([1, expect.stringContaining('There is no vehicle')]);
  });
});

describe.concurrent('reprocess', () => {
  test('fills from the kept page what is still empty, asks the site nothing, and does it once', async ({
    database,
  }) => {
    await withWorld(database, async ({ env, client, urlOf, rested, requests, stopDaemon }) => {
      const url = urlOf('porsche-911-1995');
      await command(['add', '--wait', url], env);
      const id = await rested(url);
      const { vin } = await one(client, 'select vin from vehicles where id = $1', [id]);
      // As rules of an earlier version would have left it.
      await client.query(`set micro_scrape.writer = 'daemon'`);
      await client.query(
        `update vehicles set vin = null, sale_price = null, color = 'by hand', origin_metadata = origin_metadata - 'micro_scrape_complete'
         where id = $1`,
        [id],
      );
      await client.query(
        `update micro_scrape.vehicle_state s set extractor_version = $2, outcome = 'exhausted', reason = 'lacks vin, price',
           gaps = '{vin,price}', score = 70, completed_at = null where vehicle_id = $1`,
        [id, EXTRACTOR_VERSION - 1],
      );
      const asked = requests.length;
      const { code, stdout } = await command(['reprocess'], env);
      expect(stdout).toMatch(new RegExp(`complete +\\d+ +${id}`));
      expect(stdout).toContain('1 kept page read');
      expect(stdout).toContain('1 vehicle gained something, 1 complete now.');
      expect(code).toBe(0);
      expect(await one(client, 'select vin, color, origin_metadata from vehicles where id = $1', [id])).toMatchObject({
        vin,
        color: 'by hand',
        origin_metadata: { micro_scrape_complete: true },
      });
      expect(
        await one(client, 'select outcome, extractor_version, leased_by, reason from micro_scrape.vehicle_state'),
      ).toEqual({ outcome: 'complete', extractor_version: EXTRACTOR_VERSION, leased_by: null, reason: null });
      expect(
        await one(
          client,
          `select count(*)::int as n from micro_scrape.field_sources where field = 'vin' and value = $1`,
          [vin],
        ),
      ).toEqual({ n: 2 });
      // Its name of the version before.
      expect(reprocessShape.parse((await commandJson(['reextract'], env)).answer)).toMatchObject({ pages: 0 });
      expect(requests.length).toBe(asked);
      await stopDaemon();
    });
  });

  test('changes an outcome only where the page decides it, and leaves alone what is promised a visit', async ({
    database,
  }) => {
    await withWorld(database, async ({ env, client, urlOf, rested }) => {
      const url = urlOf('aston-martin-vantage-2012');
      await command(['add', '--wait', url], env);
      const id = await rested(url);
      await client.query(
        `update micro_scrape.vehicle_state set outcome = 'waiting', next_try_at = now() + interval '1 day'`,
      );
      const before = await one(client, 'select * from micro_scrape.vehicle_state');
      const { answer } = await commandJson(['reprocess', '--vehicle', id], env);
      expect(reprocessShape.parse(answer)).toMatchObject({ pages: 0, results: null });
      expect(await one(client, 'select * from micro_scrape.vehicle_state')).toEqual(before);
      const reread = async (sql: string) => {
        await client.query(sql);
        await command(['reprocess', '--all'], env);
        return one(client, 'select outcome, reason, next_try_at from micro_scrape.vehicle_state');
      };
      // What was promised stays promised, and a listing that has gone since is not brought back by its old page.
      expect(await reread('select')).toMatchObject({ outcome: 'waiting', next_try_at: before.next_try_at });
      const gone = `update micro_scrape.vehicle_state set outcome = 'gone', reason = 'answered 404', next_try_at = null`;
      expect(await reread(gone)).toMatchObject({ outcome: 'gone', reason: 'answered 404' });
      // A judgement that rested on the page itself falls with it.
      const misjudged = `update micro_scrape.vehicle_state set outcome = 'invalid'; update micro_scrape.pages set kind = 'list'`;
      expect(await reread(misjudged)).toMatchObject({
        outcome: 'exhausted',
        reason: expect.stringMatching(/^lacks price, images_extracted: /),
      });
      expect(await one(client, 'select kind from micro_scrape.pages')).toEqual({ kind: 'listing' });
    });
  });
});
