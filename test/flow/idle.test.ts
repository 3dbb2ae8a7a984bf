import { describe, expect, inject } from 'vitest';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const TRANSACTIONS = 'select (xact_commit + xact_rollback)::int as n from pg_stat_database where datname = $1';

describe('a daemon with nothing to do', () => {
  test('says hardly more to its database than its heartbeat, and nothing to its log', async ({ database }) => {
    const lines: string[] = [];
    // The clock's own reconcile, of some thirty transactions, would fall into one test of twenty.
    const env = { RECONCILE_CRON: '0 0 1 1 *' };
    const daemon = await startTestDaemon(database, env, { onLine: (line) => lines.push(line) });
    // Asked in another database, so that asking is not counted.
    const client = await connect({ ...database, url: inject('testCluster').maintenanceUrl });
    const count = async () => Number((await one(client, TRANSACTIONS, [new URL(database.url).pathname.slice(1)])).n);
    let probes = 0;
    daemon.events.on('listener:probe', () => {
      probes += 1;
    });
    try {
      // The first canary, and connections of the start that are closed after ten seconds.
      await eventually('the start is over', () => probes === 4);
      lines.splice(0);
      // A probe goes along with every second beat. The rest is left to a canary and to the server itself, whose vacuuming and
      // late counting fall into one window now and then, but not into three in a row.
      const windows: number[] = [];
      while (windows.length < 3 && !windows.some((transactions) => transactions <= 9)) {
        const [before, until] = [await count(), probes + 3];
        await eventually('six more beats', () => probes >= until);
        windows.push((await count()) - before);
      }
      expect(Math.min(...windows)).toBeLessThanOrEqual(9);
      let reconciles = 0;
      daemon.events.on('job:end', ({ task, outcome }) => {
        reconciles += Number(task === 'reconcile' && outcome === 'success');
      });
      const catalogue = await connect(database);
      await catalogue.query(`select graphile_worker.add_job('reconcile', '{}') from generate_series(1, 12)`);
      await catalogue.end();
      await eventually('an hour of reconciles', () => reconciles === 12);
      expect(lines).toEqual([]);
    } finally {
      await client.end();
      await daemon.stop();
    }
  });
});
