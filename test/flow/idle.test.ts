import { describe, expect, inject } from 'vitest';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const TRANSACTIONS = 'select (xact_commit + xact_rollback)::int as n from pg_stat_database where datname = $1';

describe('a daemon with nothing to do', () => {
  test('says hardly more to its database than its heartbeat', async ({ database }) => {
    const daemon = await startTestDaemon(database);
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
      const before = await count();
      await eventually('six more beats', () => probes === 7);
      // A probe goes along with every second beat. The rest is left to a canary and to the server itself.
      expect((await count()) - before).toBeLessThanOrEqual(9);
    } finally {
      await client.end();
      await daemon.stop();
    }
  });
});
