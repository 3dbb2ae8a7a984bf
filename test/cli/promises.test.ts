/**
 * Every promise that can be judged in a live database is broken for real, named by `doctor --invariants` and no other, and
 * fixed by typing what was printed; while daemons work and vehicles come in, none is. (Files: promised-photographs.test.ts.)
 */
import { describe, expect } from 'vitest';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { createPool } from '../../src/database/pool.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { checkInvariants } from '../support/invariants.ts';
import { startProgram } from '../support/program.ts';
import { A, BREAKS } from './broken-promises.ts';
import { command } from './command.ts';
import { diagnose, fix, names, withCatalogue } from './diagnosis.ts';
import { withWorld } from './world.ts';

const BACKLOG = 'select count(*)::int as n from micro_scrape.vehicle_state where requested > handled';

describe.concurrent('a broken promise is named, and what is printed fixes it:', () => {
  for (const { what, sql, names: broken, detail, after } of BREAKS) {
    test(what, async ({ database }) => {
      await withCatalogue(database, async (client, env) => {
        await client.query(sql);
        const found = await diagnose(env);
        expect(names(found)).toEqual(broken);
        expect(found[0]?.detail).toMatch(detail);
        await fix(found, client, env);
        if (after !== undefined) expect(await one(client, after[0])).toEqual(after[1]);
        expect(await diagnose(env)).toEqual([]);
      });
    });
  }
});

describe.concurrent('no false alarm', () => {
  test('is raised by a database where a daemon works and vehicles come in', async ({ database }) => {
    await withWorld(database, async ({ env, client, origin }) => {
      const urls = SAMPLE_LISTINGS.map((listing) => `${origin}${listing.path}`);
      const stopping = new AbortController();
      const pool = createPool({ connectionString: database.url, role: 'test', max: 1, onError: () => undefined });
      const seen: Finding[] = [];
      let looks = 0;
      // Without any grace, as often as it goes: what is under way must never look like a contradiction.
      const looking = (async () => {
        for (; !stopping.signal.aborted; looks += 1) {
          seen.push(...(await checkInvariants(pool, { blobs: String(env.BLOB_STORE).slice(5), graceSeconds: 0 })));
        }
      })();
      const writing = (async () => {
        for (let n = 0; !stopping.signal.aborted; n += 1) {
          await eventually('few wait', async () => Number((await one(client, BACKLOG)).n) < 20);
          const url = `${urls[n % urls.length]}?copy=${n}`;
          const { id } = await one(
            client,
            `insert into vehicles (discovery_url, created_at) values ($1, now() - interval '1 hour') returning id`,
            [url],
          );
          // A person's edit, and an action by hand on what may be complete.
          await client.query(`update vehicles set color = 'blue' where id = $1`, [id]);
          await client.query(
            `select graphile_worker.add_job($1, json_build_object('vehicle_id', vehicle_id)) from micro_scrape.vehicle_state
             where requested = handled order by random() limit 1`,
            [n % 2 === 0 ? 'extract-listing' : 'generate-vehicle-description'],
          );
        }
      })();
      try {
        for (let n = 0; n < 3; n += 1) {
          const { code, stdout } = await command(['doctor', '--invariants'], env);
          expect(stdout).not.toMatch(/PROBLEM/);
          expect(stdout).toMatch(/^ok +score-is-true +score, gaps and image count/m);
          expect([code, stdout]).toEqual([0, expect.stringContaining('Everything works.')]);
        }
      } finally {
        stopping.abort();
        await Promise.all([looking, writing]);
        await pool.end();
      }
      expect(seen).toEqual([]);
      expect(looks).toBeGreaterThan(5);
    });
  });

  test('is raised by what is not at its end: an action by hand, a job just taken, a reconcile', {
    timeout: 300_000,
  }, async ({ database }) => {
    await withCatalogue(database, async (client, env) => {
      // It has filled the last gap, and says what came of it when it settles; a daemon's next beat tells who has the job.
      await client.query(`
        update micro_scrape.vehicle_state set requested = 1, handled = 1, outcome = 'exhausted', reason = 'lacks vin', leased_by = gen_random_uuid(), leased_at = clock_timestamp()
        where vehicle_id = '${A}';
        select graphile_worker.add_job('reconcile');
        update graphile_worker._private_jobs set locked_by = 'new pool', locked_at = clock_timestamp(), attempts = max_attempts`);
      expect(await diagnose(env)).toEqual([]);
      await client.query(`
        update micro_scrape.vehicle_state set leased_by = null, leased_at = null, rate_limited = true, slot_at = now() + interval '1 hour'
        where vehicle_id = '${A}'`);
      expect(await diagnose(env)).toEqual([]);
    });
  });

  test("is raised by other people's rows and tasks, or by actions that were deleted", {
    timeout: 300_000,
  }, async ({ database }) => {
    await withCatalogue(database, async (client, env) => {
      await client.query(`
        insert into vehicle_images (vehicle_id, image_url, is_primary, source, storage_path)
        select id, 'https://cars.example/theirs.jpg', n < 3, case n when 3 then 'micro-scrape' end, '../theirs.jpg'
        from vehicles cross join generate_series(1, 3) n where id <> '${A}';
        delete from micro_scrape.vehicle_events;
        update micro_scrape.vehicle_state s set image_count = 3, gaps = micro_scrape.gaps(v, 3),
          score = micro_scrape.score(micro_scrape.gaps(v, 3)) from vehicles v where v.id = s.vehicle_id and v.id <> '${A}';
        select graphile_worker.add_job('theirs');
        update graphile_worker._private_jobs j set locked_by = 'their worker', locked_at = now() - interval '1 hour'
        from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'theirs'`);
      expect(await diagnose(env)).toEqual([]);
      await client.query('delete from micro_scrape.action_log');
      expect(await diagnose(env)).toEqual([]);
    });
  });
});

test('Ctrl+C in the middle of a long statement ends it with 130, and the server does not go on', {
  timeout: 300_000,
}, async ({ database }) => {
  await withCatalogue(database, async (client, env) => {
    const holder = await connect(database);
    await holder.query('begin; lock table micro_scrape.action_log in access exclusive mode');
    const program = startProgram(['doctor', '--invariants'], env);
    const waiting = `select count(*)::int as n from pg_stat_activity where datname = current_database()
      and application_name like 'micro-scrape doctor%' and wait_event_type = 'Lock'`;
    await eventually('it waits', async () => (await one(client, waiting)).n === 1);
    program.child.kill('SIGINT');
    expect(await program.ended).toBe(130);
    expect(program.output()).toMatch(/^ok +mark-agrees /m);
    expect(program.output()).not.toMatch(/runs-add-up|Everything works/);
    await eventually('nobody waits', async () => (await one(client, waiting)).n === 0);
    await holder.end();
  });
});
