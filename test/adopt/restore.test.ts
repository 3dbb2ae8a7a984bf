/** What a dump brings back is worked on: all of it, the schema public alone, and that put back under a schema of ours that stayed. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { findDrift } from '../../src/database/schema/drift.ts';
import { migrate } from '../../src/database/schema/migrate.ts';
import { connect } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { withSamples } from './samples.ts';
import { ask, onEachVersion, onEmptyDatabase, POSTGRES_15 } from './servers.ts';
import { IMAGES, VEHICLES } from './tables.ts';

const exec = promisify(execFile);

/** psql goes on behind a statement that fails, as it does for people. */
async function restore(from: string, args: string[], to: string): Promise<void> {
  const { stdout } = await exec(path.join(POSTGRES_15, 'pg_dump'), [...args, from], { maxBuffer: 64 * 1024 * 1024 });
  const child = exec(path.join(POSTGRES_15, 'psql'), ['-q', to], { maxBuffer: 64 * 1024 * 1024 });
  child.child.stdin?.end(stdout);
  await child;
}

const COMPLETE = `
  select v.discovery_url from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
  where s.outcome = 'complete' and s.requested = s.handled order by 1`;

onEachVersion('that restored databases are worked on', (server, version) => {
  test.runIf(version === 15).each([
    ['all of it, into a new database', [], false],
    ['the schema public alone, into a new database', ['-n', 'public'], false],
    ['the schema public alone, into the same database after DROP SCHEMA public CASCADE', ['-n', 'public'], true],
  ])('%s', async (_what, args, same) => {
    await withSamples(async ({ urlOf, env }) => {
      await onEmptyDatabase(server, async (first) => {
        await ask(first, `create table vehicles (${VEHICLES}); create table vehicle_images (${IMAGES})`);
        const before = await startTestDaemon({ url: first }, env);
        await ask(first, 'insert into vehicles (discovery_url) values ($1)', [urlOf('porsche-911-1995')]);
        await eventually('the first is complete', async () => (await ask(first, COMPLETE)).length === 1);
        await before.stop();

        await onEmptyDatabase(server, async (second) => {
          const url = same ? first : second;
          if (same) {
            await restore(first, args, second);
            await ask(first, 'drop schema public cascade; create schema public');
            await restore(second, args, first);
          } else {
            await restore(first, args, second);
          }
          await migrate({ connectionString: url });
          const client = await connect({ url });
          expect(await findDrift(client)).toEqual([]);
          await client.end();
          const daemon = await startTestDaemon({ url }, env);
          await ask(url, 'insert into vehicles (discovery_url) values ($1)', [urlOf('bmw-m3-1988')]);
          await eventually('both are complete', async () => (await ask(url, COMPLETE)).length === 2);
          expect(await ask(url, 'select outcome, score >= 85 as enough from micro_scrape.vehicle_state')).toEqual([
            { outcome: 'complete', enough: true },
            { outcome: 'complete', enough: true },
          ]);
          await daemon.stop();
          expect((await migrate({ connectionString: url })).applied).toEqual([]);
        });
      });
    });
  });
});
