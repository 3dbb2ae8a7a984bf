/** A queue that another program made and works on is shared, left alone or upgraded as its owner says, never by surprise. */
import { expect, inject, test } from 'vitest';
import { siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { readQueueFiles } from '../../src/database/schema/sql-files.ts';
import { eventually } from '../support/eventually.ts';
import { startProgram } from '../support/program.ts';
import { catalogueOf } from './catalogue-of.ts';
import { ask, onEmptyDatabase } from './servers.ts';
import { IMAGES, VEHICLES } from './tables.ts';

const REVISION = 'select max(id) as revision from graphile_worker.migrations';

/** As a program with an older graphile-worker leaves it, with a job of its own. */
async function onQueueOf(revision: number, work: (url: string) => Promise<void>): Promise<void> {
  await onEmptyDatabase({ url: inject('testCluster').maintenanceUrl }, async (url) => {
    await ask(url, `create table vehicles (${VEHICLES}); create table vehicle_images (${IMAGES})`);
    await ask(
      url,
      'create schema graphile_worker; create table graphile_worker.migrations (id int primary key, ts timestamptz default now() not null)',
    );
    for (const { number, text } of (await readQueueFiles()).filter((file) => file.number <= revision)) {
      await ask(url, `begin; ${text}; insert into graphile_worker.migrations (id) values (${number}); commit`);
    }
    await ask(url, `select graphile_worker.add_job('send-newsletter', '{}'::json)`);
    await work(url);
  });
}

async function run(args: string[], url: string, env: Record<string, string> = {}) {
  const program = startProgram(args, { DATABASE_URL: url, ...env });
  return { code: await program.ended, output: program.output() };
}

test('an older one is named with both ways out, and nothing is changed by migrate, its dry run or a start', async () => {
  await onQueueOf(10, async (url) => {
    const before = await catalogueOf(url);
    for (const args of [['migrate'], ['migrate', '--dry-run'], ['start']]) {
      const { code, output } = await run(args, url);
      expect([args, code]).toEqual([args, 78]);
      expect(output).toMatch(/queue of another program \(revision 10, with jobs for send-newsletter\).*revision 20/);
      expect(output).toMatch(/^ {2}export QUEUE_SCHEMA=micro_scrape_queue$/m);
      expect(output).toMatch(/^ {2}npx micro-scrape migrate --upgrade-queue$/m);
      expect(output).not.toMatch(/^ {4}at /m);
    }
    expect(await catalogueOf(url)).toEqual(before);
  });
});

test('it is upgraded when that is agreed to, and not while its jobs are locked', async () => {
  await onQueueOf(10, async (url) => {
    await ask(url, `update graphile_worker.jobs set locked_at = now(), locked_by = 'theirs'`);
    const before = await catalogueOf(url);
    const locked = await run(['migrate', '--upgrade-queue'], url);
    expect(locked).toMatchObject({ code: 78, output: expect.stringMatching(/while jobs are locked \(1 are\)/) });
    expect(await catalogueOf(url)).toEqual(before);
    await ask(url, 'update graphile_worker.jobs set locked_at = null, locked_by = null');
    expect(await run(['migrate', '--upgrade-queue'], url)).toMatchObject({ code: 0 });
    expect(await ask(url, REVISION)).toEqual([{ revision: 20 }]);
    expect(await ask(url, 'select task_identifier from graphile_worker.jobs')).toEqual([
      { task_identifier: 'send-newsletter' },
    ]);
    // From here on it is at the same revision, and shared without a word.
    expect(await run(['migrate'], url)).toMatchObject({ code: 0 });
  });
});

test('beside it a vehicle goes its whole way through a queue in a schema of our own, which leaves with us', async () => {
  await onQueueOf(10, async (url) => {
    const before = await catalogueOf(url);
    const site = await startSampleSite();
    const path = SAMPLE_LISTINGS.find((each) => each.slug === 'porsche-911-1995')?.path;
    // As `docker --env-file` leaves it.
    const env = { QUEUE_SCHEMA: '"micro_scrape_queue"' };
    const daemon = startProgram(['start'], {
      ...env,
      DATABASE_URL: url,
      PORT: '0',
      FETCH_MIN_INTERVAL_MS: '0',
      FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(','),
      BLOB_STORE: `file:/tmp/queue-test-${process.pid}`,
    });
    try {
      await daemon.says(/"msg":"ready"/, 60_000);
      await ask(url, 'insert into vehicles (discovery_url) values ($1)', [`${site.origin}${path}`]);
      await eventually('the vehicle is complete', async () => {
        const rows = await ask(
          url,
          `select from micro_scrape.vehicle_state where outcome = 'complete' and requested = handled`,
        );
        return rows.length === 1;
      });
      const status = await run(['status', '--json'], url, env);
      expect(status).toMatchObject({ code: 0, output: expect.stringContaining('"working": true') });
      const doctor = await run(['doctor'], url, { ...env, BLOB_STORE: `file:/tmp/queue-test-${process.pid}` });
      expect(doctor.output).toMatch(/^ok +queue schema +micro_scrape_queue is there$/m);
      expect(doctor).toMatchObject({ code: 0 });
    } finally {
      daemon.child.kill('SIGTERM');
      await daemon.ended;
      await site.close();
    }
    expect(await ask(url, REVISION)).toEqual([{ revision: 10 }]);
    // A daemon that looks elsewhere would work on half of it.
    expect(await run(['migrate', '--upgrade-queue'], url)).toMatchObject({
      code: 78,
      output: expect.stringMatching(/in the schema micro_scrape_queue.*\n {2}export QUEUE_SCHEMA=micro_scrape_queue$/m),
    });
    expect(await run(['migrate', '--uninstall', '--yes'], url, env)).toMatchObject({ code: 0 });
    expect(await catalogueOf(url)).toEqual(before);
  });
});

test('one that a newer graphile-worker made is left alone', async () => {
  await onQueueOf(20, async (url) => {
    await ask(
      url,
      'alter table graphile_worker.migrations add column if not exists breaking boolean not null default false',
    );
    await ask(url, 'insert into graphile_worker.migrations (id, breaking) values (21, true)');
    const before = await catalogueOf(url);
    expect(await run(['migrate'], url)).toMatchObject({
      code: 78,
      output: expect.stringMatching(
        /revision 21, made by a newer graphile-worker[\s\S]*QUEUE_SCHEMA=micro_scrape_queue/,
      ),
    });
    expect(await catalogueOf(url)).toEqual(before);
  });
});

test.each(['public', 'Queue', 'a b', 'micro_scrape', 'pg_queue'])(
  'QUEUE_SCHEMA=%s is refused as it is',
  async (name) => {
    const { code, output } = await run(['migrate'], 'postgres://nobody@127.0.0.1:9/none', { QUEUE_SCHEMA: name });
    expect([code, output]).toEqual([78, expect.stringMatching(/QUEUE_SCHEMA: must be a plain name/)]);
  },
);
