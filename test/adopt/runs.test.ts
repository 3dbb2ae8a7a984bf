/** Runs that an earlier version kept in a table of the schema public: they go on, and whoever could read them still can. */
import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { migrate } from '../../src/database/schema/migrate.ts';
import { uninstall } from '../../src/database/schema/uninstall.ts';
import { catalogueOf } from './catalogue-of.ts';
import { installRunsAsTable } from './earlier-versions.ts';
import { ask, onEachVersion, onEmptyDatabase, urlAs } from './servers.ts';

const SETTLE = `
  select micro_scrape.commit_run('00000000-0000-4000-8000-00000000000a', 0, 1, '{
    "judged": {}, "writes": [], "done": [], "extractor_version": 1,
    "actions": [{"action": "extract-listing", "otherwise": "nothing there", "runtime_ms": 5}],
    "end": {"kind": "settle", "outcome": "exhausted", "reason": "no more", "failed_attempt": false, "failed": false}}')`;
const RUNS = `
  select run_type, status, vehicles_analyzed as analyzed, actions_executed as executed, actions_failed as failed, runtime_ms
  from micro_scrape_runs order by started_at`;
const ONE = { run_type: 'manual', status: 'completed', analyzed: 7, executed: 9, failed: 4, runtime_ms: 1234 };

onEachVersion('that runs of an earlier version go on', (server) => {
  test('with their figures, open ones open until their vehicles settle, and nothing is left of the table', async () => {
    await onEmptyDatabase(server, async (url) => {
      await installRunsAsTable(url);
      await migrate({ connectionString: url });
      const two = { run_type: 'scheduled', status: 'running', analyzed: 3, executed: 6, failed: 0, runtime_ms: null };
      expect(await ask(url, RUNS)).toEqual([ONE, two]);
      // The run of the other vehicle is known to nobody.
      expect(await ask(url, 'select count(*)::int as n from micro_scrape.vehicle_state where run_id is null')).toEqual([
        { n: 1 },
      ]);
      await ask(url, SETTLE);
      const after = [
        ONE,
        { ...two, status: 'completed', analyzed: 4, executed: 7, failed: 1, runtime_ms: expect.any(Number) },
      ];
      const shown = await ask(url, RUNS);
      expect(shown).toEqual(after);
      expect(await ask(url, 'select micro_scrape.fold_runs(10) as n')).toEqual([{ n: 1 }]);
      expect(await ask(url, RUNS)).toEqual(shown);
    });
  });

  test('until they are taken out, by a newer program as well', async () => {
    await onEmptyDatabase(server, async (url) => {
      const before = await catalogueOf(url);
      await installRunsAsTable(url);
      await ask(url, 'delete from vehicles');
      await uninstall({ connectionString: url, yes: false, purgeMarks: false, dryRun: false });
      expect(await catalogueOf(url)).toEqual(before);
    });
  });
});

test('whoever could read the table reads the view, no more rows than its policies let through and nothing else of ours', async () => {
  const role = `reader_${randomUUID().slice(0, 8)}`;
  const server = { url: inject('testCluster').maintenanceUrl };
  try {
    await onEmptyDatabase(server, async (url) => {
      await installRunsAsTable(url);
      await ask(
        url,
        `create role ${role} login password 'of the test'; grant select on micro_scrape_runs to ${role};
         alter table micro_scrape_runs enable row level security;
         create policy ended on micro_scrape_runs for select to ${role} using (run_type = 'manual')`,
      );
      await migrate({ connectionString: url });
      const readerUrl = urlAs(url, role, 'of the test');
      expect(await ask(readerUrl, RUNS)).toEqual([ONE]);
      for (const forbidden of [
        'select * from vehicles_needing_micro_scrape',
        'select * from micro_scrape.runs',
        'select * from micro_scrape.vehicle_state',
        'select micro_scrape.fold_runs(1)',
      ]) {
        await expect(ask(readerUrl, forbidden), forbidden).rejects.toMatchObject({ code: '42501' });
      }
      await ask(url, `drop owned by ${role} cascade`);
    });
  } finally {
    await ask(server.url, `drop role if exists ${role}`);
  }
});
