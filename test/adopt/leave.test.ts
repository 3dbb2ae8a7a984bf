/** Coming without leaving a trace when asked only to show, and going without leaving one. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { quickAddJob } from 'graphile-worker';
import { expect, test } from 'vitest';
import { dryRun, migrate } from '../../src/database/schema/migrate.ts';
import { uninstall } from '../../src/database/schema/uninstall.ts';
import type { EnrichServices } from '../../src/enrichment/work.ts';
import { createTasks } from '../../src/jobs/tasks.ts';
import { startProgram } from '../support/program.ts';
import { catalogueOf } from './catalogue-of.ts';
import { ask, onEachVersion, onEmptyDatabase, POSTGRES_15, typeScript } from './servers.ts';
import { IMAGES, VEHICLES } from './tables.ts';

const exec = promisify(execFile);

/** A catalogue of other people's with rows, one of them complete but for our own price column. */
const CATALOGUE = `
  create table vehicles (${VEHICLES}); create table vehicle_images (${IMAGES});
  create view recent as select id, make, model from vehicles where year > 2000;
  insert into vehicles (discovery_url, make, origin_metadata) select 'https://cars.example/' || n, 'Maker ' || n, jsonb_build_object('n', n)
    from generate_series(1, 500) n;
  insert into vehicles (discovery_url, year, make, model, vin, sale_price, description, mileage, color, engine, transmission)
    values ('https://cars.example/complete', 1995, 'Porsche', '911', 'WP0AA2991SS321874', 1, 'A car.', 1, 'red', 'six', 'manual');
  insert into vehicle_images (vehicle_id, image_url) select id, discovery_url || '/1.jpg' from vehicles`;

/** What SQL frees and takes away names the same tasks. */
const FREED = `
  select pg_get_functiondef(to_regproc('micro_scrape.rescue_orphaned')) like '%''' || $1 || '''%' as listed`;

const NO_FLAGS = { yes: false, purgeMarks: false, dryRun: false };

onEachVersion('that uninstalling leaves the dump of before, byte for byte,', (server, version) => {
  test('a dry run changes nothing, and its SQL does what migrate does', async () => {
    await onEmptyDatabase(server, async (url) => {
      await ask(url, CATALOGUE);
      const before = await everythingIn(url);
      const script = await dryRun({ connectionString: url });
      expect(await everythingIn(url)).toEqual(before);
      expect(script).toMatch(/create index concurrently micro_scrape_vehicle_images_vehicle_id_idx/);
      await typeScript(url, script);
      expect(await dryRun({ connectionString: url })).toBe('');
      const byHand = await catalogueOf(url);
      await onEmptyDatabase(server, async (other) => {
        await ask(other, CATALOGUE);
        await migrate({ connectionString: other });
        expect(byHand).toEqual(await catalogueOf(other));
      });
    });
  });

  test('migrate and uninstall leave everything as it was', async () => {
    await onEmptyDatabase(server, async (url) => {
      await ask(url, CATALOGUE);
      const before = await everythingIn(url);
      await migrate({ connectionString: url });
      expect(await everythingIn(url)).not.toEqual(before);
      const shown = await uninstall({ connectionString: url, ...NO_FLAGS, dryRun: true });
      expect(shown.statements).toContain('alter table public.vehicles drop column if exists "currency"');
      const { kept, lost } = await uninstall({ connectionString: url, ...NO_FLAGS });
      expect({ kept, lost }).toEqual({ kept: [], lost: [] });
      expect(await everythingIn(url)).toEqual(before);
      expect((await uninstall({ connectionString: url, ...NO_FLAGS })).statements).toEqual([]);
    });
  });

  test('after work was done, values stay unless told otherwise, and marks are purged when told so', async () => {
    for (const yes of [false, true]) {
      await onEmptyDatabase(server, async (url) => {
        await ask(url, CATALOGUE);
        const before = await everythingIn(url, 'moved');
        await migrate({ connectionString: url });
        await ask(url, 'select * from micro_scrape.adopt(1000)');
        await ask(url, `update vehicles set currency = 'USD' where make = 'Porsche'`);
        expect(
          await ask(url, `select count(*)::int as n from vehicles where origin_metadata ? 'micro_scrape_complete'`),
        ).toEqual([{ n: 1 }]);
        const { kept, lost, marksPurged } = await uninstall({
          connectionString: url,
          ...NO_FLAGS,
          yes,
          purgeMarks: true,
        });
        expect(kept).toEqual(
          yes ? [] : [expect.stringContaining('ALTER TABLE public.vehicles DROP COLUMN "currency";')],
        );
        expect(lost).toEqual(['26 runs in micro_scrape_runs']);
        expect(marksPurged).toBe(1);
        if (yes) expect(await everythingIn(url, 'moved')).toEqual(before);
        else
          expect(await ask(url, `select currency from vehicles where currency is not null`)).toEqual([
            { currency: 'USD' },
          ]);
      });
    }
  });

  test.runIf(version === 18)(
    "other people's tasks keep the queue, and what they built on ours stops it with everything in place",
    async () => {
      await onEmptyDatabase(server, async (url) => {
        await migrate({ connectionString: url });
        await ask(url, `create view mine as select vehicle_id, score from micro_scrape.vehicle_state`);
        const before = await catalogueOf(url);
        await expect(uninstall({ connectionString: url, ...NO_FLAGS })).rejects.toMatchObject({
          exitCode: 78,
          message: expect.stringMatching(/Nothing was removed.*view mine/),
        });
        expect(await catalogueOf(url)).toEqual(before);
        await ask(url, 'drop view mine');
        await ask(
          url,
          `insert into micro_scrape.daemons (id, hostname, pid) values (gen_random_uuid(), 'elsewhere', 7)`,
        );
        await expect(uninstall({ connectionString: url, ...NO_FLAGS })).rejects.toThrow(
          /Stop the daemons first.*elsewhere process 7/,
        );
        await ask(url, 'delete from micro_scrape.daemons');
        await quickAddJob({ connectionString: url }, 'send-newsletter', {});
        await quickAddJob({ connectionString: url }, 'reconcile', {});
        const { kept } = await uninstall({ connectionString: url, ...NO_FLAGS });
        expect(kept).toEqual([
          expect.stringMatching(/graphile_worker, without our jobs: it serves other tasks \(send-newsletter\)/),
        ]);
        expect(await ask(url, 'select task_identifier from graphile_worker.jobs')).toEqual([
          { task_identifier: 'send-newsletter' },
        ]);
        expect((await catalogueOf(url)).filter((line) => /micro_scrape|vehicle/.test(line))).toEqual([]);
      });
    },
  );

  test.runIf(version === 18)(
    'a second one finishes what the first was kept from, and takes what it was not told to',
    async () => {
      await onEmptyDatabase(server, async (url) => {
        await ask(url, CATALOGUE);
        const before = await everythingIn(url, 'moved');
        await migrate({ connectionString: url });
        await ask(url, 'select * from micro_scrape.adopt(1000)');
        // The server goes away in the middle: at what no transaction holds together.
        await ask(
          url,
          `create function away() returns event_trigger language plpgsql as $$ begin raise exception 'the server is away'; end $$;
         create event trigger away on ddl_command_start when tag in ('DROP INDEX') execute function away()`,
        );
        await expect(uninstall({ connectionString: url, ...NO_FLAGS, yes: true })).rejects.toThrow(
          'the server is away',
        );
        await ask(url, 'drop event trigger away; drop function away()');
        await uninstall({ connectionString: url, ...NO_FLAGS, yes: true });
        const marked = `select count(*)::int as n from vehicles where origin_metadata ? 'micro_scrape_complete'`;
        expect(await ask(url, marked)).toEqual([{ n: 1 }]);
        expect(await uninstall({ connectionString: url, ...NO_FLAGS, purgeMarks: true })).toMatchObject({
          marksPurged: 1,
        });
        expect(await everythingIn(url, 'moved')).toEqual(before);
      });
    },
  );

  test.runIf(version === 18)(
    'after somebody has dropped our schema by hand, what lies elsewhere goes too',
    async () => {
      await onEmptyDatabase(server, async (url) => {
        await ask(url, CATALOGUE);
        await ask(
          url,
          `create function mark_vehicle_micro_scrape_complete(text) returns void language sql as 'select 1'`,
        );
        await migrate({ connectionString: url });
        await quickAddJob({ connectionString: url }, 'reconcile', {});
        await ask(url, 'drop schema micro_scrape cascade');
        const { kept } = await uninstall({ connectionString: url, ...NO_FLAGS });
        expect(kept).toEqual([expect.stringMatching(/^the schema graphile_worker, without our jobs/)]);
        expect(await ask(url, 'select from graphile_worker._private_tasks')).toEqual([]);
        expect((await catalogueOf(url)).filter((line) => /micro_scrape/.test(line))).toEqual([
          expect.stringMatching(/^function mark_vehicle_micro_scrape_complete\(text\)/),
        ]);
        expect(await uninstall({ connectionString: url, ...NO_FLAGS })).toMatchObject({ statements: [], kept: [] });
      });
    },
  );

  test.runIf(version === 18)(
    'no task that a daemon serves keeps the queue, whichever action was added last',
    async () => {
      await onEmptyDatabase(server, async (url) => {
        await migrate({ connectionString: url });
        // Nothing is served here: only their names are asked for.
        const { work, recogniser } = createTasks({} as EnrichServices);
        for (const task of [...Object.keys(work), ...Object.keys(recogniser)]) {
          await quickAddJob({ connectionString: url }, task, {});
          expect(await ask(url, FREED, [task])).toEqual([{ listed: true }]);
        }
        expect(await uninstall({ connectionString: url, ...NO_FLAGS })).toMatchObject({ kept: [] });
        expect((await catalogueOf(url)).filter((line) => /graphile_worker/.test(line))).toEqual([]);
      });
    },
  );

  test.runIf(version === 18)('by the command line', async () => {
    await onEmptyDatabase(server, async (url) => {
      await ask(url, CATALOGUE);
      const before = await everythingIn(url, 'moved');
      const adopted = await run(['migrate', '--adopt'], url);
      expect(adopted).toEqual({
        code: 0,
        output: expect.stringMatching(/is now up to date\n501 vehicles scored in/),
      });
      expect(await run(['migrate', '--uninstall', '--adopt'], url)).toMatchObject({ code: 64 });
      const dry = await run(['migrate', '--uninstall', '--purge-marks', '--dry-run'], url);
      expect(dry).toEqual({
        code: 0,
        output: expect.stringMatching(/would go: \d+ runs[\s\S]*^drop schema micro_scrape cascade;$/m),
      });
      expect(await run(['migrate', '--uninstall', '--purge-marks'], url)).toEqual({
        code: 0,
        output: expect.stringMatching(/gone: \d+ runs[\s\S]*out of 1 vehicle\nmicro-scrape is out of/),
      });
      expect(await everythingIn(url, 'moved')).toEqual(before);
    });
  });
});

/**
 * Catalogue and rows; where Debian's pg_dump fits the server, its dump, byte for byte. `moved`: rows were updated, which
 * changes their order in the file and so in the dump.
 */
async function everythingIn(url: string, moved: 'not' | 'moved' = 'not'): Promise<unknown> {
  const [{ version } = {}] = await ask(url, `select current_setting('server_version_num')::int / 10000 as version`);
  const rows: unknown[] = [];
  for (const table of ['vehicles', 'vehicle_images']) {
    if (await exists(url, table)) rows.push(await ask(url, `select * from ${table} order by id`));
  }
  const lines = await catalogueOf(url);
  return version === 15 && moved === 'not' ? { dump: await dump(url), rows, lines } : { rows, lines };
}

async function exists(url: string, table: string): Promise<boolean> {
  return (await ask(url, 'select to_regclass($1) is not null as there', [table]))[0]?.there === true;
}

/** As it is, but for the key that newer versions of pg_dump make up for each dump. */
async function dump(url: string): Promise<string> {
  const { stdout } = await exec(path.join(POSTGRES_15, 'pg_dump'), [url], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.replaceAll(/^\\(un)?restrict .*$/gm, '');
}

async function run(args: string[], url: string): Promise<{ code: number | null; output: string }> {
  const program = startProgram(args, { DATABASE_URL: url });
  return { code: await program.ended, output: program.output() };
}
