/** Coming from the original: what it made stays and goes on, what still runs it is named, and all of it can be undone. */
import { expect, test } from 'vitest';
import { migrate } from '../../src/database/schema/migrate.ts';
import { uninstall } from '../../src/database/schema/uninstall.ts';
import { askAtOnce } from '../../src/doctor/invariants/question.ts';
import { RUN_SUMS } from '../../src/doctor/invariants/runs.ts';
import { connect } from '../support/client.ts';
import { startProgram } from '../support/program.ts';
import { catalogueOf } from './catalogue-of.ts';
import { CALLERS, ORIGINAL } from './original.ts';
import { ask, onEachVersion, onEmptyDatabase } from './servers.ts';

const FLAGS = { yes: false, purgeMarks: false, dryRun: false };
const OF_THE_OWNER = [
  'select * from repair_queue order by id',
  'select * from reports.weekly order by week',
  'select * from vehicle_quality_scores order by vehicle_id',
];
const NAMES = ['mark_vehicle_micro_scrape_complete', 'micro_scrape_runs', 'vehicles_needing_micro_scrape'];

onEachVersion('that one comes from the original and can go back', (server, version) => {
  test('without being told to, nothing is touched, and the refusal names every object and the way', async () => {
    await onEmptyDatabase(server, async (url) => {
      await ask(url, ORIGINAL);
      const before = await catalogueOf(url);
      const refusal = String(await migrate({ connectionString: url }).catch((error: unknown) => error));
      for (const name of NAMES)
        expect(refusal).toMatch(new RegExp(`public.${name}\\S* is there and not ours: .* RENAME TO`));
      expect(refusal).toMatch(/all of that at once.*npx micro-scrape migrate --from-bandaid/);
      expect(await catalogueOf(url)).toEqual(before);
    });
  });

  test('views upon its objects give the same rows, the old runs stand among ours, and leaving restores every name', async () => {
    await onEmptyDatabase(server, async (url) => {
      await ask(url, ORIGINAL);
      const before = await catalogueOf(url);
      const shown = () => Promise.all(OF_THE_OWNER.map((sql) => ask(url, sql)));
      const rows = await shown();
      await migrate({ connectionString: url, fromBandaid: true });
      expect(await shown()).toEqual(rows);
      expect(
        await ask(
          url,
          'select vehicles_analyzed, status, runtime_ms, started_at = completed_at as unended from micro_scrape_runs order by started_at',
        ),
      ).toEqual([
        { vehicles_analyzed: 20, status: 'completed', runtime_ms: 29000, unended: false },
        { vehicles_analyzed: 0, status: 'timeout', runtime_ms: null, unended: true },
      ]);
      expect(await ask(url, 'select count(*)::int as n from micro_scrape_runs_bandaid')).toEqual([{ n: 2 }]);
      // Ours are as they are everywhere.
      expect(
        await ask(
          url,
          `select indexrelid::regclass::text as name from pg_index where indrelid = 'micro_scrape.runs'::regclass order by 1`,
        ),
      ).toEqual([
        { name: 'micro_scrape.runs_pkey' },
        { name: 'micro_scrape.runs_running_idx' },
        { name: 'micro_scrape.runs_started_at_idx' },
      ]);
      expect(await ask(url, 'select count(*)::int as n from vehicles_needing_micro_scrape')).toEqual([{ n: 40 }]);
      await ask(url, 'select * from micro_scrape.adopt(1000)');
      // How the original counted is no promise of ours.
      await ask(
        url,
        `insert into micro_scrape.action_log (vehicle_id, action, succeeded, runtime_ms) select id, 'x', true, 1 from vehicles limit 1`,
      );
      const client = await connect({ url });
      expect(await askAtOnce(client, [RUN_SUMS]).finally(() => client.end())).toEqual([]);
      // A second time, told to or not, there is nothing to do.
      expect(await migrate({ connectionString: url, fromBandaid: true })).toMatchObject({ applied: [] });
      expect(await migrate({ connectionString: url })).toMatchObject({ applied: [] });

      const { kept, lost } = await uninstall({ connectionString: url, ...FLAGS });
      expect({ kept, lost }).toEqual({ kept: [], lost: ['2 runs in micro_scrape_runs'] });
      expect(await catalogueOf(url)).toEqual(before);
      expect(await shown()).toEqual(rows);
    });
  });

  test('broken off at any step, it is continued by the next, or undone', async () => {
    for (const next of ['migrate', 'uninstall'] as const) {
      await onEmptyDatabase(server, async (url) => {
        await ask(url, ORIGINAL);
        const before = await catalogueOf(url);
        const steps: string[] = [];
        const breakAfter = async (name: string) => {
          const broken = migrate({
            connectionString: url,
            fromBandaid: true,
            log: (line) => {
              steps.push(line);
              if (line === `applied ${name}`) throw new Error('the power is gone');
            },
          });
          await expect(broken, name).rejects.toThrow('the power is gone');
        };
        for (const name of [
          'ledger.sql',
          'bandaid/set-aside',
          'migrations/0001_public_catalogue.sql',
          'functions/20_public_vehicles_needing_micro_scrape.sql',
        ]) {
          await breakAfter(name);
          if (next === 'uninstall') {
            await uninstall({ connectionString: url, ...FLAGS });
            expect([name, await catalogueOf(url)]).toEqual([name, before]);
          }
        }
        // From there on nothing needs to be told.
        if (next === 'migrate') {
          await migrate({ connectionString: url });
          expect(steps.filter((line) => line.includes('bandaid/'))).toEqual([
            'applied bandaid/set-aside',
            'applied bandaid/runs',
          ]);
          await uninstall({ connectionString: url, ...FLAGS });
          expect(await catalogueOf(url)).toEqual(before);
        }
      });
    }
  });

  test("what bears our names and is nobody's original is set aside as well, whatever it is", async () => {
    await onEmptyDatabase(server, async (url) => {
      await ask(
        url,
        `create materialized view vehicles_needing_micro_scrape as select 1 as one;
         create table micro_scrape_runs (id bigint primary key, run_type text);
         insert into micro_scrape_runs values (1, 'mine');
         create procedure mark_vehicle_micro_scrape_complete(vehicle uuid) language sql as 'select 1'`,
      );
      const before = await catalogueOf(url);
      await migrate({ connectionString: url, fromBandaid: true });
      expect(await ask(url, 'select * from micro_scrape_runs')).toEqual([]);
      expect(await ask(url, 'select run_type from micro_scrape_runs_bandaid')).toEqual([{ run_type: 'mine' }]);
      await uninstall({ connectionString: url, ...FLAGS });
      expect(await catalogueOf(url)).toEqual(before);
    });
  });

  test('a name that is taken is told before anything is changed', async () => {
    await onEmptyDatabase(server, async (url) => {
      await ask(url, `${ORIGINAL}; create table micro_scrape_runs_bandaid (one int)`);
      const before = await catalogueOf(url);
      await expect(migrate({ connectionString: url, fromBandaid: true })).rejects.toMatchObject({
        exitCode: 78,
        message: expect.stringMatching(/nothing was changed[\s\S]*public\.micro_scrape_runs_bandaid is there already/),
      });
      expect(await catalogueOf(url)).toEqual(before);
    });
  });

  test.runIf(version === 18)(
    'by the command line: shown first, then done, with all that still runs the original',
    async () => {
      await onEmptyDatabase(server, async (url) => {
        await ask(url, ORIGINAL);
        await ask(url, CALLERS);
        const before = await catalogueOf(url);
        const said = [
          /public\.micro_scrape_runs is called micro_scrape_runs_bandaid, and its runs stand in micro_scrape_runs as well; upon it, as before: reports\.weekly\n/,
          /public\.vehicles_needing_micro_scrape is called vehicles_needing_micro_scrape_bandaid; upon it, as before: repair_queue\n/,
          /public\.mark_vehicle_micro_scrape_complete\(uuid\) is called mark_vehicle_micro_scrape_complete_bandaid\n/,
          /pg_cron's job micro-scrape-bandaid \(\*\/5 \* \* \* \*\): SELECT cron\.unschedule\(2\);\n/,
          /the trigger heal on vehicles: ALTER TABLE vehicles DISABLE TRIGGER heal;\n/,
          /runs_today\(\) names micro_scrape_runs in its text, and reaches ours from now on\n/,
          /any other schedule .*dashboard/,
          /supabase functions delete micro-scrape-bandaid/,
          /undone by: npx micro-scrape migrate --uninstall/,
        ];
        const dry = await run(['migrate', '--from-bandaid', '--dry-run'], url);
        expect(dry.code).toBe(0);
        expect(dry.output).toMatch(/^alter table public\.micro_scrape_runs rename to micro_scrape_runs_bandaid;$/m);
        for (const sentence of said) expect(dry.output).toMatch(sentence);
        // What is no SQL is a comment.
        for (const line of dry.output.slice(dry.output.indexOf('\n-- public.mark')).split('\n').slice(1))
          expect(line).toMatch(/^(?:-- |$)/);
        expect(dry.output).not.toMatch(/nightly/);
        expect(await catalogueOf(url)).toEqual(before);

        const done = await run(['migrate', '--from-bandaid'], url);
        expect(done.code).toBe(0);
        for (const sentence of said) expect(done.output).toMatch(sentence);
        const again = JSON.parse((await run(['migrate', '--from-bandaid', '--json'], url)).output);
        expect(again).toMatchObject({
          applied: [],
          from_bandaid: { set_aside: { length: 3 }, switch_off: { length: 5 } },
        });
        expect(await run(['migrate', '--from-bandaid', '--uninstall'], url)).toMatchObject({ code: 64 });
        expect(await run(['migrate', '--uninstall'], url)).toMatchObject({ code: 0 });
        expect(await catalogueOf(url)).toEqual(before);
      });
    },
  );
});

async function run(args: string[], url: string): Promise<{ code: number | null; output: string }> {
  const program = startProgram(args, { DATABASE_URL: url });
  return { code: await program.ended, output: program.output() };
}
