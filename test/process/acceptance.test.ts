/**
 * The contract as its users meet it: a daemon in a process of its own, asked over HTTP, SQL, the command line and signals
 * and in no other way; once as the owner of the tables and once under the login of sql/roles.sql with row-level security.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWorkerUtils, quickAddJob } from 'graphile-worker';
import type pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { manualRunAnswer } from '../../src/http/contract.ts';
import { ask, onEmptyDatabase, urlAs } from '../adopt/servers.ts';
import { IMAGES, VEHICLES } from '../adopt/tables.ts';
import { PostgresProxy } from '../chaos/proxy.ts';
import { command, commandJson } from '../cli/command.ts';
import { dryRunShape, explainShape, statusShape } from '../cli/shapes.ts';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { connect } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { startProgram } from '../support/program.ts';
import { everything } from './every-row.ts';

const SERVICE_KEY = 'a-key-of-the-tests-that-is-long-enough-0123456789';
const PASSWORD = 'secret-of-the-test';
const SECURED = 'alter table vehicles enable row level security; alter table vehicle_images enable row level security';

interface World {
  /** As whoever owns the tables. */
  readonly owner: pg.Client;
  /** The address that the daemon's login uses, past the proxy. */
  readonly loginUrl: string;
  readonly site: Awaited<ReturnType<typeof startBehaviourSite>>;
  readonly program: ReturnType<typeof startProgram>;
  /** Between the daemon and PostgreSQL. */
  readonly network: PostgresProxy;
  post(body: unknown, key?: string): Promise<Response>;
  /** Rows that no event told of, so that only what a person does moves them. */
  insertSilently(paths: readonly string[]): Promise<string[]>;
  complete(ids: readonly string[]): Promise<void>;
}

async function withDaemon(login: 'owner' | 'role', work: (world: World) => Promise<void>): Promise<void> {
  const server = { url: inject('testCluster').maintenanceUrl };
  const role = `daemon_${randomUUID().slice(0, 8)}`;
  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-acceptance-'));
  const site = await startBehaviourSite();
  try {
    await onEmptyDatabase(server, async (url) => {
      await ask(url, `create table vehicles (${VEHICLES}); create table vehicle_images (${IMAGES}); ${SECURED}`);
      expect(await command(['migrate'], { DATABASE_URL: url })).toMatchObject({ code: 0 });
      if (login === 'role') {
        const script = await readFile(new URL('../../sql/roles.sql', import.meta.url), 'utf8');
        await ask(url, `set micro_scrape.role = '${role}'; set micro_scrape.password = '${PASSWORD}'; ${script}`);
      }
      const loginUrl = login === 'role' ? urlAs(url, role, PASSWORD) : url;
      const network = await PostgresProxy.start(Number(new URL(url).port));
      const owner = await connect({ url });
      const program = startProgram(['start'], {
        DATABASE_URL: network.through(loginUrl),
        PORT: '0',
        SERVICE_KEY,
        CONCURRENCY: '4',
        BLOB_STORE: `file:${folder}`,
        FETCH_ALLOW_PRIVATE: new URL(site.origin).host,
        FETCH_MIN_INTERVAL_MS: '0',
      });
      try {
        const [, origin] = await program.says(/"origin":"(http:[^"]+)"/);
        await eventually('ready', async () => (await fetch(`${origin}/readyz`)).status === 200);
        await work({
          owner,
          loginUrl,
          site,
          program,
          network,
          post: (body, key = SERVICE_KEY) =>
            fetch(`${origin}/functions/v1/micro-scrape-bandaid`, {
              method: 'POST',
              headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
              body: typeof body === 'string' ? body : JSON.stringify(body),
            }),
          insertSilently: (paths) =>
            insertSilently(
              owner,
              paths.map((path) => `${site.origin}${path}`),
            ),
          complete: async (ids) => {
            await eventually(`${ids.length} complete`, async () => {
              const marked = `select from vehicles where id = any ($1) and origin_metadata ->> 'micro_scrape_complete' = 'true'`;
              return (await owner.query(marked, [ids])).rowCount === ids.length;
            });
          },
        });
      } finally {
        program.child.kill('SIGKILL');
        await program.ended;
        await owner.end();
        await network.close();
      }
    });
  } finally {
    await ask(server.url, `drop role if exists ${role}`);
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function insertSilently(owner: pg.Client, urls: readonly string[]): Promise<string[]> {
  await eventually('the daemon has taken in what was there before it', async () => {
    const { rows } = await owner.query('select from micro_scrape.adoption where finished_at is not null');
    return rows.length === 1;
  });
  await owner.query('begin');
  await owner.query('set local session_replication_role = replica');
  const { rows } = await owner.query('insert into vehicles (discovery_url) select unnest($1::text[]) returning id', [
    urls,
  ]);
  await owner.query('commit');
  return rows.map((row) => row.id);
}

describe.each(['owner', 'role'] as const)('with the login of the %s', (login) => {
  test('what a person asks over HTTP is done, refused with its reason, or put off while the database is away', async () => {
    await withDaemon(login, async ({ owner, post, site, network, insertSilently: insert, complete }) => {
      const ids = await insert([1, 2, 3].map((n) => BEHAVIOURS.car(n)));
      const before = await everything(owner);
      const dry = await post('{"dry_run": true, "batch_size": 10}');
      expect(dry.status).toBe(200);
      const shown = manualRunAnswer.parse(await dry.json());
      expect(shown).toMatchObject({ dry_run: true, run_id: null, analyzed: 3, can_improve: 3, actions_executed: 0 });
      expect(shown.gaps_found.map((gap) => gap.vehicle_id).toSorted()).toEqual(ids.toSorted());
      expect(await everything(owner)).toEqual(before);
      expect(site.requests).toEqual([]);

      expect((await post({}, 'another-key')).status).toBe(401);
      const refused = await post({ batch_size: 0, vehicle_ids: ['x'], dryrun: true });
      const mistakes = await refused.text();
      expect(refused.status).toBe(400);
      for (const name of ['batch_size', 'vehicle_ids', 'dryrun']) expect(mistakes).toContain(name);
      expect((await post({ vehicle_ids: ['x'.repeat(70_000)] })).status).toBe(413);

      const run = manualRunAnswer.parse(await (await post('{"batch_size": 20, "max_runtime_ms": 30000}')).json());
      expect(run).toMatchObject({ dry_run: false, analyzed: 3, marked_complete: 3 });
      await complete(ids);
      const counted =
        'select run_type, status, vehicles_analyzed, vehicles_marked_complete from micro_scrape_runs where id = $1';
      expect((await owner.query(counted, [run.run_id])).rows).toEqual([
        { run_type: 'manual', status: 'completed', vehicles_analyzed: 3, vehicles_marked_complete: 3 },
      ]);

      const [hanging = ''] = await insert([BEHAVIOURS.hang]);
      const cut = manualRunAnswer.parse(await (await post({ vehicle_ids: [hanging], max_runtime_ms: 1_000 })).json());
      expect(cut).toMatchObject({ analyzed: 1, marked_complete: 0 });
      expect((await owner.query(counted, [cut.run_id])).rows).toMatchObject([{ status: 'running' }]);

      network.behave('refuse');
      const away = await post({ batch_size: 20 });
      expect([away.status, await away.json()]).toEqual([503, expect.objectContaining({ success: false })]);
      network.behave('pass');
      await eventually('runs again', async () => (await post({ dry_run: true })).status === 200);
    });
  });

  test('what a person asks with SQL, with the library and on the command line is done, and SIGTERM leaves nothing held', async () => {
    await withDaemon(login, async ({ owner, loginUrl, site, program, insertSilently: insert, complete }) => {
      const env = { DATABASE_URL: loginUrl, FETCH_ALLOW_PRIVATE: new URL(site.origin).host };
      const ids = await insert([1, 2, 3, 4, 5, 6].map((n) => BEHAVIOURS.car(n)));
      const dry = dryRunShape.parse((await commandJson(['run', '--dry-run'], env)).answer);
      expect(dry.vehicles.map((vehicle) => vehicle.vehicle_id).toSorted()).toEqual(ids.toSorted());
      expect(site.requests).toEqual([]);

      await owner.query(`select graphile_worker.add_job('micro-scrape', json_build_object('vehicle_id', $1::uuid))`, [
        ids[0],
      ]);
      await owner.query(
        `select graphile_worker.add_jobs(array_agg(('micro-scrape', json_build_object('vehicle_id', id), null, null, null, null, null, null)::graphile_worker.job_spec))
         from unnest($1::uuid[]) id`,
        [ids.slice(1, 3)],
      );
      await quickAddJob({ connectionString: loginUrl }, 'micro-scrape', { vehicle_ids: ids.slice(3, 5) });
      const utils = await makeWorkerUtils({ connectionString: loginUrl });
      try {
        await utils.addJob('micro-scrape', { vehicle_id: ids[5] });
        await complete(ids);
        // Each action has its own task; on a vehicle that lacks nothing it has nothing to do.
        const [pictured = ''] = await insert([BEHAVIOURS.car(7, 2)]);
        await utils.addJob('extract-images', { vehicle_id: pictured });
        for (const task of [
          'comprehensive-bat-extraction',
          'extract-vin-from-vehicle',
          'generate-vehicle-description',
        ]) {
          await utils.addJob(task, { vehicle_id: ids[0] });
        }
        await utils.addJob('reconcile', {});
        const has = (sql: string) => async () => (await owner.query(sql, [pictured])).rowCount === 1;
        await eventually('addresses', has(`select from vehicles where id = $1 and origin_metadata ? 'image_urls'`));
        await utils.addJob('retry-image-backfill', { vehicle_id: pictured });
        await eventually('photographs', has('select from vehicle_images where vehicle_id = $1 having count(*) = 2'));
        await utils.addJob('extract-listing', { vehicle_id: pictured });
        await complete([pictured]);
        await eventually(
          'an empty queue',
          async () => (await owner.query('select from graphile_worker.jobs')).rowCount === 0,
        );
        await utils.addJob('micro-scrape', { vehicle_id: 7 });
      } finally {
        await utils.release();
      }
      const failed = await eventually('the bad payload has failed for good', async () => {
        const { rows } = await owner.query(
          'select attempts, max_attempts, last_error from graphile_worker.jobs where last_error is not null',
        );
        return rows.find((job) => job.attempts === job.max_attempts);
      });
      expect(failed).toEqual({ attempts: 1, max_attempts: 1, last_error: expect.stringMatching(/vehicle_id/) });

      if (login === 'role')
        await owner.query(
          `grant insert (discovery_url) on vehicles to ${new URL(loginUrl).username}; create policy adding on vehicles for insert to ${new URL(loginUrl).username} with check (true)`,
        );
      const added = await command(['add', '--wait', `${site.origin}${BEHAVIOURS.car(8)}`], env);
      expect([added.code, added.stdout, added.stderr]).toEqual([0, expect.stringMatching(/^complete /m), '']);
      const status = statusShape.parse((await commandJson(['status'], env)).answer);
      expect(status).toMatchObject({ working: true, vehicles: { total: 8, complete: 8 }, estimates: [] });
      const story = explainShape.parse(
        (await commandJson(['explain', `${site.origin}${BEHAVIOURS.car(8)}`], env)).answer,
      );
      expect(story.next_step).toMatch(/rests complete/);

      await owner.query('insert into vehicles (discovery_url) values ($1)', [`${site.origin}${BEHAVIOURS.hang}`]);
      await eventually('the hanging page is being read', () => site.count(BEHAVIOURS.hang) === 1);
      program.child.kill('SIGTERM');
      expect(await program.ended).toBe(0);
      const left = `select (select count(*)::int from graphile_worker.jobs where locked_by is not null) as locked,
        (select count(*)::int from micro_scrape.vehicle_state where leased_by is not null) as leased,
        (select count(*)::int from micro_scrape.daemons) as daemons`;
      expect((await owner.query(left)).rows).toEqual([{ locked: 0, leased: 0, daemons: 0 }]);
    });
  });
});
