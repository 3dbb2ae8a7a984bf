import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/database/schema/migrate.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.ts';
import { connect, one } from '../support/client.ts';
import { connectionStringOf } from '../support/cluster.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { temporaryFolder } from '../support/embedded-server.ts';
import { eventually } from '../support/eventually.ts';

// Transactions are counted late, and those of the server's own vacuuming with them: what was asked is counted here.
const ASKED = `
  select coalesce(sum(calls), 0)::int as n from pg_stat_statements
  where toplevel and dbid = (select oid from pg_database where datname = $1)`;

describe('a daemon with nothing to do', () => {
  test('says hardly more to its database than its heartbeat, and nothing to its log', async () => {
    const settings = { shared_preload_libraries: 'pg_stat_statements' };
    const dataDir = await temporaryFolder();
    const server = await startEmbeddedPostgres({ dataDir, durable: false, settings });
    onTestFinished(() => server.stop());
    await migrate({ connectionString: server.url });
    const lines: string[] = [];
    // The clock's own reconcile, of some thirty statements, would fall into one test of twenty.
    const env = { RECONCILE_CRON: '0 0 1 1 *' };
    const daemon = await startTestDaemon(server, env, { onLine: (line) => lines.push(line) });
    // Asked in another database, so that asking is not counted.
    const client = await connect({ url: connectionStringOf(server.url, 'postgres') });
    await client.query('create extension pg_stat_statements');
    const count = async () => Number((await one(client, ASKED, [new URL(server.url).pathname.slice(1)])).n);
    let probes = 0;
    daemon.events.on('listener:probe', () => {
      probes += 1;
    });
    try {
      // The first canary, and connections of the start that are closed after ten seconds.
      await eventually('the start is over', () => probes === 4);
      lines.splice(0);
      // A probe goes along with every second beat. A canary, of eight statements, falls into one window of five.
      const windows: number[] = [];
      while (windows.length < 3 && !windows.some((asked) => asked <= 7)) {
        const [before, until] = [await count(), probes + 3];
        await eventually('six more beats', () => probes >= until);
        windows.push((await count()) - before);
      }
      expect(Math.min(...windows)).toBeLessThanOrEqual(7);
      let reconciles = 0;
      daemon.events.on('job:end', ({ task, outcome }) => {
        reconciles += Number(task === 'reconcile' && outcome === 'success');
      });
      const catalogue = await connect(server);
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
